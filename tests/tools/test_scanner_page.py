"""The page of scanned files names what every scanner reads."""

from __future__ import annotations

from flowcheck.scanners import all_scanners
from scanner_page import scanner_page


def test_every_pattern_of_every_scanner_is_on_the_page() -> None:
    page = scanner_page()
    patterns = [pattern for scanner in all_scanners() for pattern in scanner.names]
    assert "package.json" in patterns
    assert [pattern for pattern in patterns if f"`{pattern}`" not in page] == []


def test_what_a_file_is_read_as_is_what_its_scanner_says_of_itself() -> None:
    from flowcheck.scanners.packages import go_mod

    said = (go_mod.__doc__ or "").strip().rstrip(".")
    assert f"| `go.mod` | {said} | 4 MB |" in scanner_page()
