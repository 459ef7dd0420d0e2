"""A company whose map is hard to draw: every verdict, long and hostile names, sensitive data."""

from __future__ import annotations

import json
import random

from projects import FILES, STATEMENTS

NAMES = (
    "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabteilung",
    "The regional office for everything that has no other office, and for what comes of it",
    '<script>alert("1")</script> & "Partner" \\',
    "\u5e83\u544a\u30cd\u30c3\u30c8 \u5206\u6790",
    "X",
    "line\nfeed \u202e right",
    "`code` #1 %% --> end",
)
DATA = ("email_address", "full_name", "ip_address", "diagnosis", "child_image", "criminal_charge")
PURPOSES = ("service_provision", "usage_analysis", "third_party_marketing", "billing")
SUBJECTS = ("trial_user", "paid_subscriber", "child", "employee")
ROLES = (
    "cloud_hosting_provider",
    "analytics_provider",
    "advertising_network",
    "payroll_provider",
    "court",
    "ai_model_provider",
)
DENIALS = """\
  - {id: no-health, quote: We do not sell personal information., deny: share, data: health_data}
  - {id: no-mail, quote: Privacy Policy, deny: share, data: email_address,
     recipient: advertising_network}
"""


def company(systems: int, vendors: int, flows: int) -> dict[str, str]:
    """The files of a company of so many systems, vendors and flows, the same every time."""
    rng = random.Random(systems * flows)  # noqa: S311 - the same company every time
    lines = ["systems:"]
    each = [flows // systems + (number < flows % systems) for number in range(systems)]
    for number, count in enumerate(each):
        name = NAMES[number % len(NAMES)] if number % 3 == 0 else f"System {number}"
        lines += [
            f"  - id: system-{number}",
            f"    name: {json.dumps(name)}",
            f"    owner: team-{number % 7}",
            "    kind: service",
            "    collects:",
            f"      - {{data: {rng.choice(DATA)}, subject: {rng.choice(SUBJECTS)}, source: user,",
            "         occasion: account_registration, purpose: service_provision}",
            "    flows:",
        ]
        for index in range(count):
            to = f"vendor-{rng.randrange(vendors)}"
            if rng.random() < 0.2 and systems > 1:
                to = f"system-{rng.choice([n for n in range(systems) if n != number])}"
            data = ", ".join(rng.sample(DATA, rng.randint(1, 4)))
            condition = "condition: consent" if rng.random() < 0.3 else "transit: tls_1_3"
            lines.append(
                f"      - {{id: flow-{number}-{index}, to: {to}, data: [{data}],"
                f" purpose: {rng.choice(PURPOSES)}, subject: {rng.choice(SUBJECTS)}, {condition}}}"
            )
    lines += ["vendors:", "  - {id: aws, name: AWS, role: cloud_hosting_provider, country: us}"]
    for number in range(vendors):
        name = NAMES[number % len(NAMES)] if number % 2 else f"Vendor {number}"
        country = ("us", "de", "gb", "in")[number % 4]
        lines.append(
            f"  - {{id: vendor-{number}, name: {json.dumps(name)}, country: {country},"
            f" role: {ROLES[number % len(ROLES)]}, acts_as: processor}}"
        )
    return {
        "inventory/policy.txt": FILES["inventory/policy.txt"],
        "inventory/policy.yaml": STATEMENTS + DENIALS,
        "inventory/systems.yaml": "\n".join(lines) + "\n",
    }
