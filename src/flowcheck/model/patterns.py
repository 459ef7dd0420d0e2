"""Patterns of the vendor catalogue: how names are compared, and tables that look them up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from flowcheck.model.setting_names import setting_words

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE_KINDS = ("npm", "pypi", "golang", "maven", "gem", "composer", "cargo", "nuget")
"""The package types of purl that the catalogue knows."""
IMPORT, HOST, ENV, TERRAFORM, IMAGE, ACTION, FILE = (
    "import", "host", "env", "terraform", "image", "action", "file",
)  # fmt: skip
"""The other kinds of pattern."""

Entry = TypeVar("Entry")

_GO_VERSION = re.compile(r"(?<=/)v[0-9]+$|(?<=/)v[0-9]+/")
_PEP_503 = re.compile(r"[-_.]+")


class Table(Generic[Entry]):
    """Patterns with what each stands for; the one that says most of a name is found.

    A plain pattern means a name alone, and in a table with a separator all below it too; one that
    ends in `*` means every name that starts so. A whole name is more than a start, a longer start
    more than a shorter one.

    Attributes:
        names: What whole names stand for.
        starts: What starts of names stand for.
    """

    def __init__(self, separator: str = "") -> None:
        self.separator = separator
        self.names: dict[str, Entry] = {}
        self.starts: dict[str, Entry] = {}
        self._lengths: tuple[int, ...] = ()

    def add(self, pattern: str, entry: Entry) -> None:
        """Keep a pattern, in the form in which names are looked up; of equal ones the last."""
        self._lengths = ()
        if pattern.endswith("*"):
            self.starts[pattern[:-1]] = entry
            return
        self.names[pattern] = entry
        if self.separator:
            self.starts[pattern + self.separator] = entry

    def find(self, name: str) -> Entry | None:
        """Return what a name stands for, or None."""
        found = self.names.get(name)
        if found is not None or not self.starts:
            return found
        if not self._lengths:
            self._lengths = tuple(sorted({len(start) for start in self.starts}, reverse=True))
        for length in self._lengths:
            if length <= len(name) and (found := self.starts.get(name[:length])) is not None:
                return found
        return None


def go_module(path: str) -> str:
    """Return a module or import path without its major version, which stands for the same."""
    path = path.lower()
    if path.startswith("gopkg.in/"):
        return re.sub(r"\.v[0-9]+(?=/|$)", "", path)
    return _GO_VERSION.sub("", path).rstrip("/")


def maven_name(coordinates: str) -> str:
    """Return group and artifact of coordinates, without a version behind them."""
    return ":".join(coordinates.split(":")[:2])


def pypi_name(name: str) -> str:
    """Return a distribution's name as PEP 503 normalises it; a `*` behind it stays."""
    return _PEP_503.sub("-", name).lower()


def crate_name(name: str) -> str:
    """Return a crate's name with hyphens: crates.io holds no two that differ in them alone."""
    return name.replace("_", "-")


def typed_package(name: str) -> str:
    """Return the npm package whose types a name of DefinitelyTyped holds, or ""."""
    scope, _, rest = name.partition("/")
    if scope != "@types" or not rest:
        return ""
    return "@" + rest.replace("__", "/", 1) if "__" in rest else rest


def host_path(host: str) -> str:
    """Return a host's labels from the last to the first, in lower case, joined by dots.

    Args:
        host: A name; a port, a `*.` before it and a dot at its end are left out.
    """
    name = host.partition(":")[0].removeprefix("*").strip(".").lower()
    if not name.isascii():
        name = ".".join(map(_ascii_label, name.split(".")))
    return ".".join(reversed(name.split(".")))


def _ascii_label(label: str) -> str:
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:  # no name of the internet; it is nobody's
        return label


def provider_or_type(word: str) -> str:
    """Return a Terraform provider's source without its registry, or a resource type."""
    parts = word.lower().split("/")
    return "/".join(parts[-2:])


def image_name(image: str) -> str:
    """Return an image without registry defaults, tag and digest, as people write it."""
    name = image.partition("@")[0].lower()
    before, slash, last = name.rpartition("/")
    name = before + slash + last.partition(":")[0]
    for default in ("docker.io/", "index.docker.io/", "registry-1.docker.io/", "library/"):
        name = name.removeprefix(default)
    return name


def action_name(action: str) -> str:
    """Return an action's owner and repository, without a path and a revision."""
    return "/".join(action.partition("@")[0].lower().split("/")[:2])


def setting_start(pattern: str) -> str:
    """Return a setting's whole name, or a start of names and `*`, without what parts its words."""
    return "".join(setting_words(pattern)) + ("*" if pattern.endswith("_") else "")


_COMPARABLE: dict[str, Callable[[str], str]] = {
    "pypi": pypi_name,
    "golang": go_module,
    "maven": maven_name,
    "composer": str.lower,
    "cargo": crate_name,
    "nuget": str.lower,
    HOST: host_path,
    ENV: setting_start,
    TERRAFORM: provider_or_type,
    IMAGE: image_name,
    ACTION: action_name,
    FILE: str.lower,
}


def comparable(kind: str, name: str) -> str:
    """Return a name, or a pattern, in the form in which those of its kind are compared."""
    normal = _COMPARABLE.get(kind)
    return normal(name) if normal is not None else name
