"""What a first reading leaves out of the passages that it was made from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from flowcheck.views.phrases import Phrases

_JOINT = re.compile(
    r"[,;:.!?]+(?=\s|$)|[()\u2013\u2014]"
    r"|\b(?:and|or|as well as|such as|including|in order(?= to))\b"
    r"|(?=\b(?:to|for|with|without|when|whenever|if|unless|except|where|because|so that|from|"
    r"through|via|by|using|while|during|that|which|who|about|before|after|until)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
_SAY_NOTHING = frozenset(
    re.findall(
        r"[a-z]+",
        """
        a about all also an any are as at automatically by can categories certain collect data
        details following for from has have in information is it its kinds may of on other our
        personal some such that the them these this those to types us we what which will with you
        your
        """,
    )
)
_LONGEST = 60


class Span(NamedTuple):
    """A stretch of a text: offsets of its first letter and behind its last."""

    start: int
    end: int


def unread(
    text: str, named: Iterable[tuple[Phrases, Collection[str]]], frame: Span
) -> Iterator[str]:
    """Yield the pieces of a passage that add to its reading neither a term nor a verb.

    Args:
        text: The passage.
        named: The words of each facet, and the terms of it that the reading names.
        frame: The verb and who does it.
    """
    read = [
        mention
        for phrases, terms in named
        for mention in phrases.mentions(text)
        if mention.term in terms
    ]
    for piece in _pieces(text):
        if any(m.start < piece.end and piece.start < m.end for m in read):
            continue
        words = [
            word[0].lower()
            for word in _WORD.finditer(text, *piece)
            if not frame.start <= word.start() < frame.end
        ]
        if not _SAY_NOTHING.issuperset(words):
            framed = not text[piece.start : frame.start].strip()
            start = max(piece.start, frame.end) if framed else piece.start
            yield shortened(text[start : piece.end].strip())


def shortened(text: str) -> str:
    """Return the beginning of a long text, cut between words."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] + " ..."


def _pieces(text: str) -> Iterator[Span]:
    at = 0
    for joint in _JOINT.finditer(text):
        yield Span(at, joint.start())
        at = joint.end()
    yield Span(at, len(text))
