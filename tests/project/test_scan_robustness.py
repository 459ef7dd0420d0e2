"""What a code base must not do to a scan: stop it, fool it, slow it down, or speak for it."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

import hostile_tree
from bad_project import spoil
from flowcheck import scanners
from flowcheck.project import one_file, scanning
from flowcheck.project.scanning import Scan, Scope
from flowcheck.readers.folder import Folder
from lock_files import LAYOUTS, lock_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flowcheck.model.mention import Code

FORMATS = ("text", "json", "markdown", "sarif")
FLOWCHECK = [sys.executable, "-m", "flowcheck"]
MANIFEST = '{"dependencies": {"stripe": "1"}}'
MEMORY = 1_500_000_000
"""Bytes of address space within which a lock file of 100 MB is read."""
LIMITED = (
    "import resource, sys; from flowcheck import cli\n"
    f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
    "cli.main()"
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("hostile") / "tree"
    root.mkdir()
    hostile_tree.write(root)
    yield root
    subprocess.run(
        ["/bin/rm", "-rf", root], check=True
    )  # too deep for what pytest clears away with


def scan(root: Path, jobs: int = 1) -> Code:
    folder = Folder(root)
    return Scan(folder, Scope(), jobs=jobs).run(folder.tree())


def flowcheck_scan(
    root: Path, *options: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*FLOWCHECK, "scan", ".", *options],
        cwd=root,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
    )


def vendors(done: subprocess.CompletedProcess[bytes]) -> set[str]:
    return {vendor["id"] for vendor in json.loads(done.stdout)["vendors"]}


def test_a_hostile_tree_is_scanned_to_its_end(hostile: Path) -> None:
    code = scan(hostile)
    assert not [p for p in code.problems if "please report it" in p.message]
    found = {(mention.path, mention.value) for mention in code.mentions}
    assert ("sp ace/a b/package.json", "npm:@sendgrid/mail") in found
    assert (os.fsdecode(b"\xffdir/package.json"), "npm:twilio") in found
    assert ("d/" * hostile_tree.FOLDERS + "package.json", "npm:stripe") in found
    assert ("many/39.py", "STRIPE_KEY") in found
    told = {problem.path for problem in code.problems}
    assert {f"binary/{name}" for name in ("package.json", "pnpm-lock.yaml", "pom.xml")} <= told
    assert {"nested/package.json", "nested/pom.xml", "expand/pom.xml"} <= told
    followed = ("loop/", "up/", "out/", "passwd.py", "pipe.py")
    assert not [path for path in told | {path for path, _ in found} if path.startswith(followed)]
    assert not any("root:" in mention.value for mention in code.mentions)


def test_links_and_pipes_are_no_files(hostile: Path) -> None:
    plain = {file.path for file in Folder(hostile).tree()}
    assert not plain & {"loop", "up", "out", "passwd.py", "package.json", "pipe.py"}


@pytest.mark.parametrize("format_", FORMATS)
def test_one_core_writes_what_eight_write_whatever_the_surroundings(
    hostile: Path, format_: str
) -> None:
    here = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    there = {**here, "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    options = ("--format", format_, "--no-cache", "--today", "2026-11-24")
    one = flowcheck_scan(hostile, *options, "--jobs", "1", environment=here)
    eight = flowcheck_scan(hostile, *options, "--jobs", "8", environment=there)
    assert (one.returncode, one.stderr) == (1, b"")
    assert (eight.returncode, eight.stderr, eight.stdout) == (1, b"", one.stdout)
    text = one.stdout.decode()
    assert not [sign for sign in text if ord(sign) < 32 and sign != "\n"]
    if format_ == "markdown":
        assert "<script" not in text
        assert "<img" not in text


def test_scanning_looks_at_no_clock() -> None:
    """What a scan finds cannot depend on the speed of the machine."""
    top = Path(scanners.__file__).parent
    paths = [Path(scanning.__file__), Path(one_file.__file__), *top.rglob("*.py")]
    assert len(paths) > 50
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        sources = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert not (imports | sources) & {"time", "datetime", "sched"}, path


def test_nothing_is_asked_of_the_network(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert scan(hostile).mentions


SETPRIV = shutil.which("setpriv")
UNPRIVILEGED = [SETPRIV, "--bounding-set=-dac_override,-dac_read_search"] if SETPRIV else []
"""Takes from root what lets it read everything."""


@pytest.mark.skipif(os.geteuid() == 0 and not SETPRIV, reason="root reads everything")
def test_what_may_not_be_read_is_passed_over(tmp_path: Path) -> None:
    for name in ("open", "shut", "file"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "package.json").write_text(MANIFEST)
    (tmp_path / "shut").chmod(0)
    (tmp_path / "file/package.json").chmod(0)
    command = [*FLOWCHECK, "scan", ".", "--format", "json", "--no-cache"]
    if os.geteuid() == 0:
        command = [*UNPRIVILEGED, *command]
    try:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    finally:
        (tmp_path / "shut").chmod(0o700)
    (vendor,) = json.loads(done.stdout)["vendors"]
    assert [seen["path"] for seen in vendor["evidence"]] == ["open/package.json"]
    assert b"file/package.json` cannot be read" in done.stdout
    assert done.stderr == b""


def test_thousands_of_tiny_files(tmp_path: Path) -> None:
    for number in range(5_000):
        folder = tmp_path / f"{number % 50}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.py").write_bytes(b"import stripe\n")
    code = scan(tmp_path)
    assert (code.files, len(code.mentions), code.problems) == (5_000, 5_000, ())


def test_files_that_vanish_or_become_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_ALONE", 0)
    for number in range(20):
        (tmp_path / f"{number}.py").write_text("import stripe\n")
    folder = Folder(tmp_path)
    files = folder.tree()
    (tmp_path / "0.py").unlink()
    (tmp_path / "1.py").unlink()
    os.mkfifo(tmp_path / "1.py")
    (tmp_path / "2.py").write_text("import twilio\n")
    (tmp_path / "3.py").unlink()
    (tmp_path / "3.py").mkdir()
    (tmp_path / "4.py").unlink()
    (tmp_path / "4.py").symlink_to("/etc/passwd")
    for jobs in (1, 4):
        code = Scan(folder, Scope(), jobs=jobs).run(files)
        assert [problem.path for problem in code.problems] == ["0.py", "1.py", "3.py", "4.py"]
        assert len(code.mentions) == 16


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
@pytest.mark.parametrize("name", list(LAYOUTS))
def test_a_lock_file_of_many_megabytes_is_read_to_its_end(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(lock_file(name, 10_000_000))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "scan", ".", "--no-cache", "--format", "json"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.stderr, vendors(done)) == (b"", {"stripe"})


def test_what_is_larger_than_is_read_is_a_warning(tmp_path: Path) -> None:
    with (tmp_path / "yarn.lock").open("wb") as stream:
        stream.truncate(5_000_000_000)
    (problem,) = scan(tmp_path).problems
    assert "at most 100 MB are read" in problem.message
    assert "scan: {exclude" in problem.help


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return spoil(tmp_path / "project", {"web/package.json": MANIFEST})


def test_two_scans_at_once_with_one_cache(hostile: Path, tmp_path: Path) -> None:
    command = [*FLOWCHECK, "scan", ".", "--format", "json", "--cache-dir", str(tmp_path / "cache")]
    runs = [
        subprocess.Popen(command, cwd=hostile, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    one, two = [run.communicate() for run in runs]
    again = subprocess.run(command, cwd=hostile, capture_output=True, check=False)
    assert one == two == (again.stdout, again.stderr)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_cache_that_lies_is_a_miss(project: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    options = ("--format", "json", "--cache-dir", str(cache))
    time.sleep(2.1)  # files younger than that are not remembered
    first = flowcheck_scan(project, *options)
    (kept,) = cache.glob("*.scan")
    assert b"stripe" in kept.read_bytes()
    forged = (b"\xc1", b"\x91" * 100_000, msgspec.msgpack.encode({"web/package.json": 1}), b"")
    for content in (b"", b"\0" * 1_000, *(digested(text) for text in forged)):
        kept.write_bytes(content)
        assert flowcheck_scan(project, *options).stdout == first.stdout
    kept.unlink()
    kept.symlink_to("/dev/zero")
    assert flowcheck_scan(project, *options).stdout == first.stdout
    kept.unlink()
    os.mkfifo(kept)
    assert flowcheck_scan(project, *options).stdout == first.stdout


def digested(content: bytes) -> bytes:
    """Return an entry as the cache writes it."""
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


def test_nowhere_to_keep_anything(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    nowhere = str(tmp_path / "file" / "deeper")
    usual = flowcheck_scan(project, "--no-cache")
    for environment in (
        {"FLOWCHECK_CACHE_DIR": nowhere},
        {"HOME": nowhere, "XDG_CACHE_HOME": nowhere},
    ):
        bare = {"FLOWCHECK_CACHE_DIR": "", **environment}
        done = flowcheck_scan(project, environment=bare)
        assert (done.returncode, done.stdout, done.stderr) == (1, usual.stdout, b"")


WAITING = """
import os, sys, time
from flowcheck import cli
from flowcheck.project import scanning

