"""The input files as written: one pydantic model per kind of record, frozen, no unknown key.

Every scalar arrives as text (`readers.located_yaml`), so that `no`, `on` and `1.0` stay what they
look like; the types here give dates, durations and flags their form.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from flowcheck.model.duration import parse_duration

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _listed(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was typed
    return [value] if isinstance(value, str) else value


def _error(message: str, why: str, help_: str) -> PydanticCustomError:
    return PydanticCustomError("flowcheck", message, {"why": why, "help": help_})


def _date(value: Any) -> dt.date:  # noqa: ANN401
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    why = "what ends or ages by it could not be told"
    help_ = "write a day of the calendar, as 2026-12-31"
    raise _error("expected a date as YYYY-MM-DD", why, help_)


def _flag(value: Any) -> bool:  # noqa: ANN401
    if value in ("true", "false"):
        return bool(value == "true")
    why = "`yes`, `on` and `1` are plain texts here"
    raise _error("expected `true` or `false`", why, "write `true` or `false`")


def _duration(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str) and parse_duration(value) is not None:
        return value
    why = "lengths of time are compared with what the policy promises"
    help_ = "write P30D, P6M or P1Y (30 days, 6 months, 1 year)"
    raise _error("expected an ISO 8601 duration", why, help_)


Text = Annotated[
    str,
    StringConstraints(
        min_length=1, strip_whitespace=True, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
    ),
]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
FlowId = Annotated[str, StringConstraints(pattern=r"^[^\s\p{C}]+$")]
Names = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
Date = Annotated[dt.date, BeforeValidator(_date)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Duration = Annotated[str, BeforeValidator(_duration)]
Severity = Literal["error", "warning", "info"]
Grades = dict[str, Literal["error", "warning", "info", "off"]]


class Record(BaseModel):
    """The base of every mapping in the files."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Box(Record):
    """Terms by facet; a facet that is not mentioned is unrestricted."""

    data: Names | None = None
    purpose: Names | None = None
    recipient: Names | None = None
    source: Names | None = None
    occasion: Names | None = None
    subject: Names | None = None
    region: Names | None = None
    condition: Names | None = None


class Except(Box):
    """What a promise leaves out: a box with actions."""

    action: Names | None = None


class When(Except):
    """What a promise applies to."""

    except_: Except | None = Field(default=None, alias="except")


class Limit(Record):
    """An upper bound: a duration for retention, an age for a date."""

    max: Duration


class Policy(Record):
    """The published policy and its controller."""

    controller: Text
    document: Text
    title: Text | None = None
    url: Text | None = None
    effective: Date | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    contact: dict[str, Text] = Field(default_factory=dict)
    scope: Box = Box()


class Statement(Box):
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


class Rule(Statement):
    """A statement of a rule pack: `deny` or `require`, with a severity and its article."""

    severity: Severity = "error"
    article: Text | None = None
    title: Text | None = None


class VocabularyTerm(Record):
    """A term that the project adds."""

    label: Text | None = None
    parents: Names | None = None
    synonyms: Names | None = None
    definition: Text | None = None
    generic: Flag = False
    special: Literal["article_9", "article_10", "children"] | None = None
    fides: Text | None = None
    dpv: Text | None = None
    adequacy: Date | None = None


class Upkept(Record):
    """What any record may say of its upkeep."""

    owner: Text | None = None
    reviewed: Date | None = None
    note: Text | None = None


class Collects(Upkept):
    """Data that a system takes from a source, and what it uses it for."""

    data: Names
    id: FlowId | None = None
    source: Names | None = None
    occasion: Names | None = None
    subject: Names | None = None
    purpose: Names | None = None
    basis: Names | None = None
    condition: Names | None = None


class Store(Upkept):
    """Data that a system keeps."""

    data: Names
    name: Text | None = None
    subject: Names | None = None
    at_rest: Names | None = None
    retention: Duration | None = None


class Flow(Upkept):
    """Data that a system or vendor sends on."""

    to: Text
    data: Names
    id: FlowId | None = None
    purpose: Names | None = None
    subject: Names | None = None
    action: Text | None = None
    condition: Names | None = None
    transit: Names | None = None


class System(Upkept):
    """A system of the controller."""

    id: Id
    name: Text | None = None
    kind: Literal["application", "service", "store", "device", "person"] | None = None
    safeguards: Names | None = None
    collects: list[Collects] = Field(default_factory=list)
    derives: Names | None = None
    stores: list[Store] = Field(default_factory=list)
    flows: list[Flow] = Field(default_factory=list)


class Contract(Record):
    """The contract with a vendor."""

    signed: Date | None = None
    url: Text | None = None


class Vendor(Upkept):
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
    flows: list[Flow] = Field(default_factory=list)


class Waiver(Record):
    """A finding that somebody answers for until a date."""

    rule: Text
    reason: Text
    owner: Text
    until: Date
    flow: Text | None = None
    system: Text | None = None
    vendor: Text | None = None
    statement: Text | None = None
    term: Text | None = None


class VocabularyTerms(Record):
    """The terms that the project adds, by facet and id."""

    action: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    data: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    purpose: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    recipient: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    source: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    occasion: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    subject: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    condition: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    safeguard: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    region: dict[Id, VocabularyTerm] = Field(default_factory=dict)
    basis: dict[Id, VocabularyTerm] = Field(default_factory=dict)


class InventoryFile(Record):
    """One file below `inventory/`."""

    policy: Policy | None = None
    statements: list[Statement] = Field(default_factory=list)
    vocabulary: VocabularyTerms = VocabularyTerms()
    systems: list[System] = Field(default_factory=list)
    vendors: list[Vendor] = Field(default_factory=list)
    waivers: list[Waiver] = Field(default_factory=list)


class RulePack(Record):
    """One file below `rules/`: which rules, how severe, and the organisation's own statements."""

    name: Text | None = None
    description: Text | None = None
    select: Names | None = None
    ignore: Names | None = None
    severity: Grades = Field(default_factory=dict)
    vocabulary: VocabularyTerms = VocabularyTerms()
    statements: list[Rule] = Field(default_factory=list)


class PathConfig(Record):
    """What differs for the findings in some files."""

    ignore: Names | None = None
    severity: Grades = Field(default_factory=dict)


class Config(Record):
    """`flowcheck.yaml`."""

    inventory: Text = "inventory"
    rules: Names | None = None
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    select: Names | None = None
    ignore: Names | None = None
    severity: Grades = Field(default_factory=dict)
    per_path: dict[str, PathConfig] = Field(default_factory=dict)
