"""Elements of a page that load or send something, with their attributes, in HTML and in Pug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.model.mention import CALL, SCRIPT
from flowcheck.scanners.source.roles import LINK, role_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = (
    r"(?P<name>script|img|iframe|link|form|embed|object|source|video|audio|track|image"
    r"|amp-[\w-]+|nuxt-img)"
)
_HTML = re.compile(rf"<{_NAMES}(?![\w-])", re.IGNORECASE)
_PUG = re.compile(rf"(?:^|(?<=[\s:])){_NAMES}[\w.#-]*\(", re.IGNORECASE | re.MULTILINE)
_ATTRIBUTE = re.compile(
    r"""[\s,/]*(?:(?P<name>[\w:@.\[\]()-]{1,80})\s*=\s*
    (?:"(?P<double>[^"]{0,4000})"|'(?P<single>[^']{0,4000})'|\{["'`]?(?P<braces>[^{}"'`]{0,2000})["'`]?\}
    |(?P<bare>[^\s"'<>,)]{1,2000}))|[\w:@.-]{1,80}|<%[^%]{0,200}%>|\{\{[^{}]{0,200}\}\})""",
    re.VERBOSE,
)
_LOADS = ("src", "srcset", "data-src", "data", "poster", "data-srcset", "imagesrcset", "xlink:href")
_LOADING = re.compile(r"\b(?:preconnect|dns-prefetch|stylesheet|preload|prefetch|modulepreload)\b")


class Attribute(NamedTuple):
    """An attribute that loads or sends something: the range of its value, the role of its hosts."""

    start: int
    end: int
    role: str


def elements(text: str, *, is_pug: bool) -> Iterator[Attribute]:
    """Yield the attributes that load or send something.

    Args:
        text: A page without comments and programs.
        is_pug: Whether it is written in Pug.
    """
    opening, at = _PUG if is_pug else _HTML, 0
    while element := opening.search(text, at):
        name, at = element["name"].lower(), element.end()
        attributes = []
        while (attribute := _ATTRIBUTE.match(text, at)) and attribute.end() > at:
            at = attribute.end()
            if attribute["name"] and attribute.lastgroup != "name":
                attributes.append(attribute)
        values = {_key(attribute): attribute[attribute.lastgroup or 0] for attribute in attributes}
        for attribute in attributes:
            role = _role(name, _key(attribute), values.get("rel", ""))
            if role:
                yield Attribute(*attribute.span(attribute.lastgroup or 0), role)


def _key(attribute: re.Match[str]) -> str:
    return attribute["name"].lower().lstrip(":@[").removeprefix("v-bind:").rstrip("]")


def _role(element: str, attribute: str, relation: str) -> str:
    """Return the role of the value of an attribute, or "" where it is no evidence."""
    if element == "form":
        return CALL if attribute == "action" else ""
    if element == "link":
        loads = attribute == "href" and (not relation or _LOADING.search(relation.lower()))
        return SCRIPT if loads or attribute == "imagesrcset" else ""
    if attribute in _LOADS:
        return SCRIPT
    role = role_of_name(attribute) if element == "script" else LINK
    return role or ""
