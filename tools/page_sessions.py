"""Runs what pages of the documentation tell people to do, and compares it with what they show.

Usage: python tools/page_sessions.py [--write] PAGE...

With `--write`, output that differs from what a page shows is written into the page.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from page_steps import Change, Command, Page, Write, read_page

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
LONGEST = 300.0
"""Seconds after which a page's session is ended."""

_MARK = "--- end of the step"
_ERRORS = re.compile(r"[1-9][0-9]* errors?, ")
_LEFT_OUT_OF_COPIES = shutil.ignore_patterns(
    ".*_cache", ".git", ".venv", "__pycache__", "build", "node_modules"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A command that prints something other than the page shows.

    Attributes:
        command: The command.
        printed: What it did print, line by line.
        why: In words.
    """

    command: Command
    printed: tuple[str, ...]
    why: str


class Session:
    """One shell that stays open for a page, so that `cd` and `activate` hold as they do for people.

    Args:
        home: A fresh folder; the page works in `home/work`.
    """

    def __init__(self, home: Path) -> None:
        self.where = home / "work"
        self.code = 0
        self._shell = subprocess.Popen(
            ["/bin/bash", "--noprofile", "--norc"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.where,
            env=_environment(home),
            text=True,
            encoding="utf-8",
            start_new_session=True,  # so that what hangs is ended with its shell
        )
        self._clock = threading.Timer(LONGEST, os.killpg, (self._shell.pid, signal.SIGKILL))
        self._clock.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clock.cancel()
        self._shell.communicate()

    def run(self, command: str) -> tuple[str, ...]:
        """Run a command in the shell and return what it prints, line by line.

        Raises:
            RuntimeError: The shell ended, or was ended for taking too long.
        """
        assert self._shell.stdin is not None  # noqa: S101 - for the type checker
        assert self._shell.stdout is not None  # noqa: S101
        # in braces and not in a subshell, so that it may change the folder and the environment
        self._shell.stdin.write(
            f"(exit {self.code})\n{{\n{command}\n}} </dev/null\n"
            f"printf '\\n%s %s %s\\n' '{_MARK}' \"$?\" \"$PWD\"\n"
        )
        self._shell.stdin.flush()
        lines: list[str] = []
        for line in self._shell.stdout:
            if line.startswith(_MARK):
                code, _, where = line.removeprefix(_MARK).strip().partition(" ")
                self.code, self.where = int(code), Path(where)
                return _printed(lines)
            lines.append(line.rstrip())
        raise RuntimeError(f"the shell ended within `{command}`")


def _printed(lines: list[str]) -> tuple[str, ...]:
    # the mark starts with a line feed: it ends an unfinished line, or leaves an empty one behind
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def _environment(home: Path) -> dict[str, str]:
    binaries = Path(sys.executable).parent
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    return {
        **kept,
        "COLUMNS": "100",
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(binaries), "/usr/local/bin", "/usr/bin", "/bin"]),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "TERM": "dumb",
        "TZ": "UTC",
    }


def run_page(page: Page, home: Path) -> list[Difference]:
    """Take a page's steps in order, below a fresh folder.

    Raises:
        ValueError: A change does not fit the file.
    """
    work = home / "work"
    if page.folder:
        shutil.copytree(ROOT / page.folder, work, ignore=_LEFT_OUT_OF_COPIES)
    else:
        work.mkdir()
    found = []
    with Session(home) as session:
        for step, following in zip(page.steps, [*page.steps, None][1:], strict=True):
            if isinstance(step, Command):
                found += _compare(session, step, following)
            else:
                _put(page, session.where, step)
    return found


def _compare(
    session: Session, command: Command, following: Write | Change | Command | None
) -> list[Difference]:
    printed = session.run(command.text)
    told = isinstance(following, Command) and following.text == "echo $?"
    counted = session.code == 1 and printed and _ERRORS.match(printed[-1])
    if not matches(command.shown, printed):
        return [Difference(command, printed, "it prints something else")]
    if session.code and not told and not counted:
        why = f"it exits {session.code}, and the page does not show it with `$ echo $?`"
        return [Difference(command, printed, why)]
    return []


def _put(page: Page, where: Path, step: Write | Change) -> None:
    file = where / step.path
    if isinstance(step, Write):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.text, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if text.count(step.old) != 1:
        raise ValueError(f"{page.path}:{step.line}: what is changed must stand in {step.path} once")
    file.write_text(text.replace(step.old, step.new), encoding="utf-8")


def matches(shown: Iterable[str], printed: Iterable[str]) -> bool:
    """Tell whether lines are what a page shows, `...` standing for whatever is left out."""
    pattern = ""
    for line in shown:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*"
        else:
            pattern += ".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def rewrite(page: Page, differences: Iterable[Difference]) -> None:
    """Write into a page what its commands print."""
    lines = page.path.read_text(encoding="utf-8").splitlines()
    for found in sorted(differences, key=lambda found: -found.command.line):
        start = found.command.line + found.command.text.count("\n")
        end = start + len(found.command.shown)
        lines[start:end] = [(found.command.indent + line).rstrip() for line in found.printed]
    page.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def report(page: Page, found: Difference) -> str:
    """Return a difference in words, at `page:line`."""
    shown = "\n".join(f"  - {line}" for line in found.command.shown)
    printed = "\n".join(f"  + {line}" for line in found.printed)
    return f"{page.path}:{found.command.line}: {found.why}\n{shown}\n{printed}"


def main() -> int:
    """Run the pages that are named."""
    names = [name for name in sys.argv[1:] if name != "--write"]
    failed = False
    for page in [read_page(Path(name)) for name in names]:
        with tempfile.TemporaryDirectory() as home:
            differences = run_page(page, Path(home))
        if "--write" in sys.argv[1:]:
            rewrite(page, differences)
        for found in differences:
            failed = True
            print(report(page, found))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
