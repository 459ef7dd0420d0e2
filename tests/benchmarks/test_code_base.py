"""Generated code bases: the same every time, with vendors that show in one place each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import code_base
from flowcheck.cli import run
from lock_files import LAYOUTS, lock_file
from planted import SIGNALS, TRAPS, planted_files
from recall import found_by_flowcheck, found_by_peer, recall

if TYPE_CHECKING:
    from pathlib import Path

PLANTED = {vendor for signal in SIGNALS for vendor in signal.words}


def test_a_code_base_is_the_same_every_time(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        code_base.generate(tmp_path / name, 300)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        contents.append([(path.relative_to(tmp_path / name), path.read_bytes()) for path in files])
    assert contents[0] == contents[1]
    assert len(contents[0]) == 300


def test_each_vendor_is_planted_once() -> None:
    assert sum(len(signal.words) for signal in (*SIGNALS, TRAPS)) == len(PLANTED | set(TRAPS.words))
    files = sum(len(s.words) if "{}" in s.path else 1 for s in SIGNALS) + len(TRAPS.words)
    assert len(planted_files()) == files


def test_all_that_is_planted_is_found_and_no_trap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code_base.generate(tmp_path, 100)
    assert run(["scan", str(tmp_path), "--format", "json", "--no-cache"]) == 1
    found = found_by_flowcheck(capsys.readouterr().out.encode())
    assert found == PLANTED


def test_the_peer_is_asked_by_its_own_names() -> None:
    report = {
        "techs": ["nodejs", "stripe", "new-relic"],
        "childs": [{"tech": "freshdesk.chat"}, {"tech": None}],
    }
    peers = found_by_peer(json.dumps(report).encode())
    assert peers == {"stripe", "new_relic", "freshworks"}
    shown = recall(PLANTED, peers, "peer").splitlines()
    assert shown[-2].split("|")[2:5] == [f" {len(PLANTED)} ", f"{len(PLANTED):>10} ", "    2 "]
    assert shown[-1].split() == ["|", "traps,", "best", "0", "|", "5", "|", "0", "|", "1", "|"]


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_lock_files_have_the_length_asked_for(name: str) -> None:
    text = lock_file(name, 100_000)
    assert 80_000 < len(text) < 105_000
    assert "stripe" in text
    if name.endswith(".json"):
        json.loads(text)
