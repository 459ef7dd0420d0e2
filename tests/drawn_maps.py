"""Maps drawn in the process of the test, by the bundled engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowcheck.cli.engine import find_engine
from flowcheck.errors import UsageError
from flowcheck.project import load
from flowcheck.render.map.page import Origin
from flowcheck.render.map.pages import Studio
from flowcheck.views.data_map import DataMap, data_map

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from flowcheck.cli.engine import Engine
    from flowcheck.views.map_filters import Filters


class Bundled:
    """The bundled engine; the test is skipped where there is none for the machine."""

    def __init__(self) -> None:
        try:
            self.engine: Engine = find_engine("bundled")
        except UsageError:
            pytest.skip("needs the bundled engine, which has no wheel for this machine")
        self.label = self.engine.label
        self.asked = 0

    def __call__(self, dot: str) -> bytes:
        self.asked += 1
        return self.engine.layout(dot)


def map_of(root: Path, today: dt.date, filters: Filters | None = None) -> DataMap:
    """The data map of a project with what lint finds of it."""
    project = load(root, today=today)
    return data_map(project.facts, filters, project.lint().findings)


def studio(shown: DataMap, paper: str = "") -> Studio:
    """What draws a map, the inventory being that of a fixed commit."""
    return Studio(shown, Origin("commit 3f9c1ab, 2026-11-02"), Bundled(), paper)
