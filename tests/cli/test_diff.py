"""`flowcheck diff`: a repository built commit by commit, and what each change is told as."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from commands import Commands
from projects import FILES, POLICY, STATEMENTS, SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ("--today", "2026-11-24")
ADNET = (
    "vendors:\n  - {id: adnet, name: Adnet, role: advertising_network, acts_as: controller,"
    " country: de}\nsystems:\n  - id: ads\n    owner: team-ads\n    flows:\n"
    "      - {id: to-adnet, to: adnet, data: email_address, purpose: service_provision,"
    " subject: trial_user, transit: tls_1_3}\n"
)
DISCLOSED = POLICY.replace(
    "hosting providers (AWS)", "hosting providers (AWS), advertising networks"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def repository(write_project: Callable[..., Path]) -> Path:
    """The small company at the tag `start`, on the branch main."""
    root = write_project(FILES)
    git(root, "init", "-q", "-b", "main")
    commit(root, "start")
    return root


def git(folder: Path, *arguments: str) -> str:
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    environment = {**os.environ, **dict.fromkeys(names, "a@b.example")}
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
    return done.stdout


def commit(folder: Path, tag: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "--allow-empty", "-m", tag)
    git(folder, "tag", tag)


def write(root: Path, name: str, text: str) -> None:
    (root / "inventory" / name).write_text(text, encoding="utf-8")


def disclose(root: Path) -> None:
    """Amend the policy so that advertising networks are disclosed."""
    write(root, "policy.txt", DISCLOSED)
    named = STATEMENTS.replace(
        "hosting providers (AWS)", "hosting providers (AWS), advertising networks"
    )
    write(
        root, "policy.yaml", named.replace("aws, analytics", "aws, advertising_network, analytics")
    )


def compared(run: Commands, root: Path, *arguments: str) -> dict[str, Any]:
    found = run("diff", *arguments, "--root", root, "--format", "json", *DAY)
    assert found.code in (0, 1), found.err
    value: dict[str, Any] = json.loads(found.out)
    assert value["failed"] is (found.code == 1)
    return value


def test_the_whole_story(run: Commands, repository: Path) -> None:
    """A vendor comes undisclosed, the policy is amended, a statement is dropped."""
    write(repository, "ads.yaml", ADNET)
    found = run("diff", "start", "--root", repository, *DAY)
    assert found.code == 1
    assert "Adnet (`adnet`), Advertising network, controller, Germany: new recipient" in found.out
    assert "gets Email address" in found.out
    assert "no passage of the policy covers it (FC103)" in found.out
    assert "New countries\n  + Germany" in found.out
    commit(repository, "undisclosed")

    disclose(repository)
    found = run("diff", "undisclosed", "--root", repository, *DAY)
    assert found.code == 0
    assert "omitted -> vague" in found.out or "omitted -> clear" in found.out
    assert "- FC103 to-adnet" in found.out
    commit(repository, "amended")
    found = run("diff", "start", "amended", "--root", repository, *DAY)
    assert found.code == 0
    assert (
        'share: "We share it with hosting providers (AWS), advertising networks'
        in found.out.replace("\n          ", " ")
    )

    text = (repository / "inventory/policy.yaml").read_text()
    start = text.index("  - id: share\n")
    write(repository, "policy.yaml", text[:start] + text[text.index("  - id: no-sale") :])
    found = run("diff", "amended", "--root", repository, *DAY)
    assert found.code == 1
    assert "- `share`: dropped; it carried 3 flows" in found.out
    assert "Judged worse" in found.out


def test_nothing_changes(run: Commands, repository: Path) -> None:
    for format_ in ("text", "markdown"):
        found = run("diff", "HEAD", "--root", repository, "--format", format_, *DAY)
        assert found.code == 0
        assert "No change in what is sent to whom." in found.out
    assert compared(run, repository, "HEAD")["changed"] is False


def test_what_was_wrong_before_fails_nothing(run: Commands, repository: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    commit(repository, "wrong")
    write(repository, "systems.yaml", SYSTEMS.replace("name: Amplitude,", "name: Amplitude Inc,"))
    assert run("lint", repository, *DAY).code == 1
    value = compared(run, repository, "wrong")
    assert value["failed"] is False
    assert [v["id"] for v in value["vendors"]] == ["amplitude"]
    more = ADNET.replace("data: email_address", "data: [email_address, ip_address]")
    write(repository, "ads.yaml", more)
    found = run("diff", "wrong", "--root", repository, *DAY)
    assert found.code == 0
    assert "new data" in found.out
    assert "no passage of the policy covers it (FC103, known before)" in found.out


def test_what_others_merged_is_not_told(run: Commands, repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "feature")
    write(
        repository,
        "more.yaml",
        "vendors:\n  - {id: gcp, name: GCP, role: cloud_hosting_provider}\n",
    )
    commit(repository, "mine")
    git(repository, "checkout", "-q", "main")
    write(repository, "ads.yaml", ADNET)
    commit(repository, "theirs")
    for asked in (("main...feature",), ("start", "feature"), ("start..feature",)):
        value = compared(run, repository, *asked)
        assert [v["id"] for v in value["vendors"]] == ["gcp"], asked
    value = compared(run, repository, "main", "feature")
    assert len(value["vendors"]) == 2
    git(repository, "checkout", "-q", "feature")
    assert len(compared(run, repository, "main...")["vendors"]) == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("main...feature", "HEAD"), "names both already; leave HEAD out"),
        (("...feature",), "names no commit to compare with"),
        (("",), "names no commit to compare with"),
        (("none",), "`none` cannot be read from git: no such commit"),
        (("main...none",), "`none` cannot be read from git: no such commit"),
        (("--help...main",), "No such option"),
        (("main....x",), "names no commit"),
        (("HEAD", ""), "names no commit"),
    ],
)
def test_what_is_no_pair_is_told(
    run: Commands, repository: Path, asked: tuple[str, ...], told: str
) -> None:
    found = run("diff", *asked, "--root", repository)
    assert (found.code, found.out) == (2, "")
    assert told in found.err


def test_histories_without_a_common_commit(run: Commands, repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "other")
    commit(repository, "alone")
    found = run("diff", "main...other", "--root", repository)
    assert found.code == 2
    assert "`main...other` cannot be read from git: they have no commit in common" in found.err


def test_a_shallow_clone_is_told_to_fetch(run: Commands, repository: Path, tmp_path: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    commit(repository, "wrong")
    base = git(repository, "rev-parse", "start").strip()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    for asked in (base, f"{base}..."):
        found = run("diff", asked, "--root", clone)
        assert (found.code, found.out) == (2, "")
        assert "this clone is shallow" in found.err
        assert "fetch-depth: 0" in found.err


def test_a_project_that_was_not_there_is_new(run: Commands, repository: Path) -> None:
    inner = repository / "services" / "app"
    shutil.copytree(repository / "inventory", inner / "inventory")
    found = run("diff", "start", "--root", inner, *DAY)
    assert found.code == 0
    assert "there is no inventory yet in `start`: everything is new" in found.err
    assert "The project is new" in found.out
    assert compared(run, inner, "start")["base"] is None
    (inner / "inventory").rename(inner / "else")
    commit(repository, "empty")
    (inner / "else").rename(inner / "inventory")
    assert compared(run, inner, "empty")["base"] is None


@pytest.mark.parametrize("asked", ["broken", "broken...main"])
def test_a_broken_base_is_told_with_what_to_do(run: Commands, repository: Path, asked: str) -> None:
    write(repository, "policy.yaml", STATEMENTS.replace("permit: use", "permitt: use"))
    commit(repository, "broken")
    write(repository, "policy.yaml", STATEMENTS)
    commit(repository, "mended")
    found = run("diff", asked, "--root", repository)
    assert (found.code, found.out) == (2, "")
    assert ":inventory/policy.yaml:" in found.err
    assert "cannot be read; there is nothing to compare with" in found.err
    assert "flowcheck lint" in found.err


def test_a_broken_head_is_told(run: Commands, repository: Path, tmp_path: Path) -> None:
    write(repository, "policy.yaml", STATEMENTS.replace("permit: use", "permitt: use"))
    found = run("diff", "HEAD", "--root", repository, "-o", tmp_path / "d.md")
    assert (found.code, found.out) == (2, "")
    assert "did you mean `permit`" in found.err
    assert not (tmp_path / "d.md").exists()
    shutil.rmtree(repository / "inventory")
    assert run("diff", "HEAD", "--root", repository).code == 2


def test_a_rule_switched_off_is_told_with_what_it_hides(run: Commands, repository: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    (repository / "flowcheck.yaml").write_text("ignore: [FC103]\n")
    found = run("diff", "start", "--root", repository, *DAY)
    assert found.code == 0
    assert "FC103 undisclosed-recipient: error -> off" in found.out
    assert "these settings hide 1 finding: FC103" in found.out


def test_the_options_of_a_lint_hold(run: Commands, repository: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    assert run("diff", "start", "--root", repository, "--fail-on", "never", *DAY).code == 0
    assert run("diff", "start", "--root", repository, "--ignore", "FC103", *DAY).code == 0
    assert run("diff", "start", "--root", repository, "--select", "FC2", *DAY).code == 0
    found = run("diff", "start", "--root", repository, "-q", *DAY)
    assert found.code == 1
    assert found.out.startswith("warning[FC301")
    assert "error[FC103" in found.out
    assert "New\n" not in found.out
    found = run("diff", "start", "--root", repository, "--select", "FC1", "--ignore", "FC1")
    assert found.code == 2
    assert "no rule is left" in found.err


def test_a_waiver_that_comes_and_goes(run: Commands, repository: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    waiver = (
        "waivers:\n  - {rule: FC103, flow: to-adnet, reason: review, owner: dpo,"
        " until: 2027-01-01}\n"
    )
    write(repository, "waivers.yaml", waiver)
    found = run("diff", "start", "--root", repository, *DAY)
    assert found.code == 0
    assert "FC103 for flow `to-adnet`: added, until 2027-01-01 by dpo (review)" in found.out
    assert "FC103, waived until 2027-01-01" in found.out
    commit(repository, "waived")
    assert compared(run, repository, "HEAD")["changed"] is False
    (repository / "inventory/waivers.yaml").unlink()
    found = run("diff", "waived", "--root", repository, *DAY)
    assert found.code == 1
    assert "- FC103 for flow `to-adnet`: removed" in found.out


def test_nothing_is_checked_out(run: Commands, repository: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    commit(repository, "wrong")
    (repository / "inventory" / "policy.txt").write_text("mine, not committed")
    index = (repository / ".git" / "index").read_bytes()
    status = git(repository, "status", "--porcelain")
    assert run("diff", "start", "wrong", "--root", repository, *DAY).code == 1
    assert (repository / ".git" / "index").read_bytes() == index
    assert git(repository, "status", "--porcelain") == status


def test_a_bare_repository_and_a_folder_that_is_gone(
    run: Commands, repository: Path, tmp_path: Path
) -> None:
    write(repository, "ads.yaml", ADNET)
    commit(repository, "wrong")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(repository), str(bare))
    here = run("diff", "start", "wrong", "--root", repository, *DAY)
    assert here.code == 1
    assert run("diff", "start", "wrong", "--root", bare, *DAY) == here
    inner = repository / "services" / "app"
    shutil.copytree(repository / "inventory", inner / "inventory")
    commit(repository, "moved")
    shutil.rmtree(repository / "services")
    assert run("diff", "moved", "moved", "--root", inner, *DAY).code == 0


def test_reruns_are_alike_and_files_are_whole(
    run: Commands, repository: Path, tmp_path: Path
) -> None:
    write(repository, "ads.yaml", ADNET)
    files = {name: tmp_path / f"out.{name}" for name in ("text", "json", "markdown", "sarif")}
    asked = [part for name, file in files.items() for part in ("-o", f"{name}={file}")]
    assert run("diff", "start", "--root", repository, *asked, *DAY).code == 1
    first = {name: file.read_bytes() for name, file in files.items()}
    assert run("diff", "start", "--root", repository, *asked, *DAY).code == 1
    assert {name: file.read_bytes() for name, file in files.items()} == first
    results = json.loads(first["sarif"])["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["FC103", "FC301"]


def test_a_vendor_by_another_id_is_no_other_vendor(run: Commands, repository: Path) -> None:
    write(repository, "ads.yaml", ADNET)
    commit(repository, "wrong")
    write(repository, "ads.yaml", ADNET.replace("adnet", "ad_net"))
    write(
        repository,
        "ads.yaml",
        (repository / "inventory/ads.yaml").read_text().replace("to-ad_net", "to-adnet"),
    )
    value = compared(run, repository, "wrong")
    assert value["failed"] is False
    (vendor,) = value["vendors"]
    assert vendor["changes"] == [{"key": "id", "before": ["adnet"], "after": ["ad_net"]}]
    assert value["exposures"] == value["ended"] == value["flows"] == []


def test_the_baseline_lifts_and_its_end_makes_nothing_new(
    run: Commands, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    write(repository, "ads.yaml", ADNET)
    file, settings = repository / "known.json", repository / "flowcheck.yaml"
    assert run("lint", repository, "--write-baseline", "--baseline", file, *DAY).code == 0
    settings.write_text("baseline: known.json\n")
    found = run("diff", "start", "--root", repository, *DAY)
    assert found.code == 0
    assert "new findings lifted by a waiver or the baseline" in found.out
    assert "FC103, in the baseline" in found.out
    commit(repository, "known")
    before = file.read_bytes()
    settings.unlink()
    found = run("diff", "known", "--root", repository, *DAY)
    assert found.code == 0
    assert "baseline: known.json -> none" in found.out
    assert file.read_bytes() == before