marks = sys.argv.pop()

def wait(folder, job):
    open(os.path.join(marks, str(os.getpid())), "w").close()
    time.sleep(3_600)

scanning.scan_file, scanning._ALONE, scanning._PORTION = wait, 0, 1
cli.main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("group", [True, False])
def test_an_interrupt_ends_all_that_works(tmp_path: Path, number: int, group: bool) -> None:  # noqa: FBT001
    marks, root = tmp_path / "marks", tmp_path / "tree"
    marks.mkdir()
    root.mkdir()
    for name in range(12):
        (root / f"{name}.py").write_text("import stripe\n")
    run = subprocess.Popen(
        [sys.executable, "-c", WAITING, "scan", ".", "--jobs", "3", "--no-cache", str(marks)],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    until(lambda: run.poll() is not None or len(list(marks.iterdir())) == 3)
    assert run.poll() is None
    (os.killpg if group else os.kill)(run.pid, number)
    out, err = run.communicate()  # ends when the last process that holds the pipes has ended
    codes = {signal.SIGINT: 130, signal.SIGKILL: -signal.SIGKILL}
    assert run.returncode == codes.get(signal.Signals(number), 128 + number)
    assert (out, err.strip()) == (b"", b"")
    until(lambda: not [mark for mark in marks.iterdir() if is_alive(int(mark.name))])


def until(come: Callable[[], bool]) -> None:
    """Wait for something to come true, for as long as a slow machine may need."""
    for _ in range(6_000):
        if come():
            return
        time.sleep(0.01)
    raise AssertionError


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return sys.platform != "linux"
    return status.rpartition(")")[2].split()[0] != "Z"  # it has ended, and nobody asked after it


PATIENT = (
    "import sys; from flowcheck import cli; from flowcheck.cli import progress\n"
    "progress.PATIENCE = float(sys.argv.pop())\n"
    "cli.main()"
)


@pytest.mark.parametrize(("patience", "shown"), [("-1", True), ("1e9", False)])
def test_a_bar_is_shown_on_a_terminal_that_waits(project: Path, patience: str, shown: bool) -> None:  # noqa: FBT001
    master, slave = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", PATIENT, "scan", ".", "--no-cache", patience],
        cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(slave)
    said = b""
    try:
        while part := os.read(master, 10_000):
            said += part
    except OSError:  # Linux's word for the end
        pass
    os.close(master)
    out, _ = run.communicate()
    assert b"Stripe" in out
    assert (b"Scanning the code base" in said) == shown


def test_no_bar_where_no_terminal_is(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PATIENT, "scan", ".", "--no-cache", "-1"],
        cwd=project, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
