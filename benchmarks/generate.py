"""A generated company: the example's policy with as many systems and flows as asked for.

Usage: python benchmarks/generate.py FOLDER [SYSTEMS] [FLOWS_PER_SYSTEM]
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ("email_address", "full_name", "ip_address", "pages_visited", "prompt", "error_report")
PURPOSES = ("service_operation", "customer_support", "usage_analysis", "bug_fixing", "billing")
SAFEGUARDS = (
    "mfa, least_privilege, network_segmentation, automated_patching, intrusion_prevention,"
    " automated_threat_response, security_audit, penetration_testing, incident_response,"
    " breach_notification, background_checks, security_awareness_program, rate_limiting,"
    " api_authentication"
)
SUBJECTS = ("trial_user", "paid_subscriber", "enterprise_customer")


def generate(folder: Path, systems: int, flows: int) -> None:
    """Write the project: the example's policy and vendors, and generated systems, one file each.

    Args:
        folder: Where; replaced if it exists.
        systems: How many systems.
        flows: How many flows each of them has.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("policy", "vendors"):
        shutil.copytree(ROOT / "inventory" / part, folder / "inventory" / part)
    target = folder / "inventory" / "systems"
    target.mkdir()
    rng = random.Random(systems * flows)  # noqa: S311 - the same company every time
    vendors = ("sentry", "stripe", "zendesk", "aws", "cloudflare", "openai")
    for number in range(systems):
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
        for index in range(flows):
            data = ", ".join(rng.sample(DATA, rng.randint(1, 4)))
            subjects = ", ".join(rng.sample(SUBJECTS, rng.randint(1, 3)))
            lines += [
                f"      - id: flow-{number}-{index}",
                f"        to: {rng.choice(vendors)}",
                f"        data: [{data}]",
                f"        purpose: {rng.choice(PURPOSES)}",
                f"        subject: [{subjects}]",
                "        transit: tls_1_3",
            ]
        path = target / f"system-{number:05}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    generate(Path(arguments[0]), *(int(number) for number in [*arguments[1:], "1000", "4"][:2]))
