"""Problems at addresses: where an address becomes file, line, column and line text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import Problem

if TYPE_CHECKING:
    from flowcheck.model.source import Address, Source


class Sources:
    """The files read, by path, and the problems found in them."""

    def __init__(self) -> None:
        self.files: dict[str, Source] = {}
        self.problems: list[Problem] = []
        self._unread: list[str] = []
        self._all_may_stand: bool = False

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

    def unread(self, text: str | None) -> None:
        """Note that a file, of this text where it is known, was not read in full."""
        if text is None:
            self._all_may_stand = True
        else:
            self._unread.append(text)

    @property
    def incomplete(self) -> bool:
        """Whether something that is declared may be missing."""
        return self._all_may_stand or bool(self._unread)

    def may_declare(self, name: str) -> bool:
        """Tell whether a file that was not read in full may declare a name.

        A reference to such a name is no error that can be told yet: it would only follow from
        the one that kept the file from being read.
        """
        return self._all_may_stand or any(name in text for text in self._unread)
