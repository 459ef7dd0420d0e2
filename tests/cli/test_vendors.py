"""`flowcheck vendors`: lists, searches and cards, also of a project's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bad_project import spoil
from commands import Commands, Result, commands_in
from flowcheck.project.catalogue import built_in

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
catalogue:
  - id: acme_mail
    name: Acme Mail
    legal_entities: {"Acme, AG": ch, Acme Inc.: us}
    country: ch
    homepage: https://acme.example
    dpa: https://acme.example/dpa
    subprocessors: https://acme.example/subprocessors
    reviewed: 2026-11-01
    aliases: [Acme, Acme Post]
    products:
      - name: Letters
        category: email_service_provider
        packages: {npm: ["@acme/*", acme-mail-browser, acme-mail-server, acme-mail-templates]}
        tools: {npm: "@acme/cli"}
        imports: {python: acme}
        hosts: {api: api.acme.example, docs: docs.acme.example}
        env: [ACME_, ACMEKEY]
        terraform: "acme_*"
        images: acme/agent
        actions: "acme/*"
        self_hostable: true
        data_leaves: configured
      - {name: Texts, category: sms_provider}
    not_evidence: {npm: "@acme/icons"}
  - {id: acme_mail_eu, name: Acme Mail Europe, parent: acme_mail}
"""
CARD = """\
acme_mail: Acme Mail
  companies       Acme, AG (ch); Acme Inc. (us)
  country         ch (Switzerland)
  also called     Acme, Acme Post
  owns            acme_mail_eu
  homepage        https://acme.example
  DPA             https://acme.example/dpa
  sub-processors  https://acme.example/subprocessors
  reviewed        2026-11-01

  Letters: email_service_provider (Email service provider)
    npm            @acme/*, acme-mail-browser, acme-mail-server,
                   acme-mail-templates
    npm tools      @acme/cli
    python import  acme
    api host       api.acme.example
    docs host      docs.acme.example
    settings       ACME_*, ACMEKEY
    terraform      acme_*
    images         acme/agent
    actions        acme/*
    self-hosted    may be: the SDK talks to a copy of one's own too
    sends          nothing before it is told where to

  Texts: sms_provider (SMS provider)

  no evidence, though they look like it
    npm  @acme/icons

more matches:
acme_mail_eu  Acme Mail Europe
"""


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Commands:
    (tmp_path / "elsewhere").mkdir()
    return commands_in(tmp_path / "elsewhere", capsys, monkeypatch)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return spoil(tmp_path, {"inventory/own.yaml": OWN})


def test_without_a_name_all_are_listed(run: Commands, own: Path) -> None:
    everywhere = run("vendors")
    assert everywhere.code == 0
    first, blank, *lines = everywhere.out.splitlines()
    assert first.startswith(f"{len(built_in()):,} vendors; `flowcheck vendors NAME` shows one")
    assert blank == ""
    assert [line.split()[0] for line in lines] == list(built_in())
    here = run("vendors", own)
    assert here.out.splitlines()[-2].split() == [
        *("acme_mail", "Acme", "Mail", "email_service_provider,", "sms_provider"),
    ]
    assert here.out.splitlines()[-1].split() == ["acme_mail_eu", "Acme", "Mail", "Europe"]


@pytest.mark.parametrize("words", ["acme_mail", "Acme Mail", "ACME"])
def test_a_name_gives_the_card(
    run: Commands, own: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert run("vendors", words, own) == Result(0, CARD, "")


@pytest.mark.parametrize("words", ["Acme AG", "acme inc"])
def test_a_company_gives_the_card(run: Commands, own: Path, words: str) -> None:
    found = run("vendors", words, own).out
    assert found.startswith("acme_mail: Acme Mail\n")
    assert "more matches" not in found


@pytest.mark.parametrize(
    "words", ["@acme/send", "letters", "api.acme.example", "acme-mail-browser"]
)
def test_what_only_one_has_gives_its_card(run: Commands, own: Path, words: str) -> None:
    assert run("vendors", words, own).out.startswith("acme_mail: Acme Mail\n")


def test_what_several_have_gives_a_list(run: Commands, own: Path) -> None:
    found = run("vendors", "acme m", own).out.splitlines()
    assert found[0].startswith("2 vendors; ")
    assert found[2:] == [
        "acme_mail     Acme Mail         email_service_provider, sms_provider",
        "acme_mail_eu  Acme Mail Europe",
    ]


def test_a_category_means_those_below_it(run: Commands, own: Path) -> None:
    wide = run("vendors", "--category", "communication platform", own).out
    narrow = run("vendors", "--category", "sms_provider", own).out
    assert "\nacme_mail " in wide
    assert "\nacme_mail " in narrow
    assert {line.split()[0] for line in narrow.splitlines()[2:]} <= {*wide.split()}
    assert "acme_mail_eu" not in narrow + wide


def test_json_has_every_key(run: Commands, own: Path) -> None:
    (vendor,) = json.loads(run("vendors", "acme_mail", own, "--format", "json").out)
    assert vendor["id"] == "acme_mail"
    assert vendor["parent"] is None
    assert vendor["legal_entities"] == {"Acme, AG": "ch", "Acme Inc.": "us"}
    assert vendor["products"][0]["packages"]["npm"][0] == "@acme/*"
    assert vendor["products"][1]["packages"] == {}
    assert vendor["products"][1]["self_hostable"] is False
    assert vendor["not_evidence"] == {"npm": ["@acme/icons"]}
    everything = json.loads(run("vendors", own, "--format", "json").out)
    assert [entry["id"] for entry in everything][-2:] == ["acme_mail", "acme_mail_eu"]


def test_a_broken_project_is_no_hindrance(run: Commands, tmp_path: Path) -> None:
    root = spoil(tmp_path, {"inventory/own.yaml": OWN + "  - {id: zzz}\n"})
    found = run("vendors", "acme_mail", root)
    assert found.code == 0
    assert found.out.startswith("acme_mail: ")
    assert "1 input error in this project" in found.err


def test_names_cannot_drive_a_terminal(run: Commands, tmp_path: Path) -> None:
    text = 'catalogue: [{id: acme, name: "Ac\\u202Eme", aliases: "x\\u2066y"}]\n'
    root = spoil(tmp_path, {"inventory/own.yaml": text})
    for found in (run("vendors", "acme", root), run("vendors", root)):
        assert found.code == 0
        assert "\u202e" not in found.out
        assert "\u2066" not in found.out
