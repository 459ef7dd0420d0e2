"""A first reading of a policy: its plainest sentences, and the terms that they name.

It proposes and proves nothing. It knows a few forms ("we collect ...", "we use ... to ...", "we
share ... with ...", "we do not sell ...") and the vocabulary's words, and is silent about other
sentences. Of a sentence that it does propose it names what it could not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.claim import COLLECT, SHARE, USE
from flowcheck.model.fields import CONTROL
from flowcheck.model.inventory import COLLECTED
from flowcheck.views.phrases import Phrases
from flowcheck.views.unread import Span, shortened, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flowcheck.model.policy_text import Passage, PolicyText
    from flowcheck.model.vocabulary import Vocabulary

_VERBS = {
    COLLECT: "collect|gather|obtain|record|receive|ask (?:you )?for",
    USE: "use|process",
    SHARE: "share|disclose|transfer|pass|provide|send",
}
_FORM = re.compile(
    r"\bwe(?:\s+(?:may|will|might|can|also|only|sometimes|\w+ly))*\s+(?:"
    + "|".join(f"(?P<{action}>{verbs})" for action, verbs in _VERBS.items())
    + r")\b(?P<rest>.*)",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\bwe\s+(?:(?:do|will|shall|would)\s+(?:not|never)|don['\u2019]t|won['\u2019]t|never)\s+"
    r"(?P<verbs>(?:(?:ever|sell|rent|trade|share)[\s,]+(?:or\s+|and\s+)?)+)(?P<rest>.*)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"sell|rent|trade|share", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:how|why|whether) we\b|\bwe \w+,", re.IGNORECASE)
"""What only speaks of the policy ("explains how we collect"), or strings verbs together."""
_STOP = re.compile(
    r"\b(?:to|for|with|when|whenever|if|where|because|so|from|through|via|by|using|while|during|"
    r"that|which|who|in)\b|;",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r",\s*(?:and\s+)?(?:if|when|whenever|where)\b[^,;.]*,|\((?:if|when|whenever|where)\b[^)]*\)",
    re.IGNORECASE,
)
"""A condition behind which the sentence goes on: "your name and, if you like, your age"."""
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|unless|except|because|while|provided)\b", re.IGNORECASE
)
_EXAMPLES = re.compile(r"\b(?:such as|including|includes|for example|namely|e\.g\.)", re.IGNORECASE)
_AIM = re.compile(r"\b(?:to|for)\b(?P<aim>.*)", re.IGNORECASE)
_RECEIVER = re.compile(r"\b(?:with|to)\b(?P<who>.*)", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:not|never|no|nor|without|unless|except|if|only|consent|agree|permission|opt|request)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:this|that|these|those|such|it|them)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:information|data|what)\b", re.IGNORECASE)
_LISTED = {COLLECT: "data", USE: "purpose", SHARE: "recipient"}
"""The facet of which each action names terms, also in the bullets below it."""
_PARTIES = ("us", "the_data_subject")
"""Those that "we" and "you" would be read as."""
_ENDS = (".", "!", "?", ";", ":", ",")
_LONGEST_HEADING = 8
_LONGEST_QUOTE = 1_500


class Reading(Struct, frozen=True, gc=False):
    """A passage, and what it seems to say.

    Attributes:
        kind: "permit" or "deny".
        actions: Of the facet action.
        quotes: The passage, verbatim but for white space; a sentence and its bullets.
        data: Data terms, or `collected`.
        purpose: Purpose terms of a use or a share; may be empty.
        recipient: Recipient terms of a share or a denial; may be empty.
        plain: Whether the passage holds no "if", "only", "unless" or "not" to be weighed.
        unread: Pieces of the passage, and bullets below it, that none of the terms stands for.
    """

    kind: str
    actions: tuple[str, ...]
    quotes: tuple[str, ...]
    data: tuple[str, ...]
    purpose: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    plain: bool = True
    unread: tuple[str, ...] = ()


def first_readings(text: PolicyText, vocabulary: Vocabulary) -> list[Reading]:
    """Return what the plain sentences of a policy seem to say, in their order."""
    return list(_Reader(vocabulary).read(text.passages))


class _Reader:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.phrases = {
            "data": Phrases(vocabulary["data"]),
            "purpose": Phrases(vocabulary["purpose"]),
            "recipient": Phrases(vocabulary["recipient"], but=_PARTIES),
        }
        self.last: tuple[str, ...] = ()

    def read(self, passages: Sequence[Passage]) -> Iterator[Reading]:
        for at, passage in enumerate(passages):
            if not is_quotable(passage):
                continue
            denial = _DENIAL.search(passage.text)
            form = None if _ASIDE.search(passage.text) else _FORM.search(passage.text)
            reading = None
            if denial:
                reading = self._denial(passage.text, denial)
            elif form:
                bullets = _bullets(passages, at + 1) if passage.text.endswith(":") else []
                reading = self._permit(passage.text, form, bullets)
            if reading is not None:
                yield reading

    def _denial(self, quote: str, found: re.Match[str]) -> Reading | None:
        rest = found["rest"]
        data = self._find("data", _objects(rest))
        if not data and re.search(r"\bpersonal (?:information|data)\b", rest):
            data = ("personal_information",)
        actions = tuple(dict.fromkeys(verb.lower() for verb in _DENIED.findall(found["verbs"])))
        if not data or not actions:
            return None
        terms = {"data": data, "recipient": self._find("recipient", _behind(_RECEIVER, rest))}
        plain = _is_plain((quote[: found.start()], rest))
        left = self._unread(quote, found, terms)
        return Reading("deny", actions, (quote,), **terms, plain=plain, unread=tuple(left))

    def _permit(self, quote: str, form: re.Match[str], bullets: list[str]) -> Reading | None:
        action = next(name for name in _VERBS if form[name])
        rest = form["rest"]
        if action == COLLECT:
            if bullets and _STOP.search(_EXAMPLES.split(rest)[0]):
                bullets = []
            terms = {"data": self._find("data", _objects(rest))}
        else:
            terms = {"data": self._used(rest), **self._ends(action, rest)}
        quotes = [quote]
        left: list[str] = []
        listed = _LISTED[action]
        for bullet in bullets:
            found = self._find(listed, bullet)
            if found:
                quotes.append(bullet)
                left += unread(bullet, [(self.phrases[listed], found)], Span(0, 0))
                terms[listed] = tuple(dict.fromkeys((*terms[listed], *found)))
            else:
                left.append(shortened(bullet))
        if not terms[listed] or not terms["data"]:
            return None
        if action == COLLECT:
            self.last = terms["data"]
        left = [*self._unread(quote, form, terms), *left]
        plain = _is_plain(quotes)
        return Reading("permit", (action,), tuple(quotes), **terms, plain=plain, unread=tuple(left))

    def _ends(self, action: str, rest: str) -> dict[str, tuple[str, ...]]:
        """Return what data is used for, or with whom it is shared, and what for."""
        if action == USE:
            return {"purpose": self._find("purpose", _behind(_AIM, rest))}
        receiver = _behind(_RECEIVER, rest)
        aim = _behind(_AIM, receiver)
        who = receiver.removesuffix(aim)
        return {
            "recipient": self._find("recipient", who) or self._find("recipient", receiver),
            "purpose": self._find("purpose", aim),
        }

    def _find(self, facet: str, words: str) -> tuple[str, ...]:
        return tuple(self.phrases[facet].find(words))

    def _unread(
        self, quote: str, form: re.Match[str], terms: Mapping[str, tuple[str, ...]]
    ) -> Iterator[str]:
        """Yield the pieces of a sentence that are in none of the terms."""
        named = [(self.phrases[facet], found) for facet, found in terms.items()]
        return unread(quote, named, Span(form.start(), form.start("rest")))

    def _used(self, rest: str) -> tuple[str, ...]:
        """Return the data that is used or shared: named, the last that was, or all."""
        what = _STOP.split(rest, maxsplit=1)[0]
        named = self._find("data", what)
        if named:
            return named
        if _OTHERS.search(what):
            return self.last
        return (COLLECTED,) if _ALL.search(what) else ()


def _is_plain(texts: Iterable[str]) -> bool:
    return not any(map(_DOUBT.search, texts))


def _objects(rest: str) -> str:
    """Return what stands behind a verb up to "when", "from" ..., and the examples given."""
    first, *examples = _EXAMPLES.split(_BETWEEN.sub(",", rest))
    return " ; ".join(_STOP.split(part, maxsplit=1)[0] for part in (first, *examples))


def _behind(form: re.Pattern[str], rest: str) -> str:
    """Return what stands behind a preposition, up to a condition."""
    found = form.search(_BETWEEN.sub(",", rest))
    return _CONDITION.split(found[1], maxsplit=1)[0] if found else ""


def _bullets(passages: Sequence[Passage], at: int) -> list[str]:
    """Return the bullets of the list that starts at a passage.

    Headings within the list are skipped where it starts with one.
    """
    found = []
    headed = at < len(passages) and is_heading(passages[at])
    for passage in passages[at:]:
        if passage.bullet:
            if is_quotable(passage):
                found.append(passage.text)
        elif not (headed and is_heading(passage)):
            break
    return found


def is_heading(passage: Passage) -> bool:
    """Tell whether a passage looks like a title: a few words without an end."""
    few = len(passage.text.split()) <= _LONGEST_HEADING
    return few and not passage.bullet and not passage.text.endswith(_ENDS)


def is_quotable(passage: Passage) -> bool:
    """Tell whether a passage can stand in a file, and is no whole page."""
    return len(passage.text) <= _LONGEST_QUOTE and not CONTROL.search(passage.text)
