"""What a shell is told when it asks how a command goes on."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bad_project import spoil
from flowcheck.cli import run

if TYPE_CHECKING:
    from pathlib import Path


def completed(folder: Path, *words: str) -> set[str]:
    """Return what bash is offered for the last word."""
    done = subprocess.run(
        [sys.executable, "-m", "flowcheck"],
        cwd=folder,
        env={
            "_FLOWCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("flowcheck", *words)),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return {line.split(",", 1)[1] for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["li"], {"lint"}),
        (["lint", "--sel"], {"--select"}),
        (["lint", "--select", "FC10"], {f"FC10{n}" for n in range(1, 8)}),
        (["lint", "--select", "fc101,vague"], {"fc101,vague-disclosure"}),
        (["lint", "--format", "js"], {"json"}),
        (["lint", "--fail-on", "w"], {"warning"}),
        (["explain", "app-m"], {"app-mail"}),
        (["explain", "share-e"], {"share-email"}),
        (["trace", "email_a"], {"email_address"}),
        (["completion", "f"], {"fish"}),
        (["explain", "mail"], {"mailer"}),
        (["vocabulary", "purp"], {"purpose"}),
        (["vocabulary", "data", "email_a"], {"email_address"}),
        (["vendors", "strip"], {"stripe"}),
        (["vendors", "--category", "sms_p"], {"sms_provider"}),
        (["in"], {"init"}),
        (["init", "--pol"], {"--policy"}),
        (["schema", ""], {"inventory", "rules", "config"}),
    ],
)
def test_bash_is_offered(tmp_path: Path, words: list[str], offered: set[str]) -> None:
    assert offered <= completed(spoil(tmp_path, {}), *words)


def test_a_broken_project_still_completes(tmp_path: Path) -> None:
    spoil(tmp_path, {"inventory/case.yaml": "systems: ["})
    assert completed(tmp_path, "explain", "FC10") >= {"FC101"}
    assert "email_address" in completed(tmp_path, "trace", "email_a")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_flowcheck(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert "_FLOWCHECK_COMPLETE" in capsys.readouterr().out
