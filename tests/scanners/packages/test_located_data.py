"""Data that knows where it stands is the data that the libraries read, and stands where it says."""

from __future__ import annotations

import json
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from flowcheck.scanners.packages.json_words import read_json, read_json5
from flowcheck.scanners.packages.package_lock import _canonical, _find, _read
from flowcheck.scanners.packages.toml_words import read_toml
from flowcheck.scanners.packages.words import Word, word
from flowcheck.scanners.packages.yaml_words import read_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    TEXTS | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)


def assert_places(node: object, text: str) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            assert_places(key, text)
            assert_places(value, text)
    elif isinstance(node, list):
        for item in node:
            assert_places(item, text)
    elif isinstance(node, Word) and node.end - node.start == len(node):
        assert text[node.start : node.end] == node


@given(OBJECTS, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json(data: dict[str, object], indent: int | str | None, ascii_only: bool) -> None:  # noqa: FBT001 - drawn
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    for read in (read_json, read_json5):
        tree, error = read(text)
        assert error is None
        assert tree == data
        assert_places(tree, text)


@given(OBJECTS)
def test_yaml_that_is_json(data: dict[str, object]) -> None:
    text = json.dumps(data)
    tree, error = read_yaml(text)
    if error is None:
        assert tree == spelled(data)
        assert_places(tree, text)


def spelled(node: object) -> object:
    """Return data with every scalar as it is written."""
    if isinstance(node, dict):
        return {key: spelled(value) for key, value in node.items()}
    if isinstance(node, list):
        return [spelled(item) for item in node]
    return node if isinstance(node, str) else json.dumps(node)


def json_key(text: str) -> str:
    """Return a text as a basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


KEYS = st.text(st.sampled_from("ab-_"), min_size=1, max_size=3) | TEXTS


@given(
    st.lists(
        st.tuples(
            st.lists(KEYS, min_size=1, max_size=3).map(lambda keys: ".".join(map(json_key, keys))),
            st.recursive(
                TEXTS.map(json_key) | st.sampled_from(["true", "1.5", "2020-01-01", "'a.b'"]),
                lambda inner: st.lists(inner, max_size=3).map(lambda all_: f"[{', '.join(all_)}]"),
            ),
            st.sampled_from(["", "[t]\n", "[[l]]\n", "['q'.\"r\"] # [no]\n"]),
        ),
        max_size=5,
    )
)
def test_toml(lines: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{head}{key} = {value} # x = 1\n" for key, value, head in lines)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    tree, error = read_toml(text)
    assert error is None
    assert known(tree) == known(data)
    assert_places(tree, text)


def known(node: object) -> object:
    """Return data without numbers and dates, and without tables that hold nothing else."""
    if isinstance(node, dict):
        kept = {key: known(value) for key, value in node.items()}
        return {key: value for key, value in kept.items() if value not in (None, {})}
    if isinstance(node, list):
        return [item for item in map(known, node) if item is not None]
    return node if isinstance(node, str | bool) else None


NAMES = st.sampled_from(["a", "@b/c", "d-e"])
FLAGS = st.fixed_dictionaries(
    {},
    optional={
        "dev": st.booleans(),
        "devOptional": st.booleans(),
        "link": st.booleans(),
        "name": NAMES,
        "bin": st.dictionaries(st.sampled_from(["dev", "name", "x"]), st.booleans()),
        "dependencies": st.dictionaries(NAMES, st.sampled_from(["^1", "npm:x@1", "file:../x"])),
    },
)
FOLDERS = st.lists(NAMES, max_size=2).map(
    lambda names: "/".join(f"node_modules/{name}" for name in names)
)


@given(st.dictionaries(FOLDERS | st.just("packages/x"), FLAGS, min_size=1, max_size=6))
def test_the_layout_of_npm_and_the_parser_agree(packages: dict[str, object]) -> None:
    text = json.dumps({"lockfileVersion": 3, "packages": packages}, indent=2)
    assert _canonical(text) is not None
    document, error = _read(text)
    assert error is None
    assert list(_find(document)) == list(_find(read_json(text)[0]))


def test_a_part_of_a_text_stands_in_it() -> None:
    plain = word("npm:stripe", 10, 20).cut(4, 10)
    assert (plain, plain.start, plain.end) == ("stripe", 14, 20)
    escaped = word("npm:stripe", 10, 25).cut(4, 10)
    assert (escaped, escaped.start, escaped.end) == ("stripe", 10, 25)
