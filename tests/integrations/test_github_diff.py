"""The action on a pull request: what the change brings, in the comment and at the gate."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bad_project import GOOD, spoil
from conftest import ROOT
from fake_github import FakeGitHub
from github_runner import Outcome, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXAMPLE = ROOT / "examples" / "undisclosed-vendor"
HERE = {"install": {"python": sys.executable}}
MORE = (
    "systems:\n  - id: newsletter\n    owner: growth\n    flows:\n      - {id: news, to: mailbird,"
    " data: email_address, purpose: transaction_processing}\nvendors:\n"
    "  - {id: mailbird, name: Mailbird, role: email_service_provider, country: us}\n"
)


MANIFEST = """{
  "name": "booking-app",
  "dependencies": {
    "@mollie/api-client": "^4.0.0"
  }
}
"""
NEW = MANIFEST.replace('^4.0.0"', '^4.0.0",\n    "@segment/analytics-node": "^2.1.0"')
"""As a pull request leaves it that adds a vendor's SDK in line 5."""
DECLARED = """\
systems:
  - id: funnel
    owner: growth
    flows:
      - {id: steps, to: segment, data: booking, purpose: error_monitoring}
vendors:
  - {id: segment, name: Segment, role: customer_data_platform, country: us}
"""
SENTENCE = "Steps: our customer data platform (Segment) receives your travel dates."
STATEMENT = f"""\
statements:
  - id: share-steps
    section: Who receives it
    quote: "{SENTENCE}"
    permit: share
    data: booking
    recipient: [customer_data_platform, segment]
"""


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub() as github:
        yield github


