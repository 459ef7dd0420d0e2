"""One small company, whose files the tests of views and formats start from."""

from __future__ import annotations

POLICY = """\
Privacy Policy

What we collect

We collect your email address and name when you register. Our apps collect your IP address.

What we do with it

We use what we collect to provide our service. We share it with hosting providers (AWS) and with
analytics providers.

We do not sell personal information. All traffic is encrypted with TLS 1.3.
"""

STATEMENTS = """\
policy:
  controller: Acme
  title: Privacy Policy
  document: policy.txt
  effective: 2026-01-01
  scope: {subject: [trial_user, paid_subscriber]}
statements:
  - {id: title, quote: Privacy Policy, states: heading}
  - id: collect-account
    section: What we collect
    quote: We collect your email address and name when you register.
    permit: collect
    data: [email_address, full_name]
    source: user
    occasion: account_registration
  - {id: collect-ip, quote: Our apps collect your IP address., permit: collect, data: ip_address}
  - id: use
    section: What we do with it
    quote: We use what we collect to provide our service.
    permit: use
    data: collected
    purpose: service_provision
  - id: share
    quote: "We share it with hosting providers (AWS) and with analytics providers."
    permit: share
    data: collected
    recipient: [cloud_hosting_provider, aws, analytics_provider]
  - id: no-sale
    quote: We do not sell personal information.
    deny: sell
    data: personal_information
  - {id: tls, quote: All traffic is encrypted with TLS 1.3., require: {transit: tls_1_3}}
"""

SYSTEMS = """\
systems:
  - id: web
    name: Web app
    owner: team-web
    collects:
      - data: [email_address, full_name]
        source: user
        occasion: account_registration
        subject: trial_user
        purpose: service_provision
    flows:
      - {id: to-store, to: store, data: email_address, purpose: service_provision,
         subject: trial_user, transit: tls_1_3}
      - {id: to-analytics, to: amplitude, data: email_address, purpose: service_provision,
         subject: trial_user, transit: tls_1_3}
  - id: store
    name: Account store
    owner: team-data
    stores:
      - {data: email_address, at_rest: aes_256, retention: P1Y}
    flows:
      - {id: backup, to: aws, data: email_address, purpose: service_provision,
         subject: trial_user, transit: tls_1_3}
vendors:
  - {id: aws, name: AWS, role: cloud_hosting_provider, country: us}
  - {id: amplitude, name: Amplitude, role: analytics_provider, country: us}
"""

FILES: dict[str, str] = {
    "inventory/policy.txt": POLICY,
    "inventory/policy.yaml": STATEMENTS,
    "inventory/systems.yaml": SYSTEMS,
}


def with_flow(flow: str) -> dict[str, str]:
    """The company with one more flow of the web app, as a line of YAML."""
    marker = "      - {id: to-analytics"
    return {
        **FILES,
        "inventory/systems.yaml": SYSTEMS.replace(marker, f"      - {flow}\n{marker}", 1),
    }


ADNET_FLOW = (
    "{id: web-ads, to: adnet, data: [email_address, ip_address], purpose: service_provision,"
    " subject: trial_user, transit: tls_1_2}"
)
TOKYO = """\
systems:
  - id: tokyo
    owner: 東京チーム
    flows:
      - {note: 分析👩‍💻から 한글 ❤️送るe\u0301, to: adnet, data: email_address,
         purpose: service_provision, subject: trial_user, transit: tls_1_3}
"""
FAILING: dict[str, str] = {
    **with_flow(ADNET_FLOW),
    "inventory/adnet.yaml": (
        "vendors:\n  - {id: adnet, name: 広告ネット, role: advertising_network, country: us}\n"
    ),
    "inventory/東京.yaml": TOKYO,
}
"""The company with an undisclosed vendor, a broken promise, and names of every width."""
