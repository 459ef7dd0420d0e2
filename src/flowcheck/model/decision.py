"""Decisions of a project on what is seen in its code: why that is no vendor that gets data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.patterns import PACKAGE_KINDS

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.model.source import Address

VENDOR, PACKAGE, HOST, NAME = "vendor", "package", "host", "name"
TARGETS = (VENDOR, PACKAGE, HOST, NAME)
"""What a decision may be about."""
NOT_A_RECIPIENT, SELF_HOSTED, USER_DIRECTED, DEV_ONLY = (
    "not_a_recipient", "self_hosted", "user_directed", "dev_only",
)  # fmt: skip
MEANINGS = {
    NOT_A_RECIPIENT: "it gets no data about people",
    SELF_HOSTED: "a copy that we run ourselves: no host of the vendor's is meant",
    USER_DIRECTED: "users choose where their data goes",
    DEV_ONLY: "it is used in development only, on no data about people",
}
"""What is decided, each with what it says."""
_TYPES = "|".join(PACKAGE_KINDS)
FORMS = {
    PACKAGE: (
        rf"(?:{_TYPES}):\S+|pkg:(?:{_TYPES})/\S+",
        "Write it as `npm:@acme/sdk`, or as a purl: `pkg:npm/%40acme/sdk`.",
    ),
    HOST: (r"(?:[\w-]+\.)+[\w-]+", "Write it as `api.acme.com`: all below it is meant."),
    NAME: (
        r"[A-Za-z_][\w.-]*\*?",
        "Write it as `ACME_API_KEY`, or `ACME_*` for all that start so.",
    ),
}
"""What targets look like, as a regular expression and in words; a vendor's is an id."""


class Decision(Struct, frozen=True, eq=False, gc=False):
    """One decision.

    Attributes:
        address: Where it is declared.
        kind: What it is about: vendor, package, host or name.
        target: Id in the catalogue; `type:name` of a package; a host, which means all below it
            too; or the name of a setting. A `*` at the end of a package or name means any rest.
        path: Pattern of the files that it is about; "" for all.
        says: not_a_recipient, self_hosted, user_directed or dev_only.
        reason: Why.
        owner: Who answers for it.
        reviewed: Day on which somebody last looked whether it is true.
    """

    address: Address
    kind: str
    target: str
    path: str
    says: str
    reason: str
    owner: str
    reviewed: dt.date | None = None
