"""Documents on the command line: of which commits they are made, and where they go."""

from __future__ import annotations

import sys
import zlib
from shlex import quote
from typing import TYPE_CHECKING

from flowcheck.cli.files import written_as
from flowcheck.cli.output import emit, emit_bytes
from flowcheck.cli.progress import Bar
from flowcheck.cli.revisions import named, project_at
from flowcheck.errors import UsageError
from flowcheck.render.documents import KINDS, SUFFIXES, judged, make, write

if TYPE_CHECKING:
    import datetime as dt

XLSX = "xlsx"
_STEPS = 3
"""Judging, making, writing."""


def chosen(kind: str, format_: str | None, output: str | None) -> str:
    """Return the format: the one asked for, else that of the file's name, else the kind's own.

    Raises:
        UsageError: The kind has no such format.
    """
    known = KINDS[kind]
    suffixes = {suffix: name for suffix, name in SUFFIXES.items() if name in known}
    found = written_as(format_, output, suffixes, known[0])
    if found not in known:
        raise UsageError(f"{kind} is not written as {found}; one of: {', '.join(known)}")
    return found


def made(  # noqa: PLR0913 - what a document depends on
    kind: str,
    root: str,
    today: dt.date | None,
    since: str | None,
    format_: str,
    options: dict[str, str],
) -> bytes:
    """Return a document of a project, with what has changed since a commit where that is asked.

    Args:
        kind: Its kind.
        root: The project's folder.
        today: The day as of which it is judged; None for the current one.
        since: A commit to compare with, or two as `BASE..HEAD`; None for no comparison.
        format_: How it is written.
        options: What the kind takes.
    """
    base, dots, head = (since or "").partition("..")
    if since is not None and (not base or (dots and not head) or head.startswith(".")):
        raise UsageError(f"--since: `{since}` is no commit, and no two as BASE..HEAD")
    from flowcheck.views.baseline import Baseline

    with Bar(f"report {kind}") as bar:
        bar.tell(0, _STEPS)
        # a commit's own baseline is not asked for: no document depends on it but by a number
        report = project_at(root, today, head or None).lint(baseline=Baseline() if head else None)
        bar.tell(1, _STEPS)
        document = make(kind, report, **options)
        if base:
            from flowcheck.render.documents.changes import with_changes

            earlier = project_at(root, today, base)
            before = make(kind, earlier.lint(baseline=Baseline()), **options)
            document = with_changes(before, document, named(earlier))
        bar.tell(2, _STEPS)
        return write(format_, document)


def day_of(format_: str, output: str) -> dt.date | None:
    """Return the day as of which the document in a file was judged, None where it does not say."""
    content = _content(output)
    return judged(format_, content) if content is not None else None


def is_current(format_: str, output: str, content: bytes) -> bool:
    """Tell whether a file holds just that; of a workbook, whether its parts do.

    Another version of the compression library packs the same parts into other bytes.
    """
    found = _content(output)
    if found is None or found == content or format_ != XLSX:
        return found == content
    from zipfile import BadZipFile

    from flowcheck.render.documents.as_xlsx import contents

    try:
        return contents(found) == contents(content)
    except (BadZipFile, OSError, ValueError, zlib.error):
        return False


def _content(output: str) -> bytes | None:
    try:
        with open(output, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"cannot read {output}: {error.strerror or error}") from None


def put(content: bytes, format_: str, output: str | None) -> None:
    """Write a document to a file or to standard output.

    Raises:
        UsageError: It cannot be written, or is a workbook and would go to a terminal.
    """
    if format_ != XLSX and output is None:
        emit(content.decode(), output)
        return
    if output is None and sys.stdout.isatty():
        raise UsageError("a workbook is no text: name a file with --output FILE")
    emit_bytes(content, output)


def command_line(arguments: dict[str, str | None]) -> str:
    """Return the command that writes a document, as one line for a shell."""
    words = ["flowcheck", "report"]
    for name, value in arguments.items():
        if value is not None:
            words += [name, quote(value)] if name.startswith("-") else [quote(value)]
    return " ".join(words)
