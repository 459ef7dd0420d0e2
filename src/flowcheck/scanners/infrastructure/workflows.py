"""GitHub Actions: the actions that a workflow, or an action, uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import ACTION
from flowcheck.scanners.lines import yaml_lines
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_ACTION = re.compile(r"([A-Za-z0-9][\w.-]{0,99}/[A-Za-z0-9_.-]{1,100})(?:/[\w./-]+)?@\S+")


def scan(file: File) -> Iterator[Mention]:
    """Yield the actions; those of the repository itself and of images are none."""
    for line in yaml_lines(file.text):
        match = _ACTION.fullmatch(line.value) if line.key == "uses" else None
        if match is not None:
            yield file.mention(ACTION, match[1], line.start, line.start + len(match[1]))


SCANNER = Scanner(
    (
        "*/.github/workflows/*.yml", "*/.github/workflows/*.yaml", "action.yml", "action.yaml",
        "*/.gitea/workflows/*.y*ml", "*/.forgejo/workflows/*.y*ml",
    ),
    scan,
)  # fmt: skip
