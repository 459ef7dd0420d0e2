"""What is said: the policy, its statements, and the rules of an organisation."""

# ruff: noqa: TC001 - msgspec reads the annotations when the program runs

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from flowcheck.model.fields import Date, Id, Names, Severity, Sha256, Text

FACETS_OF_A_BOX = (
    "data", "purpose", "recipient", "source", "occasion", "subject", "region", "condition",
)  # fmt: skip
NO_PLACE: dict[str, tuple[str, ...]] = {
    "permit": ("unless", "when"),
    "deny": ("when", "condition"),
    "require": ("unless", *FACETS_OF_A_BOX),
    "states": ("unless", "when", *FACETS_OF_A_BOX),
}
"""Each kind of statement, and the keys that would have no effect beside it."""


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """The base of every mapping in the files."""


class Box(Record, frozen=True, kw_only=True):
    """Terms by facet; a facet that is not mentioned is unrestricted.

    Attributes:
        data: Which data. `collected` means what the `permit: collect` statements name.
        purpose: What it is used for.
        recipient: Who gets it: roles, as `payment_processor`, or vendors.
        source: Where it comes from.
        occasion: When it is collected.
        subject: Whom it is about.
        region: Where the recipient is.
        condition: What must be given first, as `consent`.
    """

    data: Names | None = None
    purpose: Names | None = None
    recipient: Names | None = None
    source: Names | None = None
    occasion: Names | None = None
    subject: Names | None = None
    region: Names | None = None
    condition: Names | None = None


class Except(Box, frozen=True, kw_only=True):
    """What a promise leaves out: a box with actions.

    Attributes:
        action: What is done with the data.
    """

    action: Names | None = None


class When(Except, frozen=True, kw_only=True):
    """What a promise applies to.

    Attributes:
        except_: What of it is left out.
    """

    except_: Except | None = field(default=None, name="except")


class Policy(Record, frozen=True, kw_only=True):
    """The published policy and its controller.

    Attributes:
        controller: Who publishes the policy.
        document: The published text, word for word: a path relative to this file.
        title: The title, as published.
        url: Where it is published.
        effective: The day from which it holds.
        sha256: The digest of the text; FC507 tells when the text has changed.
        contact: Whom to turn to, under any keys: `dpo`, `email`, `address` ...
        scope: Facets of every statement that does not name them.
    """

    controller: Text
    document: Text
    title: Text | None = None
    url: Text | None = None
    effective: Date | None = None
    sha256: Sha256 | None = None
    contact: dict[str, Text] = field(default_factory=dict)
    scope: Box = field(default_factory=Box)


class Statement(Box, frozen=True, kw_only=True):
    """What one passage of the policy says, or one rule of the organisation.

    Attributes:
        id: Its name in findings, waivers and `flowcheck explain`.
        section: The heading that the passage stands under, as it stands there.
        quote: The passage or passages, word for word but for white space.
        note: How the passage is read, where that is not obvious.
        permit: "We may": the actions that the passage permits. Needs `data`.
        deny: "We do not": the actions that the passage rules out.
        unless: Conditions under which a `deny` does not hold.
        when: What a `require` applies to; without it to every record that has the attribute.
        require: "We promise": each attribute with what it must be.
        states: The passage restricts no flow; a word for what it is, as `contact` or `heading`.
    """

    id: Id
    section: Text | None = None
    quote: Names | None = None
    note: Text | None = None
    permit: Names | None = None
    deny: Names | None = None
    unless: Names | None = None
    when: When | None = None
    require: dict[str, Any] | None = None
    states: Text | None = None


class Rule(Statement, frozen=True, kw_only=True):
    """A statement of a rule pack: `deny` or `require`, with a severity and its article.

    Attributes:
        severity: How bad it is to break the rule.
        article: The article of a law, or the section of a rulebook, that it stands for.
        title: The rule in a few words, as findings show it.
    """

    severity: Severity = "error"
    article: Text | None = None
    title: Text | None = None
