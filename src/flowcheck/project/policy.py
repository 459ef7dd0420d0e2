"""The policy: its record, its document and its statements."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING

from flowcheck.errors import InputError, did_you_mean
from flowcheck.model.inventory import Policy, Statement
from flowcheck.model.source import Address
from flowcheck.project.statements import StatementReader, read_box
from flowcheck.readers.folder import Refusal, is_yaml
from flowcheck.readers.text import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.model import schema
    from flowcheck.project.terms import TermReader
    from flowcheck.readers.folder import Folder

MAX_DOCUMENT = 4_000_000
"""Bytes of the published text that are read at most: the longest policies have some 300,000."""


def read_policy(
    found: Sequence[tuple[schema.Policy, Address]],
    statements: Sequence[tuple[schema.Statement, Address]],
    terms: TermReader,
    folder: Folder,
) -> Policy | None:
    """Return the policy, or None where none is declared.

    Args:
        found: Every declared policy; only one may be.
        statements: Every declared statement, in order.
        terms: Looks terms up, and collects the problems.
        folder: Reads the document.
    """
    for _, address in found[1:]:
        terms.sources.add(
            Address(address.path, ("policy",), on_key=True),
            f"a second policy; the first is at {terms.sources.place(found[0][1])}",
            "a flow is proved from one published text",
            "remove one of the two",
        )
    if not found:
        return None
    raw, address = found[0]
    scope = read_box(raw.scope, address.child("scope"), terms, collected=False)
    document, text, digest = _document(raw, address, terms, folder)
    return Policy(
        address=address,
        controller=raw.controller,
        document=document,
        text=text,
        sha256=digest,
        title=raw.title or "",
        url=raw.url or "",
        effective=raw.effective,
        pinned_sha256=raw.sha256 or "",
        contact=raw.contact,
        scope=scope,
        statements=read_statements(statements, StatementReader(terms, scope, house=False)),
    )


def read_statements(
    raw: Sequence[tuple[schema.Statement, Address]], reader: StatementReader
) -> tuple[Statement, ...]:
    """Return the statements of one origin in order, those apart that cannot be read."""
    made = (reader.read(item, address, number) for number, (item, address) in enumerate(raw))
    return tuple(statement for statement in made if statement is not None)


def document_path(raw: schema.Policy, path: str) -> str:
    """Return where the document of a policy that a file declares stands, relative to the root."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), raw.document))


def _document(
    raw: schema.Policy, address: Address, terms: TermReader, folder: Folder
) -> tuple[str, str, str]:
    """Return the path, text and SHA-256 of the policy's document."""
    place = address.child("document")
    path = document_path(raw, address.path)
    if not folder.exists(path):
        there = [name for name in folder.listing(path) if not is_yaml(name)]
        near = did_you_mean(posixpath.basename(path), there)
        terms.sources.add(
            place,
            f"the policy's document `{path}` is not there",
            "without the published text nothing can be proved",
            near or "put the text beside this file, or mend the path",
        )
        return path, "", ""
    content = folder.read(path, MAX_DOCUMENT)
    if isinstance(content, Refusal):
        message = f"the policy's document `{path}` {content.message}"
        terms.sources.add(place, message, content.why, content.help)
        return path, "", ""
    try:
        text = decode(path, content)
    except InputError as error:
        terms.sources.problems.extend(error.problems)
        return path, "", ""
    if not text.strip():
        terms.sources.add(
            place,
            f"the policy's document `{path}` is empty",
            "nothing can be proved from it",
            "put the published text into it, verbatim",
        )
    return path, text, hashlib.sha256(content).hexdigest()
