"""The input files as written: one struct per kind of record, frozen, no unknown key."""

# ruff: noqa: TC001 - msgspec reads the annotations when the program runs

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

from flowcheck.model.fields import (
    Date,
    Duration,
    Flag,
    Grades,
    Id,
    Names,
    Severity,
    Sha256,
    Text,
)


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """The base of every mapping in the files."""


class Box(Record, frozen=True, kw_only=True):
    """Terms by facet; a facet that is not mentioned is unrestricted."""

    data: Names | None = None
    purpose: Names | None = None
    recipient: Names | None = None
    source: Names | None = None
    occasion: Names | None = None
    subject: Names | None = None
    region: Names | None = None
    condition: Names | None = None


class Except(Box, frozen=True, kw_only=True):
    """What a promise leaves out: a box with actions."""

    action: Names | None = None


class When(Except, frozen=True, kw_only=True):
    """What a promise applies to."""

    except_: Except | None = field(default=None, name="except")


class Policy(Record, frozen=True, kw_only=True):
    """The published policy and its controller."""

    controller: Text
    document: Text
    title: Text | None = None
    url: Text | None = None
    effective: Date | None = None
    sha256: Sha256 | None = None
    contact: dict[str, Text] = field(default_factory=dict)
    scope: Box = field(default_factory=Box)


class Statement(Box, frozen=True, kw_only=True):
    """What one passage of the policy says, or one rule of the organisation."""

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
    """A statement of a rule pack: `deny` or `require`, with a severity and its article."""

    severity: Severity = "error"
    article: Text | None = None
    title: Text | None = None


class VocabularyTerm(Record, frozen=True, kw_only=True):
    """A term that the project adds."""

    label: Text | None = None
    parents: Names | None = None
    synonyms: Names | None = None
    definition: Text | None = None
    generic: Flag = "false"
    special: Literal["article_9", "article_10", "children"] | None = None
    fides: Text | None = None
    dpv: Text | None = None
    adequacy: Date | None = None


class Upkept(Record, frozen=True, kw_only=True):
    """What any record may say of its upkeep."""

    owner: Text | None = None
    reviewed: Date | None = None
    note: Text | None = None


class Collects(Upkept, frozen=True, kw_only=True):
    """Data that a system takes from a source, and what it uses it for."""

    data: Names
    id: Text | None = None
    source: Names | None = None
    occasion: Names | None = None
    subject: Names | None = None
    purpose: Names | None = None
    basis: Names | None = None
    condition: Names | None = None


class Store(Upkept, frozen=True, kw_only=True):
    """Data that a system keeps."""

    data: Names
    name: Text | None = None
    subject: Names | None = None
    at_rest: Names | None = None
    retention: Duration | None = None


class Flow(Upkept, frozen=True, kw_only=True):
    """Data that a system or vendor sends on."""

    to: Text
    data: Names
    id: Text | None = None
    purpose: Names | None = None
    subject: Names | None = None
    action: Text | None = None
    condition: Names | None = None
    transit: Names | None = None


class System(Upkept, frozen=True, kw_only=True):
    """A system of the controller."""

    id: Id
    name: Text | None = None
    kind: Literal["application", "service", "store", "device", "person"] | None = None
    safeguards: Names | None = None
    collects: list[Collects] = field(default_factory=list)
    derives: Names | None = None
    stores: list[Store] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)


class Contract(Record, frozen=True, kw_only=True):
    """The contract with a vendor."""

    signed: Date | None = None
    url: Text | None = None


class Vendor(Upkept, frozen=True, kw_only=True):
    """Another party that receives data."""

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


class Waiver(Record, frozen=True, kw_only=True):
    """A finding that somebody answers for until a date."""

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


class VocabularyTerms(Record, frozen=True, kw_only=True):
    """The terms that the project adds, by facet and id."""

    action: dict[Id, VocabularyTerm] = field(default_factory=dict)
    data: dict[Id, VocabularyTerm] = field(default_factory=dict)
    purpose: dict[Id, VocabularyTerm] = field(default_factory=dict)
    recipient: dict[Id, VocabularyTerm] = field(default_factory=dict)
    source: dict[Id, VocabularyTerm] = field(default_factory=dict)
    occasion: dict[Id, VocabularyTerm] = field(default_factory=dict)
    subject: dict[Id, VocabularyTerm] = field(default_factory=dict)
    condition: dict[Id, VocabularyTerm] = field(default_factory=dict)
    safeguard: dict[Id, VocabularyTerm] = field(default_factory=dict)
    region: dict[Id, VocabularyTerm] = field(default_factory=dict)
    basis: dict[Id, VocabularyTerm] = field(default_factory=dict)


class InventoryFile(Record, frozen=True, kw_only=True):
    """One file below `inventory/`."""

    policy: Policy | None = None
    statements: list[Statement] = field(default_factory=list)
    vocabulary: VocabularyTerms = field(default_factory=VocabularyTerms)
    systems: list[System] = field(default_factory=list)
    vendors: list[Vendor] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)


class RulePack(Record, frozen=True, kw_only=True):
    """One file below `rules/`: which rules, how severe, and the organisation's own statements."""

    name: Text | None = None
    description: Text | None = None
    select: Names | None = None
    ignore: Names | None = None
    severity: Grades = field(default_factory=dict)
    vocabulary: VocabularyTerms = field(default_factory=VocabularyTerms)
    statements: list[Rule] = field(default_factory=list)


class PathConfig(Record, frozen=True, kw_only=True):
    """What differs for the findings in some files."""

    ignore: Names | None = None
    severity: Grades = field(default_factory=dict)


class Config(Record, frozen=True, kw_only=True):
    """`flowcheck.yaml`."""

    inventory: Text | None = None
    rules: Names | None = None
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    select: Names | None = None
    ignore: Names | None = None
    severity: Grades = field(default_factory=dict)
    per_path: dict[str, PathConfig] = field(default_factory=dict)
    baseline: Text | None = None
