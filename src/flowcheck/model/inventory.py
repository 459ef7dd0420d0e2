"""The project as judged: every record resolved, frozen, and carrying its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from flowcheck.model.decision import Decision
    from flowcheck.model.source import Address

Terms = tuple[str, ...]
Box = dict[str, Terms]
"""Facet -> terms; a facet that is missing is unrestricted."""

COLLECTED = "collected"
"""The data "term" that stands for everything that some `permit collect` covers."""

EXPIRING_DAYS = 14
"""A waiver that ends within so many days is about to: there is just time to renew or to mend."""


class Demand(Struct, frozen=True, gc=False):
    """What a promise wants of one attribute.

    Attributes:
        attribute: transit, at_rest, safeguards, retention, basis, contract, assessed, transfer,
            owner or reviewed.
        terms: Terms of which the declared one must be `<=` some; () for the other forms.
        max_days: Upper bound in days; None for the other forms.
        max_text: The bound as written.
    """

    attribute: str
    terms: Terms = ()
    max_days: float | None = None
    max_text: str = ""


class Statement(Struct, frozen=True, gc=False):
    """What the policy, or a rule pack, says: a box with a kind (semantics, section 2).

    Attributes:
        id: Unique among all statements.
        address: Where it is declared.
        order: 0-based place among the statements of its origin.
        kind: "permit", "deny", "require" or "states".
        actions: Actions permitted or denied.
        box: Facets of a permit or deny, the policy's scope included; no condition.
        condition: Conditions of a permit.
        unless: Conditions that lift a deny.
        when: What a promise applies to.
        except_: What it leaves out; None for nothing.
        demands: What a promise wants, one per attribute.
        states: What a passage without effect on flows is about.
        quotes: Passages of the policy, verbatim.
        section: Heading under which they stand.
        note: The reading, where it is not obvious.
        severity: Of a rule pack's statement; "" for the policy's.
        article: The law that a rule pack's statement is read from.
        title: One line on a rule pack's statement.
    """

    id: str
    address: Address
    order: int
    kind: str
    actions: Terms = ()
    box: Box = field(default_factory=dict)
    condition: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    when: Box = field(default_factory=dict)
    except_: Box | None = None
    demands: tuple[Demand, ...] = ()
    states: str = ""
    quotes: tuple[str, ...] = ()
    section: str = ""
    note: str = ""
    severity: str = ""
    article: str = ""
    title: str = ""

    @property
    def quote(self) -> str:
        """The passages as one text."""
        return " \u2026 ".join(self.quotes)


class Flow(Struct, frozen=True, gc=False):
    """A flow, or a `collects` entry, of a system or vendor (semantics, section 3).

    Attributes:
        id: Declared, or made from its ends.
        address: Where it is declared.
        sender: Id of the system or vendor; for a `collects` entry the collecting system.
        to: Id of the receiving system or vendor, or a recipient term; for a `collects` entry the
            collecting system.
        collects: Whether it is a `collects` entry.
        action: collect; use for an own receiver; share or a term below it for another party.
        data: Data terms.
        purpose: Purpose terms.
        subject: Data subjects.
        source: Sources of a `collects` entry.
        occasion: Occasions of a `collects` entry.
        region: The receiving vendor's country, or None.
        condition: Declared conditions.
        transit: Safeguards of the transmission.
        basis: Legal bases; of a flow that is no `collects` entry, its own where it declares one.
        owner: Its own, else its system's.
        reviewed: Date of its last review.
        default_id: Whether the id was made.
    """

    id: str
    address: Address
    sender: str
    to: str
    collects: bool
    action: str
    data: Terms
    purpose: Terms = ()
    subject: Terms = ()
    source: Terms = ()
    occasion: Terms = ()
    region: str | None = None
    condition: Terms = ()
    transit: Terms = ()
    basis: Terms = ()
    owner: str = ""
    reviewed: dt.date | None = None
    default_id: bool = False


class Store(Struct, frozen=True, gc=False):
    """Data that a system keeps."""

    address: Address
    system: str
    data: Terms
    name: str = ""
    subject: Terms = ()
    at_rest: Terms = ()
    retention: str = ""
    owner: str = ""
    reviewed: dt.date | None = None

    @property
    def label(self) -> str:
        """Its name, else its data."""
        return self.name or "+".join(self.data)

    @property
    def id(self) -> str:
        """Its system's id and its label."""
        return f"{self.system}/{self.label}"


class System(Struct, frozen=True, gc=False):
    """A system of the controller."""

    id: str
    address: Address
    name: str
    kind: str
    owner: str = ""
    reviewed: dt.date | None = None
    safeguards: Terms = ()
    derives: Terms = ()
    stores: tuple[Store, ...] = ()
    dpia: str = ""


class Vendor(Struct, frozen=True, gc=False):
    """Another party; a leaf under each of its roles in the recipient facet.

    Attributes:
        catalogue: Ids of the vendors of the catalogue that it is; () leaves that to its names.
    """

    id: str
    address: Address
    name: str
    roles: Terms
    legal_entity: str = ""
    acts_as: str = ""
    country: str | None = None
    url: str = ""
    has_contract: bool = False
    contract_signed: dt.date | None = None
    contract_url: str = ""
    assessed: dt.date | None = None
    transfer: Terms = ()
    safeguards: Terms = ()
    at_rest: Terms = ()
    owner: str = ""
    reviewed: dt.date | None = None
    catalogue: Terms = ()


class Waiver(Struct, frozen=True, eq=False, gc=False):
    """A finding that somebody answers for until a date; `targets` as kind -> id."""

    address: Address
    rule: str
    targets: Mapping[str, str]
    reason: str
    owner: str
    until: dt.date


def is_expiring(until: dt.date, today: dt.date) -> bool:
    """Tell whether a waiver in force ends soon."""
    return (until - today).days <= EXPIRING_DAYS


class Policy(Struct, frozen=True, gc=False):
    """The published policy: its record, its text and its statements in order."""

    address: Address
    controller: str
    document: str
    text: str
    sha256: str
    title: str = ""
    url: str = ""
    effective: dt.date | None = None
    pinned_sha256: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    scope: Box = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()


class Inventory(Struct, frozen=True, gc=False):
    """Everything declared, in the order of the files."""

    policy: Policy
    systems: Mapping[str, System]
    vendors: Mapping[str, Vendor]
    flows: tuple[Flow, ...]
    waivers: tuple[Waiver, ...] = ()
    house_rules: tuple[Statement, ...] = ()
    decisions: tuple[Decision, ...] = ()
