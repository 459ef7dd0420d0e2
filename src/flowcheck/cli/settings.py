"""The effective settings for people and programs: each value with the place that sets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowcheck.render.frame import Pen, printable
from flowcheck.render.summary import counted
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.model.source import Address
    from flowcheck.project import ReadSettings
    from flowcheck.project.settings import Choice, PathSettings, Ruling
    from flowcheck.render import Look
    from flowcheck.rule import Rule

VERSION = 1
DEFAULT, COMMAND_LINE = "default", "the command line"
_EMPTY = {
    "select": "all rules",
    "ignore": "none",
    "severity": "as on each rule's page",
    "per_path": "none",
}
_OWN_SEVERITY = "FC901"
"""The rule whose findings are as severe as each statement says."""

Row = tuple[str, str, str]


def settings_json(found: ReadSettings) -> str:
    """Return the settings, and what becomes of each rule, as JSON."""
    value = {"version": VERSION, "settings": _settings(found), "rules": _rules(found)}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def settings_text(found: ReadSettings, look: Look) -> str:
    """Return a line a setting: its key, its value, and where it comes from."""
    rows: list[Row] = []
    for key, value in _settings(found).items():
        if isinstance(value, dict):
            rows.append((key, _shown(value["value"]), value["origin"]))
            rows += [("", f"  {file}", "") for file in value.get("files", ())]
            continue
        rows += [(key if at == 0 else "", *cells) for at, cells in enumerate(_entries(value))]
        if not value and key in _EMPTY:
            rows.append((key, _EMPTY[key], DEFAULT))
    return _table(rows, look)


def rules_text(found: ReadSettings, look: Look) -> str:
    """Return a line a rule: how severe it is, or off, and who says so."""
    rows: list[Row] = []
    for rule in _rules(found):
        rows.append((f"{rule['code']} {rule['name']}", rule["severity"], _because(rule)))
        rows += [(f"  in {p['pattern']}", p["severity"], _because(p)) for p in rule["per_path"]]
    return _table(rows, look)


def _settings(found: ReadSettings) -> dict[str, Any]:
    settings = found.settings

    def single(key: str, value: object) -> dict[str, object]:
        given = key in settings.origins
        return {
            "value": value,
            "origin": _origin(found, settings.origins[key]) if given else DEFAULT,
        }

    def chosen(choices: Iterable[Choice]) -> list[dict[str, str]]:
        return [
            {
                "rules": choice.selector,
                **({"severity": choice.severity} if choice.severity else {}),
                "origin": _origin(found, choice.origin),
            }
            for choice in choices
        ]

    def in_path(path: PathSettings) -> dict[str, object]:
        return {
            "pattern": path.pattern,
            "files": None if found.problems else sum(map(path.matches, found.paths)),
            "origin": _origin(found, path.origin),
            "ignore": chosen(path.ignore),
            "severity": chosen(path.severity),
        }

    return {
        "inventory": single("inventory", settings.inventory),
        "rules": {**single("rules", list(settings.rules)), "files": found.packs},
        "baseline": single("baseline", settings.baseline or None),
        "fail_on": single("fail_on", settings.fail_on),
        "select": chosen(settings.select),
        "ignore": chosen(settings.ignore),
        "severity": chosen(settings.severity),
        "per_path": [in_path(path) for path in settings.per_path],
        **{
            f"scan.{key}": single(f"scan.{key}", _plain(getattr(settings.scan, key)))
            for key in type(settings.scan).__struct_fields__
        },
    }


def _rules(found: ReadSettings) -> list[dict[str, Any]]:
    def ruled(ruling: Ruling) -> dict[str, str | None]:
        choice = ruling.choice
        return {
            "severity": ruling.severity,
            "setting": ruling.key or None,
            "rules": choice.selector if choice else None,
            "origin": _origin(found, choice.origin) if choice else DEFAULT,
        }

    def in_paths(rule: Rule) -> list[dict[str, str | None]]:
        rulings = [(path.pattern, path.ruling(rule)) for path in found.settings.per_path]
        return [{"pattern": pattern, **ruled(r)} for pattern, r in rulings if r is not None]

    return [
        {
            "code": rule.code,
            "name": rule.name,
            **ruled(found.settings.ruling(rule)),
            "per_path": in_paths(rule) if found.settings.runs(rule) else [],
        }
        for rule in all_rules()
    ]


def _origin(found: ReadSettings, address: Address | None) -> str:
    return COMMAND_LINE if address is None else found.sources.place(address)


def _because(value: dict[str, Any]) -> str:
    """Return who says what becomes of a rule."""
    if value["setting"] is None:
        own = value["code"] == _OWN_SEVERITY
        return "each statement's own, or the default" if own else DEFAULT
    if value["setting"] == "select":
        return f"not in `select`: {value['origin']}"
    return f"`{value['setting']}` of {value['rules']}: {value['origin']}"


def _plain(value: bool | tuple[str, ...]) -> bool | list[str]:
    return value if isinstance(value, bool) else list(value)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (", ".join(value) if isinstance(value, list) else str(value or "")) or "none"


def _entries(value: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    for entry in value:
        if "pattern" not in entry:
            yield " ".join((entry["rules"], entry.get("severity", ""))).rstrip(), entry["origin"]
            continue
        files = entry["files"]
        match = "" if files is None else f" ({counted(files, 'file') if files else 'no file'})"
        yield f"{entry['pattern']}{match}", entry["origin"]
        for key in ("ignore", "severity"):
            yield from ((f"  {key} {shown}", place) for shown, place in _entries(entry[key]))


def _table(rows: list[Row], look: Look) -> str:
    """Return rows with their columns aligned."""
    pen = Pen(look.color)
    clean = [tuple(printable(cell) for cell in row) for row in rows]
    widths = [max(len(row[at]) for row in clean) for at in (0, 1)]
    lines = (
        f"{pen('bold', key)}{' ' * (widths[0] - len(key))}  {value:{widths[1]}}  {origin}"
        for key, value, origin in clean
    )
    return "".join(line.rstrip() + "\n" for line in lines)
