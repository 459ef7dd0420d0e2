"""CycloneDX in XML as the data that the same bill would be in JSON, without nesting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.scanners.packages.words import Word
from flowcheck.scanners.packages.xml_words import Element, read_xml

if TYPE_CHECKING:
    from flowcheck.scanners.scanner import BrokenFileError


def read_bill_in_xml(text: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    """Read a bill of materials; any other XML is an empty one."""
    root, error = read_xml(text)
    if root.tag != "bom":
        return {}, error
    itself = [_entry(one, "purl") for one in root.each("metadata", "component")]
    bill: dict[Word, object] = {
        Word("metadata"): {Word("component"): itself[0] if itself else {}},
        Word("components"): [_entry(one, "purl", "scope") for one in _all(root, "component")],
        Word("services"): [_service(one) for one in _all(root, "service")],
        Word("dependencies"): [_node(one) for one in root.each("dependencies", "dependency")],
    }
    return bill, error


def _all(root: Element, tag: str) -> list[Element]:
    """Return the elements of a tag in the lists of that name, however deep."""
    return [found for top in root.each(f"{tag}s") for found in top.all(tag)]


def _entry(element: Element, *tags: str) -> dict[Word, object]:
    entry: dict[Word, object] = {Word(tag): element.first(tag) for tag in tags}
    entry[Word("bom-ref")] = element.attributes.get("bom-ref")
    return entry


def _service(element: Element) -> dict[Word, object]:
    return _entry(element, "name") | {
        Word("endpoints"): list(element.texts("endpoints", "endpoint"))
    }


def _node(element: Element) -> dict[Word, object]:
    asked = [child.attributes.get("ref") for child in element.each("dependency")]
    return {Word("ref"): element.attributes.get("ref"), Word("dependsOn"): asked}
