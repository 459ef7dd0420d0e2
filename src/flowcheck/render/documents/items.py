"""Terms, parties and what is not declared, as items of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.render.documents import NOT_DECLARED, Cell, Item

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.judge.verdict import Verdict
    from flowcheck.model.inventory import Flow

_MARKS = {"article_9": "Art. 9", "article_10": "Art. 10", "children": "children"}
_UNITS = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}


def missing(what: str = "", value: object = None) -> Item:
    """Return an item that says that something, or all that a cell is about, is not declared."""
    return Item(f"{NOT_DECLARED}: {what}" if what else NOT_DECLARED, value, missing=True)


def or_missing(cell: Iterable[Item]) -> Cell:
    """Return a cell's items; one that says so where there are none."""
    return tuple(cell) or (missing(),)


def one(text: str, url: str = "") -> Cell:
    """Return the cell of one text, which may be undeclared."""
    return (Item(text, text, url),) if text else (missing(),)


def day(date: dt.date | None) -> Cell:
    """Return the cell of a date, which may be undeclared."""
    return one(date.isoformat() if date else "")


def term(facts: Facts, facet: str, name: str) -> Item:
    """Return a term by its label, with a mark where it is of a special kind (GDPR)."""
    lattice = facts.vocabulary[facet]
    entry = lattice.terms.get(name)
    mark = _MARKS.get(entry.special if entry else "", "")
    return Item(f"{lattice.label(name)} [{mark}]" if mark else lattice.label(name), name)


def terms(facts: Facts, facet: str, names: Iterable[str]) -> Cell:
    """Return the cell of some terms; () for none."""
    return tuple(term(facts, facet, name) for name in names)


def labels(facts: Facts, facet: str, names: Iterable[str]) -> str:
    """Return the labels of terms as one text."""
    return ", ".join(term(facts, facet, name).text for name in names)


def party(facts: Facts, name: str) -> Item:
    """Return a system, vendor or recipient term by its name; a vendor leads to its page."""
    vendor = facts.inventory.vendors.get(name)
    return Item(facts.name(name), name, vendor.url if vendor else "")


def verdict(found: Verdict) -> Item:
    """Return a verdict."""
    return Item(found.word, found.word)


def flow_ids(flows: Iterable[Flow]) -> Cell:
    """Return the cell of some flows."""
    return tuple(Item(flow.id, flow.id) for flow in flows)


def duration(text: str) -> str:
    """Return an ISO 8601 duration in words: "1 year 6 months"."""
    date, _, time = text[1:].partition("T")
    found = []
    for part, month in ((date, "month"), (time, "minute")):
        for number, unit in re.findall(r"(\d+)([YMWDHS])", part):
            word = _UNITS.get(unit, month)
            found.append(f"{int(number)} {word}{'' if int(number) == 1 else 's'}")
    return " ".join(found)
