"""The published text is not the one that the statements were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding where the pinned SHA-256 differs from the document's."""
    policy = facts.inventory.policy
    if policy.pinned_sha256 and policy.pinned_sha256 != policy.sha256:
        yield Draft(
            code="FC507",
            message=f"{policy.document} has changed since its text was pinned",
            address=policy.address.child("sha256"),
            subject=policy.document,
            kind="policy",
            facets={"document": (policy.document,)},
            label="the digest of another text",
            help=(
                (
                    "read what has changed, mend the statements that quote it, and then pin the "
                    f"text anew: sha256: {policy.sha256}"
                ),
            ),
            topic="document",
        )


RULE = Rule("FC507", "changed-document", "error", __doc__, check)
