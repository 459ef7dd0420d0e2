"""The scan of a code base as verbs ask for it: with progress, and what is known from before."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from flowcheck.cli.cache import SCAN, entry_path, read_entry, write_entry
from flowcheck.cli.progress import Bar
from flowcheck.project.reading import CONFIG
from flowcheck.project.scanning import Found, Scan, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.model.mention import Code
    from flowcheck.project.settings import Settings
    from flowcheck.readers.folder import Folder
    from flowcheck.readers.tree import TreeFile

MOST_BYTES = 200_000_000
"""Of what is kept of one code base."""
_SBOM_BYTES = 100_000_000


def scan_code(  # noqa: PLR0913 - what a scan depends on
    folder: Folder,
    settings: Settings,
    *,
    include: Iterable[str] = (),
    sbom: Iterable[str] = (),
    changed: list[TreeFile] | None = None,
    jobs: int | None = None,
    cache: str | None = None,
) -> Code:
    """Scan the code base of a project.

    Args:
        folder: Its root.
        settings: Which files count.
        include: Reasons whose files count besides.
        sbom: Bills of materials that are read besides, relative to the root.
        changed: The files that are scanned; None for all.
        jobs: Processes at once; one a core by default.
        cache: The folder in which is kept what each file came to; None keeps nothing.
    """
    scope = Scope(
        frozenset((*settings.scan.include, *include)),
        settings.scan.exclude,
        (settings.inventory, *settings.rules, CONFIG, *filter(None, [settings.baseline])),
    )
    path = entry_path(cache, folder.root, repr(scope), SCAN) if cache else None
    known = _known(path) if path else {}
    bills = tuple(dict.fromkeys((*settings.scan.sbom, *sbom)))
    for bill in bills:  # a run depends on them, though git may ignore them
        folder.read(bill, _SBOM_BYTES)
    with Bar("Scanning the code base") as bar:
        scan = Scan(folder, scope, known, jobs, bar.tell)
        files = folder.tree() if changed is None else changed
        code = scan.run(files, bills, whole=changed is None)
    if path and scan.found != known:
        kept = {**known, **scan.found} if changed is not None else scan.found
        with suppress(OSError):
            lasting = {p: f for p, f in kept.items() if f.stamp and _is_text(p)}
            content = msgspec.msgpack.encode(lasting)
            if len(content) <= MOST_BYTES:
                write_entry(path, content)
    return code


def _is_text(path: str) -> bool:
    """Tell whether a name is one in UTF-8; others cannot be kept."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _known(path: str) -> dict[str, Found]:
    """Return what files came to before; {} where nothing is kept that can be trusted."""
    try:
        return msgspec.msgpack.decode(read_entry(path, MOST_BYTES), type=dict[str, Found])
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError, MemoryError):
        return {}
