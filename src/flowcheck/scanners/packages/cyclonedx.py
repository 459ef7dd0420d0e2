"""Bills of materials in CycloneDX, as JSON or XML: components, services and their endpoints.

A component is asked for where the bill has a graph in which the software itself depends on it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import CALL, DEV, DIRECT, HOST, INDIRECT, LOCKED, OWN, SERVICE
from flowcheck.scanners.packages.cyclonedx_xml import read_bill_in_xml
from flowcheck.scanners.packages.json_words import read_json
from flowcheck.scanners.packages.manifest import LOCK_FILE, mentions
from flowcheck.scanners.packages.registries import REGISTRIES, Found
from flowcheck.scanners.packages.words import table, tables, text, texts
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.words import Word

_ENDPOINT = re.compile(r"(?:[a-zA-Z][\w+.-]*:)?//(?:[^/?#@\s]*@)?([\w.-]+)", re.ASCII)
_SCOPES = {"excluded": DEV}
_LONGEST = 2_000


def _scan(file: File) -> Iterator[Mention]:
    if file.text.lstrip().startswith("<"):
        bill, error = read_bill_in_xml(file.text)
    else:
        bill, error = read_json(file.text)
        if text(bill, "bomFormat") != "CycloneDX" and error is None:
            return  # another file of that name
    yield from mentions(file, _find(bill))
    if error:
        raise error


def _find(bill: dict[Word, object]) -> Iterator[Found]:
    itself = table(bill, "metadata", "component")
    yield from _component(itself, OWN)
    asked = _asked_for(bill, text(itself, "bom-ref"))
    for component in _nested(bill, "components"):
        role = _SCOPES.get(text(component, "scope") or "", "")
        if not role and asked is None:
            role = LOCKED
        elif not role:
            role = DIRECT if text(component, "bom-ref") in (asked or ()) else INDIRECT
        yield from _component(component, role)
    for service in _nested(bill, "services"):
        name = text(service, "name")
        if name and name.isprintable() and len(name) < _LONGEST:
            yield Found(SERVICE, name, name)
        for endpoint in texts(service, "endpoints"):
            host = _ENDPOINT.match(endpoint[:_LONGEST])
            if host:
                yield Found(HOST, host[1].lower(), endpoint.group(host, 1), CALL)


def _asked_for(bill: dict[Word, object], itself: str | None) -> set[str] | None:
    """Return the references that the software depends on; None where the bill does not tell."""
    for node in tables(bill, "dependencies"):
        if itself and text(node, "ref") == itself:
            return set(texts(node, "dependsOn"))
    return None


def _nested(bill: dict[Word, object], key: str) -> Iterator[dict[Word, object]]:
    """Yield the entries of a list, and those that they hold themselves."""
    waiting = list(tables(bill, key))[::-1]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += list(tables(entry, key))[::-1]


def _component(component: dict[Word, object], role: str) -> Iterator[Found]:
    """Yield the package of a component; role OWN for the software itself."""
    from packageurl import PackageURL  # noqa: PLC0415 - few repositories have a bill

    written = text(component, "purl")
    if written is None or len(written) > _LONGEST:
        return
    try:
        purl = PackageURL.from_string(written)
    except ValueError:
        return
    registry = REGISTRIES.get(purl.type)
    if registry is not None:
        between = ":" if purl.type == "maven" else "/"
        name = between.join(filter(None, (purl.namespace, purl.name)))
        yield registry.own(written, name) if role == OWN else registry.package(written, role, name)


SCANNER = Scanner(
    (
        *("bom.json", "*.cdx.json", "*sbom.json", "*-bom.json", "*cyclonedx.json"),
        *("bom.xml", "*.cdx.xml", "*sbom.xml", "*-bom.xml", "*cyclonedx.xml"),
    ),
    _scan,
    LOCK_FILE,
)
