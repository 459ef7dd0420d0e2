"""XML as elements that know where their texts and attributes stand; entities are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flowcheck.scanners.packages.words import Word, broken, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.scanner import BrokenFileError

_SPACE = " \t\r\n"


class Element:
    """One element.

    Attributes:
        tag: Its name, without namespace.
        attributes: The values of its attributes, by their names without namespace.
        children: The elements in it.
        text: The text right after its start tag, stripped.
    """

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, place: int) -> None:
        self.tag = tag
        self.attributes: dict[str, Word] = {}
        self.children: list[Element] = []
        self.text = word("", place, place)

    def each(self, *path: str) -> Iterator[Element]:
        """Yield the elements at a path of tags below this one."""
        found = [self]
        for tag in path:
            found = [child for one in found for child in one.children if child.tag == tag]
        yield from found

    def texts(self, *path: str) -> Iterator[Word]:
        """Yield the texts of the elements at a path below this one."""
        for element in self.each(*path):
            if element.text:
                yield element.text

    def first(self, *path: str) -> Word | None:
        """Return the text of the first element at a path below this one."""
        return next(self.texts(*path), None)

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of some tags, however deep, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element.tag in tags:
                yield element
            waiting += reversed(element.children)


def read_xml(text: str) -> tuple[Element, BrokenFileError | None]:
    """Read XML.

    Returns:
        The root element, as far as it can be read, and why no further.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - few files want it
    from defusedxml.ElementTree import DefusedXMLParser, ParseError  # noqa: PLC0415 - as above

    tree = _Tree(text)
    parser = DefusedXMLParser(target=tree)
    parser.parser.buffer_text = False  # a text is told where it starts, not where it ends
    tree.expat = parser.parser
    error = None
    try:
        parser.feed(text)
        parser.close()
    except DefusedXmlException:
        error = broken(text, "declares entities, or asks for another file", tree.offset())
    except ParseError as mistake:
        said = str(mistake).partition(":")[0]
        error = broken(text, f"is no XML: {said}", tree.offset())
    return tree.root, error


class _Tree:
    """Takes the events of the parser."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Element("", 0)
        self.expat: Any = None
        self._is_ascii = text.isascii()
        self._last = (0, 0)
        self._open = [self.root]
        self._pieces: list[str] = []
        self._piece_start = -1

    def offset(self) -> int:
        """Return the character offset of the current event."""
        byte = max(self.expat.CurrentByteIndex, 0)
        if self._is_ascii:
            return int(byte)
        last_byte, last = self._last
        between = byte - last_byte
        if between < 0:
            return last
        passed = self.text[last : last + between].encode("utf-8", "replace")[:between]
        self._last = (byte, last + len(passed.decode("utf-8", "ignore")))
        return self._last[1]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        at = self.offset()
        self._end_text()
        name = tag.rpartition("}")[2]
        element = Element(name, at)
        for key, value in attributes.items():
            local = key.rpartition("}")[2]
            element.attributes[local] = self._attribute(at, local, value)
        if len(self._open) == 1:
            self.root.tag = name
            self.root.attributes = element.attributes
            self._open.append(self.root)
        else:
            self._open[-1].children.append(element)
            self._open.append(element)

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser passes it
        """Close an element."""
        self._end_text()
        self._open.pop()

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if not self._pieces:
            self._piece_start = self.offset()
        self._pieces.append(text)

    def close(self) -> None:
        """End the file."""

    def _end_text(self) -> None:
        if not self._pieces:
            return
        whole, self._pieces = "".join(self._pieces), []
        element = self._open[-1]
        inner = whole.strip(_SPACE)
        if inner and not element.text and not element.children:
            at = self._piece_start
            while at < len(self.text) and self.text[at] in _SPACE:
                at += 1
            element.text = word(inner, at, at + len(inner))

    def _attribute(self, at: int, name: str, value: str) -> Word:
        match = re.compile(rf"[\s:]{re.escape(name)}\s*=\s*[\"']\s*").search(self.text, at)
        start = match.end() if match else at
        inner = value.strip(_SPACE)
        return word(inner, start, start + len(inner))
