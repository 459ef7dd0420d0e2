"""Files that one vendor's program alone reads."""

from __future__ import annotations

import posixpath

import pytest

from flowcheck.scanners.infrastructure.platforms import NAMES
from scanned import short


@pytest.mark.parametrize("name", ["netlify.toml", "ios/GoogleService-Info.plist"])
def test_the_file_itself_is_mentioned(name: str) -> None:
    assert short(name, "[build]\n", "file") == [(1, 1, posixpath.basename(name).lower(), "")]
    assert short(name, "", "file") == [(1, 1, posixpath.basename(name).lower(), "")]


def test_names_are_in_lower_case_as_the_catalogue_has_them() -> None:
    assert [name for name in NAMES if name != name.lower()] == []
    assert len(set(NAMES)) == len(NAMES)
