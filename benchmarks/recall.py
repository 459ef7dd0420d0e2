"""What scanners find of the vendors that are planted, by signal."""

from __future__ import annotations

import json

from planted import SIGNALS, TRAPS
from tables import table

ALIASES = {"freshworks": "freshdesk", "newrelic": "newrelic"}
"""Vendors by the name of the product that the peer goes by."""


def found_by_flowcheck(report: bytes) -> set[str]:
    """Return the vendors of a scan in JSON, those that it takes for no recipient among them."""
    return {vendor["id"] for vendor in json.loads(report)["vendors"]}


def found_by_peer(report: bytes) -> set[str]:
    """Return the vendors that stack-analyser's flat report names: the planted ones by our ids.

    A technology counts as its vendor's when its name begins with the vendor's, as `aws.s3` does.
    """
    whole = json.loads(report)
    techs = {_letters(tech) for tech in whole["techs"]}
    techs |= {_letters(child["tech"]) for child in whole["childs"] if child["tech"]}
    planted = {vendor for signal in (*SIGNALS, TRAPS) for vendor in signal.words}
    return {vendor for vendor in planted if any(tech.startswith(_name(vendor)) for tech in techs)}


def recall(ours: set[str], peers: set[str], peer: str) -> str:
    """Return the table.

    Args:
        ours: The vendors that flowcheck found.
        peers: Those that the peer found.
        peer: Its name.
    """
    lines = [[signal.name, *_counts(set(signal.words), ours, peers)] for signal in SIGNALS]
    every = {vendor for signal in SIGNALS for vendor in signal.words}
    lines.append(["all", *_counts(every, ours, peers)])
    lines.append(["traps, best 0", *_counts(set(TRAPS.words), ours, peers)])
    return table(("planted vendors found, by their signal", "of", "flowcheck", peer), lines)


def _counts(planted: set[str], *found: set[str]) -> list[str]:
    return [str(len(planted)), *(str(len(planted & vendors)) for vendors in found)]


def _name(vendor: str) -> str:
    letters = _letters(vendor)
    return ALIASES.get(letters, letters)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
