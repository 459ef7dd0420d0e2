"""A difference as Markdown: a comment on a pull request: who gets what, and what covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.verdict import Verdict
from flowcheck.render.diff.phrases import MOST_PLACES, gone, headline, standing
from flowcheck.render.diff.words import UNCHANGED, Words
from flowcheck.render.findings import uri_of
from flowcheck.render.markdown import plain, prose, row
from flowcheck.render.markdown_format import tables

if TYPE_CHECKING:
    from flowcheck.render import Look
    from flowcheck.views.inventory_diff.difference import Difference, Exposure, Passage, Seen

MOST_CHARACTERS = 60_000
"""Fewer than GitHub takes of a comment, so that the lint's verdict still fits beside it."""
_RESERVED = 400
_QUOTE = 300
_WORDS = 400
_BAD = (Verdict.OMITTED, Verdict.INCORRECT)


def render(difference: Difference, look: Look) -> str:
    """Return the verdict, a table of what is new, and the details folded away.

    Where it would be too long, what is judged worst is kept, and the last line says so.
    """
    words = Words(difference)
    sign = "\u274c" if difference.report.failed else "\u2705"
    text = f"<!-- flowcheck diff {uri_of(look.prefix)}-->\n"
    text += f"## {sign} This change {plain(headline(difference))}\n"
    if difference.base is None:
        text += "\nThe project is new: everything that it declares is.\n"
    if not difference.sends_otherwise:
        text += f"\n{UNCHANGED}\n"
    page = _Page(text)
    if difference.exposures:
        head = _table("Who", "Gets what", "Why", "Where", "Covered by")
        page.table(head, [_exposure(words, e) for e in difference.exposures])
    if difference.seen:
        head = _table("Seen in code", "What it is", "Where", "Covered by")
        page.table(head, [_seen(words, seen) for seen in difference.seen])
    if difference.unseen:
        rows = [f"- {prose(_cut(gone(seen)))}\n" for seen in difference.unseen]
        page.table("\nNo longer seen in code:\n\n", rows)
    if difference.new:
        found, shown = tables(difference.report, look, page.left)
        page.add(found)
        page.missing += len(difference.new) - shown
    if not look.quiet:
        for title, lines in words.sections():
            rows = [f"- {plain(s)} {prose(_cut(line))}\n" for s, line in lines]
            before = f"\n<details>\n<summary>{title} ({len(rows)})</summary>\n\n"
            page.table(before, rows, "\n</details>\n")
        if difference.fixed:
            rows = [
                f"- {f.code} {prose(_cut(f'`{f.draft.subject}`: {f.draft.message}'))}\n"
                for f in difference.fixed
            ]
            before = f"\n<details>\n<summary>Fixed ({len(rows)})</summary>\n\n"
            page.table(before, rows, "\n</details>\n")
    return page.text()


class _Page:
    """Text that grows as far as there is room."""

    def __init__(self, text: str) -> None:
        self.parts = [text]
        self.missing = 0
        self.left = MOST_CHARACTERS - _RESERVED - len(text)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.left -= len(text)

    def table(self, before: str, rows: list[str], after: str = "") -> None:
        """Add as many rows as fit, between what stands before and after them."""
        room = self.left - len(before) - len(after)
        fitting = 0
        for line in rows:
            room -= len(line)
            if room < 0:
                break
            fitting += 1
        self.missing += len(rows) - fitting
        if fitting:
            self.add(before + "".join(rows[:fitting]) + after)

    def text(self) -> str:
        if self.missing:
            self.parts.append(
                f"\n**{self.missing} more not shown**, as a comment holds no more: `flowcheck diff`"
                " shows all.\n"
            )
        return "".join(self.parts)


def _table(*titles: str) -> str:
    return "\n" + row(*titles) + row(*("---" for _ in titles))


def _exposure(words: Words, exposure: Exposure) -> str:
    kind = words.kind(exposure.party)
    who = f"{prose(_cut(words.party(exposure.party)))}<br>{plain(words.news(exposure))}"
    who += f"<br>{plain(kind, _WORDS)}" if kind else ""
    data = words.labels("data", exposure.data)
    what = f"{plain(words.doing(exposure))} {plain(data, _WORDS)}"
    subjects = words.labels("subject", exposure.subjects)
    what += f"<br>of {plain(subjects, _WORDS)}" if subjects else ""
    why = plain(words.why(exposure), _WORDS) or "\u2014"
    where = plain(words.where(exposure.party), _WORDS) or "\u2014"
    verdict = exposure.verdict or Verdict.CLEAR
    told = plain(words.covered(exposure))
    covered = [f"\u274c **{told}**" if verdict in _BAD else told]
    return row(who, what, why, where, "<br>".join((*covered, *_passages(words, exposure.passages))))


def _passages(words: Words, passages: tuple[Passage, ...]) -> list[str]:
    """Return passages, each once with what it is about."""
    actions: dict[str, list[str]] = {}
    for passage in passages:
        actions.setdefault(passage.statement, []).append(passage.action)
    first = {p.statement: p for p in reversed(passages)}
    return [
        f"{plain(' and '.join(about))}: \u201c{plain(first[name].quote, _QUOTE)}\u201d "
        f"{prose(_cut(words.place(first[name])))}"
        for name, about in actions.items()
    ]


def _seen(words: Words, seen: Seen) -> str:
    declared = standing(seen)
    if seen.is_proved and not seen.is_declared:
        declared = f"\u274c **{declared}**"
    passages = _passages(words, seen.passages)
    return row(
        f"{plain(seen.name, _WORDS)} (<code>{plain(seen.vendor, _WORDS)}</code>)<br>{declared}",
        plain(words.label("recipient", seen.category), _WORDS),
        "<br>".join(plain(place, _WORDS) for place in seen.places[:MOST_PLACES]) or "\u2014",
        "<br>".join(passages) or "\u274c **no passage of the policy covers such a recipient**",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _WORDS else text[:_WORDS] + "\u2026"
