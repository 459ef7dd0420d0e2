"""How the files of the catalogue are compiled, and what is said of those that are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compile_vendors import compiled, overlaps, read_vendors

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (
    "name: Acme\ncountry: ch\nhomepage: https://acme.example\nreviewed: 2026-11-24\n"
    "products:\n  - name: Mail\n    category: email_service_provider\n"
    '    packages: {npm: "@acme/*"}\n'
)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_one_vendor_is_one_line(tmp_path: Path) -> None:
    read = read_vendors(write(tmp_path, b=GOOD.replace("@acme", "@b"), a=GOOD))
    assert read.problems == []
    text = compiled(read.vendors)
    assert text == compiled(read_vendors(tmp_path).vendors)
    lines = text.splitlines()
    assert lines[0] == (
        '[{"id":"a","name":"Acme","country":"ch","homepage":"https://acme.example",'
        '"reviewed":"2026-11-24","products":[{"name":"Mail","category":"email_service_provider",'
        '"packages":{"npm":["@acme/*"]}}]},'
    )
    assert lines[1].startswith('{"id":"b",')
    assert lines[1].endswith("]")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a": GOOD.replace("country: ch\n", "")}, "a.yaml:1:1: missing: country"),
        ({"a": GOOD + "id: b\n"}, "a.yaml:1:1: `id` is the name of the file"),
        ({"A-b": GOOD}, "A-b.yaml:1:1: `A-b` is no id of a vendor"),
        ({"a": "- x\n"}, "a.yaml:1:1: the file is a list; a mapping is expected"),
        ({"a": "name: [\n"}, "a.yaml:1:7: not YAML"),
        ({"a": GOOD.replace("name: Mail", "nam: Mail")}, "a.yaml:6:5: unknown key `nam`"),
        ({"a": GOOD.replace("ch\n", "zz\n")}, "a.yaml:2:10: `zz` is no term of region"),
        ({"a": GOOD + "parent: b\n"}, "a.yaml:9:9: `b` is no vendor of the catalogue"),
        ({"a": GOOD + "parent: a\n"}, "a.yaml:9:9: the catalogue is cyclic: a > a"),
        ({"a": GOOD.replace("11-24", "13-24")}, "a.yaml:4:11: `reviewed`: expected a date"),
        (
            {"a": GOOD, "b": GOOD},
            "b.yaml:8:21: `@acme/*` stands for `a` already, at a.yaml:8",
        ),
    ],
)
def test_what_is_wrong_has_a_place(tmp_path: Path, files: dict[str, str], said: str) -> None:
    problems = read_vendors(write(tmp_path, **files)).problems
    places = [f"{p.path}:{p.line}:{p.column}: {p.message}" for p in problems]
    assert any(place.startswith(said) for place in places), places


def test_names_within_the_patterns_of_others_are_listed(tmp_path: Path) -> None:
    other = (
        GOOD.replace("@acme/*", "@acme/b")
        + "    hosts: {api: eu.acme.example}\n    env: [AC_ME_, ACME_]\n"
    )
    wide = GOOD + "    hosts: {api: [acme.example, us.acme.example]}\n    env: AC_\n"
    read = read_vendors(write(tmp_path, a=wide, b=other))
    assert read.problems == []
    assert overlaps(read.vendors) == [
        "env: a AC_ > b AC_ME_",
        "host: a acme.example > b eu.acme.example",
        "npm: a @acme/* > b @acme/b",
    ]
