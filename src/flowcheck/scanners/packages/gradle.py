"""Gradle builds, in Groovy or Kotlin: the dependencies and plugins that are written out in them.

A name as `libs.stripe` leads to the version catalog, which is a file of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, MANAGED
from flowcheck.scanners.packages.manifest import lines_manifest
from flowcheck.scanners.packages.registries import MAVEN
from flowcheck.scanners.packages.words import matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_TEXT_OR_COMMENT = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|(//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)"
)
_NAME = r"([\w.-]{1,200}:[\w.-]{1,200})(?=[:@\"'])[^\"'\n]*"
_WRITTEN = re.compile(
    r"\b(\w{2,80})[\"']?[ \t]*\(?\s{0,20}"
    r"((?:enforcedPlatform|platform|testFixtures)[ \t]*\(\s{0,20})?"
    rf"[\"']{_NAME}[\"']"
)
_MORE = re.compile(rf"\s*,\s*[\"']{_NAME}[\"']")
_MAP = re.compile(
    r"\b(\w{2,80})[ \t]*\(?\s{0,20}\[?group[ \t]*[:=]\s{0,20}[\"']([\w.-]+)[\"']\s{0,20},"
    r"\s{0,20}name[ \t]*[:=]\s{0,20}[\"']([\w.-]+)[\"']"
)
_PLUGIN = re.compile(r"\b(?:id|apply[ \t]+plugin:)[ \t]*\(?[ \t]*[\"']([\w-]+(?:\.[\w-]+)+)[\"']")
_DEVELOPMENT = re.compile(
    r"test|classpath|detekt|ktlint|checkstyle|pmd|spotbugs|errorprone|lint|jmh|debug|dokka"
)
_NOT_A_DEPENDENCY = ("exclude", "module", "substitute", "because", "id", "mainClass", "force")


def _find(content: str) -> Iterator[Found]:
    code = _TEXT_OR_COMMENT.sub(_blank, content)
    for found in _WRITTEN.finditer(code):
        if found[1] in _NOT_A_DEPENDENCY:
            continue
        managed = found[1] == "mavenBom" or "latform" in (found[2] or "")
        role = MANAGED if managed else _role(found[1])
        yield MAVEN.package(matched(found, 3), role)
        more = _MORE.match(code, found.end())
        while more:
            yield MAVEN.package(matched(more, 1), role)
            more = _MORE.match(code, more.end())
    for found in _MAP.finditer(code):
        if found[1] not in _NOT_A_DEPENDENCY:
            yield MAVEN.package(matched(found, 3), _role(found[1]), f"{found[2]}:{found[3]}")
    for found in _PLUGIN.finditer(code):
        yield MAVEN.package(matched(found, 1), DEV, plugin(found[1]))


def plugin(name: str) -> str:
    """Return the artifact by which a registry knows a plugin."""
    return f"{name}:{name}.gradle.plugin"


def _blank(found: re.Match[str]) -> str:
    """Return a text as it is, and a comment as spaces, so that all places stay."""
    return " " * len(found[0]) if found[1] else found[0]


def _role(configuration: str) -> str:
    return DEV if _DEVELOPMENT.search(configuration.lower()) else DIRECT


SCANNER = lines_manifest(("*.gradle", "*.gradle.kts"), _find)
