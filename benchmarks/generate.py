"""Generated companies: the example's policy and vendors, with systems and flows as asked for.

Usage: python benchmarks/generate.py FOLDER (NAME | SYSTEMS FLOWS_PER_SYSTEM)
"""

from __future__ import annotations

import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ("email_address", "full_name", "ip_address", "pages_visited", "prompt", "error_report")
PURPOSES = ("service_operation", "customer_support", "usage_analysis", "bug_fixing", "billing")
SUBJECTS = ("trial_user", "paid_subscriber", "enterprise_customer")
SAFEGUARDS = (
    "mfa, role_based_access, least_privilege, network_segmentation, automated_patching,"
    " intrusion_prevention, automated_threat_response, security_audit, penetration_testing,"
    " incident_response, breach_notification, background_checks, security_awareness_program,"
    " rate_limiting, api_authentication"
)
# the files of inventory/vendors/ that have a recipient of generated flows, and which
VENDORS = {
    "cloud-hosting": "aws",
    "delivery-optimization": "cloudflare",
    "analytics-performance": "sentry",
    "payment": "stripe",
    "support-communication": "zendesk",
    "ai-ml": "openai",
}


@dataclass(frozen=True, slots=True)
class Company:
    """The size of a company.

    Attributes:
        systems: How many systems, one file each.
        flows: How many flows each of them has; every fourth goes to another system, the others to
            vendors.
        vendors: The files of inventory/vendors/ to take; all where there are none.
    """

    systems: int
    flows: int
    vendors: tuple[str, ...] = ()


NAMED = {
    # 137 statements, 19 vendors, 11 systems, 33 flows
    "200 records": Company(11, 3, tuple(VENDORS)[:3]),
    "1,000 systems x 4 flows": Company(1_000, 4),
    # some 210 bytes a flow, with its share of the head of its system
    "50,000 flows": Company(1_250, 40),
    "100,000 flows": Company(2_500, 40),
}


def generate(folder: Path, company: Company) -> None:
    """Write a project that has no finding of severity error, the same every time.

    Args:
        folder: Where; replaced if it exists.
        company: How large.
    """
    shutil.rmtree(folder, ignore_errors=True)
    inventory = folder / "inventory"
    shutil.copytree(ROOT / "inventory" / "policy", inventory / "policy")
    for part in ("vendors", "systems"):
        (inventory / part).mkdir()
    for path in sorted((ROOT / "inventory" / "vendors").glob("*.yaml")):
        if not company.vendors or path.stem in company.vendors:
            shutil.copy(path, inventory / "vendors")
    rng = random.Random(company.systems * company.flows)  # noqa: S311 - the same every time
    for number in range(company.systems):
        text = "\n".join(_system(number, company, rng)) + "\n"
        (inventory / "systems" / f"system-{number:05}.yaml").write_text(text, encoding="utf-8")


def _system(number: int, company: Company, rng: random.Random) -> list[str]:
    """Return the lines of one system's file."""
    vendors = [VENDORS[file] for file in company.vendors or VENDORS]
    lines = [
        "systems:",
        f"  - id: system-{number}",
        f"    name: System {number}",
        "    kind: service",
        "    owner: team-generated",
        "    reviewed: 2026-06-01",
        f"    safeguards: [{SAFEGUARDS}]",
        f"    derives: [{', '.join(DATA)}]",
        "    flows:",
    ]
    for index in range(company.flows):
        inside = (number + index) % 4 == 0
        other = f"system-{(number + 1 + rng.randrange(company.systems - 1)) % company.systems}"
        lines += [
            f"      - id: flow-{number}-{index}",
            f"        to: {other if inside else rng.choice(vendors)}",
            f"        data: {_listed(rng.sample(DATA, rng.randint(1, 4)))}",
            f"        purpose: {rng.choice(PURPOSES)}",
            f"        subject: {_listed(rng.sample(SUBJECTS, rng.randint(1, 3)))}",
            "        transit: tls_1_3",
        ]
    return lines


def _listed(terms: list[str]) -> str:
    """Return terms as YAML: a single one stands alone."""
    return terms[0] if len(terms) == 1 else f"[{', '.join(terms)}]"


def main() -> None:
    """Generate the company that the command line names."""
    folder, *size = sys.argv[1:]
    company = NAMED.get(size[0]) or Company(int(size[0]), int(size[1]))
    generate(Path(folder), company)


if __name__ == "__main__":
    main()
