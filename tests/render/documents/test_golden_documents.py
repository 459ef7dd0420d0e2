"""The documents of a small company, word for word.

After a change that is meant, `flowcheck report KIND` in `company`, with `--today 2026-11-24` and
`-o FILE`, writes each anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from companies import COMPANY, GOLDEN, judged
from flowcheck.render.documents import KINDS, SUFFIXES, make, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(GOLDEN.rglob("*.*"))


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(GOLDEN)) for p in FILES])
def test_a_document_is_as_it_was(path: Path) -> None:
    options = {"role": "processor"} if path.parent.name == "processor" else {}
    document = make(path.stem, judged(COMPANY), **options)
    assert write(SUFFIXES[path.suffix], document).decode() == path.read_bytes().decode()


def test_every_kind_and_every_format_of_text_has_one() -> None:
    assert {path.stem for path in FILES} == set(KINDS)
    formats = {SUFFIXES[path.suffix] for path in FILES}
    assert formats == {format_ for formats in KINDS.values() for format_ in formats} - {"xlsx"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_inventory_gives_the_same_bytes(kind: str) -> None:
    for format_ in KINDS[kind]:
        once, again = (write(format_, make(kind, judged(COMPANY))) for _ in range(2))
        assert once == again
