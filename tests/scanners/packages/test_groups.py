"""Which groups of packages are for development only, by their names."""

from __future__ import annotations

import pytest

from flowcheck.scanners.packages.groups import group_role

DEVELOPMENT = (
    "dev",
    "Test",
    "dev-dependencies",
    "requirements_test",
    "docs",
    "lint",
    "ci",
    "types",
)
USED = ("aws", "production", "main", "default", "devices", "latest", "contest", "server", "", "all")


@pytest.mark.parametrize("name", DEVELOPMENT)
def test_for_development(name: str) -> None:
    assert group_role(name) == "dev"


@pytest.mark.parametrize("name", USED)
def test_for_use(name: str) -> None:
    assert group_role(name) == "direct"
