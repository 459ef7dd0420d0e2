"""Problems at addresses: where an address becomes file, line, column and line text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.source import Address, Source

MOST_HINTS = 300
"""Nearest spellings looked for in one run: who reads more of them?"""


class Sources:
    """The files read, by path, and the problems found in them."""

    def __init__(self) -> None:
        self.files: dict[str, Source] = {}
        self.problems: list[Problem] = []
        self._unread_texts: list[str] = []
        self._unread_names: set[str] = set()
        self._incomplete: bool = False
        self._all_may_stand: bool = False
        self._hints = MOST_HINTS

    def add(self, address: Address, message: str, why: str = "", help_: str = "") -> None:
        """Note a problem at an address."""
        source = self.files[address.path]
        span = source.resolve(address.loc, on_key=address.on_key)
        last = span.end_column if span.end_line == span.line else span.column + 1
        text = source.line(span.line)
        self.problems.append(
            Problem(span.path, span.line, span.column, message, why, help_, last, text)
        )

    def place(self, address: Address) -> str:
        """Return an address as people read it: path and line."""
        span = self.files[address.path].resolve(address.loc, on_key=address.on_key)
        return f"{span.path}:{span.line}"

    def unread(self, source: Source | None) -> None:
        """Note that something in a file, None for one that was never opened, could not be used."""
        self._incomplete = True
        if source is None or not source.text:
            self._all_may_stand = True
        elif source.complete:
            self._unread_names.update(_names(source.value))
        else:
            self._unread_texts.append(source.text)

    def may_hint(self) -> bool:
        """Tell whether one more nearest spelling may be looked for, which takes milliseconds."""
        self._hints -= 1
        return self._hints >= 0

    @property
    def incomplete(self) -> bool:
        """Whether something that is declared may be missing."""
        return self._incomplete

    def may_declare(self, name: str) -> bool:
        """Tell whether a file that was not read in full may declare a name.

        A reference to such a name is no error that can be told yet: it would only follow from
        the one that kept the file from being read.
        """
        return (
            self._all_may_stand
            or name in self._unread_names
            or any(name in text for text in self._unread_texts)
        )


def _names(value: object) -> Iterator[str]:
    """Return everything that a file may declare: its keys, and what stands at `id`."""
    left = [value]
    while left:
        here = left.pop()
        if isinstance(here, dict):
            yield from here
            left.extend(here.values())
            if isinstance(here.get("id"), str):
                yield here["id"]
        elif isinstance(here, list):
            left.extend(here)
