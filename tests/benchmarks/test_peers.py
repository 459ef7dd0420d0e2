"""What the peers lint is well-formed, and as large as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from peers import FIDES_RULES, fides, linters

if TYPE_CHECKING:
    from pathlib import Path


def test_fides_gets_systems_of_four_declarations_and_its_rules(tmp_path: Path) -> None:
    fides(tmp_path, tmp_path / "company", 7)
    files = [yaml.safe_load(path.read_text()) for path in (tmp_path / "company").glob("*.yml")]
    systems = [system for file in files for system in file.get("system", [])]
    assert len(systems) == 7
    assert {len(system["privacy_declarations"]) for system in systems} == {4}
    (policy,) = [policy for file in files for policy in file.get("policy", [])]
    assert len(policy["rules"]) == FIDES_RULES


def test_the_other_linters_get_twenty_modules_and_a_workflow(tmp_path: Path) -> None:
    linters(tmp_path, tmp_path / "project", tmp_path / "record.yaml")
    modules = [path for path in tmp_path.rglob("*.py") if path.name != "__init__.py"]
    assert len(modules) == 20
    for module in modules:
        compile(module.read_text(), str(module), "exec")
    (workflow,) = tmp_path.rglob("*.yml")
    assert "jobs" in yaml.safe_load(workflow.read_text())
