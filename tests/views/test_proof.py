"""Proofs: for every verdict the facets, paths and statements that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.project import load
from flowcheck.views.proof import Proof, proofs
from projects import FILES, with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]


def proof(root: Path, flow_id: str, action: str) -> Proof:
    facts = load(root).facts
    flow = next(flow for flow in facts.inventory.flows if flow.id == flow_id)
    return next(p for p in proofs(facts, flow) if p.judgement.claim.action == action)


def shown(found: Proof) -> dict[str, tuple[str, ...] | str]:
    return {f.facet: f.path or f.quality for f in found.facets}


def test_a_clear_flow_has_its_proof(write_project: Write) -> None:
    found = proof(write_project(FILES), "backup", "share")
    assert found.judgement.verdict.word == "clear"
    assert shown(found) == {
        "data": ("email_address",),
        "recipient": ("aws",),
        "purpose": "open",
        "subject": ("trial_user",),
        "region": "open",
    }
    data = next(f for f in found.facets if f.facet == "data")
    assert data.via == "collect-account"
    roles = [(s.statement.id, s.role, s.line) for s in found.sources]
    assert roles == [
        ("share", "permits", 9),
        ("collect-account", "is what `collected` means here", 5),
    ]


def test_an_inferred_facet_shows_the_path_of_terms(write_project: Write) -> None:
    files = with_flow(
        "{id: x, to: store, data: email_address, purpose: billing, subject: trial_user}"
    )
    found = proof(write_project(files), "x", "use")
    purpose = next(f for f in found.facets if f.facet == "purpose")
    assert purpose.path == ("billing", "service_provision")
    assert purpose.quality == "inferred"


def test_an_omitted_claim_shows_what_is_missing_and_what_comes_nearest(
    write_project: Write,
) -> None:
    files = with_flow(
        "{id: x, to: law_enforcement, data: email_address, purpose: service_provision,"
        " subject: trial_user}"
    )
    found = proof(write_project(files), "x", "share")
    assert found.blame is not None
    assert found.blame.facets == ("recipient",)
    assert shown(found)["recipient"] == "missing"
    assert [(s.statement.id, s.role) for s in found.sources] == [("share", "comes nearest")]


def test_a_prohibited_flow_shows_what_denies_it(write_project: Write) -> None:
    files = with_flow("{id: x, to: aws, action: sell, data: email_address, subject: trial_user}")
    found = proof(write_project(files), "x", "sell")
    assert [(s.statement.id, s.role) for s in found.sources] == [("no-sale", "denies")]
    assert found.sources[0].document == "inventory/policy.txt"
