"""What a project reads, as something that no output may take the place of."""

from __future__ import annotations

import os

from flowcheck.cli.options import BASELINE
from flowcheck.errors import UsageError

_START = 300
"""Bytes in which a baseline says what it is, and the JSON of a report which tool has written it."""


def spare_inputs(path: str) -> None:
    """Refuse to write where a project's own files stand: nobody means to lose them.

    Args:
        path: Where an output would go.

    Raises:
        UsageError: An inventory, a rule pack, settings, a policy's text or a baseline, whatever it
            is called, would be replaced.
    """
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    while not any(os.path.lexists(os.path.join(folder, name)) for name in (".git", "inventory")):
        if os.path.basename(folder) in ("inventory", "rules", ""):
            break
        folder = os.path.dirname(folder)
    inside = os.path.basename(folder) in ("inventory", "rules")
    is_yaml = real.lower().endswith((".yaml", ".yml"))
    is_file = os.path.isfile(real)
    if (is_file and (is_yaml or inside or _is_baseline(real))) or (is_yaml and inside):
        raise UsageError(
            f"`{path}` is not written: it stands where flowcheck reads its input; name another file"
        )


def _is_baseline(path: str) -> bool:
    """Tell whether a file is a baseline, by its name or by what it says."""
    if os.path.basename(path) == BASELINE:
        return True
    with open(path, "rb") as stream:
        start = stream.read(_START)
    return b'"version"' in start and b'"findings"' in start and b'"tool"' not in start
