"""The scan of a code base as verbs ask for it: with progress, and what is known from before."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from flowcheck.cli.cache import SCAN, entry_path, read_entry, write_entry
from flowcheck.cli.progress import Bar
from flowcheck.errors import UsageError
from flowcheck.project.one_file import Found
from flowcheck.project.reading import CONFIG
from flowcheck.project.scanning import Scan, Scope
from flowcheck.readers.folder import Folder
from flowcheck.readers.revision import Revision
from flowcheck.readers.tree import changed_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowcheck.cli.output import Manner
    from flowcheck.model.mention import Code
    from flowcheck.project import Project
    from flowcheck.project.settings import Settings
    from flowcheck.readers.tree import TreeFile

MOST_BYTES = 200_000_000
"""Of what is kept of one code base."""
_SBOM_BYTES = 100_000_000
_KEPT = "what each file came to"


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
    scope = _scope(settings, include)
    path = entry_path(cache, folder.root, _KEPT, SCAN) if cache else None
    known = _known(path) if path else {}
    bills = tuple(dict.fromkeys((*settings.scan.sbom, *sbom)))
    for bill in bills:  # a run depends on them, though git may ignore them
        if not folder.exists(bill):
            raise UsageError(f"scan: sbom: `{bill}` is not there; make it first, or name another")
        folder.read(bill, _SBOM_BYTES)
    with Bar("Scanning the code base") as bar:
        scan = Scan(folder, scope, known, jobs, bar.tell)
        files = folder.tree() if changed is None else changed
        code = scan.run(files, bills, whole=changed is None)
    if path:
        _keep(path, known if changed is not None else _still(known, files), scan.found)
    return code


def scan_both(
    earlier: Project | None, later: Project, manner: Manner, cache: str | None
) -> tuple[Project | None, Project]:
    """Return two editions of a project with what the code of each shows.

    A file that is the same in both is scanned once.

    Args:
        earlier: As a commit has it; None where there was none.
        later: In the folder, or as a commit has it.
        manner: Says what could not be read.
        cache: The folder in which is kept what each file came to; None keeps nothing.
    """
    folder = later.folder
    path = entry_path(cache, folder.root, _KEPT, SCAN) if cache else None
    known = _known(path) if path else {}
    with Bar("Scanning the code base") as bar:
        scan = Scan(folder, _scope(later.settings), known, tell=bar.tell)
        there = folder.tree()
        code = scan.run(there, later.settings.scan.sbom)
        if path and type(folder) is Folder:
            _keep(path, _still(known, there), scan.found)
        warn_of(code, manner)
        later = later.scanned(code)
        if earlier is None:
            return None, later
        base = earlier.folder
        files = base.tree()
        before = Scan(base, _scope(earlier.settings), _alike(files, folder, base, scan.found))
        return earlier.scanned(before.run(files, earlier.settings.scan.sbom)), later


def _alike(
    files: Iterable[TreeFile], later: Folder, base: Folder, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Return what those files of a commit come to that are the same in the later edition."""
    if not isinstance(base, Revision):
        raise TypeError(base)
    if isinstance(later, Revision):
        objects = {file.path: file.stamp for file in later.tree()}
        same = [file for file in files if objects.get(file.path) == file.stamp]
    else:
        changed = {file.path for file in changed_files(later.root, base.commit)}
        same = [file for file in files if file.path not in changed]
    return {f.path: found[f.path]._replace(stamp=f.stamp) for f in same if f.path in found}


def spare_code(root: str, code: Code, files: Iterable[str | None]) -> None:
    """Refuse to write where a file stands in which something was seen: nobody means to lose it.

    Args:
        root: The project's folder.
        code: What its code base shows.
        files: Where outputs would go; None for standard output.

    Raises:
        UsageError: One of them would be replaced.
    """
    named = {os.path.realpath(file): file for file in files if file}
    if not named:
        return
    for path in dict.fromkeys(mention.path for mention in code.mentions):
        file = named.get(os.path.realpath(os.path.join(root, path)))
        if file is not None:
            raise UsageError(
                f"--output: `{file}` is a file of the code base in which something was seen; name"
                " another one"
            )


def warn_of(code: Code, manner: Manner) -> None:
    """Say which files could not be read or understood."""
    for problem in code.problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        manner.warn(f"{place}: {problem.message}: {problem.why}; {problem.help}")


def _scope(settings: Settings, include: Iterable[str] = ()) -> Scope:
    own = (settings.inventory, *settings.rules, CONFIG, settings.baseline)
    reasons = frozenset((*settings.scan.include, *include))
    return Scope(reasons, settings.scan.exclude, tuple(filter(None, own)))


def _still(known: Mapping[str, Found], files: Iterable[TreeFile]) -> dict[str, Found]:
    """Return what is known of files that are still there."""
    return {file.path: known[file.path] for file in files if file.path in known}


def _keep(path: str, known: Mapping[str, Found], found: Mapping[str, Found]) -> None:
    """Keep what each file came to; where that cannot be, nothing is said and nothing is lost."""
    both = {**known, **found}
    kept = {name: file for name, file in both.items() if file.stamp and _is_text(name)}
    if kept == known:
        return
    with suppress(OSError):
        content = msgspec.msgpack.encode(kept)
        if len(content) <= MOST_BYTES:
            write_entry(path, content)


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
