"""Draw the example company's map into reports/: each view as SVG and PDF, and all as HTML.

Usage: python tools/draw_maps.py [--check]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "reports"
VIEWS = ("overview", "matrix", "detail")
DAY = "2026-11-24"
"""The company is judged as of one day; see the Makefile."""


def draw(folder: Path) -> dict[str, bytes]:
    """Return each page by the name of its file, drawn into a folder."""
    for view in VIEWS:
        for suffix in ("svg", "pdf"):
            _draw("--view", view, "--output", str(folder / f"map-{view}.{suffix}"))
    _draw("--output", str(folder / "map-all.html"))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _draw(*options: str) -> None:
    command = [sys.executable, "-m", "flowcheck", "map", str(ROOT), "--today", DAY, "--no-commit"]
    subprocess.run([*command, *options], check=True, capture_output=True)  # noqa: S603 - ours


def main() -> int:
    """Write the pages, or with `--check` tell whether they are current."""
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        wanted = draw(Path(folder))
    there = {path.name: path for path in REPORTS.glob("map-*")}
    stale = [
        name
        for name, content in wanted.items()
        if name not in there or there[name].read_bytes() != content
    ]
    extra = [name for name in there if name not in wanted]
    if check:
        for name in [*stale, *extra]:
            print(f"reports/{name} is stale: make reports")
        return 1 if stale or extra else 0
    REPORTS.mkdir(exist_ok=True)
    for name in stale:
        (REPORTS / name).write_bytes(wanted[name])
    for name in extra:
        there[name].unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
