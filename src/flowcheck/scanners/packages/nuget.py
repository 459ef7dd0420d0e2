"""Projects, central versions and specifications of .NET: the packages of NuGet in their XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, MANAGED
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.registries import NUGET
from flowcheck.scanners.packages.xml_words import Element, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_REFERENCES = {
    "PackageReference": DIRECT,
    "PackageVersion": MANAGED,
    "GlobalPackageReference": DEV,
    "DotNetCliToolReference": DEV,
}


def _find(root: Element) -> Iterator[Found]:
    for element in root.all(*_REFERENCES, "package", "dependency", "PackageId", "id"):
        attributes = element.attributes
        if element.tag in _REFERENCES:
            yield from _reference(element)
        elif element.tag == "package" and "id" in attributes:  # of packages.config
            dev = attributes.get("developmentDependency", "").lower() == "true"
            yield NUGET.package(attributes["id"], DEV if dev else DIRECT)
        elif element.tag == "dependency" and "id" in attributes:  # of a specification
            yield NUGET.package(attributes["id"], DIRECT)
        elif element.tag in ("PackageId", "id") and element.text:
            yield NUGET.own(element.text)


def _reference(element: Element) -> Iterator[Found]:
    """Yield the packages of a reference of MSBuild: names parted by semicolons."""
    private = element.attributes.get("PrivateAssets") or element.first("PrivateAssets") or ""
    role = DEV if private.lower() == "all" else _REFERENCES[element.tag]
    included = element.attributes.get("Include")
    for names in filter(None, (included, element.attributes.get("Update"))):
        yield from (
            NUGET.package(name, role if names is included else MANAGED) for name in _parts(names)
        )


def _parts(names: Word) -> Iterator[Word]:
    at = 0
    for part in names.split(";"):
        name = part.strip()
        start = at + len(part) - len(part.lstrip())
        yield names.cut(start, start + len(name))
        at += len(part) + 1


SCANNER = manifest(
    (
        *("*.csproj", "*.fsproj", "*.vbproj", "*.nuspec", "packages.config"),
        *("Directory.*.props", "Directory.*.targets"),
    ),
    read_xml,
    _find,
)
