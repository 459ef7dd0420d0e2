"""What one run of the table measures: flowcheck, its peers, and the companies that they lint."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import peers
from environments import FIDES, PEERS, InstallError, environment, flowcheck_environment
from rows import RECORDS, Row, commands, rows, without_bytecode

if TYPE_CHECKING:
    from pathlib import Path

    from measure import Command


@dataclass(slots=True)
class Plan:
    """What is measured.

    Attributes:
        commands: All that is run, by name.
        rows: What flowcheck is to reach.
        images: The commands that lint with and without bytecode.
        linters: The peers: what asks each for its version, and what lints with it.
        fides: fides by number of systems.
        missing: Why something is not measured, by its name.
    """

    commands: dict[str, Command]
    rows: list[Row]
    images: list[str]
    linters: dict[str, str] = field(default_factory=dict)
    fides: dict[int, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def plan(folder: Path, fides: list[int]) -> Plan:
    """Make the environments, write what is linted to a folder, and return what to measure.

    Args:
        folder: An empty one.
        fides: The numbers of systems that fides is measured with.

    Raises:
        InstallError: flowcheck could not be installed. Of a peer, the plan says so instead.
    """
    programs = flowcheck_environment()
    found = Plan(commands(programs, folder), rows(programs), [])
    images = without_bytecode(programs, folder)
    found.images = list(images)
    found.commands |= images
    try:
        record = next((folder / RECORDS / "inventory" / "systems").iterdir())
        pairs = peers.linters(environment("peers", (PEERS,)), folder / "peers", record)
        for name, (version, lint) in pairs.items():
            found.linters[f"{name}, version"] = name
            found.commands |= {f"{name}, version": version, name: lint}
    except InstallError as error:
        found.missing["the other linters"] = str(error)
    try:
        programs = environment("fides", (FIDES,)) if fides else programs
        for systems in fides:
            name = f"fides evaluate, {systems:,} systems x 4"
            found.fides[systems] = name
            found.commands[name] = peers.fides(programs, folder / name, systems)
    except InstallError as error:
        found.missing["fides"] = str(error)
    return found
