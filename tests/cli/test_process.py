"""What only a process shows: pipes that close, streams that are closed or full, encodings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bad_project import spoil
from flowcheck import __version__

if TYPE_CHECKING:
    from pathlib import Path

FLOWCHECK = f"{sys.executable} -m flowcheck"
FAILING = (
    "systems: [{id: o, name: Caf\u00e9, flows: [{id: fl\u00fcsse, to: mailer, data: prompt}]}]\n"
)


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    return spoil(tmp_path, {"inventory/case.yaml": FAILING})


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["/bin/bash", "-c", command.replace("flowcheck", FLOWCHECK)],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_the_module_is_the_program(tmp_path: Path) -> None:
    for option in ("--version", "-V"):
        done = shell(f"flowcheck {option}", tmp_path)
        assert done.stdout.decode() == f"flowcheck {__version__}\n"
        assert done.returncode == 0


def test_a_reader_that_has_gone_is_no_noise_and_no_pass(failing: Path) -> None:
    for reader in ("head -1 >/dev/null", "true"):
        done = shell(f"flowcheck lint | {reader}; exit ${{PIPESTATUS[0]}}", failing)
        assert done.returncode == 1
        assert done.stderr == b""


def test_a_reader_of_errors_that_has_gone(failing: Path) -> None:
    spoil(failing, {"inventory/case.yaml": "systems: 1\n"})
    done = shell("flowcheck lint 2>&1 | true; exit ${PIPESTATUS[0]}", failing)
    assert done.returncode == 2
    assert done.stderr == b""


@pytest.mark.parametrize(("close", "code"), [(">&-", 2), (">&- 2>&-", 2), ("2>&-", 1)])
def test_closed_streams(failing: Path, close: str, code: int) -> None:
    done = shell(f"flowcheck lint {close}", failing)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr + done.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux only")  # noqa: PTH110
def test_a_full_disk(failing: Path) -> None:
    done = shell("flowcheck lint > /dev/full", failing)
    assert done.returncode == 2
    assert done.stderr == b"flowcheck: cannot write standard output: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_pipes_take_utf_8_whatever_the_locale(failing: Path, encoding: str) -> None:
    done = shell("flowcheck lint", failing, PYTHONIOENCODING=encoding, LC_ALL="C")
    assert done.returncode == 1
    assert "fl\u00fcsse" in done.stdout.decode()


def test_output_to_standard_output_by_name(failing: Path) -> None:
    plain = shell("flowcheck lint --format concise", failing)
    named = shell("flowcheck lint --format concise -o /dev/stdout", failing)
    assert (named.returncode, named.stdout) == (1, plain.stdout)


def test_the_current_folder_is_the_default(failing: Path) -> None:
    assert shell("flowcheck lint", failing / "inventory").returncode == 2
    assert shell("flowcheck lint ..", failing / "inventory").returncode == 1


VERBS = (
    "--version", "--help", "lint --help", "completion bash", "config", "explain FC103", "lint",
    "lint -o report.txt -o json=-", "map", "map --format png", "map --format html",
    "policy graph", "report ropa", "report ropa --format xlsx", "schema inventory",
    "trace prompt", "vocabulary email",
)  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux only")  # noqa: PTH110
@pytest.mark.parametrize("command", VERBS)
@pytest.mark.parametrize("out", ["> /dev/full", ">&-"])
def test_every_verb_tells_that_it_could_not_write(failing: Path, command: str, out: str) -> None:
    done = shell(f"flowcheck {command} {out}", failing)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr
    if command not in ("--version", "-V"):
        reason = b"it is closed" if out == ">&-" else b"No space left on device"
        assert reason in done.stderr


def test_who_writes_to_a_file_needs_no_standard_output(failing: Path) -> None:
    for command in ("lint -o found.txt", "map -o map.svg", "report ropa -o ropa.md"):
        done = shell(f"flowcheck {command} >&-", failing)
        assert done.returncode == (1 if command.startswith("lint") else 0)
        assert done.stderr == b""


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    done = shell("mkdir gone; cd gone; rmdir ../gone; flowcheck lint", tmp_path)
    assert done.returncode == 2
    assert b"defect" not in done.stderr


def test_a_width_of_thousands_of_digits(failing: Path) -> None:
    assert shell("flowcheck lint", failing, COLUMNS="9" * 5_000).returncode == 1


@pytest.mark.parametrize("name", ["sarif", "markdown", "json", "text"])
def test_a_folder_whose_name_is_no_text(failing: Path, name: str) -> None:
    copy = "mkdir -p $'\\xff/p' && cp -r inventory $'\\xff/p/'"
    done = shell(f"{copy} && flowcheck lint $'\\xff/p' --format {name}", failing)
    assert done.returncode == 1, done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_run_that_is_stopped_leaves_no_litter(failing: Path, number: int) -> None:
    program = (
        "import os, sys; from flowcheck import cli\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), {int(number)})\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "lint", "--no-cache", "-o", "report.txt"],
        cwd=failing,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (130, 128 + number)
    assert b"Traceback" not in done.stderr
    assert {path.name for path in failing.iterdir()} == {"inventory"}
