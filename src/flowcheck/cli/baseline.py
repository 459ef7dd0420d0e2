"""The baseline of a run: which file it is, what it lifts, and what becomes of it afterwards."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.cli.atomic import write_whole
from flowcheck.cli.options import BASELINE, in_ci
from flowcheck.errors import UsageError
from flowcheck.project.baseline import BaselineFile, given_baseline
from flowcheck.project.baseline_form import baseline_text
from flowcheck.render.summary import counted
from flowcheck.views.baseline import against, recorded, shrunk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.cli.output import Manner
    from flowcheck.engine import Report
    from flowcheck.project import Project
    from flowcheck.views.baseline import Baseline


class KnownFindings(Struct, frozen=True, gc=False):
    """The baseline of one run.

    Attributes:
        file: The baseline as it was read.
        manner: Says what becomes of it.
        is_named: Whether the command line or the settings name it.
    """

    file: BaselineFile
    manner: Manner
    is_named: bool = True

    @classmethod
    def find(
        cls, project: Project, root: str, given: str | None, manner: Manner, *, write: bool
    ) -> KnownFindings:
        """Return the one that the command line names, else the project's own, else a new one.

        Args:
            project: Its settings may name one.
            root: The project's folder as it was typed.
            given: The one that the command line names.
            manner: Says what becomes of it.
            write: Whether it will be written, so that it may not be there yet.

        Raises:
            flowcheck.errors.InputError: It cannot be read.
        """
        if given is not None:
            return cls(given_baseline(given, may_miss=write), manner)
        own = project.baseline(may_miss=write)
        if own is not None:
            return cls(own, manner)
        new = os.path.normpath(os.path.join(root, BASELINE))
        return cls(given_baseline(new, may_miss=True), manner, is_named=False)

    def keep_apart(self, outputs: Iterable[str | None]) -> None:
        """Refuse to write a report where the baseline stands.

        Raises:
            UsageError: A report would take its place.
        """
        here = os.path.realpath(self.file.path)
        if any(output is not None and os.path.realpath(output) == here for output in outputs):
            raise UsageError(f"--output: {self.file.name} is the baseline; name another file")

    def against(self, report: Report) -> Report:
        """Return a report as judged against it."""
        return against(report, self.file.baseline)

    def write(self, report: Report) -> Report:
        """Record what a run found; return its report as judged against that.

        Raises:
            UsageError: It would grow in CI, or cannot be written.
        """
        old, name = self.file.baseline, self.file.name
        new = recorded(report, old)
        added, gone = new.added_to(old), old.added_to(new)
        if added and in_ci():
            raise UsageError(
                f"--write-baseline: {name} would grow by {counted(added, 'finding')}, and in CI "
                "(the environment variable CI is set) it never grows; mend or waive them, or "
                "write it on your own machine and commit it"
            )
        try:
            self._replace(new)
        except OSError as error:
            raise UsageError(f"cannot write {name}: {error.strerror or error}") from None
        change = f"{added} added, {gone} removed"
        self.manner.warn(f"{name} now holds {counted(new.total, 'finding')}: {change}")
        if not self.is_named:
            self.manner.warn(
                f"to use it, write `baseline: {BASELINE}` in flowcheck.yaml, or give "
                f"`--baseline {name}`"
            )
        return against(report, new)

    def shrink(self, report: Report) -> bool:
        """Take out what a run shows to be gone, but not in CI; say so either way.

        A file that cannot be written is no error, and one that has changed since it was read is
        left to the next run.

        Returns:
            Whether another run would find the same baseline and have as little to do.
        """
        old, name = self.file.baseline, self.file.name
        new = shrunk(report, old)
        if new == old:
            return True
        gone = f"{counted(old.added_to(new), 'finding')} no longer there"
        if in_ci():
            self.manner.warn(
                f"{name} holds {gone}; run flowcheck on your own machine, and commit the file"
            )
            return True
        try:
            with open(self.file.path, "rb") as stream:
                same = stream.read() == self.file.content
            if same:
                self._replace(new)
                self.manner.warn(f"removed {gone} from {name}; commit the file")
        except OSError as error:
            self.manner.warn(f"{name} holds {gone}, and stays: {error.strerror or error}")
        return False

    def _replace(self, baseline: Baseline) -> None:
        path, content = self.file.path, baseline_text(baseline).encode()
        if self.file.content == content:
            return
        write_whole(path, content)
