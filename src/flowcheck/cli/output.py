"""Writing: to the terminal in the manner asked for, to files atomically, problems as frames."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct, field

from flowcheck.cli.atomic import write_all, write_whole
from flowcheck.cli.inputs import spare_inputs
from flowcheck.cli.terminal import columns, file_uri, has_links, way_from_repository
from flowcheck.errors import UsageError
from flowcheck.render import Look
from flowcheck.render.frame import Mark, Pen, frame, printable
from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowcheck.errors import InputError, Problem


class Manner(Struct):
    """How a run writes: what `--color` and `--debug` ask for, filled in as they are read.

    Attributes:
        color: auto, always or never.
        debug: Whether a defect shows its traceback.
        said: The lines said on stderr.
    """

    color: str = "auto"
    debug: bool = False
    said: list[str] = field(default_factory=list)

    def wants_color(self, stream: TextIO) -> bool:
        """Tell whether a stream gets colours.

        `--color` decides, then `NO_COLOR`, then `FORCE_COLOR`; else any terminal but a dumb one.
        """
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    def look(
        self, root: str = ".", *, to_file: bool = False, claims: bool = False, quiet: bool = False
    ) -> Look:
        """Return how output about a project looks, on stdout or in a file.

        Args:
            root: The project's folder.
            to_file: Whether it goes to a file: without colours and links.
            claims: Whether machine formats list every claim.
            quiet: Whether there is no summary.
        """
        color = not to_file and self.wants_color(sys.stdout)
        links = not to_file and self.color != "never" and has_links(sys.stdout)
        return Look(
            color=color,
            width=columns(),
            claims=claims,
            quiet=quiet,
            links=links,
            base=file_uri(root) if links else "",
            prefix=way_from_repository(root),
        )

    def say(self, line: str) -> None:
        """Write a line to stderr."""
        self.said.append(line)
        _say(printable(line) + "\n")

    def warn(self, message: str) -> None:
        """Say one line on stderr, in flowcheck's name."""
        self.say(f"flowcheck: {message}")

    def warn_of_gaps(self, problems: int) -> None:
        """Say that what is shown of a project may lack something, where problems were met."""
        if problems:
            self.warn(
                f"{counted(problems, 'input error')} in this project: some of its own terms and "
                "vendors may be missing here; `flowcheck lint` shows them"
            )

    def say_problems(self, error: InputError) -> None:
        """Show every problem of the input on stderr, as frames."""
        pen = Pen(self.wants_color(sys.stderr))
        width = columns()
        parts = ["\n".join(_problem(problem, pen, width)) + "\n\n" for problem in error.problems]
        files = {problem.path for problem in error.problems} - {""}
        where = f" in {counted(len(files), 'file')}" if files else ""
        number = pen("error", counted(len(error.problems), "input error"))
        _say("".join(parts) + f"{number}{where}; nothing was judged\n")

    def say_refusal(self, error: OSError) -> None:
        """Say on stderr what the system would not do."""
        where = f": {error.filename}" if error.filename else ""
        self.warn(f"the system refuses: {error.strerror or error}{where}")

    def say_defect(self, error: Exception) -> None:
        """Say on stderr that flowcheck itself has failed."""
        if self.debug:
            import traceback

            _say("".join(traceback.format_exception(error)))
        _say(
            "flowcheck: a defect of flowcheck, not of your files: "
            f"{type(error).__name__}: {printable(str(error))}\n"
            "Please report it, with what `--debug` prints, and the input where you can.\n"
        )


def emit(text: str, output: str | None) -> None:
    """Write text to stdout, or to a file that appears whole or not at all.

    A reader of stdout that has gone (`| head`) is no error: the exit code stays what it is.

    Args:
        text: The whole output.
        output: The file; None for stdout.

    Raises:
        UsageError: It cannot be written.
    """
    if output is None:
        _to_stdout(lambda: sys.stdout.write(text))
    else:
        emit_bytes(text.encode(errors="replace"), output)


def emit_bytes(content: bytes, output: str | None) -> None:
    """Write what is no text, as `emit` does.

    Args:
        content: The whole output.
        output: The file; None for stdout.

    Raises:
        UsageError: It cannot be written.
    """
    if output is None:
        _to_stdout(lambda: sys.stdout.buffer.write(content))
        return
    try:
        spare_inputs(output)
        write_whole(output, content)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror or error}") from None


def emit_all(files: Mapping[str, bytes]) -> None:
    """Write files, all of them or none.

    Args:
        files: Content by path.

    Raises:
        UsageError: One cannot be written; then none is.
    """
    try:
        for path in files:
            spare_inputs(path)
        write_all(files)
    except OSError as error:
        where = error.filename or next(iter(files))
        raise UsageError(
            f"cannot write {where}: {error.strerror or error}; no page is written"
        ) from None


def _to_stdout(write: Callable[[], int]) -> None:
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise UsageError(f"cannot write standard output: {error.strerror or error}") from None


def ready_streams() -> None:
    """Make stdout and stderr take any text: UTF-8 into files and pipes, "?" on an old terminal."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _Closed())
        elif isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


class _Closed(io.TextIOBase):
    """A stream that the caller has closed: whoever writes to it is told, and nothing else is."""

    @property
    def buffer(self) -> _Closed:
        return self

    def write(self, text: str | bytes) -> int:
        if text:
            raise OSError(errno.EBADF, "it is closed")
        return 0


def _silence(stream: TextIO) -> None:
    """Let a stream that cannot be written to take what is left, so that the exit is quiet."""
    with suppress(OSError, ValueError), open(os.devnull, "w", encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())


def _say(text: str) -> None:
    """Write text to stderr, if anybody reads it."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _problem(problem: Problem, pen: Pen, width: int) -> list[str]:
    lines = [f"{pen('error', 'error[input]')}: {pen('bold', printable(problem.message))}"]
    gutter = len(str(problem.line))
    if problem.path:
        end = max(problem.end_column, problem.column + 1)
        mark = Mark(problem.path, problem.line, problem.column, end, problem.text)
        lines += frame(mark, pen, gutter=gutter, width=width, style="error", caret="^")
    indent = " " * (gutter + 1)
    for key, text in (("why", problem.why), ("help", problem.help)):
        if text:
            lead = f"{indent}{pen('gutter', '=')} {pen('bold', key)}: "
            hanging = " " * (gutter + 5 + len(key))
            room = max(30, width - len(hanging))
            first, *rest = wrap(printable(text), room, break_on_hyphens=False) or [""]
            lines += [lead + first, *(hanging + piece for piece in rest)]
    return lines
