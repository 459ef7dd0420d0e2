"""The peers: other linters with what they lint, and fides with companies of its own language."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from measure import Command

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = """\
[project]
name = "app"
version = "1"
dependencies = ["pyyaml"]
[tool.importlinter]
root_package = "app"
[[tool.importlinter.contracts]]
name = "layers"
type = "layers"
layers = ["app.high", "app.low"]
"""
WORKFLOW = """\
name: checks
on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
"""
MODULES = 20

FIDES_RULES = 19  # as many as the example has denials: 1 in its policy, 18 in its rule packs
CATEGORIES = ("user.contact.email", "user.name", "user.device.ip_address", "user.content.private",
              "user.behavior.browsing_history", "user.telemetry")  # fmt: skip
USES = ("essential.service", "essential.service.operations.support", "analytics.reporting",
        "functional.service.improve", "essential.service.payment_processing")  # fmt: skip
PEOPLE = ("customer", "prospect", "visitor")


def linters(programs: Path, folder: Path, record: Path) -> dict[str, tuple[Command, Command]]:
    """Return by name what asks a linter for its version and what lints with it.

    Args:
        programs: Where they are installed.
        folder: Where the project that they lint is written: 20 small modules and a workflow.
        record: A YAML file of an inventory.
    """
    workflow = _write_project(folder)

    def pair(name: str, *arguments: str) -> tuple[Command, Command]:
        program = str(programs / name)
        return Command((program, "--version")), Command((program, *arguments), cwd=folder)

    return {
        "ruff check, 20 modules": pair("ruff", "check", "--no-cache", "app"),
        "zizmor, a workflow": (
            Command((str(programs / "zizmor"), "--version")),
            Command((str(programs / "zizmor"), "--offline", str(workflow)), cwd=folder,
                    codes=(0, 10, 11, 12, 13, 14)),
        ),
        "yamllint, one file": pair("yamllint", "-d", "relaxed", str(record)),
        "deptry, 20 modules": pair("deptry", "."),
        "import-linter, 20 modules": pair("lint-imports", "--no-cache"),
        "check-jsonschema, a workflow": pair(
            "check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow)
        ),
    }  # fmt: skip


def fides(programs: Path, folder: Path, systems: int) -> Command:
    """Return what evaluates a company of so many systems, with four declarations each, with fides.

    Each declaration has one to four data categories and one to three kinds of people, as the flows
    of `generate.py` have; no rule is violated.
    """
    folder.mkdir(parents=True)
    rules = [
        f"      - {{name: rule {number},"
        " data_categories: {matches: ANY, values: [user.biometric]},"
        " data_uses: {matches: ANY, values: [marketing]},"
        " data_subjects: {matches: ANY, values: [customer]}}"
        for number in range(FIDES_RULES)
    ]
    policy = ["policy:", "  - fides_key: policy", "    name: Policy", "    rules:", *rules]
    (folder / "policy.yml").write_text("\n".join(policy) + "\n", encoding="utf-8")
    rng = random.Random(systems)  # noqa: S311 - the same company every time
    for number in range(systems):
        lines = [
            "system:",
            f"  - fides_key: system_{number}",
            "    system_type: Service",
            "    privacy_declarations:",
        ]
        for index in range(4):
            data = rng.sample(CATEGORIES, rng.randint(1, 4))
            people = rng.sample(PEOPLE, rng.randint(1, 3))
            lines += [
                f"      - name: flow {number} {index}",
                f"        data_categories: [{', '.join(data)}]",
                f"        data_use: {rng.choice(USES)}",
                f"        data_subjects: [{', '.join(people)}]",
            ]
        (folder / f"system_{number}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Command(
        (str(programs / "fides"), "--local", "evaluate", "--dry", str(folder)),
        cwd=folder,
        environment={"FIDES__USER__ANALYTICS_OPT_OUT": "true"},
        codes=(0,),
        every=1_000,  # seconds a run: once is enough
    )


def _write_project(folder: Path) -> Path:
    """Write a small project of Python modules and return its workflow."""
    for layer in ("high", "low"):
        (folder / "app" / layer).mkdir(parents=True)
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    for package in ("app", "app/high", "app/low"):
        (folder / package / "__init__.py").write_text("", encoding="utf-8")
    for number in range(MODULES // 2):
        low = f'"""Low {number}."""\nimport yaml\n\nVALUE = yaml.safe_load("{number}")\n'
        high = f'"""High {number}."""\nfrom app.low.low_{number} import VALUE\n\nprint(VALUE)\n'
        (folder / "app" / "low" / f"low_{number}.py").write_text(low, encoding="utf-8")
        (folder / "app" / "high" / f"high_{number}.py").write_text(high, encoding="utf-8")
    workflow = folder / ".github" / "workflows" / "checks.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(WORKFLOW, encoding="utf-8")
    return workflow
