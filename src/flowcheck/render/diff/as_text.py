"""A difference as text for people: what is new to whom, then the rest, then the new findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.judge.verdict import Verdict
from flowcheck.render.diff.phrases import MOST_PLACES, gone, headline, standing
from flowcheck.render.diff.words import UNCHANGED, Words
from flowcheck.render.frame import Pen, pen_of, printable
from flowcheck.render.summary import counted
from flowcheck.render.text_format import render as render_report
from flowcheck.render.width import fold

if TYPE_CHECKING:
    from flowcheck.render import Look
    from flowcheck.views.inventory_diff.difference import Difference, Exposure, Seen

_STYLES = {"+": "ok", "-": "error", "~": "warning", "!": "error"}
_OF = {
    Verdict.CLEAR: "ok",
    Verdict.VAGUE: "warning",
    Verdict.AMBIGUOUS: "warning",
    Verdict.OMITTED: "error",
    Verdict.INCORRECT: "error",
}
_NARROWEST = 30


def render(difference: Difference, look: Look) -> str:
    """Return the change in words; quiet, its new findings alone."""
    pen = pen_of(look)
    frames = render_report(difference.report, replace(look, quiet=True))
    frames = "" if not difference.new else frames
    if look.quiet:
        return frames
    words = Words(difference)
    parts = []
    if difference.base is None:
        parts.append("The project is new: everything that it declares is.\n")
    if not difference.sends_otherwise:
        parts.append(UNCHANGED + "\n")
    if difference.exposures:
        rows = [line for e in difference.exposures for line in _exposure(words, e, pen, look)]
        parts.append(_block(pen, "New", rows))
    if difference.seen:
        rows = [line for seen in difference.seen for line in _seen(words, seen, pen, look)]
        parts.append(_block(pen, "Seen in code", rows))
    if difference.unseen:
        rows = [line for s in difference.unseen for line in _line(pen, "-", gone(s), look.width)]
        parts.append(_block(pen, "No longer seen in code", rows))
    for title, lines in words.sections():
        rows = [part for sign, line in lines for part in _line(pen, sign, line, look.width)]
        parts.append(_block(pen, title, rows))
    if difference.fixed:
        rows = [
            part
            for f in difference.fixed
            for part in _line(
                pen, "-", f"{f.code} {f.draft.subject}: {f.draft.message}", look.width
            )
        ]
        parts.append(_block(pen, "Fixed", rows))
    if frames.strip():
        parts.append(frames)
    style = "error" if difference.report.failed else "ok"
    told = headline(difference)
    parts.append(f"{pen(style, told.partition(':')[0])}:{told.partition(':')[2]}\n")
    return "\n".join(parts)


def _block(pen: Pen, title: str, rows: list[str]) -> str:
    return "".join(f"{row}\n" for row in (pen("bold", title), *rows))


def _line(pen: Pen, sign: str, text: str, width: int, indent: int = 2) -> list[str]:
    hanging = " " * (indent + 4)
    first, *rest = fold(printable(text), max(_NARROWEST, width - len(hanging))) or [""]
    lead = f"{' ' * indent}{pen(_STYLES[sign], sign)} " if sign else " " * (indent + 2)
    return [lead + first, *(hanging + piece for piece in rest)]


def _exposure(words: Words, exposure: Exposure, pen: Pen, look: Look) -> list[str]:
    about = ", ".join(filter(None, (words.kind(exposure.party), words.where(exposure.party))))
    head = words.party(exposure.party) + (f", {about}" if about else "")
    lines = _line(pen, "+", f"{head}: {words.news(exposure)}", look.width)
    rows = [
        (words.doing(exposure), words.labels("data", exposure.data)),
        ("for" if exposure.purposes else "", words.why(exposure)),
        ("about", words.labels("subject", exposure.subjects)),
        ("flow" if len(exposure.flows) == 1 else "flows", ", ".join(exposure.flows)),
    ]
    for key, value in rows:
        if value:
            lines += _line(pen, "", f"{key} {value}".strip(), look.width, 4)
    verdict = exposure.verdict or Verdict.CLEAR
    lines.append(f"      {pen(_OF[verdict], words.covered(exposure))}")
    for passage in exposure.passages:
        quote = f'{passage.action}: "{passage.quote}" {words.place(passage)}'
        lines += _line(pen, "", quote, look.width, 6)
    return lines


def _seen(words: Words, seen: Seen, pen: Pen, look: Look) -> list[str]:
    declared = standing(seen)
    head = f"{seen.name} (`{seen.vendor}`), {words.label('recipient', seen.category)}: {declared}"
    lines = _line(pen, "!" if seen.is_proved and not seen.is_declared else "+", head, look.width)
    for place in seen.places[:MOST_PLACES]:
        lines += _line(pen, "", place, look.width, 4)
    if len(seen.places) > MOST_PLACES:
        rest = f"and {counted(len(seen.places) - MOST_PLACES, 'more place')}"
        lines += _line(pen, "", rest, look.width, 4)
    told = [f'"{p.quote}" {words.place(p)}' for p in seen.passages]
    for line in told or ["no passage of the policy covers such a recipient"]:
        lines += _line(pen, "", line, look.width, 4)
    return lines
