"""What the composer refuses, in the words of the contract: what, why it matters, what to do."""

from __future__ import annotations

Words = tuple[str, str, str]

_EMPTY = "nothing may be meant, or something may have been lost"
_LOOKED_UP = "flowcheck looks records up by their keys"
_SPLIT = "split it, one file per system"

SECOND_DOCUMENT: Words = (
    "a second YAML document starts here",
    "one file is one mapping; what follows `---` would be lost",
    "move it to a file of its own",
)
EMPTY_KEY: Words = ("a key is empty", _EMPTY, "write `key: value`")
EMPTY_ITEM: Words = ("an item of this list is empty", _EMPTY, "give it, or remove it")
MERGE_KEY: Words = (
    "merge keys (`<<`) are not part of YAML 1.2",
    "what they add would not be seen by a reader of the file",
    "write the keys out",
)
NO_PLAIN_KEY: Words = (
    "a key must be plain text",
    _LOOKED_UP,
    "write `key: value`, and quotes around a value that starts with a bracket or brace",
)
ALIAS_KEY: Words = ("an alias cannot be a key", _LOOKED_UP, "write the key out")


def empty_value(key: str) -> Words:
    """Return the words for a key without a value."""
    return f"`{key}` is empty", _EMPTY, f"give `{key}` a value, or remove the key"


def control_character(what: str) -> Words:
    """Return the words for a text that could drive a terminal."""
    why = "it could drive the terminal of whoever reads a report"
    return f"{what} holds a control character", why, "remove it"


def anchor_twice(name: str, line: int) -> Words:
    """Return the words for an anchor that was given before, on a line."""
    return (
        f"the anchor `&{name}` is given twice, first on line {line}",
        "an alias would mean one here and another there",
        "rename one of the two",
    )


def tag(name: str) -> Words:
    """Return the words for a tag."""
    return (
        f"the tag `{name}` is not allowed",
        "flowcheck reads plain text, lists and mappings only",
        "remove the tag",
    )


def duplicate_key(key: str, line: int) -> Words:
    """Return the words for a key that was given before, on a line."""
    return (
        f"duplicate key `{key}`, already given on line {line}",
        "YAML readers keep one of the two and drop the other silently",
        "remove one, or merge them",
    )


def too_deep(most: int) -> Words:
    """Return the words for too many levels."""
    return (
        f"nested deeper than {most} levels",
        "no record of an inventory is that deep",
        "remove the surplus brackets or indentation",
    )


def too_many(most: int) -> Words:
    """Return the words for too many values."""
    return (
        f"the file holds more than {most:,} values",
        "it would fill the memory, and no one reviews a file of that size",
        _SPLIT,
    )


def bad_alias(name: str, *, is_open: bool) -> Words:
    """Return the words for an alias of what is not there, or not complete yet."""
    what = "stands inside what it names" if is_open else "is not defined"
    return f"the alias `*{name}` {what}", "it stands for nothing", "write the value out"


def alias_bomb(most: int) -> Words:
    """Return the words for aliases that stand for too many values."""
    return (
        f"aliases expand to more than {most:,} values",
        "a small file would fill the memory",
        "write the values out, or split the records",
    )
