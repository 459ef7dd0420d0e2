"""Engagements: what each vendor gets of whom and what for, those that pass it on included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Terms


class Engagement(Struct, frozen=True, gc=False):
    """What another party does with data of ours.

    Attributes:
        recipient: A vendor's id, or a recipient term.
        flows: The flows to it, in the inventory's order; () for a vendor that gets nothing.
        senders: Who sends.
        data: What it gets.
        purposes: What for.
        subjects: About whom.
        onward: To whom it passes data on.
    """

    recipient: str
    flows: tuple[Flow, ...]
    senders: Terms
    data: Terms
    purposes: Terms
    subjects: Terms
    onward: Terms


def engagements(facts: Facts) -> tuple[Engagement, ...]:
    """Return every vendor in the inventory's order, then recipient terms that data goes to."""
    inventory, recipients = facts.inventory, facts.vocabulary["recipient"]
    others = [
        name
        for name in facts.flows_into
        if name not in inventory.systems
        and name not in inventory.vendors
        and not recipients.under(name, "us")
    ]
    return tuple(_engagement(facts, name) for name in (*inventory.vendors, *others))


def _engagement(facts: Facts, recipient: str) -> Engagement:
    flows = tuple(facts.flows_into.get(recipient, ()))
    return Engagement(
        recipient,
        flows,
        _once(flow.sender for flow in flows),
        _once(term for flow in flows for term in flow.data),
        _once(term for flow in flows for term in flow.purpose),
        _once(term for flow in flows for term in flow.subject),
        _once(flow.to for flow in facts.flows_from.get(recipient, ())),
    )


def _once(terms: Iterable[str]) -> Terms:
    return tuple(dict.fromkeys(terms))
