"""How the scanner of a manifest is made: of a reader of its format and of what it finds in that."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flowcheck.scanners.scanner import BrokenFileError, File, Scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.registries import Found

LOCK_FILE = 100_000_000
"""Bytes of the largest lock file that is read."""
Document = TypeVar("Document")


def manifest(
    names: tuple[str, ...],
    read: Callable[[str], tuple[Document, BrokenFileError | None]],
    find: Callable[[Document], Iterable[Found]],
    largest: int = 4_000_000,
) -> Scanner:
    """Return the scanner of a kind of manifest.

    Args:
        names: Patterns of the names of such files.
        read: Reads the text of one: what it says, as far as it can be read, and why no further.
        find: Yields what a file mentions.
        largest: Bytes of the largest file that it reads.
    """

    def scan(file: File) -> Iterator[Mention]:
        document, error = read(file.text)
        yield from mentions(file, find(document))
        if error:
            raise error

    return Scanner(names, scan, largest)


def lines_manifest(
    names: tuple[str, ...], find: Callable[[str], Iterable[Found]], largest: int = 4_000_000
) -> Scanner:
    """Return the scanner of a kind of file that is read line by line."""

    def scan(file: File) -> Iterator[Mention]:
        yield from mentions(file, find(file.text))

    return Scanner(names, scan, largest)


def mentions(file: File, found: Iterable[Found]) -> Iterator[Mention]:
    """Yield what was found in a file as mentions, without what is no name."""
    for kind, value, place, role in found:
        if value:
            plain = str(value)  # of a name that is written so, the `Word`: no cache can keep one
            yield file.mention(kind, plain, place.start, place.end, role)
