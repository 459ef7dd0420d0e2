"""HTML built so that text is always escaped: what is no `Html` is data, and stays data."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset(("col", "input", "link", "meta"))


class Html(Struct, frozen=True, gc=False):
    """Markup that is ready to be written.

    Attributes:
        text: The markup; whoever makes an `Html` of a text vouches for it.
    """

    text: str


def escaped(text: str) -> str:
    """Return text for an element or a quoted attribute, without characters that hide or reorder."""
    return escape(printable(text))


def el(tag: str, /, *children: str | Html | None, **attributes: str | int | bool | None) -> Html:
    """Return an element.

    Args:
        tag: Its name.
        children: Text, which is escaped, and markup; None is left out.
        attributes: A trailing underscore is left out of a name, others become hyphens. True stands
            alone; False and None are left out.
    """
    head = [tag]
    for key, value in attributes.items():
        word = key.rstrip("_").replace("_", "-")
        if value is True:
            head.append(word)
        elif value is not None and value is not False:
            head.append(f'{word}="{escaped(str(value))}"')
    start = f"<{' '.join(head)}>"
    return Html(start if tag in _VOID else f"{start}{joined(children).text}</{tag}>")


def joined(parts: Iterable[str | Html | None], between: str = "") -> Html:
    """Return parts one after the other, with a text between."""
    texts = (p.text if isinstance(p, Html) else escaped(p) for p in parts if p is not None)
    return Html(escaped(between).join(texts))


def lines(parts: Iterable[Html]) -> Html:
    """Return markup part by part, each on a line of its own, so that files compare well."""
    return Html("".join(f"\n{part.text}" for part in parts))


def name(text: str) -> Html:
    """Return a text as it was given: whatever its direction of writing, it turns nothing else."""
    return Html(escaped(text)) if text.isascii() else el("bdi", text)


def link(text: str, address: str) -> Html:
    """Return a link to an `http` or `https` address; of any other the text alone."""
    return el("a", text, href=address, rel="noopener noreferrer") if is_web(address) else name(text)


def is_web(address: str) -> bool:
    """Tell whether an address is one of the web, with a host and nothing hidden in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and parts.username is None
        and printable(address) == address
        and not any(letter.isspace() for letter in address)
    )
