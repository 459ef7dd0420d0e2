"""The files: one of the inventory, a rule pack, and the settings."""

# ruff: noqa: TC001 - msgspec reads the annotations when the program runs

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from flowcheck.model.fields import Date, Flag, Grades, Id, Names, Text
from flowcheck.model.schema.catalogue import CatalogueVendor
from flowcheck.model.schema.records import Decision, System, Vendor, Waiver
from flowcheck.model.schema.statements import Policy, Record, Rule, Statement


class VocabularyTerm(Record, frozen=True, kw_only=True):
    """A term that the project adds, or a built-in one that it gives its own words.

    Attributes:
        label: What people read.
        parents: The terms directly above it, of the same facet; by default the facet's root.
        synonyms: Other words for it.
        definition: What it means, in a sentence.
        generic: Whether it says too little to disclose anything clearly.
        special: What it is in the GDPR, where it is more than ordinary data.
        fides: The key of the nearest concept of the fideslang taxonomy.
        dpv: The nearest concept of the W3C Data Privacy Vocabulary.
        adequacy: Of a country: the day of the EU's adequacy decision.
    """

    label: Text | None = None
    parents: Names | None = None
    synonyms: Names | None = None
    definition: Text | None = None
    generic: Flag = "false"
    special: Literal["article_9", "article_10", "children"] | None = None
    fides: Text | None = None
    dpv: Text | None = None
    adequacy: Date | None = None


class VocabularyTerms(Record, frozen=True, kw_only=True):
    """The terms that the project adds, by facet and id.

    Attributes:
        action: What is done with data.
        data: What data is.
        purpose: What data is used for.
        recipient: Who gets data.
        source: Where data comes from.
        occasion: When data is collected.
        subject: Whom data is about.
        condition: What must be given first.
        safeguard: How data is protected.
        region: Where a recipient is.
        basis: Legal bases.
    """

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
    """One file below `inventory/`; all files together are the inventory.

    Attributes:
        policy: The published policy; one file of the project has it.
        statements: What the passages of the policy say.
        vocabulary: The project's own terms, by facet.
        systems: The controller's systems.
        vendors: Other parties that receive data.
        waivers: Findings that somebody answers for until a date.
        decisions: Why something that is seen in the code base is no vendor.
        catalogue: Vendors that are looked for in code, beside those of `flowcheck vendors`.
    """

    policy: Policy | None = None
    statements: list[Statement] = field(default_factory=list)
    vocabulary: VocabularyTerms = field(default_factory=VocabularyTerms)
    systems: list[System] = field(default_factory=list)
    vendors: list[Vendor] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    catalogue: list[CatalogueVendor] = field(default_factory=list)


class RulePack(Record, frozen=True, kw_only=True):
    """One file below `rules/`: which rules, how severe, and the organisation's own statements.

    Attributes:
        name: What the pack is called.
        description: What it is for, and what it cannot check.
        select: The rules that run, instead of all: codes, prefixes or names.
        ignore: The rules that do not.
        severity: Rules with their severity, or `off`.
        vocabulary: The pack's own terms, by facet.
        statements: The organisation's own rules.
    """

    name: Text | None = None
    description: Text | None = None
    select: Names | None = None
    ignore: Names | None = None
    severity: Grades = field(default_factory=dict)
    vocabulary: VocabularyTerms = field(default_factory=VocabularyTerms)
    statements: list[Rule] = field(default_factory=list)


class PathConfig(Record, frozen=True, kw_only=True):
    """What differs for the findings in some files.

    Attributes:
        ignore: The rules whose findings are left out there.
        severity: Rules with their severity there, or `off`.
    """

    ignore: Names | None = None
    severity: Grades = field(default_factory=dict)


Aside = Literal["tests", "examples", "documentation", "vendored", "generated", "translations"]
"""Reasons for which files of the code base weigh nothing (`scanners.aside`)."""


class ScanConfig(Record, frozen=True, kw_only=True):
    """How the code base is searched for vendors.

    Attributes:
        lint: Whether `flowcheck lint` searches it too, each time; `false` by default.
        include: Files that weigh nothing by default, and shall: `tests`, `examples` ...
        exclude: Patterns of files that are left out, as `tools/*`; `*` reaches into folders.
        sbom: Bills of materials (CycloneDX) that are read besides, wherever they lie.
    """

    lint: Flag = "false"
    include: Aside | Annotated[list[Aside], Meta(min_length=1)] | None = None
    exclude: Names | None = None
    sbom: Names | None = None


class Config(Record, frozen=True, kw_only=True):
    """`flowcheck.yaml`.

    Attributes:
        inventory: The folder of the inventory; `inventory` by default.
        rules: Rule packs: folders or files; `rules` by default.
        fail_on: The least severity that fails a run; `error` by default.
        select: The rules that run, instead of all: codes, prefixes or names.
        ignore: The rules that do not.
        severity: Rules with their severity, or `off`.
        per_path: What differs for the findings in some files, by pattern, as `inventory/legacy/*`.
        baseline: A file of findings that were there before, and are let pass.
        scan: How the code base is searched for vendors.
    """

    inventory: Text | None = None
    rules: Names | None = None
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    select: Names | None = None
    ignore: Names | None = None
    severity: Grades = field(default_factory=dict)
    per_path: dict[str, PathConfig] = field(default_factory=dict)
    baseline: Text | None = None
    scan: ScanConfig = field(default_factory=ScanConfig)
