"""Texts as YAML are read as they were, and have no quotes where none are needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcheck.model.plain_yaml import scalar
from flowcheck.readers.located_yaml import read_yaml

NAMES = (
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1)
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)


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
