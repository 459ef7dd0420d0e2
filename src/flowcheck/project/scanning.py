"""Scanning a code base: every file through its scanners, on all cores, in an order of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.errors import Problem
from flowcheck.model.mention import INCLUDE, Code
from flowcheck.project.one_file import Found, Job, scan_file
from flowcheck.readers.folder import Folder
from flowcheck.scanners import scanners_for
from flowcheck.scanners.aside import aside

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from flowcheck.readers.tree import TreeFile

_ALONE = 3_000_000
"""Bytes that one core scans sooner than others are set up."""
_PORTION = 400_000
"""Bytes of the files that a core is given at a time."""
_LEAST = 2_000
"""Bytes that a file counts at least: to open it takes time too."""


class Scope(Struct, frozen=True):
    """Which files of a code base count.

    Attributes:
        include: Reasons of `scanners.aside` whose files count too.
        exclude: Patterns of paths that do not; `*` reaches into folders.
        apart: Folders and files that are the project's own, and no code: the inventory, the rules.
    """

    include: frozenset[str] = frozenset()
    exclude: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def reason(self, path: str) -> str:
        """Return why a file does not count, "" where it does."""
        if any(path == own or path.startswith(f"{own}/") for own in self.apart):
            return "inventory"
        if any(fnmatchcase(path, pattern) for pattern in self.exclude):
            return "excluded"
        found = aside(path)
        return "" if found in self.include else found


Tell = Callable[[int, int], None]
"""Takes how much is done, and of how much."""


class Scan:
    """One scan of a code base.

    Attributes:
        folder: Its root; in the file system, or as a commit has it.
        scope: Which files count.
        found: What each file came to, by path.
    """

    def __init__(
        self,
        folder: Folder,
        scope: Scope,
        known: Mapping[str, Found] | None = None,
        jobs: int | None = None,
        tell: Tell = lambda _done, _total: None,
    ) -> None:
        """Prepare a scan.

        Args:
            folder: The root.
            scope: Which files count.
            known: What files came to before; used where the stamp is still the same.
            jobs: Processes that work at once; by default one a core.
            tell: Is told how far the work has come.
        """
        self.folder = folder
        self.scope = scope
        self.found: dict[str, Found] = {}
        self._known = known or {}
        self._jobs = jobs or cores()
        self._tell = tell

    def run(
        self, files: Iterable[TreeFile], bills: Iterable[str] = (), *, whole: bool = True
    ) -> Code:
        """Return what the code base mentions.

        Args:
            files: Those to look at.
            bills: Bills of materials, read wherever they lie and whatever they are called.
            whole: Whether the files are all that there are.
        """
        left_aside: Counter[str] = Counter()
        jobs = []
        for file in files:
            if not scanners_for(file.path):
                continue
            reason = self.scope.reason(file.path)
            if reason:
                left_aside[reason] += 1
                continue
            known = self._known.get(file.path)
            if known is not None and file.stamp and known.stamp == file.stamp:
                self.found[file.path] = known
            else:
                jobs.append(Job(file.path, file.path, max(_LEAST, file.size), file.stamp))
        self.found.update(self._scanned(jobs))
        named = [Job(bill, _bill(bill), _LEAST) for bill in bills]
        self.found.update(self._scanned(named))
        for job in named:
            found = self.found[job.path]
            if not found.mentions and not found.problems:
                self.found[job.path] = found._replace(problems=(_empty(job.path),))
        self._follow()
        mentions = sorted(m for found in self.found.values() for m in found.mentions)
        problems = sorted(p for found in self.found.values() for p in found.problems)
        scanned = len(self.found)
        for found in self.found.values():
            if found.aside:
                left_aside[found.aside] += 1
                scanned -= 1
        aside_ = tuple(sorted(left_aside.items()))
        return Code(tuple(mentions), tuple(problems), scanned, aside_, whole)

    def _follow(self) -> None:
        """Scan what scanned files include, as they are scanned themselves, and so on."""
        named: dict[str, str] = {}
        while True:
            wanted: dict[str, Job] = {}
            for path, found in self.found.items():
                for mention in found.mentions:
                    target = mention.value
                    if mention.kind == INCLUDE and target not in self.found:
                        named[target] = named.get(path, path)
                        wanted[target] = Job(target, named[target], _LEAST)
            jobs = [job for job in wanted.values() if self.folder.exists(job.path)]
            if not jobs:
                return
            self.found.update(self._scanned(jobs))

    def _scanned(self, jobs: list[Job]) -> Iterator[tuple[str, Found]]:
        total = sum(job.weight for job in jobs)
        if type(self.folder) is not Folder or self._jobs == 1 or total <= _ALONE:
            return self._one_by_one(jobs, total)
        return self._at_once(jobs, total)

    def _one_by_one(self, jobs: list[Job], total: int) -> Iterator[tuple[str, Found]]:
        done = 0
        for portion in _portions(jobs):
            self.folder.expect(job.path for job in portion)
            for job in portion:
                yield job.path, scan_file(self.folder, job)
                done += job.weight
                self._tell(done, total)

    def _at_once(self, jobs: list[Job], total: int) -> Iterator[tuple[str, Found]]:
        from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415 - slow
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
        from multiprocessing import active_children, get_context  # noqa: PLC0415

        context = get_context("fork" if sys.platform == "linux" else "spawn")
        left = {job.path: job for job in jobs}
        done = 0
        with ProcessPoolExecutor(self._jobs, context, _begin) as pool:
            try:
                root = self.folder.root
                portions = [pool.submit(_scan_portion, root, some) for some in _portions(jobs)]
                for portion in as_completed(portions):
                    for path, found in portion.result():
                        done += left.pop(path).weight
                        yield path, found
                    self._tell(done, total)
            except BrokenProcessPool:  # one ran out of memory, say: alone it may have enough
                pass
            except BaseException:  # interrupted, say: nobody waits for what is half done
                for process in active_children():
                    process.terminate()
                raise
        yield from self._one_by_one(list(left.values()), total)


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _bill(path: str) -> str:
    """Return a name by which scanners know a bill of materials for one."""
    return "bom.xml" if path.lower().endswith(".xml") else "bom.json"


def _empty(path: str) -> Problem:
    return Problem(
        path, 0, 0,
        f"`{path}` names no component and no service",
        "a bill of materials of another kind, or an empty one, shows nothing",
        "give one in CycloneDX, as JSON or XML",
    )  # fmt: skip


def _begin() -> None:
    """Begin a process that scans: an interrupt is for the first one, and with that one it ends."""
    import threading  # noqa: PLC0415 - slow, and only where there are many
    from multiprocessing import parent_process  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _portions(jobs: list[Job]) -> Iterator[list[Job]]:
    """Yield portions of about the same weight, the heaviest files first: none is left for last."""
    portion: list[Job] = []
    weight = 0
    for job in sorted(jobs, key=lambda job: (-job.weight, job.path)):
        portion.append(job)
        weight += job.weight
        if weight >= _PORTION:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion


def _scan_portion(root: str, jobs: list[Job]) -> list[tuple[str, Found]]:
    folder = Folder(root)
    return [(job.path, scan_file(folder, job)) for job in jobs]
