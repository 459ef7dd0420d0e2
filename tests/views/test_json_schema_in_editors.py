"""The schemas in the YAML language server, which VS Code, Vim, Emacs and others run."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from language_server import LanguageServer
from schema_check import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = "\N{WHITE UP-POINTING SMALL TRIANGLE}"
"""Marks the cursor."""


class Editor:
    """Opens texts with a cursor in them."""

    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.count = 0

    def _open(self, text: str, kind: str) -> tuple[str, int, int, list[str]]:
        self.count += 1
        name = f"{self.count}.yaml"
        schema = (SCHEMAS / f"{kind}.schema.json").as_uri()
        before, _, after = f"# yaml-language-server: $schema={schema}\n{text}".partition(HERE)
        problems = self.server.open(name, before + after)
        return name, before.count("\n"), len(before.rpartition("\n")[2]), problems

    def problems(self, text: str, kind: str = "inventory") -> list[str]:
        """What is underlined."""
        return self._open(text, kind)[3]

    def offers(self, text: str, kind: str = "inventory") -> dict[str, str]:
        """What is offered at the cursor."""
        name, line, column, _ = self._open(text, kind)
        return self.server.complete(name, line, column)

    def shows(self, text: str, kind: str = "inventory") -> str:
        """What is shown over the cursor."""
        name, line, column, _ = self._open(text, kind)
        return self.server.hover(name, line, column)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder: Path = tmp_path_factory.mktemp("editor")
    with closing(LanguageServer(folder)) as server:
        yield Editor(server)


FLOW = "systems:\n  - id: app\n    flows:\n      - to: mailer\n        data: "
MAILBOX = "Email address: The address of a person's electronic mailbox."


@pytest.mark.parametrize("value", [HERE, f"em{HERE}", f"[prompt, {HERE}]", f"\n          - {HERE}"])
def test_terms_are_offered_alone_and_in_lists(editor: Editor, value: str) -> None:
    offers = editor.offers(FLOW + value + "\n")
    assert offers["email_address"] == MAILBOX
    assert "account_registration" not in offers


def test_keys_are_offered_with_what_they_mean(editor: Editor) -> None:
    offers = editor.offers(f"vendors:\n  - id: v\n    {HERE}\n")
    assert offers["assessed"] == "The day on which it was last assessed."
    assert set(editor.offers(HERE + "\n")) >= {"policy", "statements", "systems", "vendors"}


def test_a_term_shows_its_definition_first(editor: Editor) -> None:
    shown = editor.shows(f"{FLOW}email_{HERE}address\n")
    assert shown.split("* ")[1].strip() == f"`email_address`: {MAILBOX}"


def test_a_key_shows_its_description(editor: Editor) -> None:
    shown = editor.shows(f"systems:\n  - id: app\n    own{HERE}er: team\n")
    assert "Who answers for it: a team or a person." in shown


def test_statements_are_offered_collected_and_promises(editor: Editor) -> None:
    statement = "statements:\n  - id: s\n    quote: q\n    "
    offers = editor.offers(f"{statement}permit: share\n    data: {HERE}\n")
    assert offers["collected"] == "What the `permit: collect` statements name."
    assert "prompt" in offers
    assert "transit" in editor.offers(f"{statement}require:\n      {HERE}\n")
    assert {"present", "tls_1_3"} <= {
        *editor.offers(f"{statement}require:\n      transit: {HERE}\n")
    }


def test_rules_are_offered_in_the_settings(editor: Editor) -> None:
    offers = editor.offers(f"severity:\n  {HERE}\n", "config")
    assert offers["FC111"].startswith("vague-disclosure: ")
    assert "vague-disclosure" in editor.offers(f"select: [FC1, {HERE}]\n", "config")
    assert set(editor.offers(f"severity:\n  FC111: {HERE}\n", "config")) == {
        "error", "warning", "info", '"off"',
    }  # fmt: skip


def test_a_typo_is_told_in_a_few_words(editor: Editor) -> None:
    (said,) = editor.problems(FLOW + "emial_address\n")
    assert said.startswith("This is no term of data known here. `flowcheck vocabulary` finds")
    assert editor.problems("systems:\n  - id: app\n    ownr: x\n") == [
        "Property ownr is not allowed."
    ]
    assert editor.problems(
        "systems:\n  - {id: app, stores: [{data: prompt, retention: 30}]}\n"
    ) == ['Incorrect type. Expected "string".']
    assert editor.problems(
        "systems:\n  - {id: app, stores: [{data: prompt, retention: 1y}]}\n"
    ) == ["Write P30D, P6M or P1Y (30 days, 6 months, 1 year)."]
    assert editor.problems("select: FC999\n", "config") == [
        "This is no rule: `flowcheck explain` lists them."
    ]


def test_what_may_be_new_is_not_underlined(editor: Editor) -> None:
    assert editor.problems(FLOW + "prompt\nvendors:\n  - {id: mailer, role: auditor}\n") == []
    own = "vocabulary: {data: {one: {label: One}, two: {label: Two, parents: one}}}\n"
    assert editor.problems(own) == []
