"""Parts of a schema: one word of a kind, or a list of such words.

A word that is not known is told by itself, a list by its item: `if` and `else` lead a validator to
the form that was meant, where `anyOf` would name every form and blame none. Editors complete from
`anyOf` alone, so the known words stand there too, beside `{}`, which lets everything pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flowcheck.model.fields import DURATION, ID, SHA256

if TYPE_CHECKING:
    from flowcheck.views.json_schema.known import Offers

Part = dict[str, Any]

DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CODE = "FC"

_FORMS = {
    ID: "Use letters, digits, `_`, `-` and `.`, and no `-` or `.` first.",
    SHA256: "Write the 64 hexadecimal digits in lower case, as `sha256sum` prints them.",
    DURATION: "Write P30D, P6M or P1Y (30 days, 6 months, 1 year).",
    DATE: "Write a day as 2026-12-31.",
}
TEXT: Part = {"type": ["string", "number"], "minLength": 1}
"""A text; one that looks like a number is one as well."""


def formed(pattern: str, told: str = "") -> Part:
    """Return the schema of a text of some form, with what an editor says of another.

    Args:
        pattern: A regular expression.
        told: What is said; not needed of the forms of `model.fields`.
    """
    kind = TEXT["type"] if re.search(pattern, "1") else "string"  # `1` is an id, and no duration
    return {"type": kind, "pattern": pattern, "patternErrorMessage": told or _FORMS[pattern]}


def enum(offers: Offers, told: str = "") -> Part:
    """Return the schema of one of some words, and of no other.

    Args:
        offers: The words.
        told: What an editor says of another one, instead of listing all.
    """
    part: Part = {"enum": list(offers), "enumDescriptions": list(offers.values())}
    return {**part, "errorMessage": told} if told else part


def suggested(*known: Part) -> Part:
    """Return the schema of any text, with words that may be meant: others are none the worse."""
    offers = [part for part in known if part.get("enum") != []]
    return {**TEXT, "anyOf": [*offers, {}]} if offers else TEXT


def ref(name: str) -> Part:
    """Return a reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def listed(word: Part) -> Part:
    """Return the schema of a word that stands alone, or a list of at least one."""
    items = {"type": "array", "minItems": 1, "items": word}
    return {"if": {"type": "array"}, "then": items, "else": word, "anyOf": [word, {}]}


def either(const: str, told: str, other: Part) -> Part:
    """Return the schema of one certain word, or of another kind of word.

    Args:
        const: The word.
        told: What it means.
        other: The schema of what else may stand there.
    """
    return {"if": {"const": const}, "else": other, "anyOf": [enum({const: told}), other, {}]}


def code_or_name(offers: Offers, told: str) -> Part:
    """Return the schema of a word among some, of which codes may be written in either case.

    Args:
        offers: The words.
        told: What an editor says of another one.
    """
    return {
        "type": "string",
        "if": {"pattern": "^[Ff][Cc]"},
        "then": {"pattern": code_pattern(offers), "patternErrorMessage": told},
        "else": enum({n: t for n, t in offers.items() if not n.startswith(_CODE)}, told),
        "anyOf": [enum(offers), {}],
    }


def code_pattern(offers: Offers) -> str:
    """Return what matches the codes among some words, in either case."""
    codes = [name.removeprefix(_CODE) for name in offers if name.startswith(_CODE)]
    return f"^[Ff][Cc]({'|'.join(codes)})$"
