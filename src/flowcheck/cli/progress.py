"""Progress: a bar on stderr for work that takes over a second, where a terminal shows it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from msgspec import Struct

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds in which nobody wonders."""


class Bar(Struct):
    """A bar, as a context that takes it away in the end.

    Attributes:
        words: What is being done.
        started: When; a time of the monotonic clock.
    """

    words: str
    started: float = 0.0
    _shown: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        self.started = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._shown[0].stop()

    def tell(self, done: int, total: int) -> None:
        """Say how far the work has come."""
        if self._shown:
            self._shown[0].update(self._shown[1], completed=done, total=total)
        elif time.monotonic() - self.started > PATIENCE and sys.stderr.isatty():
            self._shown = self._begin(done, total)

    def _begin(self, done: int, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import Progress

        progress = Progress(
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,  # what a run writes is its own, and goes where it belongs
            redirect_stderr=False,
        )
        progress.start()
        return progress, progress.add_task(self.words, completed=done, total=total)
