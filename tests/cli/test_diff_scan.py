"""`flowcheck diff --scan`: which commit brings a vendor into the code, and what the policy says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from commands import Commands
from projects import FILES, POLICY, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ("--today", "2026-11-24")
STATEMENT = (
    "  - id: share-email\n    quote: We share it with email providers.\n    permit: share\n"
    "    data: collected\n    recipient: email_service_provider\n    purpose: service_provision\n"
)
DECLARED = (
    "vendors:\n  - {id: sendgrid, name: SendGrid, role: email_service_provider,"
    " acts_as: processor, country: us, contract: {signed: 2026-01-01}}\n"
)
FLOW = (
    "systems:\n  - id: mailer\n    owner: team-mail\n    flows:\n"
    "      - {id: to-sendgrid, to: sendgrid, data: email_address, purpose: service_provision,"
    " subject: trial_user, transit: tls_1_3}\n"
)


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Commands:
    monkeypatch.setenv("FLOWCHECK_CACHE_DIR", str(tmp_path / "kept"))
    return Commands(capsys)


@pytest.fixture
def root(write_project: Callable[..., Path]) -> Path:
    """A small company with a code base, at the tag `start`."""
    root = write_project(FILES)
    package(root, "react")
    git(root, "init", "-q", "-b", "main")
    commit(root, "start")
    return root


def git(folder: Path, *arguments: str) -> None:
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    environment = {**os.environ, **dict.fromkeys(names, "a@b.example")}
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def commit(folder: Path, tag: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", tag)
    git(folder, "tag", tag)


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def package(root: Path, *names: str, where: str = "web") -> None:
    write(root, f"{where}/package.json", json.dumps({"dependencies": dict.fromkeys(names, "1")}))


def compared(run: Commands, root: Path, *revisions: str) -> tuple[int, dict[str, Any]]:
    found = run("diff", *revisions, "--root", root, "--scan", "--format", "json", *DAY)
    assert found.err == ""
    return found.code, json.loads(found.out)


def new(value: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["code"], f["record"]["id"]) for f in value["findings"]["new"]]


def test_the_whole_story(run: Commands, root: Path) -> None:
    """Undisclosed blocks; with the policy amended and the flow declared it passes."""
    package(root, "react", "@sendgrid/mail")
    commit(root, "vendor")
    code, value = compared(run, root, "start", "vendor")
    assert code == 1
    assert ("FC601", "sendgrid") in new(value)
    (seen,) = value["seen"]
    assert (seen["vendor"], seen["declared"], seen["passages"]) == ("sendgrid", False, [])
    assert seen["places"][0].startswith("web/package.json:1:34: package `npm:@sendgrid/mail`")
    assert run("lint", root, "--scan", *DAY).code == 1

    write(root, "inventory/policy.txt", POLICY + "\nWe share it with email providers.\n")
    write(root, "inventory/policy.yaml", STATEMENTS + STATEMENT)
    write(root, "inventory/sendgrid.yaml", DECLARED)
    commit(root, "amended")
    code, value = compared(run, root, "start", "amended")
    assert code == 1
    assert sorted(new(value)) == [("FC302", "sendgrid"), ("FC505", "share-email")]

    write(root, "inventory/sendgrid.yaml", DECLARED + FLOW)
    commit(root, "flowing")
    code, value = compared(run, root, "start", "flowing")
    assert (code, new(value)) == (0, [("FC301", "to-sendgrid")])
    (seen,) = value["seen"]
    assert seen["declared"]
    assert [p["statement"] for p in seen["passages"]] == ["share-email"]
    assert run("lint", root, "--scan", *DAY).code == 0

    package(root, "react")
    commit(root, "dropped")
    code, value = compared(run, root, "flowing", "dropped")
    assert (code, value["seen"], [s["vendor"] for s in value["unseen"]]) == (0, [], ["sendgrid"])


def test_a_disclosed_category_still_wants_the_vendor_declared(run: Commands, root: Path) -> None:
    write(root, "inventory/policy.txt", POLICY + "\nWe share it with email providers.\n")
    write(root, "inventory/policy.yaml", STATEMENTS + STATEMENT)
    commit(root, "disclosed")
    package(root, "react", "@sendgrid/mail")
    code, value = compared(run, root, "disclosed")
    assert (code, new(value)) == (1, [("FC601", "sendgrid")])
    assert [p["statement"] for p in value["seen"][0]["passages"]] == ["share-email"]


def test_a_replay_blocks_the_commit_that_first_adds_a_package(run: Commands, root: Path) -> None:
    """What was wrong before blocks nobody again: neither elsewhere nor once more."""
    steps: list[tuple[str, Callable[[], object], list[str]]] = [
        ("more", lambda: package(root, "react", "lodash"), []),
        ("stripe", lambda: package(root, "react", "lodash", "stripe"), ["stripe"]),
        ("other", lambda: write(root, "web/a.ts", "export const a = 1;\n"), []),
        ("again", lambda: package(root, "stripe", where="shop"), []),
        ("mail", lambda: package(root, "@sendgrid/mail", where="shop"), ["sendgrid"]),
        ("moved", lambda: (root / "shop").rename(root / "store"), []),
        ("gone", lambda: package(root, "react"), []),
        ("back", lambda: package(root, "react", "stripe"), ["stripe"]),
    ]
    before = "start"
    for tag, change, blocked in steps:
        change()
        commit(root, tag)
        for revisions in ((before, tag), (f"{before}..{tag}",), (before,)):
            code, value = compared(run, root, *revisions)
            found = [id_ for name, id_ in new(value) if name == "FC601"]
            assert (tag, found, code) == (tag, blocked, int(bool(blocked)))
        before = tag


def test_a_vendor_taken_from_the_inventory_is_new_while_code_still_shows_it(
    run: Commands, root: Path
) -> None:
    package(root, "@sendgrid/mail")
    write(root, "inventory/sendgrid.yaml", DECLARED)
    commit(root, "declared")
    (root / "inventory/sendgrid.yaml").unlink()
    code, value = compared(run, root, "declared")
    assert (code, new(value)) == (1, [("FC601", "sendgrid")])


def test_only_what_differs_is_read_from_the_earlier_edition(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flowcheck.project import one_file, scanning

    package(root, "stripe", where="shop")
    read: list[str] = []
    scan = one_file.scan_file

    def noted(folder: Any, job: Any) -> Any:  # noqa: ANN401
        if type(folder).__name__ == "Revision":
            read.append(job.path)
        return scan(folder, job)

    monkeypatch.setattr(scanning, "scan_file", noted)
    assert compared(run, root, "start")[0] == 1
    assert read == []
    package(root, "react", "stripe")
    compared(run, root, "start")
    assert read == ["web/package.json"]


def test_every_format_tells_who_is_seen(run: Commands, root: Path) -> None:
    package(root, "react", "@sendgrid/mail")
    options = ("diff", "start", "--root", root, "--scan", *DAY, "--format")
    text = run(*options, "text").out
    assert "Seen in code" in text
    assert "no passage of the policy covers such a recipient" in text
    markdown = run(*options, "markdown").out
    assert "<code>sendgrid</code>" in markdown
    log = json.loads(run(*options, "sarif").out)
    (result,) = [r for r in log["runs"][0]["results"] if r["ruleId"] == "FC601"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "web/package.json"


def test_the_settings_decide_when_nobody_says(run: Commands, root: Path) -> None:
    write(root, "flowcheck.yaml", "scan: {lint: true}\n")
    commit(root, "scanning")
    package(root, "react", "stripe")
    assert run("diff", "scanning", "--root", root, *DAY).code == 1
    assert run("diff", "scanning", "--root", root, "--no-scan", *DAY).code == 0


def test_without_an_inventory_before_all_is_new(run: Commands, root: Path) -> None:
    git(root, "rm", "-rq", "inventory")
    git(root, "commit", "-qm", "none")
    git(root, "checkout", "-q", "start", "--", "inventory")
    package(root, "stripe")
    found = run("diff", "main", "--root", root, "--scan", *DAY)
    assert found.code == 1
    assert "everything is new" in found.err
    assert "FC601" in found.out


def test_a_hook_in_a_linked_worktree_reads_the_folder_that_is_meant(
    run: Commands,
    tmp_path: Path,
    write_project: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Git gives such a hook `GIT_DIR` alone, and is called in the top of the worktree."""
    top = tmp_path / "top"
    top.mkdir()
    shutil.copytree(write_project(FILES) / "inventory", top / "app/inventory")
    git(top, "init", "-q", "-b", "main")
    commit(top, "start")
    git(top, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    package(tmp_path / "linked/app", "@sendgrid/mail")
    monkeypatch.chdir(tmp_path / "linked")
    monkeypatch.setenv("GIT_DIR", str(top / ".git/worktrees/linked"))
    code, value = compared(run, tmp_path / "linked/app", "HEAD")
    assert (code, new(value)) == (1, [("FC601", "sendgrid")])
    seen = run("scan", "app", "--diff", "HEAD", "--format", "json", *DAY)
    assert [vendor["id"] for vendor in json.loads(seen.out)["vendors"]] == ["sendgrid"]
    monkeypatch.chdir(top)  # that repository is not the one of the folder
    assert compared(run, tmp_path / "linked/app", "HEAD")[0] == 1


def test_a_vendor_that_is_not_proved_is_told_and_blocks_nobody(run: Commands, root: Path) -> None:
    package(root, "react", "posthog-js")
    commit(root, "maybe")
    code, value = compared(run, root, "start", "maybe")
    assert (code, [(s["vendor"], s["proved"]) for s in value["seen"]]) == (0, [("posthog", False)])
    text = run("diff", "start", "maybe", "--root", root, "--scan", *DAY).out
    assert "PostHog (`posthog`), Analytics provider: seen, but not proved" in text
    write(root, "web/.env", "POSTHOG_KEY=phc\n")
    code, value = compared(run, root, "maybe")
    assert (code, [(s["vendor"], s["proved"]) for s in value["seen"]]) == (1, [("posthog", True)])
