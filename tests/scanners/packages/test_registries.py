"""What is a name in each registry, and how it is written as a purl."""

from __future__ import annotations

import pytest
from packageurl import PackageURL

from flowcheck.scanners.packages.registries import REGISTRIES

NAMES = {
    "npm": ("stripe", "@stripe/stripe-js", "JSONStream", "lodash.get"),
    "pypi": ("stripe", "Sentry_SDK", "zope.interface", "a"),
    "golang": ("github.com/stripe/stripe-go/v76", "gopkg.in/yaml.v3"),
    "gem": ("stripe", "aws-sdk-s3", "rack_x"),
    "composer": ("Stripe/stripe-php", "a/b.c"),
    "cargo": ("async-stripe", "sentry"),
    "nuget": ("Stripe.net", "A-b"),
    "pub": ("stripe_sdk", "Http"),
    "swift": ("github.com/stripe/stripe-ios",),
    "cocoapods": ("Stripe", "Firebase+x"),
}
HOSTILE = (
    *("", " ", ".", "..", "../x", "/etc/passwd", "a b", "a\nb", "a\x00b", "a\x1b[31m", "-rf\n"),
    *("x" * 100_000, "\ud800", "a\u202eb", "${x}", "$(x)", "a;b", "a|b", "<b>", "@", "@/", "@a/"),
    *("a/../b", "github.com/../x", "github.com/a b", "a:b:c", "\u0430pple", "a\u200b", "%2e%2e/x"),
)


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, names in NAMES.items() for n in names])
def test_names_are_those_of_the_purl_library(kind: str, name: str) -> None:
    namespace, _, last = name.rpartition("/")
    purl = PackageURL(kind, namespace, last)
    theirs = f"{purl.namespace}/{purl.name}" if purl.namespace else purl.name or ""
    ours = REGISTRIES[kind].value(name)
    assert ours.removeprefix(f"{kind}:") == theirs.replace(".", "-" if kind == "pypi" else ".")


@pytest.mark.parametrize("kind", REGISTRIES)
def test_what_can_be_no_name_is_none(kind: str) -> None:
    assert [name for name in HOSTILE if REGISTRIES[kind].value(name)] == []
