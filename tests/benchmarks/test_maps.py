"""The tables of maps and documents: every target has its command, every size its documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import maps
from conftest import ROOT
from flowcheck.render.documents import KINDS
from measure import Cost, Sample
from rows import FLOOR
from table import insert
from verdicts import Verdicts

if TYPE_CHECKING:
    import pytest


def test_every_target_and_every_size_has_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    monkeypatch.setattr(maps, "generate", lambda root, _: written.append(root))
    found = maps.commands(Path("/programs"), tmp_path)
    assert [root.name for root in written] == ["300 flows", "2,000 flows", "50,000 flows"]
    assert set(maps.TARGETS) <= set(found)
    assert tuple(KINDS) == maps.KINDS
    for size in maps.SIZES:
        assert {f"report {kind}, {size}" for kind in KINDS} <= set(found)
    refused = next(command for name, command in found.items() if "refused" in name)
    assert refused.codes == (2,)
    assert all(str(tmp_path) in " ".join(c.arguments) for n, c in found.items() if n != FLOOR)


def test_the_tables_say_what_is_reached_and_what_the_rest_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "generate", lambda *_: None)
    wanted = maps.commands(Path("/programs"), tmp_path)
    samples = {name: Sample((Cost(4.0, 4.0, 1e6),)) for name in wanted}
    samples[FLOOR] = Sample((Cost(0.013, 0.013, 1e6),))
    text = maps.tables(wanted, Verdicts(maps.plan(wanted), samples), 1, 0.0)
    lines = {line.split("|")[1].strip(): line for line in text.splitlines() if "|" in line}
    first, second = maps.TARGETS
    assert lines[first].endswith(" no |")
    assert lines[second].endswith("yes |")
    assert set(wanted) - {FLOOR} <= set(lines)
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert text in insert(page, text, maps.BEGIN, maps.END)
