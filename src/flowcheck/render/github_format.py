"""GitHub: workflow commands that annotate the files of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.findings import also_at, gravest_first, sentences
from flowcheck.render.frame import Pen, printable
from flowcheck.render.summary import summary

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.render import Look

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, look: Look) -> str:
    """Return a command for each standing finding, and the summary as plain lines of the log.

    GitHub shows ten errors, ten warnings and ten notices of a step: the gravest come first.
    """
    lines = [_command(finding, look) for finding in gravest_first(report.standing)]
    if not look.quiet:
        lines += summary(report, Pen(color=False))
    return "".join(line + "\n" for line in lines)


def _command(finding: Finding, look: Look) -> str:
    span = finding.span
    properties: dict[str, object] = {
        "title": f"{finding.code} {finding.name}",
        "file": printable(look.prefix + span.path),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
    }
    if span.end_line == span.line:  # of several lines, GitHub refuses columns that end before
        properties["endColumn"] = span.end_column
    shown = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    message = "\n".join((*sentences(finding), *also_at(finding, look.prefix)))
    return f"::{_COMMANDS[finding.severity]} {shown}::{escape_data(message)}"


def escape_data(text: str) -> str:
    """Return a message as a workflow command carries it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return the value of a property as a workflow command carries it."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
