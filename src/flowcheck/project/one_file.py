"""One file of a code base: read, through its scanners, and whatever is wrong with it a warning."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.errors import Problem
from flowcheck.model.mention import Mention  # noqa: TC001 - what is kept of a scan is read by it
from flowcheck.readers.folder import SPLIT, Refusal, too_large
from flowcheck.scanners import BrokenFileError, File, scanners_for
from flowcheck.scanners.aside import GENERATED, is_bundled, is_report

if TYPE_CHECKING:
    from flowcheck.readers.folder import Folder

_UNSEEN = "what it names was not looked for"
_HEAD = 8_000
"""Bytes in which a file shows that it is no text."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How text begins that is full of NUL bytes, in UTF-16."""
_LEAVE_OUT = "leave it out with `scan: {exclude: [...]}`, if it is right"
_NO_TEXT = Refusal("is no text", _UNSEEN, _LEAVE_OUT)


class Found(NamedTuple):
    """What one file came to.

    Attributes:
        stamp: Of the file as it was then; "" where nobody can tell it from another.
        mentions: Sorted.
        problems: What kept it from being understood.
        aside: Why it does not count after all; "" where it does.
    """

    stamp: str
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    aside: str = ""


class Job(NamedTuple):
    """A file to be scanned.

    Attributes:
        path: Relative to the root.
        named: The name by which its scanners are chosen.
        weight: What of the work it is.
        stamp: As in `Found`.
    """

    path: str
    named: str
    weight: int
    stamp: str = ""


def scan_file(folder: Folder, job: Job) -> Found:
    """Return what a file mentions, and what kept it from being understood."""
    scanners = scanners_for(job.named)
    content = folder.content(job.path, max(scanner.largest for scanner in scanners))
    if isinstance(content, Refusal):
        return Found(job.stamp, problems=(_refused(job.path, content),))
    if b"\0" in content[:_HEAD] and not content.startswith(_WIDE):
        return Found(job.stamp, problems=(_refused(job.path, _NO_TEXT),))
    if is_bundled(job.path, content) or is_report(content):
        return Found(job.stamp, aside=GENERATED)
    file = File(job.path, content)
    mentions: set[Mention] = set()
    problems = []
    for scanner in scanners:
        if len(content) > scanner.largest:
            problems.append(_refused(job.path, too_large(len(content), scanner.largest)))
            continue
        try:
            mentions.update(scanner.scan(file))
        except BrokenFileError as error:
            problems.append(_broken(file, error.message, error.start))
        except (RecursionError, MemoryError):
            problems.append(_broken(file, "is nested too deeply", 0))
        except Exception as error:  # noqa: BLE001 - one file, even of a kind that nobody thought of, stops no scan
            problems.append(
                _broken(file, f"could not be scanned ({error!r:.200}); please report it", 0)
            )
    return Found(job.stamp, tuple(sorted(mentions)), tuple(problems))


def _refused(path: str, refusal: Refusal) -> Problem:
    help_ = _LEAVE_OUT if refusal.help == SPLIT else refusal.help  # code is not ours to split
    return Problem(path, 0, 0, f"`{path}` {refusal.message}", _UNSEEN, help_)


def _broken(file: File, message: str, start: int) -> Problem:
    name = posixpath.basename(file.path)
    help_ = "mend it, or leave it out with `scan: {exclude: [...]}`"
    return file.problem(start, f"`{name}` {message}", _UNSEEN, help_)
