"""What can be wrong with the input, and how it is said: one type of problem, one exception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_LONGEST = 80
_NEARLY_AS_LIKE = 0.1


class Problem(Struct, frozen=True, order=True, gc=False):
    """One thing wrong with the input.

    Attributes:
        path: File relative to the project's root, with forward slashes; "" where no file is meant.
        line: 1-based line; 0 where the whole file is meant.
        column: 1-based column in characters.
        message: What is wrong.
        why: Why it matters; may be "".
        help: What to do; may be "".
        end_column: Exclusive end on the same line.
        text: The line of the file, without its line end.
    """

    path: str
    line: int
    column: int
    message: str
    why: str = ""
    help: str = ""
    end_column: int = 0
    text: str = ""


class FlowcheckError(Exception):
    """The base of every error that flowcheck raises on purpose."""


class InputError(FlowcheckError):
    """The input is wrong; `problems` holds all that was found in one run, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(_line(problem) for problem in self.problems))


class NoProjectError(InputError):
    """There is no inventory at all: nothing is wrong with it, it is not there."""


class UsageError(FlowcheckError):
    """A command was called with arguments that make no sense together."""


def _line(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}: " if problem.path else ""
    return f"{place}{problem.message}"


def nearest(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """Return the candidates spelled most like a word, best first.

    Args:
        word: What was typed.
        candidates: The right spellings.
        most: How many to return at most.
    """
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415 - only when something is wrong

    typed = word.lower()[:_LONGEST]
    pool = {candidate.lower(): candidate for candidate in sorted(candidates, reverse=True)}
    hits = get_close_matches(typed, list(pool), n=most, cutoff=0.6)
    likeness = [SequenceMatcher(None, hit, typed).ratio() for hit in hits]
    return [
        pool[hit]
        for hit, like in zip(hits, likeness, strict=True)
        if like > likeness[0] - _NEARLY_AS_LIKE
    ]


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return a sentence that names the nearest right spellings, or ""."""
    return mean_one_of(nearest(word, candidates))


def mean_one_of(names: Sequence[str]) -> str:
    """Return "did you mean `a` or `b`?", or "" for no names."""
    if not names:
        return ""
    return "did you mean " + " or ".join(f"`{name}`" for name in names) + "?"
