"""The pre-commit hook, through pre-commit itself: what it blocks, lets pass and leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GIT = shutil.which("git") or ""

pytestmark = [
    pytest.mark.skipif(not GIT, reason="needs git"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs flowcheck's own repository"),
    pytest.mark.usefixtures("package_index"),
]

EXAMPLE = ROOT / "examples" / "undisclosed-vendor"
BLOCKED = "flowcheck lint...........................................................Failed"
PASSED = "flowcheck lint...........................................................Passed"
SKIPPED = "flowcheck lint.......................................(no files to check)Skipped"
HOOKS = [
    {"id": "flowcheck"},
    {"id": "flowcheck", "args": ["services/app"], "files": "^services/app/"},
]
"""As the docs show them: for a project at the top, and for one in a folder."""


SCAN = {word: f"{'flowcheck scan':.<73}{word}" for word in ("Failed", "Passed")}
MANIFEST = '{{"dependencies": {{"express": "4.19.2"{}}}}}\n'
SEGMENT = MANIFEST.format(', "@segment/analytics-node": "2.1.0"')
"""Of an app, and with a vendor's SDK."""


class Repository:
    """A throwaway git repository, away from the user's git settings and pre-commit's cache."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        settings = home / "gitconfig"
        settings.write_text(
            "[user]\nname = A\nemail = a@example.org\n[safe]\ndirectory = *\n"
            "[init]\ndefaultBranch = main\n[advice]\ndetachedHead = false\n",
            encoding="utf-8",
        )
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": str(settings),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(home),
            "PRE_COMMIT_COLOR": "never",
        }
        folder.mkdir()
        self.git("init", "--quiet")

    def run(self, *command: str) -> tuple[int, str]:
        """Run a command in the repository, and return its code and what it said."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed, and return what it said."""
        code, said = self.run("git", *arguments)
        assert code == 0, said
        return said.strip()

    def pre_commit(self, *arguments: str) -> tuple[int, str]:
        """Run pre-commit."""
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def commit(self, files: dict[str, str]) -> tuple[int, str]:
        """Write files, and commit all that is there."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        self.git("add", "--all")
        return self.run("git", "commit", "--message", "change")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    home = tmp_path / "home"
    home.mkdir()
    return Repository(tmp_path / "company", home)


def test_a_trial_of_the_working_tree_blocks_an_undisclosed_vendor(
    repository: Repository, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE / "inventory", repository.folder / "inventory")
    repository.git("add", "--all")
    code, said = repository.pre_commit(
        "try-repo", str(snapshot(tmp_path)), "flowcheck", "--verbose"
    )
    assert code == 1, said
    assert BLOCKED in said
    assert "- exit code: 1" in said
    assert "error[FC103 undisclosed-recipient]: the policy does not disclose sharing" in said
    assert (
        "26 |         to: sentry\n   |             ^^^^^^ this recipient is not disclosed" in said
    )
    assert '::: inventory/policy.txt:16:3  share-hosting, "Who receives it"' in said
    assert "1 error, 0 warnings; 5 flows: 4 clear, 1 omitted" in said


def test_commits_are_blocked_pass_or_are_left_alone(repository: Repository, tmp_path: Path) -> None:
    config = {"repos": [{"repo": str(snapshot(tmp_path)), "rev": "v1", "hooks": HOOKS}]}
    repository.commit({".pre-commit-config.yaml": yaml.safe_dump(config)})
    code, said = repository.pre_commit("install", "--install-hooks")
    assert code == 0, said
    shutil.copytree(EXAMPLE / "inventory", repository.folder / "inventory")
    app = "inventory/systems/booking-app.yaml"
    bad = (repository.folder / app).read_text(encoding="utf-8")
    good = bad.partition("      - id: app-errors")[0]
    start = repository.git("rev-parse", "HEAD")

    code, said = repository.commit({})
    assert (code, said.count(BLOCKED), said.count(SKIPPED)) == (1, 1, 1), said
    assert "error[FC103 undisclosed-recipient]" in said
    assert repository.git("rev-parse", "HEAD") == start

    code, said = repository.commit({app: good})
    assert (code, said.count(PASSED), said.count(SKIPPED)) == (0, 1, 1), said

    code, said = repository.commit({"README": "about us\n", "src/inventory.py": "STOCK = 1\n"})
    assert (code, said.count(SKIPPED)) == (0, 2), said

    code, said = repository.commit({"inventory/systems/new.yaml": "systems: 1\n"})
    assert (code, said.count(BLOCKED)) == (1, 1), said
    assert "- exit code: 2" in said
    assert "1 input error in 1 file; nothing was judged" in said
    repository.git("reset", "--quiet", "--hard")

    shutil.copytree(EXAMPLE / "inventory", repository.folder / "services/app/inventory")
    code, said = repository.commit({})
    assert (code, said.count(BLOCKED), said.count(PASSED)) == (1, 1, 1), said
    assert said.index(PASSED) < said.index(BLOCKED)


def test_a_commit_of_code_that_brings_a_vendor_is_blocked(
    repository: Repository, tmp_path: Path
) -> None:
    hooks = [{"id": "flowcheck-scan"}, {"id": "flowcheck", "files": ""}]
    config = {"repos": [{"repo": str(snapshot(tmp_path)), "rev": "v1", "hooks": hooks}]}
    shutil.copytree(EXAMPLE / "inventory", repository.folder / "inventory")
    app = repository.folder / "inventory/systems/booking-app.yaml"
    app.write_text(app.read_text(encoding="utf-8").partition("      - id: app-errors")[0])
    files = {".pre-commit-config.yaml": yaml.safe_dump(config), "package.json": SEGMENT}
    for name, content in files.items():
        (repository.folder / name).write_text(content, encoding="utf-8")
    repository.git("add", "--all")
    code, said = repository.pre_commit("install", "--install-hooks")
    assert code == 0, said

    code, said = repository.commit({})  # the very first: nothing to compare with
    assert (code, SCAN["Failed"] in said, PASSED in said) == (1, True, True), said
    assert "Not declared (1)" in said
    assert "package.json:1:41  package `npm:@segment/analytics-node`" in said
    code, said = repository.commit({"package.json": MANIFEST.format("")})
    assert (code, SCAN["Passed"] in said, PASSED in said) == (0, True, True), said

    (repository.folder / "README").write_text("about us\n", encoding="utf-8")
    repository.git("add", "README")
    (repository.folder / "package.json").write_text(SEGMENT, encoding="utf-8")
    code, said = repository.run("git", "commit", "--message", "not staged, not judged")
    assert (code, SCAN["Passed"] in said) == (0, True), said
    assert (repository.folder / "package.json").read_text(encoding="utf-8") == SEGMENT

    code, said = repository.commit({})
    assert (code, SCAN["Failed"] in said, PASSED in said) == (1, True, True), said
    code, said = repository.commit({"flowcheck.yaml": "scan: {lint: true}\n"})
    assert (code, SCAN["Failed"] in said, BLOCKED in said) == (1, True, True), said
    assert "error[FC601 undeclared-vendor]: Segment" in said


def test_a_trial_of_the_scan_looks_at_what_is_staged(
    repository: Repository, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE / "inventory", repository.folder / "inventory")
    repository.commit({"old.json": SEGMENT, "package.json": MANIFEST.format("")})
    trial = ("try-repo", str(snapshot(tmp_path)), "flowcheck-scan", "--verbose")
    (repository.folder / "package.json").write_text(SEGMENT, encoding="utf-8")
    repository.git("add", "--all")
    code, said = repository.pre_commit(*trial)
    assert (code, SCAN["Failed"] in said) == (1, True), said
    assert "1 file scanned (not the whole code base)" in said


def snapshot(tmp_path: Path) -> Path:
    """Return a repository whose `v1` is the working tree as it stands, uncommitted changes too."""
    made = Repository(tmp_path / "flowcheck", tmp_path / "home")
    listed = subprocess.run(
        [GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listed.stdout.split("\0"):
        if (ROOT / name).is_file():
            (made.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, made.folder / name)
    code, said = made.commit({})
    assert code == 0, said
    made.git("tag", "v1")
    return made.folder
