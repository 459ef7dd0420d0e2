"""The compiled judge against the slow, obvious one of `reference.py`, claim by claim."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import TODAY
from flowcheck.project import load
from flowcheck.render import Look, render
from random_projects import TEXT, built_in, merged, random_project
from reference import judge_project

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("action", "data", "purpose", "recipient", "source", "occasion", "subject", "region")
BUILT_IN = built_in()


def judged(project: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    inventory = folder / "inventory"
    inventory.mkdir(exist_ok=True)
    (inventory / "policy.txt").write_text(TEXT, encoding="utf-8")
    (inventory / "all.yaml").write_text(json.dumps(project), encoding="utf-8")
    report = load(folder, today=TODAY).lint(select=["FC101"])
    flows: list[dict[str, Any]] = json.loads(render("json", report, Look(claims=True)))["flows"]
    return flows


def outcomes(flows: list[dict[str, Any]]) -> dict[str, Any]:
    """Per flow its verdict and, per claim, what was decided."""
    return {
        flow["id"]: (
            flow["from"],
            flow["to"],
            flow["verdict"],
            {
                tuple(claim[key] for key in KEYS): tuple(
                    claim[key] for key in ("verdict", "reason", "vagueness", "pair")
                )
                for claim in flow["claims"]
            },
        )
        for flow in flows
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_every_claim_of_random_projects_is_judged_alike(
    seed: int,
    tmp_path_factory: Any,  # noqa: ANN401
) -> None:
    project = random_project(random.Random(seed))  # noqa: S311 - no secret
    folder = tmp_path_factory.mktemp("project")
    expected = judge_project(project, merged(BUILT_IN, project))
    assert outcomes(judged(project, folder)) == outcomes(expected)
