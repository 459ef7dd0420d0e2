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

    def add(self, address: Address, message: str, why: str = "", help_: str = "") -> None:
        """Note a problem at an address."""
        source = self.files[address.path]
        span = source.resolve(address.loc, on_key=address.on_key)
        end = span.end_column if span.end_line == span.line else span.column + 1
        text = source.line(span.line)
        self.problems.append(
            Problem(span.path, span.line, span.column, message, why, help_, end, text)
        )
