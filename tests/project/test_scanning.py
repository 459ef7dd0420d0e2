"""Scans: which files, in which order, and what becomes of those that break."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from flowcheck import scanners
from flowcheck.project import scanning
from flowcheck.project.one_file import Found
from flowcheck.project.scanning import Scan, Scope
from flowcheck.readers.folder import Folder
from flowcheck.readers.revision import Revision
from flowcheck.scanners import BrokenFileError, File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flowcheck.model.mention import Code, Mention


def words(file: File) -> Iterator[Mention]:
    """Yield what a file of the tests names, line by line, as `kind value`."""
    for match in re.finditer(r"^(\w+) (.+)$", file.text, re.MULTILINE):
        kind, value = match.groups()
        if kind == "broken":
            raise BrokenFileError(value, match.start(2))
        if kind == "defect":
            raise KeyError(value)
        if kind == "deep":
            raise RecursionError
        if kind == "die" and os.getpid() != PARENT:
            os._exit(9)
        yield file.mention(kind, value, match.start(2), match.end(2))


PARENT = os.getpid()
SCANNER = Scanner(("*.words", "*/odd/*.list"), words, largest=1_000)


@pytest.fixture(autouse=True)
def _only_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(scanners, "all_scanners", lambda: (SCANNER,))
    scanners._patterns.cache_clear()
    yield
    scanners._patterns.cache_clear()


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def run(root: Path, scope: Scope | None = None, *, jobs: int = 1) -> Code:
    folder = Folder(root)
    return Scan(folder, scope or Scope(), jobs=jobs).run(folder.tree())


def values(code: Code) -> list[tuple[str, str]]:
    return [(mention.path, mention.value) for mention in code.mentions]


def test_each_file_goes_through_its_scanners(tmp_path: Path) -> None:
    write(tmp_path, {"b.words": "host b.io\n", "a.WORDS": "host a.io", "a.txt": "host no.io"})
    write(tmp_path, {"odd/x.list": "host x.io", "p/odd/y.list": "host y.io", "x.list": "host n.io"})
    code = run(tmp_path)
    assert values(code) == [
        ("a.WORDS", "a.io"),
        ("b.words", "b.io"),
        ("odd/x.list", "x.io"),
        ("p/odd/y.list", "y.io"),
    ]
    assert code.files == 4
    assert code.whole


def test_what_is_left_aside_is_counted_and_can_be_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {f"{place}/x.words": "host x.io" for place in ("tests", "docs", "src", "own")})
    scope = Scope(frozenset({"tests"}), ("src/*",), ("own",))
    code = run(tmp_path, scope)
    assert values(code) == [("tests/x.words", "x.io")]
    assert code.aside == (("documentation", 1), ("excluded", 1), ("inventory", 1))


def test_bundled_scripts_are_left_aside(tmp_path: Path) -> None:
    write(tmp_path, {"odd/x.list": "host x.io", "a.js": "host no.io\n" + "x" * 30_000})
    scanners._patterns.cache_clear()
    scanner = Scanner(("*.js", "*.list"), words, largest=100_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanners, "all_scanners", lambda: (scanner,))
        code = run(tmp_path)
    assert values(code) == [("odd/x.list", "x.io")]
    assert (code.files, code.aside) == (1, (("generated", 1),))


def test_a_broken_file_is_a_located_warning_and_stops_nothing(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.words": "host a.io\nbroken is torn\n",
            "b.words": "defect x",
            "c.words": "deep x",
            "d.words": b"host d.io\0",
            "e.words": "host e.io\n" * 200,
            "f.words": "host f.io",
        },
    )
    code = run(tmp_path)
    assert values(code) == [("a.words", "a.io"), ("f.words", "f.io")]
    told = [(p.path, p.line, p.column, p.message) for p in code.problems]
    assert told == [
        ("a.words", 2, 8, "`a.words` is torn"),
        ("b.words", 1, 1, "`b.words` could not be scanned (KeyError('x')); please report it"),
        ("c.words", 1, 1, "`c.words` is nested too deeply"),
        ("d.words", 0, 0, "`d.words` is no text"),
        ("e.words", 0, 0, "`e.words` has 0 MB; at most 0 MB are read"),
    ]
    assert all(problem.why and problem.help for problem in code.problems)


def test_an_unreadable_file_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, {"a.words": "host a.io"})
    folder = Folder(tmp_path)
    files = folder.tree()
    (tmp_path / "a.words").unlink()
    (problem,) = Scan(folder, Scope()).run(files).problems
    assert problem.path == "a.words"


def test_included_files_are_scanned_like_those_that_include_them(tmp_path: Path) -> None:
    write(tmp_path, {"a.words": "include sub/more\ninclude gone\ninclude a.words"})
    write(tmp_path, {"sub/more": "host more.io\ninclude sub/last", "sub/last": "host last.io"})
    found = [pair for pair in values(run(tmp_path)) if ".io" in pair[1]]
    assert found == [("sub/last", "last.io"), ("sub/more", "more.io")]


def test_an_include_out_of_the_root_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"secret": "host secret.io", "code/a.words": "include ../secret"})
    code = run(tmp_path / "code")
    assert [mention.kind for mention in code.mentions] == ["include"]
    assert "leads out of the project" in code.problems[0].message


def test_many_cores_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_ALONE", 0)
    monkeypatch.setattr(scanning, "_PORTION", 3_000)
    write(tmp_path, {f"{n % 7}/{n}.words": f"host h{n}.io\nhost x.io" for n in range(100)})
    write(tmp_path, {"broken.words": "broken is torn"})
    assert run(tmp_path, jobs=3) == run(tmp_path, jobs=1)


def test_a_core_that_dies_leaves_its_work_to_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_ALONE", 0)
    monkeypatch.setattr(scanning, "_PORTION", 3_000)
    write(tmp_path, {f"{n}.words": f"host h{n}.io" for n in range(20)})
    write(tmp_path, {"die.words": "die now"})
    code = run(tmp_path, jobs=2)
    assert len(code.mentions) == 21


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.words": "host a.io", "b.words": "host b.io"})
    folder = Folder(tmp_path)
    files = [file._replace(stamp="1") for file in folder.tree()]
    first = Scan(folder, Scope())
    first.run(files)
    known = {"a.words": Found("1", (), ()), "b.words": Found("0", (), ())}
    second = Scan(folder, Scope(), known)
    assert values(second.run(files)) == [("b.words", "b.io")]
    assert second.found == {**first.found, "a.words": known["a.words"]}


def test_a_file_without_a_stamp_is_always_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.words": "host a.io"})
    folder = Folder(tmp_path)
    files = [file._replace(stamp="") for file in folder.tree()]
    assert values(Scan(folder, Scope(), {"a.words": Found("", (), ())}).run(files))


def test_progress_ends_with_all(tmp_path: Path) -> None:
    write(tmp_path, {f"{n}.words": "host a.io" for n in range(3)})
    told: list[tuple[int, int]] = []
    folder = Folder(tmp_path)
    Scan(folder, Scope(), tell=lambda done, total: told.append((done, total))).run(folder.tree())
    assert told[-1] == (6_000, 6_000)


def test_a_commit_is_scanned_without_a_checkout(tmp_path: Path) -> None:
    write(tmp_path, {"app/a.words": "host a.io", "app/tests/t.words": "host t.io"})
    git = ("git", "-C", str(tmp_path), "-c", "user.name=N", "-c", "user.email=n@example.com")
    for command in (("init",), ("add", "."), ("commit", "-m", "first")):
        subprocess.run([*git, *command], check=True, capture_output=True)
    (tmp_path / "app/a.words").write_text("host later.io")
    folder = Revision(tmp_path / "app", "HEAD")
    code = Scan(folder, Scope(), jobs=2).run(folder.tree())
    assert values(code) == [("a.words", "a.io")]
    assert code.aside == (("tests", 1),)


STUCK = """
import os, sys, time
from flowcheck.project import scanning
from flowcheck.readers.folder import Folder

def stuck(folder, job):
    os.write(1, b"begun\\n")
    time.sleep(300)

scanning.scan_file = stuck
folder = Folder(sys.argv[1])
scanning.Scan(folder, scanning.Scope(), jobs=2).run(folder.tree())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are workers forked")
def test_workers_end_with_the_one_they_work_for(tmp_path: Path) -> None:
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_bytes(b"#" * 2_000_000)
    command = [sys.executable, "-c", STUCK, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        begun = process.stdout.readline()
        process.kill()
        process.communicate(timeout=60)  # its output ends when no worker holds it open
    assert (begun, process.returncode) == (b"begun\n", -signal.SIGKILL)
