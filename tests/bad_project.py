"""A small good project, and the files of cases that spoil it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GOOD: dict[str, str] = {
    "inventory/policy.txt": (
        "We collect your email address when you register.\n"
        "We use it to run the service.\n"
        "We share it with our email provider.\n"
    ),
    "inventory/policy.yaml": (
        "policy: {controller: Example, document: policy.txt}\n"
        "statements:\n"
        "  - id: collect-email\n"
        "    quote: We collect your email address when you register.\n"
        "    permit: collect\n"
        "    data: email_address\n"
        "  - id: use-email\n"
        "    quote: We use it to run the service.\n"
        "    permit: use\n"
        "    data: email_address\n"
        "    purpose: service_operation\n"
        "  - id: share-email\n"
        "    quote: We share it with our email provider.\n"
        "    permit: share\n"
        "    data: email_address\n"
        "    recipient: email_service_provider\n"
        "    purpose: service_operation\n"
    ),
    "inventory/app.yaml": (
        "systems:\n"
        "  - id: app\n"
        "    collects:\n"
        "      - {data: email_address, source: user, occasion: account_registration,\n"
        "         purpose: service_operation}\n"
        "    flows:\n"
        "      - {id: app-mail, to: mailer, data: email_address, purpose: service_operation}\n"
        "vendors:\n"
        "  - {id: mailer, role: email_service_provider, country: us}\n"
    ),
}
"""The good project: lints clean."""

_SECTION = re.compile(r"^== (.+)$", re.MULTILINE)
_FILE = re.compile(r"^-- (.+)\n", re.MULTILINE)
_SAYS = ">>\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One way to spoil the good project.

    Attributes:
        title: What is wrong, in a few words.
        files: Files added or replaced, by path; None for one taken away.
        source: The case's lines before what it says.
        says: What the run is expected to write to stderr.
    """

    title: str
    files: Mapping[str, str | None] = field(default_factory=dict)
    source: str = ""
    says: str = ""


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file: `== title`, then `-- path` with each file, then `>>`."""
    _, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    found = []
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        source, _, says = body.lstrip("\n").partition(_SAYS)
        _, *pieces = _FILE.split(source)
        files: dict[str, str | None] = {
            name.removeprefix("no "): None if name.startswith("no ") else content
            for name, content in zip(pieces[::2], pieces[1::2], strict=True)
        }
        found.append(Case(title, files, source, says.rstrip("\n")))
    return found


def write_cases(path: Path, cases: list[Case]) -> None:
    """Write cases as `read_cases` reads them."""
    parts = [f"== {c.title}\n{c.source}{_SAYS}{c.says}\n" for c in cases]
    path.write_text("\n".join(parts), encoding="utf-8")


def spoil(folder: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write the good project with some files changed, and return its folder."""
    for name, content in {**GOOD, **files}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
