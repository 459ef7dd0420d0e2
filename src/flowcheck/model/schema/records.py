"""What is done: systems, vendors, what they collect, keep and send on, and waivers."""

# ruff: noqa: TC001 - msgspec reads the annotations when the program runs

from __future__ import annotations

from typing import Literal

from msgspec import field

from flowcheck.model.fields import Date, Duration, Id, Names, Text
from flowcheck.model.schema.statements import Record


class Upkept(Record, frozen=True, kw_only=True):
    """What any record may say of its upkeep.

    Attributes:
        owner: Who answers for it: a team or a person.
        reviewed: The day on which somebody last looked whether it is true.
        note: Whatever helps to read it.
    """

    owner: Text | None = None
    reviewed: Date | None = None
    note: Text | None = None


class Collects(Upkept, frozen=True, kw_only=True):
    """Data that a system takes from a source, and what it uses it for.

    Attributes:
        data: Which data.
        id: Its name in findings and waivers; by default `system<-source/occasion`.
        source: Where it comes from.
        occasion: When it is collected.
        subject: Whom it is about.
        purpose: What it is used for.
        basis: The legal basis: Art. 6 GDPR, and Art. 9 for special data.
        condition: What is given first, as `consent`.
    """

    data: Names
    id: Text | None = None
    source: Names | None = None
    occasion: Names | None = None
    subject: Names | None = None
    purpose: Names | None = None
    basis: Names | None = None
    condition: Names | None = None


class Store(Upkept, frozen=True, kw_only=True):
    """Data that a system keeps.

    Attributes:
        data: Which data.
        name: What the store is called, as `orders`.
        subject: Whom it is about.
        at_rest: How it is protected where it lies, as `aes_256`.
        retention: How long it is kept: P30D, P6M or P1Y (30 days, 6 months, 1 year).
    """

    data: Names
    name: Text | None = None
    subject: Names | None = None
    at_rest: Names | None = None
    retention: Duration | None = None


class Flow(Upkept, frozen=True, kw_only=True):
    """Data that a system or vendor sends on.

    Attributes:
        to: Who gets it: a system, a vendor, or a recipient term such as `law_enforcement`.
        data: Which data.
        id: Its name in findings and waivers; by default `sender->receiver`.
        purpose: What it is sent for.
        subject: Whom it is about.
        action: What the flow is: `share` by default to another party, `use` to an own system.
        condition: What is given first, as `consent`.
        transit: How it is protected on the way, as `tls_1_3`.
        basis: Its own legal basis, where it is not that of the collection of its data.
    """

    to: Text
    data: Names
    id: Text | None = None
    purpose: Names | None = None
    subject: Names | None = None
    action: Text | None = None
    condition: Names | None = None
    transit: Names | None = None
    basis: Names | None = None


class System(Upkept, frozen=True, kw_only=True):
    """A system of the controller.

    Attributes:
        id: Its name in flows, findings and waivers.
        name: What people call it.
        kind: What it is; a service by default.
        safeguards: How it is protected, as `mfa`.
        dpia: Its impact assessment (Art. 35 GDPR): the address, or what it is called.
        collects: Data that it takes in, and what for.
        derives: Data that it makes.
        stores: Data that it keeps.
        flows: Data that it sends on.
    """

    id: Id
    name: Text | None = None
    kind: Literal["application", "service", "store", "device", "person"] | None = None
    safeguards: Names | None = None
    dpia: Text | None = None
    collects: list[Collects] = field(default_factory=list)
    derives: Names | None = None
    stores: list[Store] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)


class Contract(Record, frozen=True, kw_only=True):
    """The contract with a vendor.

    Attributes:
        signed: The day on which it was signed.
        url: Where it can be read.
    """

    signed: Date | None = None
    url: Text | None = None


class Vendor(Upkept, frozen=True, kw_only=True):
    """Another party that receives data.

    Attributes:
        id: Its name in flows and findings; a recipient term that statements can name.
        role: What it is to us, as `payment_processor`; policies disclose vendors by role or name.
        name: What people call it.
        legal_entity: The company behind it.
        acts_as: Its part under the GDPR.
        country: Where it is, as `us`.
        url: Its site.
        contract: The contract with it.
        assessed: The day on which it was last assessed.
        transfer: What allows a transfer to its country: `scc`, `dpf` ...
        safeguards: How it protects what it gets, as `soc_2_type_2`.
        at_rest: How it protects what it keeps, as `aes_256`.
        flows: Data that it sends on.
        catalogue: Which vendors of flowcheck's catalogue it is, where its names do not tell:
            `flowcheck scan` then knows it in code.
    """

    id: Id
    role: Names
    name: Text | None = None
    legal_entity: Text | None = None
    acts_as: Literal["processor", "controller", "joint_controller"] | None = None
    country: Text | None = None
    url: Text | None = None
    contract: Contract | None = None
    assessed: Date | None = None
    transfer: Names | None = None
    safeguards: Names | None = None
    at_rest: Names | None = None
    flows: list[Flow] = field(default_factory=list)
    catalogue: Names | None = None


class Waiver(Record, frozen=True, kw_only=True):
    """A finding that somebody answers for until a date; it names at least one thing it is for.

    Attributes:
        rule: The code or name of the rule.
        reason: Why the finding may stand.
        owner: Who answers for it.
        until: The last day; from the next on the waiver is an error itself.
        flow: The flow that it is for.
        system: The system that it is for.
        store: The store that it is for, as `system/store`.
        vendor: The vendor that it is for.
        statement: The statement that it is for.
        term: The term that it is for.
    """

    rule: Text
    reason: Text
    owner: Text
    until: Date
    flow: Text | None = None
    system: Text | None = None
    store: Text | None = None
    vendor: Text | None = None
    statement: Text | None = None
    term: Text | None = None


class Decision(Record, frozen=True, kw_only=True):
    """Why something that is seen in the code base is no vendor; it names one thing it is about.

    Attributes:
        is_: What is decided: it gets no data about people, it is a copy that we run ourselves,
            users choose where their data goes, or it is used in development only.
        reason: Why that is so.
        owner: Who answers for it.
        vendor: The vendor that it is about, by its id in the catalogue.
        package: The package that it is about, as `npm:name` or a purl; a `*` at its end stands for
            the rest.
        host: The host that it is about, and all below it.
        name: The setting that it is about, as `ACME_API_KEY`; a `*` at its end stands for the rest.
        path: A pattern of the files that it is about, as `tools/*`; by default all.
        reviewed: The day on which somebody last looked whether it is true.
    """

    is_: Literal["not_a_recipient", "self_hosted", "user_directed", "dev_only"] = field(name="is")
    reason: Text
    owner: Text
    vendor: Text | None = None
    package: Text | None = None
    host: Text | None = None
    name: Text | None = None
    path: Text | None = None
    reviewed: Date | None = None
