"""Companies whose documents are made: a small one by hand, the example, and generated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import ROOT, TODAY
from flowcheck.project import load
from projects import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.engine import Report

COMPANY = ROOT / "tests/render/documents/company"
GOLDEN = ROOT / "tests/render/documents/golden"


def judged(root: Path) -> Report:
    """What a run of lint finds in a project."""
    return load(root, today=TODAY).lint()


def of_size(systems: int) -> dict[str, str]:
    """The files of a company with so many systems, each with five flows."""
    lines = ["vendors:", "  - {id: aws, name: AWS, role: cloud_hosting_provider, country: us}"]
    lines.append("systems:")
    for number in range(systems):
        lines += [f"  - id: s{number}", "    flows:"]
        for index in range(5):
            data = ("email_address", "full_name", "ip_address")[index % 3]
            lines.append(
                f"      - {{id: f{number}-{index}, to: aws, data: {data}, transit: tls_1_3,"
                f" purpose: service_provision, subject: trial_user}}"
            )
    return {**FILES, "inventory/systems.yaml": "\n".join(lines) + "\n"}


def with_systems(systems: str) -> dict[str, str]:
    """The files of the small company of `projects`, with these systems instead of its own."""
    aws = "vendors: [{id: aws, name: AWS, role: cloud_hosting_provider, country: us}]\n"
    return {**FILES, "inventory/systems.yaml": systems, "inventory/aws.yaml": aws}
