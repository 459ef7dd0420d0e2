"""The JSON of a baseline: its text, what it says, and every mistake in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard, cast

from flowcheck.errors import did_you_mean
from flowcheck.model.finding import is_liftable
from flowcheck.rules import all_rules
from flowcheck.views.baseline import Baseline, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowcheck.model.source import Step

VERSION = 1

_ABOUT = "known findings, on which `flowcheck lint --baseline` does not fail"
_FILE_KEYS = ("version", "about", "findings")
_ENTRY_KEYS = ("code", "subject", "message", "since", "count", "fingerprint")
_UNKNOWN = "what is known could not be told from what is new"
_SPOILT = "a finding would be new, or known, by accident"
_MEND_FILE = "take the file back from version control, or delete it and write it anew"
_MEND = "take the line back from version control, or remove it: its finding is then new"


class Mistake(NamedTuple):
    """One place that is not as `baseline_text` writes it.

    Attributes:
        loc: Keys and 0-based indices from the root.
        message: What is wrong.
        why: Why it matters.
        help: What to do.
        on_key: Whether the key is meant, and not its value.
    """

    loc: tuple[Step, ...]
    message: str
    why: str
    help: str
    on_key: bool = False


def baseline_text(baseline: Baseline) -> str:
    """Return the text of a baseline's file, a line a finding: merges and reviews read well."""
    lines = ",\n".join(f"    {json.dumps(_value(e), ensure_ascii=False)}" for e in baseline.entries)
    findings = f"[\n{lines}\n  ]" if lines else "[]"
    about = json.dumps(_ABOUT)
    return f'{{\n  "version": {VERSION},\n  "about": {about},\n  "findings": {findings}\n}}\n'


def baseline_of(value: object) -> Baseline:
    """Return what a file's value without a mistake says."""
    findings: list[dict[str, Any]] = cast("Any", value)["findings"]
    return Baseline(tuple(map(_entry, findings)))


def _value(entry: Entry) -> dict[str, object]:
    value: dict[str, object] = {"code": entry.code}
    value |= {"subject": entry.subject} if entry.subject else {}
    value |= {"message": entry.message} if entry.message else {}
    value |= {"since": entry.since.isoformat()} if entry.since else {}
    value |= {"count": entry.count} if entry.count > 1 else {}
    return value | {"fingerprint": entry.fingerprint}


def _entry(value: dict[str, Any]) -> Entry:
    since = value.get("since")
    return Entry(**{**value, "since": dt.date.fromisoformat(since) if since else None})


def mistakes(value: object) -> Iterator[Mistake]:
    """Yield everything in a file's value that is not as `baseline_text` writes it."""
    if not isinstance(value, dict):
        yield Mistake((), "the file is no baseline: an object is expected", _UNKNOWN, _MEND_FILE)
        return
    version = value.get("version", VERSION)
    if type(version) is not int or version != VERSION:
        message = f"a baseline of version {version!r:.20}; this flowcheck reads version {VERSION}"
        help_ = "use the flowcheck that wrote it, or delete the file and write it anew"
        yield Mistake(("version",), message, "its entries may mean something else", help_)
        return
    yield from _wrong_keys((), value, _FILE_KEYS, ("version", "findings"))
    findings = value.get("findings", [])
    if not isinstance(findings, list):
        yield Mistake(("findings",), "`findings` is no list", _UNKNOWN, _MEND_FILE)
        return
    seen: dict[str, int] = {}
    for index, entry in enumerate(findings):
        loc = ("findings", index)
        if not isinstance(entry, dict):
            yield Mistake(loc, "an entry is no object", _SPOILT, _MEND)
            continue
        yield from _wrong_keys(loc, entry, _ENTRY_KEYS, ("code", "fingerprint"))
        yield from _wrong_values(loc, entry)
        first = seen.setdefault(str(entry.get("fingerprint", index)), index)
        if first != index:
            message = f"a fingerprint stands twice, first in entry {first + 1}"
            help_ = "remove one of the two; `count` says how many findings share a fingerprint"
            yield Mistake((*loc, "fingerprint"), message, "it may come from a merge", help_)


def _wrong_keys(
    loc: tuple[Step, ...], value: dict[str, Any], known: tuple[str, ...], wanted: tuple[str, ...]
) -> Iterator[Mistake]:
    why, mend = (_SPOILT, _MEND) if loc else (_UNKNOWN, _MEND_FILE)
    for key in value:
        if key not in known:
            help_ = did_you_mean(key, known) or f"known here: {', '.join(known)}"
            yield Mistake((*loc, key), f"unknown key `{key}`", why, help_, on_key=True)
    for key in wanted:
        if key not in value:
            yield Mistake(loc, f"`{key}` is missing", why, mend)


def _wrong_values(loc: tuple[Step, ...], entry: dict[str, Any]) -> Iterator[Mistake]:
    for key, (is_right, form) in _FORMS.items():
        if key in entry and not is_right(entry[key]):
            yield Mistake((*loc, key), f"`{key}` is no {form}", _SPOILT, _MEND)
    code = entry.get("code")
    if _is_code(code) and not is_liftable(code):
        message = f"findings of {code} cannot stand in a baseline"
        why = "nobody would answer for what the waiver lifts"
        yield Mistake((*loc, "code"), message, why, "remove the entry, and mend the waiver")


def _is_code(value: object) -> TypeGuard[str]:
    return any(value == rule.code for rule in all_rules())


def _is_fingerprint(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32}", value) is not None


def _is_day(value: object) -> bool:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return False
    with suppress(ValueError):
        return bool(dt.date.fromisoformat(value))
    return False


def _is_count(value: object) -> bool:
    return type(value) is int and value > 0


def _is_text(value: object) -> bool:
    """Tell whether a value is a text that UTF-8 can hold: JSON can give half a character."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


_FORMS: dict[str, tuple[Callable[[object], bool], str]] = {
    "code": (_is_code, "code of a rule as FC103"),
    "subject": (_is_text, "text"),
    "message": (_is_text, "text"),
    "since": (_is_day, "day as 2026-12-31"),
    "count": (_is_count, "number of findings"),
    "fingerprint": (_is_fingerprint, "fingerprint, which has 32 hexadecimal digits"),
}
