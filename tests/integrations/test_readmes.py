"""What the READMEs tell people to paste fits the schemas of those who read it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

FOLDERS = ("pre-commit", "github", "gitlab")
PAGES = ("README.md", *(f"integrations/{folder}/README.md" for folder in FOLDERS))
BLOCK = re.compile(r"```yaml\n(# (\.[\w./-]+)(?::[^\n]*)?\n.*?)```", re.DOTALL)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SNIPPETS = [
    (match[2], match[1].replace("COMMIT", COMMIT))
    for page in PAGES
    for match in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))
]
CHECKS = {
    ".github/workflows/flowcheck.yml": (
        "check_jsonschema", "--builtin-schema", "vendor.github-workflows",
    ),
    ".gitlab-ci.yml": ("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"),
    ".pre-commit-config.yaml": ("pre_commit", "validate-config"),
}  # fmt: skip


def test_each_way_is_shown_twice_and_a_hook_of_ones_own_once() -> None:
    shown = [*CHECKS, *CHECKS, ".pre-commit-config.yaml"]
    assert sorted(name for name, _ in SNIPPETS) == sorted(shown)


@pytest.mark.parametrize(("name", "text"), SNIPPETS)
def test_it_is_valid(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    passes(sys.executable, "-m", *CHECKS[name], str(path))
    if "workflows" in name:
        passes(str(Path(sys.executable).with_name("zizmor")), "--offline", str(path))


def test_the_hook_is_one_that_pre_commit_takes() -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    passes(sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest))


def passes(*command: str) -> None:
    """Run a check, which must find nothing."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
