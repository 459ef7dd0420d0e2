"""A declared vendor takes part in no flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per vendor that no flow comes from or goes to."""
    for vendor in facts.inventory.vendors.values():
        if vendor.id not in facts.flows_into and vendor.id not in facts.flows_from:
            yield Draft(
                code="FC302",
                message=f"no flow reaches {vendor.name}",
                address=vendor.address.child("id"),
                subject=vendor.id,
                kind="vendor",
                facets={"recipient": (vendor.id,)},
                label="no flow to it or from it",
                help=("declare the flow that is missing, or remove the vendor",),
                topic="idle",
            )


RULE = Rule("FC302", "idle-vendor", "info", __doc__, check)
