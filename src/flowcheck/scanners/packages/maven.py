"""`pom.xml` of Maven: what a project is called and depends on, and the plugins that build it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, MANAGED
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.registries import MAVEN
from flowcheck.scanners.packages.xml_words import Element, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_PROPERTY = re.compile(r"\$\{([^{}$]{1,200})\}")
_DEEPEST = 5
_LONGEST = 400
_OWN_PLUGINS = "org.apache.maven.plugins"


class _Properties:
    """What `${name}` means in one file."""

    def __init__(self, project: Element) -> None:
        self._values: dict[str, str] = {
            child.tag: child.text for one in project.each("properties") for child in one.children
        }
        for key in ("groupId", "artifactId", "version"):
            value = project.first(key) or project.first("parent", key) or ""
            parent = project.first("parent", key) or ""
            self._values |= {f"project.{key}": value, f"pom.{key}": value, key: value}
            self._values |= {f"project.parent.{key}": parent}

    def resolve(self, text: str) -> str:
        """Return a text with the properties that are known; of a bomb only its beginning."""
        for _ in range(_DEEPEST):
            text = _PROPERTY.sub(lambda name: self._values.get(name[1], name[0]), text[:_LONGEST])
        return text


def _find(project: Element) -> Iterator[Found]:
    properties = _Properties(project)
    artifact = project.first("artifactId")
    if artifact is not None and project.tag == "project":
        group = properties.resolve("${project.groupId}")
        yield MAVEN.own(artifact, f"{group}:{properties.resolve(artifact)}")
    for part in (project, *project.each("profiles", "profile")):
        yield from _part(part, properties)


def _part(part: Element, properties: _Properties) -> Iterator[Found]:
    """Yield what the project or one of its profiles names."""
    for parent in part.each("parent"):
        yield from _package(parent, properties, MANAGED)
    for dependency in part.each("dependencies", "dependency"):
        scope = properties.resolve(dependency.first("scope") or "")
        yield from _package(dependency, properties, DEV if scope == "test" else DIRECT)
    for dependency in part.each("dependencyManagement", "dependencies", "dependency"):
        yield from _package(dependency, properties, MANAGED)
    for path in (
        ("build", "plugins"),
        ("build", "pluginManagement", "plugins"),
        ("reporting", "plugins"),
        ("build", "extensions"),
    ):
        for plugin in part.each(*path):
            for one in plugin.children:
                yield from _package(one, properties, DEV)
                for dependency in one.each("dependencies", "dependency"):
                    yield from _package(dependency, properties, DEV)


def _package(element: Element, properties: _Properties, role: str) -> Iterator[Found]:
    artifact = element.first("artifactId")
    if artifact is not None:
        group = element.first("groupId") or _OWN_PLUGINS
        name = f"{properties.resolve(group)}:{properties.resolve(artifact)}"
        yield MAVEN.package(artifact, role, name)


SCANNER = manifest(("pom.xml", "*.pom"), read_xml, _find)
