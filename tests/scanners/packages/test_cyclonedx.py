"""What bills of materials in CycloneDX say of packages, services and hosts."""

from __future__ import annotations

import json

from scanned import broken, scan

BILL = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "metadata": {
        "component": {"bom-ref": "root", "name": "app", "purl": "pkg:npm/%40run/app@1.0.0"},
        "tools": {"components": [{"purl": "pkg:npm/tool@1"}]},
    },
    "components": [
        {
            "bom-ref": "a",
            "purl": "pkg:maven/com.stripe/stripe-java@24?type=jar",
            "components": [{"bom-ref": "b", "purl": "pkg:pypi/Sentry_SDK@1"}],
        },
        {"bom-ref": "c", "purl": "pkg:npm/jest@29", "scope": "excluded"},
        {"purl": "pkg:generic/openssl@3"},
        {"purl": "no purl"},
        {"purl": 3},
        [],
    ],
    "services": [
        {
            "name": "Stripe",
            "endpoints": ["https://user@API.stripe.com:443/v1", "not an address"],
            "services": [{"name": "Radar"}],
        }
    ],
    "dependencies": [{"ref": "a", "dependsOn": ["b"]}, {"ref": "root", "dependsOn": ["a", "c"]}],
}

XML = """\
<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.4">
  <metadata>
    <tools><components><component><purl>pkg:npm/tool@1</purl></component></components></tools>
    <component bom-ref="root"><purl>pkg:npm/%40run/app@1.0.0</purl></component>
  </metadata>
  <components>
    <component bom-ref="a">
      <purl>pkg:maven/com.stripe/stripe-java@24?type=jar&amp;x=y</purl>
      <components><component bom-ref="b"><purl>pkg:pypi/Sentry_SDK@1</purl></component></components>
    </component>
    <component bom-ref="c"><purl>pkg:npm/jest@29</purl><scope>excluded</scope></component>
  </components>
  <services>
    <service><name>Stripe</name>
      <endpoints><endpoint>https://user@API.stripe.com:443/v1</endpoint></endpoints>
      <services><service><name>Radar</name></service></services>
    </service>
  </services>
  <dependencies>
    <dependency ref="a"><dependency ref="b"/></dependency>
    <dependency ref="root"><dependency ref="a"/><dependency ref="c"/></dependency>
  </dependencies>
</bom>
"""
EXPECTED = [
    ("own", "npm:@run/app", ""),
    ("package", "maven:com.stripe:stripe-java", "direct"),
    ("package", "pypi:sentry-sdk", "indirect"),
    ("package", "npm:jest", "dev"),
    ("service", "Stripe", ""),
    ("host", "api.stripe.com", "call"),
    ("service", "Radar", ""),
]


def found(path: str, content: str) -> list[tuple[str, str, str]]:
    return [(found.kind, found.value, found.role) for found in scan(path, content)]


def test_json_and_xml_say_the_same() -> None:
    assert found("bom.json", json.dumps(BILL, indent=2)) == EXPECTED
    assert found("app.cdx.xml", XML) == EXPECTED


def test_a_bill_without_graph_does_not_tell_what_is_asked_for() -> None:
    bill = BILL | {"dependencies": []}
    roles = [role for kind, _, role in found("a.cdx.json", json.dumps(bill)) if kind == "package"]
    assert roles == ["locked", "locked", "dev"]


def test_places_are_those_of_the_purl_and_the_host() -> None:
    for path, content in (("bom.json", json.dumps(BILL, indent=2)), ("bom.xml", XML)):
        lines = content.split("\n")
        for mention in scan(path, content):
            written = lines[mention.line - 1][mention.column - 1 : mention.end_column - 1]
            if mention.kind == "package":
                assert written.startswith("pkg:")
            else:
                assert written.lower().endswith((mention.value.lower(), "@1.0.0"))


def test_other_files_of_that_name() -> None:
    assert found("bom.json", '{"components": [{"purl": "pkg:npm/x"}]}') == []
    assert found("bom.xml", "<other/>") == []
    assert broken("bom.json", '{"bomFormat": "CycloneDX", ')[0].startswith("is no JSON")
