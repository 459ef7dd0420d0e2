"""Writing: to the terminal with or without colour, to files atomically, problems as frames."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from flowcheck.errors import UsageError
from flowcheck.render import Look
from flowcheck.render.frame import Mark, Pen, frame, printable
from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from flowcheck.errors import InputError, Problem

_WIDEST = 120


def wants_color(stream: TextIO) -> bool:
    """Tell whether a stream gets colours: a terminal does, `NO_COLOR` and `FORCE_COLOR` decide."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def look(*, to_file: bool = False, claims: bool = False, quiet: bool = False) -> Look:
    """Return how output to stdout, or to a file, looks."""
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    color = not to_file and wants_color(sys.stdout)
    return Look(color=color, width=width, claims=claims, quiet=quiet)


def emit(text: str, output: Path | None) -> None:
    """Write text to stdout, or to a file that appears whole or not at all.

    Raises:
        UsageError: The file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        _write_atomically(output, text)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror or error}") from None


def _write_atomically(path: Path, text: str) -> None:
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def say_problems(error: InputError) -> None:
    """Show every problem of the input on stderr, as frames."""
    pen = Pen(wants_color(sys.stderr))
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    for problem in error.problems:
        sys.stderr.write("\n".join(_problem(problem, pen, width)) + "\n\n")
    files = len({problem.path for problem in error.problems})
    sys.stderr.write(
        f"{pen('error', counted(len(error.problems), 'input error'))} in "
        f"{counted(files, 'file')}; nothing was judged\n"
    )


def _problem(problem: Problem, pen: Pen, width: int) -> list[str]:
    lines = [f"{pen('error', 'error[input]')}: {pen('bold', printable(problem.message))}"]
    gutter = len(str(problem.line))
    if problem.path:
        mark = Mark(
            problem.path,
            problem.line,
            problem.column,
            problem.end_column or problem.column + 1,
            problem.text,
        )
        lines += frame(mark, pen, gutter=gutter, width=width, style="error", caret="^")
    bar = " " * (gutter + 1) + pen("gutter", "=")
    if problem.why:
        lines.append(f"{bar} {pen('bold', 'why')}: {printable(problem.why)}")
    if problem.help:
        lines.append(f"{bar} {pen('bold', 'help')}: {printable(problem.help)}")
    return lines


def say_defect(error: Exception, *, debug: bool) -> None:
    """Say on stderr that flowcheck itself has failed."""
    if debug:
        sys.stderr.write("".join(traceback.format_exception(error)))
    sys.stderr.write(
        f"flowcheck: a defect of flowcheck, not of your files: {type(error).__name__}: {error}\n"
        "Please report it, with what `--debug` prints, and the input where you can.\n"
    )
