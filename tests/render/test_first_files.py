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
from flowcheck.render.first_files import sample_files

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
        write(folder, files)
        report = load(folder, today=TODAY).lint()
        last = render("concise", report, Look()).splitlines()[-1]
    return [finding.code for finding in report.standing if finding.severity == "error"], last


def write(folder: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def own(text: str, controller: str = "Acme") -> dict[str, str]:
    files, _ = first_files(PolicyText("privacy.txt", text), controller, UNTIL)
    return {"privacy.txt": text, **files}


def uncommented(files: dict[str, str]) -> dict[str, str]:
    """Take away what makes the proposals comments."""
    path = "inventory/policy.yaml"
    text = re.sub(r"^  # ", "  ", files[path], flags=re.MULTILINE)
    return {**files, path: text.replace("# statements:", "statements:")}


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


SHOP = """\
Papermoon: Privacy Policy

What we collect

When you create an account, we collect your name, email, password and, if you like, your date of
birth. When you order, we collect your billing and delivery address.

How we use it

We use your information to process your order, answer your questions and send you our newsletter.
We do not sell your personal data.
"""
CLINIC = """\
# Clinic Policy

We may collect the following:

- full name
- your shoe size
- medical records

We use this information for appointment reminders, billing, and to comply with the law.
We never share your medical records with advertisers.
"""
APP = """\
App

We automatically record your IP address and cookies. We may use your IP address to prevent fraud, if
needed. We share your data with our hosting provider.
"""


@pytest.mark.parametrize("text", [SHOP, CLINIC, APP], ids=["shop", "clinic", "app"])
def test_realistic_policies_are_proved_by_what_they_propose(text: str) -> None:
    files = own(text)
    assert lint(files)[0] == []
    proved = uncommented(files)
    errors, last = lint(proved)
    assert (errors, last.rpartition("; ")[2]) == ([], "1 flow: 1 clear")
    with tempfile.TemporaryDirectory() as folder:
        write(folder, proved)
        found = load(folder, today=TODAY).lint().standing
    assert [f.draft.message for f in found if f.code == "FC401"] == [
        "the waiver of FC107 for flow `app-collects` lifts no finding"
    ]


@pytest.mark.parametrize(
    ("text", "waived"),
    [
        ("We use your information to process your order.", ["FC107", "FC101"]),
        ("We use your email address to send you our newsletter.", ["FC107"]),
        ("We collect your name.", ["FC107"]),
        ("We collect your IP address. We use prompts for billing.", ["FC107", "FC101"]),
        ("We share your name with payment processors.", ["FC107"]),
        ("Hello there.", ["FC107"]),
    ],
)
def test_what_the_proposals_cannot_prove_is_waived(text: str, waived: list[str]) -> None:
    files = own(f"Privacy\n\n{text}\n")
    assert re.findall(r"rule: (\w+)", files["inventory/waivers.yaml"]) == waived
    assert lint(files)[0] == []
    assert lint(uncommented(files))[0] == []


def test_what_is_not_read_stands_in_the_proposal() -> None:
    proposals = own(SHOP + "We use prompts for billing, a cat, " + "a very big hat, " * 9)
    written = proposals["inventory/policy.yaml"]
    assert '  #   # not read: "When you create an account"; "if you like"\n' in written
    assert '  #   # not read: "a cat"; "a very big hat"; "a very big hat";' in written
    assert "\n  #   #   " in written


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
        assert lint(uncommented(files))[0] == []


def test_the_example_company_s_policy() -> None:
    text = (ROOT / "inventory/policy/privacy-policy.txt").read_text(encoding="utf-8")
    files = own(text, "Run")
    assert max(map(len, files["inventory/policy.yaml"].splitlines())) <= 100
    assert lint(files)[0] == []
    assert lint(uncommented(files))[0] == []
