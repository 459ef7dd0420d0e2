"""GitHub: commands byte for byte as GitHub's own library writes them, and as its runner reads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from flowcheck.render import Look, render
from flowcheck.render.findings import gravest_first, sentences
from flowcheck.render.frame import printable
from flowcheck.render.github_format import escape_data, escape_property
from hostile import STRINGS, hostile
from npm_clients import CLIENTS, client, run_client

if TYPE_CHECKING:
    from flowcheck.engine import Report

_COMMAND = re.compile(r"::([a-z]+) ([^:]*)::(.*)")
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner takes it apart."""
    match = _COMMAND.fullmatch(line)
    assert match, line
    properties = dict(pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {k: unescape(v) for k, v in properties.items()}, unescape(match[3])


def unescape(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


@given(st.text() | st.sampled_from(STRINGS))
def test_what_is_escaped_is_read_back(text: str) -> None:
    assert unescape(escape_property(text)) == text
    assert not re.search(r"[\r\n:,]", escape_property(text))
    assert not re.search(r"[\r\n]", escape_data(text))


def test_each_finding_is_a_command_the_gravest_first(failing: Report) -> None:
    *commands, last = render("github", failing, Look()).splitlines()
    levels = [read(line)[0] for line in commands]
    assert levels == ["error"] * 3 + ["warning"] * 2 + ["notice"]
    assert last == "3 errors, 2 warnings, 1 note; 6 flows: 4 clear, 2 omitted"
    assert read(commands[0])[1] == {
        "title": "FC103 undisclosed-recipient",
        "file": "inventory/systems.yaml",
        "line": "14",
        "endLine": "14",
        "col": "27",
        "endColumn": "32",
    }


def test_files_are_named_from_the_root_of_the_repository(failing: Report) -> None:
    first = render("github", failing, Look(prefix="services/shop/")).splitlines()[0]
    assert read(first)[1]["file"] == "services/shop/inventory/systems.yaml"


def test_columns_are_left_out_where_several_lines_are_meant(failing: Report) -> None:
    report = hostile(failing)
    for line in render("github", report, Look(quiet=True)).splitlines():
        _, properties, _ = read(line)
        assert ("endColumn" in properties) == (properties["line"] == properties["endLine"])


def test_hostile_names_stay_in_their_command(failing: Report) -> None:
    report = hostile(failing)
    lines = render("github", report, Look(quiet=True)).split("\n")
    assert lines.pop() == ""
    assert [read(line)[2].split("\n")[0] for line in lines] == [
        sentences(finding)[0] for finding in gravest_first(report.standing)
    ]


def test_the_library_of_github_writes_the_same_bytes(failing: Report) -> None:
    client("@actions/core")
    report = hostile(failing)
    calls: list[tuple[str, str, dict[str, Any]]] = []
    for finding in gravest_first(report.standing):
        span = finding.span
        properties = {
            "title": f"{finding.code} {finding.name}",
            "file": printable(span.path),
            "startLine": span.line,
            "endLine": span.end_line,
            "startColumn": span.column,
            "endColumn": span.end_column,
        }
        calls.append((_LEVELS[finding.severity], "\n".join(sentences(finding)), properties))
    done = run_client("node", CLIENTS / "github_commands.mjs", given=json.dumps(calls))
    assert done.returncode == 0, done.stderr
    assert done.stdout == render("github", report, Look(quiet=True))


@given(st.lists(st.text() | st.sampled_from(STRINGS), min_size=1, max_size=200))
def test_escaping_is_reversible_in_any_combination(texts: list[str]) -> None:
    line = ",".join(f"k{n}={escape_property(text)}" for n, text in enumerate(texts))
    _, properties, message = read(f"::error {line}::{escape_data(''.join(texts))}")
    assert list(properties.values()) == texts
    assert unescape(escape_data("".join(texts))) == message
