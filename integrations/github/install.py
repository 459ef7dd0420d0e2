"""The install step of the action: flowcheck in an environment of its own.

Without a version it installs the commit that the workflow named, and what it runs on from the lock
files of that commit: one hash in the workflow pins everything. With one it asks the package index.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from runner import annotate, set_outputs

OLDEST = (3, 11)
_VERSION = r"[0-9][0-9A-Za-z.+!-]*"
_BOUND = rf"(?:~=|==|!=|<=|>=|<|>)\s*{_VERSION}(?:\.\*)?"
_BOUNDS = re.compile(rf"{_BOUND}(?:\s*,\s*{_BOUND})*")


def requirement(version: str) -> str:
    """Return what pip is asked for: of this name only, at the version or within the bounds.

    Raises:
        ValueError: It is neither a version nor bounds.
    """
    if re.fullmatch(_VERSION, version):
        return f"flowcheck=={version}"
    if _BOUNDS.fullmatch(version):
        return f"flowcheck{version}"
    raise ValueError(
        f"version: `{version}` is neither a version, as 1.4.0, nor bounds, as >=1.4,<2"
    )


def installs(version: str, action: Path) -> list[list[str]]:
    """Return the arguments of each call of `pip install`.

    Args:
        version: The input; "" for the action's own commit.
        action: The checkout of the action.
    """
    if version:
        return [[requirement(version)]]
    locks = [part for name in ("build", "main") for part in ("-r", _lock(action, name))]
    return [["--require-hashes", *locks], ["--no-deps", "--no-build-isolation", str(action)]]


def _lock(action: Path, name: str) -> str:
    return str(action / "requirements" / f"{name}.lock")


def main() -> int:
    """Install, and tell the later steps which Python has it."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        annotate(
            "error",
            f"flowcheck needs Python 3.11 or later, and the runner's is {found}; set the input"
            " `python-version`, to 3.13 for instance",
            title="flowcheck was not installed",
        )
        return 1
    try:
        calls = installs(
            os.environ["INPUT_VERSION"].strip(), Path(os.environ["GITHUB_ACTION_PATH"])
        )
    except ValueError as error:
        annotate("error", str(error), title="flowcheck was not installed")
        return 1
    home = Path(os.environ["RUNNER_TEMP"]) / "flowcheck-venv"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    # -I: the workspace is the pull request's, and a `pip.py` in it is not for us to run
    commands = [[sys.executable, "-I", "-m", "venv", str(home)]]
    commands += [[*pip, "--quiet", *call] for call in calls]
    for command in commands:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - no shell reads it
        if code:
            annotate(
                "error",
                "the log says why; where no package index is reached, pip's own settings"
                " (PIP_INDEX_URL) name another",
                title="flowcheck was not installed",
            )
            return 1
    set_outputs(python=python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
