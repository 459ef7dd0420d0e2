"""Random small projects, as the mapping that an inventory file holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import random

FACETS = ("data", "purpose", "recipient", "source", "occasion", "subject", "region")
ROOTS = {
    "data": "information",
    "purpose": "any_purpose",
    "recipient": "anyone",
    "source": "any_source",
    "occasion": "any_occasion",
    "subject": "any_person",
    "region": "anywhere",
    "condition": "any_condition",
}
ACTIONS = ("collect", "use", "share", "sell", "rent", "trade")
TEXT = "The words of the policy."

Project = dict[str, Any]


def built_in() -> dict[str, dict[str, dict[str, Any]]]:
    """The built-in vocabulary with the types that the reference judge expects."""
    path = Path(__file__).parent.parent / "src/flowcheck/data/vocabulary.yaml"
    facets = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        facet: {
            name: {
                "parents": _listed(entry.get("parents", [])),
                "generic": bool(entry.get("generic")),
            }
            for name, entry in terms.items()
        }
        for facet, terms in facets.items()
    }


def merged(
    base: dict[str, dict[str, dict[str, Any]]], project: Project
) -> dict[str, dict[str, dict[str, Any]]]:
    """The built-in vocabulary with a project's terms."""
    own = project.get("vocabulary", {})
    return {
        facet: {
            **terms,
            **{
                name: {
                    "parents": _listed(entry.get("parents", ROOTS.get(facet, "process"))),
                    "generic": entry.get("generic") == "true",
                }
                for name, entry in own.get(facet, {}).items()
            },
        }
        for facet, terms in base.items()
    }


def _listed(value: Any) -> list[str]:  # noqa: ANN401
    return [value] if isinstance(value, str) else list(value)


def random_project(rng: random.Random) -> Project:
    """A project with its own terms in every facet, some vendors, statements and flows."""
    vocabulary = {facet: _terms(rng, facet) for facet in FACETS}
    vocabulary["condition"] = {
        "condition0": {"label": "c0"},
        "condition1": {"label": "c1"},
        "condition2": {"label": "c2", "parents": ["condition1"]},
    }
    names = {facet: list(terms) for facet, terms in vocabulary.items()}
    vendors = [_vendor(rng, index, names) for index in range(rng.randint(1, 4))]
    terms = {**names, "recipient": [*names["recipient"], *(v["id"] for v in vendors)]}
    for vendor in vendors:
        if rng.random() < 0.3:  # an onward transfer
            receivers = [*(v["id"] for v in vendors), "one"]
            vendor["flows"] = [{"to": rng.choice(receivers), **_common(rng, terms)}]
    policy: Project = {"controller": "Acme", "document": "policy.txt"}
    if rng.random() < 0.3:
        policy["scope"] = {"subject": _some(rng, terms["subject"])}
    return {
        "policy": policy,
        "vocabulary": vocabulary,
        "statements": [_statement(rng, i, terms) for i in range(rng.randint(2, 9))],
        "systems": [_system(rng, name, terms, vendors) for name in ("one", "two")],
        "vendors": vendors,
    }


def _terms(rng: random.Random, facet: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for index in range(rng.randint(3, 7)):
        pool = [*found, *found, ROOTS[facet]]
        parents = list(dict.fromkeys(rng.choice(pool) for _ in range(rng.choice((1, 1, 2)))))
        entry: dict[str, Any] = {"label": f"{facet} {index}", "parents": parents}
        if rng.random() < 0.15:
            entry["generic"] = "true"
        found[f"{facet}{index}"] = entry
    return found


def _vendor(rng: random.Random, index: int, names: dict[str, list[str]]) -> Project:
    vendor: Project = {"id": f"vendor{index}", "role": _some(rng, names["recipient"], 2)}
    if rng.random() < 0.8:
        vendor["country"] = rng.choice(names["region"])
    return vendor


def _some(rng: random.Random, pool: list[str], most: int = 3) -> list[str]:
    return rng.sample(pool, rng.randint(1, min(most, len(pool))))


def _statement(rng: random.Random, index: int, terms: dict[str, list[str]]) -> Project:
    statement: Project = {"id": f"s{index}", "quote": TEXT}
    kind = rng.choice(("permit", "permit", "deny"))
    actions = [rng.choice(ACTIONS[:3] if kind == "permit" else ACTIONS)]
    if rng.random() < 0.25:
        actions = list(dict.fromkeys([*actions, rng.choice(ACTIONS)]))
    statement[kind] = actions
    if kind == "permit" or rng.random() < 0.8:
        data = _some(rng, terms["data"], 2)
        if "collect" not in actions and rng.random() < 0.4:
            data = ["collected"] if rng.random() < 0.7 else [*data, "collected"]
        statement["data"] = data
    for facet in FACETS[1:]:
        if rng.random() < 0.3:
            statement[facet] = _some(rng, terms[facet])
    if rng.random() < 0.25:
        key = "condition" if kind == "permit" else "unless"
        statement[key] = _some(rng, terms["condition"], 2)
    return statement


def _system(
    rng: random.Random, name: str, terms: dict[str, list[str]], vendors: list[Project]
) -> Project:
    other = "two" if name == "one" else "one"
    receivers = [v["id"] for v in vendors] * 2 + [other, rng.choice(terms["recipient"])]
    system: Project = {"id": name, "collects": [], "flows": []}
    for _ in range(rng.randint(0, 2)):
        entry = _common(rng, terms)
        for facet in ("source", "occasion"):
            if rng.random() < 0.8:
                entry[facet] = _some(rng, terms[facet], 2)
        system["collects"].append(entry)
    for _ in range(rng.randint(1, 3)):
        flow = {"to": rng.choice(receivers), **_common(rng, terms)}
        if flow["to"] != other and rng.random() < 0.3:
            flow["action"] = rng.choice(ACTIONS[2:])
        system["flows"].append(flow)
    return system


def _common(rng: random.Random, terms: dict[str, list[str]]) -> Project:
    entry: Project = {"data": _some(rng, terms["data"])}
    for facet in ("purpose", "subject"):
        if rng.random() < 0.9:
            entry[facet] = _some(rng, terms[facet], 2)
    if rng.random() < 0.3:
        entry["condition"] = _some(rng, terms["condition"], 2)
    return entry
