"""`pyproject.toml`: requirements by PEP 621 and 735, of poetry, PDM, hatch, uv and the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, MANAGED
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.python_words import keyed, requirements
from flowcheck.scanners.packages.registries import PYPI
from flowcheck.scanners.packages.toml_words import read_toml
from flowcheck.scanners.packages.words import Word, table, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found


def _find(document: dict[Word, object]) -> Iterator[Found]:
    yield from _standard(document)
    tool = table(document, "tool")
    yield from _poetry(table(tool, "poetry"))
    for group in table(tool, "pdm", "dev-dependencies").values():
        yield from requirements(texts(group), DEV)
    for environment in table(tool, "hatch", "envs").values():
        for key in ("dependencies", "extra-dependencies"):
            yield from requirements(texts(environment, key), DEV)
    uv = table(tool, "uv")
    yield from requirements(texts(uv, "dev-dependencies"), DEV)
    for key in ("constraint-dependencies", "override-dependencies"):
        yield from requirements(texts(uv, key), MANAGED)
    for name, source in table(uv, "sources").items():
        if "path" in table(source) or table(source).get(Word("workspace")) is True:
            yield PYPI.own(name)


def _standard(document: dict[Word, object]) -> Iterator[Found]:
    project = table(document, "project")
    name = text(project, "name")
    if name:
        yield PYPI.own(name)
    yield from requirements(texts(project, "dependencies"), DIRECT)
    for groups in (table(project, "optional-dependencies"), table(document, "dependency-groups")):
        for group, lines in groups.items():
            yield from requirements(texts(lines), group_role(group))
    yield from requirements(texts(document, "build-system", "requires"), DEV)


def _poetry(poetry: dict[Word, object]) -> Iterator[Found]:
    name = text(poetry, "name")
    if name:
        yield PYPI.own(name)
    yield from keyed(table(poetry, "dependencies"), DIRECT)
    yield from keyed(table(poetry, "dev-dependencies"), DEV)
    for group, said in table(poetry, "group").items():
        yield from keyed(table(said, "dependencies"), group_role(group))


SCANNER = manifest(("pyproject.toml",), read_toml, _find)
