"""Which hosts are nobody's, which say that something is sent there, and who registered them."""

from __future__ import annotations

import pytest

from flowcheck.facts.parties.domains import RESERVED, is_nobodys, is_telling, registered


@pytest.mark.parametrize("ending", sorted(RESERVED))
def test_reserved_names_are_nobodys(ending: str) -> None:
    assert is_nobodys(f"api.acme.{ending}")


@pytest.mark.parametrize(
    "host",
    ["localhost", "redis", "127.0.0.1", "10.0.0.12", "::1", "example.com", "api.example.org"],
)
def test_hosts_that_are_nobodys(host: str) -> None:
    assert is_nobodys(host)


@pytest.mark.parametrize("host", ["api.acme.com", "acme.io", "notexample.com", "a.local.dev"])
def test_hosts_that_may_be_somebodys(host: str) -> None:
    assert not is_nobodys(host)


@pytest.mark.parametrize(
    ("host", "tells"),
    [
        ("api.acme.com", True),
        ("api-eu.acme.com", True),
        ("eu2-api.acme.com", True),
        ("api2.acme.com", True),
        ("ingest.acme.com", True),
        ("www.acme.com", False),
        ("apiary.acme.com", False),
        ("acme.com", False),
    ],
)
def test_is_telling(host: str, *, tells: bool) -> None:
    assert is_telling(host) is tells


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("api.acme.com", "acme.com"),
        ("a.b.acme.co.uk", "acme.co.uk"),
        ("shop.herokuapp.com", "shop.herokuapp.com"),
        ("console.log", ""),
        ("co.uk", ""),
        ("request.headers", ""),
    ],
)
def test_registered(host: str, domain: str) -> None:
    assert registered(host) == domain
