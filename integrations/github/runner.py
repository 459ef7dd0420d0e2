"""What a step tells its runner: annotations, outputs, and text that it must show and not obey."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def annotate(level: str, message: str, **properties: object) -> None:
    """Print a workflow command that annotates the run, or a file of it.

    Args:
        level: error, warning or notice.
        message: What is shown, of any number of lines.
        properties: title, file, line, col; those that are empty are left out.
    """
    shown = ",".join(f"{key}={_property(str(v))}" for key, v in properties.items() if v)
    print(f"::{level} {shown}::{_data(message)}", flush=True)


def show(title: str, text: str) -> None:
    """Print text of unknown origin in a group of the log, with workflow commands switched off."""
    token = secrets.token_hex(16)
    end = "" if text.endswith("\n") else "\n"
    print(f"::group::{title}\n::stop-commands::{token}\n{text}{end}::{token}::\n::endgroup::")


def set_outputs(**values: object) -> None:
    """Set outputs of the step, a dash for each underscore of their names."""
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as stream:
        for name, value in values.items():
            token = secrets.token_hex(16)
            stream.write(f"{name.replace('_', '-')}<<{token}\n{value}\n{token}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
