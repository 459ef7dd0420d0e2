"""The page on evidence, made of the tables by which sightings are weighed."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from flowcheck.facts.parties.domains import EXAMPLES, RESERVED, TELLING, WELL_KNOWN
from flowcheck.facts.parties.keys import GENERIC, KEYS
from flowcheck.facts.parties.weights import STRENGTHS, WEIGHTS
from flowcheck.model.decision import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = """\
# Evidence

What a scan of the code base takes as evidence of a vendor, and how much it weighs. The guide on
[scanning](guides/scanning.md) says how to use it.

## What weighs how much

A vendor is **evident**, and an error where it is not declared
([FC601](rules/FC601.md)), by one **strong** sighting or by two **medium** ones of different
signals. Weak sightings alone are never a finding.

| what is seen | signal | strength | why |
|---|---|---|---|
"""
_NOTHING = """
No evidence at all are packages that the catalogue calls look-alikes, the repository's own packages
and those of its scope or group, and hosts of dashboards, documentation and status pages. Tests,
fixtures, documentation and vendored code are not even looked at.

## Parties that nobody knows

A party that is in no catalogue and no inventory is a warning ([FC603](rules/FC603.md)), by two
signs.

**A key.** A setting whose name ends in one of these, and says before it who has handed it out:
"""
_DECISIONS = """
## Decisions

What an entry under `decisions:` says with `is`:

| `is` | means | lifts |
|---|---|---|
"""


def evidence_page() -> str:
    """Return the page in Markdown."""
    weights = sorted(WEIGHTS.values(), key=lambda weight: STRENGTHS.index(weight.strength))
    rows = "".join(f"| {w.sees} | {w.signal} | {w.strength} | {w.why} |\n" for w in weights)
    decisions = "".join(
        f"| `{says}` | {means} | {_lifts(says)} |\n" for says, means in MEANINGS.items()
    )
    return (
        f"{_HEAD}{rows}{_NOTHING}\n{_listed(KEYS)}\n"
        "These words alone name nobody, and are left out at either end of what stands before it:"
        "\n\n"
        f"{_listed(sorted(GENERIC))}\n"
        "**A host** that code calls or a page loads from; or any whose first label has one of "
        "these words, as `api-eu.acme.com`:\n\n"
        f"{_listed(sorted(TELLING))}\n"
        "Parties are told apart by the domain that somebody has registered, by the "
        "[Public Suffix List](https://publicsuffix.org); one on which a vendor of the catalogue "
        "has its site is that vendor's. Left out are the controller's own domains (of the "
        "policy's address and contact, and of its own name), addresses, and names that nobody "
        "can register:\n\n"
        f"{_listed([f'.{name}' for name in sorted(RESERVED)] + sorted(EXAMPLES))}\n"
        "and domains that code names without sending anybody's data there:\n\n"
        f"{_listed(sorted(WELL_KNOWN))}{_DECISIONS}{decisions}"
    )


def _lifts(says: str) -> str:
    if says == "self_hosted":
        return "packages, images, settings; not hosts that the vendor itself runs"
    return "everything that it is about"


def _listed(words: Iterable[str]) -> str:
    text = ", ".join(f"`{word}`" for word in words)
    return "\n".join(wrap(text, 110, break_on_hyphens=False)) + "\n"
