"""A GitHub runner as far as a composite action sees it: expressions, files, workflow commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOKEN = "token-of-the-run"  # noqa: S105 - of no server
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_COMPARISON = re.compile(r"(\S+) (==|!=) '([^']*)'")
_COMMAND = re.compile(r"::(?P<name>[\w-]+)(?: (?P<properties>.*?))?::(?P<data>.*)")


@dataclass(frozen=True, slots=True)
class Command:
    """A workflow command that the runner obeys."""

    name: str
    properties: dict[str, str]
    data: str


@dataclass(slots=True)
class Outcome:
    """What an action did.

    Attributes:
        code: The exit code of the first step that failed, or 0.
        log: Everything that its steps printed.
        ran: The steps that ran, by name and in order, with what each was given.
        outputs: Of the action.
        summary: Of the job, in Markdown.
    """

    code: int = 0
    log: str = ""
    ran: dict[str, dict[str, str]] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    @property
    def commands(self) -> list[Command]:
        """The workflow commands in the log, as the runner reads it."""
        return [command for command in read_commands(self.log) if "group" not in command.name]


class Runner:
    """Runs the steps of a composite action in a workspace; other actions are only told.

    Args:
        action: The folder of the action.
        temp: Where the runner keeps its own files.
        environment: Variables of the job.
        event: What the run is for, as GitHub tells it.
    """

    def __init__(
        self,
        action: Path,
        temp: Path,
        environment: Mapping[str, str] | None = None,
        event: Mapping[str, Any] | None = None,
    ) -> None:
        self.action = action
        self.temp = temp
        self.value = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
        temp.mkdir(exist_ok=True)
        (temp / "event.json").write_text(json.dumps(event or {}), encoding="utf-8")
        self.environment = {
            **os.environ,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(action),
            "GITHUB_API_URL": "http://127.0.0.1:9",
            "GITHUB_EVENT_PATH": str(temp / "event.json"),
            "GITHUB_REPOSITORY": "company/app",
            "RUNNER_TEMP": str(temp),
            **(environment or {}),
        }

    def run(
        self,
        workspace: Path,
        given: Mapping[str, Mapping[str, str]] | None = None,
        **inputs: str,
    ) -> Outcome:
        """Run the action.

        Args:
            workspace: The folder that steps start in.
            given: Outputs of steps, by id, that are not run.
            inputs: Of the action, an underscore for each dash of their names.
        """
        given = given or {}
        outcome = Outcome()
        context = {"github.token": TOKEN}
        for name, value in self.value["inputs"].items():
            text = inputs.pop(name.replace("-", "_"), None)
            default = expand(str(value.get("default", "")), context)
            context[f"inputs.{name}"] = default if text is None else text
        assert not inputs
        for step in self.value["runs"]["steps"]:
            if not holds(step.get("if", "success()"), context, failed=bool(outcome.code)):
                continue
            told = step.get("with", step.get("env", {}))
            outcome.ran[step["name"]] = {k: expand(v, context) for k, v in told.items()}
            known = given.get(step.get("id", ""))
            if "run" in step and known is None:
                known = self._step(step, outcome, workspace, context)
            for name, value in (known or {}).items():
                context[f"steps.{step['id']}.outputs.{name}"] = value
        outcome.outputs = {
            name: expand(value["value"], context) for name, value in self.value["outputs"].items()
        }
        return outcome

    def _step(
        self, step: dict[str, Any], outcome: Outcome, workspace: Path, context: Mapping[str, str]
    ) -> dict[str, str]:
        """Run one step as the runner runs it, and return its outputs."""
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        script = self.temp / "step.sh"
        script.write_text(expand(step["run"], context), encoding="utf-8")
        assert step["shell"] == "bash"
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=workspace,
            env={
                **self.environment,
                **outcome.ran[step["name"]],
                **{name: str(file) for name, file in files.items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        outcome.log += done.stdout
        outcome.code = outcome.code or done.returncode
        outcome.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return read_outputs(files["GITHUB_OUTPUT"].read_text(encoding="utf-8"))


def expand(text: str, context: Mapping[str, str]) -> str:
    """Return text with the values of its expressions; what is unknown is empty, as at GitHub."""
    return _EXPRESSION.sub(lambda m: context.get(m[1], ""), text)


def holds(condition: str, context: Mapping[str, str], *, failed: bool) -> bool:
    """Tell whether a step's condition holds: comparisons and status functions, joined by `&&`."""
    parts = _EXPRESSION.sub(r"\1", condition).split(" && ")
    functions = {"success()": not failed, "!cancelled()": True}
    if not any(part in functions for part in parts):
        parts.append("success()")
    for part in parts:
        if part in functions:
            if not functions[part]:
                return False
            continue
        found = _COMPARISON.fullmatch(part)
        assert found, part
        same = context.get(found[1], "").lower() == found[3].lower()
        if same != (found[2] == "=="):
            return False
    return True


def read_outputs(text: str) -> dict[str, str]:
    """Return what a step wrote to GITHUB_OUTPUT."""
    lines = iter(text.split("\n"))
    found = {}
    for line in lines:
        name, mark, end = line.partition("<<")
        if mark:
            value = []
            for part in lines:
                if part == end:
                    break
                value.append(part)
            found[name] = "\n".join(value)
        elif line:
            name, _, found[name] = line.partition("=")
    return found


def read_commands(log: str) -> list[Command]:
    """Return the commands in a log, but for those between `stop-commands` and its token."""
    found, stopped = [], ""
    for line in re.split(r"\r\n|\r|\n", log):
        match = _COMMAND.match(line.strip())
        if stopped:
            stopped = "" if match and match["name"] == stopped else stopped
            continue
        old = re.search(r"##\[([\w-]+)", line)
        if match and match["name"] == "stop-commands":
            stopped = match["data"]
        elif match:
            pairs = (pair.split("=", 1) for pair in (match["properties"] or "").split(",") if pair)
            values = {name: _unescape(value) for name, value in pairs}
            found.append(Command(match["name"], values, _unescape(match["data"])))
        elif old:
            found.append(Command(old[1], {}, line))
    return found


def _unescape(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text