def git(folder: Path, *arguments: str) -> str:
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    environment = {**os.environ, **dict.fromkeys(names, "a@b.example")}
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout of an old project, which names an undisclosed vendor."""
    folder = tmp_path / "work space"
    shutil.copytree(EXAMPLE / "inventory", folder / "inventory")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def run(tmp_path: Path, github: FakeGitHub, workspace: Path, base: str, **inputs: str) -> Outcome:
    event = {"pull_request": {"number": 7, "base": {"sha": base}}}
    runner = Runner(ROOT, tmp_path / "temp", {"GITHUB_API_URL": github.url}, event)
    return runner.run(workspace, HERE, comment="true", **inputs)


def test_an_old_project_adopts_it_on_its_first_day(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    assert run(tmp_path, github, workspace, base).code == 1
    done = run(tmp_path, github, workspace, base, diff_only="true")
    assert (done.code, done.outputs["exit-code"]) == (0, "0")
    (workspace / "inventory" / "more.yaml").write_text(MORE, encoding="utf-8")
    done = run(tmp_path, github, workspace, base, diff_only="true")
    assert (done.code, done.outputs["exit-code"]) == (1, "1")
    assert "This change fails: 1 new error" in done.summary


def test_the_comment_says_who_is_new_above_the_lint(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    (workspace / "inventory" / "more.yaml").write_text(MORE, encoding="utf-8")
    commit(workspace)
    assert run(tmp_path, github, workspace, base).code == 1
    (body,) = github.comments.values()
    assert body.startswith("<!-- flowcheck report -->\n## \u274c This change fails: 1 new error")
    assert "Mailbird (<code>mailbird</code>)<br>new recipient" in body
    assert "no passage of the policy covers it (FC103)" in body
    assert body.index("This change") < body.index("flowcheck fails: 2 errors")


def test_a_vendor_that_is_in_code_alone_fails_until_it_is_declared_and_disclosed(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    inputs = {"scan": "true", "diff_only": "true"}
    (workspace / "package.json").write_text(MANIFEST, encoding="utf-8")
    base = commit(workspace)
    (workspace / "package.json").write_text(NEW, encoding="utf-8")
    commit(workspace)

    done = run(tmp_path, github, workspace, base, **inputs)
    assert (done.code, done.outputs["exit-code"]) == (1, "1")
    (body,) = github.comments.values()
    assert "This change fails: 1 new error" in body
    (row,) = [line for line in body.splitlines() if line.startswith("| Segment")]
    assert row.startswith(
        "| Segment (<code>segment</code>)<br>\u274c **not declared** | Customer data platform"
        " | package.json:5:6: package"
    )
    assert "no passage of the policy covers such a recipient" in row
    places = [(c.properties["file"], c.properties["line"]) for c in done.commands]
    assert ("package.json", "5") in places

    (workspace / "inventory" / "funnel.yaml").write_text(DECLARED, encoding="utf-8")
    commit(workspace)
    done = run(tmp_path, github, workspace, base, **inputs)
    assert (done.code, done.outputs["exit-code"]) == (1, "1")
    (body,) = github.comments.values()
    assert "Segment (<code>segment</code>)<br>new recipient" in body
    assert "no passage of the policy covers it (FC103)" in body

    with (workspace / "inventory" / "policy.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"- {SENTENCE}\n")
    (workspace / "inventory" / "steps.yaml").write_text(STATEMENT, encoding="utf-8")
    commit(workspace)
    done = run(tmp_path, github, workspace, base, **inputs)
    assert (done.code, done.outputs["exit-code"]) == (0, "0"), done.log
    (body,) = github.comments.values()
    assert "This change passes" in body
    (row,) = [line for line in body.splitlines() if line.startswith("| Segment") and "json" in line]
    assert "declared | Customer data platform | package.json:5:6: package" in row
    assert SENTENCE in row


def test_who_scans(tmp_path: Path, github: FakeGitHub, workspace: Path) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    (workspace / "package.json").write_text(NEW, encoding="utf-8")
    assert run(tmp_path, github, workspace, base, diff_only="true").code == 0
    (workspace / "flowcheck.yaml").write_text("scan: {lint: true}\n", encoding="utf-8")
    assert run(tmp_path, github, workspace, base, diff_only="true").code == 1
    done = run(tmp_path, github, workspace, base, diff_only="true", scan="False")
    assert done.code == 0
    assert "Segment" not in done.log + done.summary


def test_a_change_that_changes_nothing_has_no_comment(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    (workspace / "README.md").write_text("x\n", encoding="utf-8")
    assert run(tmp_path, github, workspace, base, diff_only="true").code == 0
    assert github.comments == {}


def test_a_shallow_clone_is_told_and_the_lint_decides(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    base = git(workspace, "rev-parse", "HEAD")
    (workspace / "inventory" / "more.yaml").write_text(MORE, encoding="utf-8")
    commit(workspace)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{workspace}", str(clone))
    done = run(tmp_path, github, clone, base, diff_only="true")
    assert done.code == 1
    (warning,) = [c for c in done.commands if "base" in c.properties.get("title", "")]
    assert warning.name == "warning"
    assert "fetch-depth: 0" in warning.data
    assert "the lint alone decides" in warning.properties["title"]


def test_a_broken_base_is_told_and_the_lint_decides(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    spoil(workspace, {"inventory/bad.yaml": "systems: 1\n"})
    base = commit(workspace)
    shutil.rmtree(workspace / "inventory")
    spoil(workspace, GOOD)
    done = run(tmp_path, github, workspace, base, diff_only="true")
    assert done.code == 0
    assert "there is nothing to compare with" in done.log


@pytest.mark.parametrize("text", ["false", "main", "HEAD", "", "none", "--help", "$(touch pwned)"])
def test_what_it_is_compared_with(
    tmp_path: Path, github: FakeGitHub, workspace: Path, text: str
) -> None:
    done = run(tmp_path, github, workspace, "0" * 40, diff=text, diff_only="true")
    assert done.code == (0 if text in ("main", "HEAD") else 1)
    assert not list(workspace.rglob("pwned"))


def test_both_reports_are_one_comment_of_bounded_size() -> None:
    from diff import MOST, together

    diff = "<!-- flowcheck diff -->\n## D\n" + "d" * 59_000 + "\n"
    lint = "<!-- flowcheck report -->\n## L\n" + "l" * 60_000 + "\n"
    found = together(diff, lint)
    assert len(found) <= MOST
    assert found.startswith("<!-- flowcheck report -->\n## D\n")
    assert found.endswith("## L\n\nThe lint's report is in the summary of the job.\n")
    assert together("<!-- d -->\n## D\n", lint).endswith("l\n")
