"""First inventories: they lint, quote the text word for word, and are right once uncommented."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, TODAY
from flowcheck.model.policy_text import PolicyText
from flowcheck.project import load
from flowcheck.project.first_inventory import first_files
from flowcheck.readers.located_yaml import read_yaml
from flowcheck.render import Look, render
from flowcheck.render.first_files import sample_files, scalar

UNTIL = dt.date(2026, 12, 24)
NAMES = (
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1)
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
"""What `init` takes for a name: all that can be shown."""


def lint(files: dict[str, str]) -> tuple[list[str], str]:
    """Return the errors of a project's lint, and its last line."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        report = load(folder, today=TODAY).lint()
        last = render("concise", report, Look()).splitlines()[-1]
    return [finding.code for finding in report.standing if finding.severity == "error"], last


def own(text: str, controller: str = "Acme") -> dict[str, str]:
    files, _ = first_files(PolicyText("privacy.txt", text), controller, UNTIL)
    return {"privacy.txt": text, **files}


def uncommented(files: dict[str, str]) -> dict[str, str]:
    """Take away what makes the proposals comments."""
    path = "inventory/policy.yaml"
    text = re.sub(r"^  # ", "  ", files[path], flags=re.MULTILINE)
    return {**files, path: text.replace("# statements:", "statements:")}


@given(NAMES)
def test_a_scalar_is_read_as_it_was(text: str) -> None:
    source, problems = read_yaml("x.yaml", f"key: {scalar(text)}\n".encode())
    assert not problems
    assert source.value == {"key": text}


@pytest.mark.parametrize("text", ["Acme", "Fernweh Travel", "../docs/privacy-policy.md"])
def test_a_plain_scalar_has_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["no", "True", "null", "12", "a: b", "a #b", "- a", "{a}", "1.5"])
def test_what_yaml_could_take_for_something_else_has_quotes(text: str) -> None:
    assert scalar(text) == f'"{text}"'


@given(NAMES)
def test_the_sample_lints_clean_for_any_controller(name: str) -> None:
    assert lint(sample_files(name)) == ([], "0 errors, 0 warnings; 3 flows: 3 clear")


PAIR = "We collect your name and your email address. We use this data to manage your account."


def test_a_policy_that_is_not_modelled_lints_with_a_waiver_until_a_day() -> None:
    errors, last = lint(own(f"Privacy\n\n{PAIR}\n"))
    assert errors == []
    assert last.startswith("0 errors, 2 warnings; 1 flow: 1 omitted; 2 waived")


def test_its_proposals_prove_the_first_flow_once_they_are_uncommented() -> None:
    files = uncommented(own(f"Privacy\n\n{PAIR}\n"))
    assert "data: [full_name, email_address]" in files["inventory/systems/app.yaml"]
    assert "purpose: account_management" in files["inventory/systems/app.yaml"]
    errors, last = lint(files)
    assert errors == []
    assert "1 flow: 1 clear" in last
    del files["inventory/waivers.yaml"]
    assert lint(files) == ([], "0 errors, 0 warnings; 1 flow: 1 clear")


def test_no_statement_counts_that_nobody_has_read() -> None:
    files = own(f"Privacy\n\n{PAIR}\n")
    source, _ = read_yaml("policy.yaml", files["inventory/policy.yaml"].encode())
    assert source.value == {
        "policy": {"controller": "Acme", "document": "../privacy.txt"},
        "statements": [{"id": "title", "quote": "Privacy", "states": "title"}],
    }


def test_a_text_without_a_title_or_a_plain_sentence_lints_too() -> None:
    for text in ("Wir erheben Ihren Namen, wenn Sie etwas bestellen.", "- one\n- two", "#"):
        files = own(text)
        assert lint(files)[0] == [], text


SENTENCES = st.sampled_from(
    [
        "Privacy: 'our' \"way\"", "# Notes {of} [ours]", "", "- names", "- * % & @ `x`", "1. IPs",
        "We collect your name.", "We may share IP addresses with \U0001f600 payment processors.",
        "We collect:", "We use your data to \tprovide\u00a0our service - for billing.", "\u2028",
        "We do not sell your personal information: never!", "We use it for fraud prevention: #1",
        "If you agree, we collect your prompts --- and phone numbers", "? key: value", "\x07 beep",
        "We collect your name, e.g. " + "a very long list of things, " * 9 + "and email addresses.",
    ]
)  # fmt: skip


@given(st.lists(SENTENCES, min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", " ", "\r\n"]))
def test_any_policy_gives_files_that_lint(sentences: list[str], joint: str) -> None:
    text = joint.join(sentences) + " Policy"
    files = own(text)
    assert lint(files)[0] == []
    if "  # - id:" in files["inventory/policy.yaml"]:
        errors, _ = lint(uncommented(files))  # no input error is raised
        assert "FC501" not in errors


def test_the_example_company_s_policy() -> None:
    text = (ROOT / "inventory/policy/privacy-policy.txt").read_text(encoding="utf-8")
    files = own(text, "Run")
    assert max(map(len, files["inventory/policy.yaml"].splitlines())) <= 100
    assert lint(files)[0] == []
    assert lint(uncommented(files))[0] == []
