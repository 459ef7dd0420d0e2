"""The file of a baseline: finding it, and reading it with every problem at its place."""

from __future__ import annotations

import os
import posixpath
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.errors import InputError, Problem, did_you_mean
from flowcheck.model.source import Address
from flowcheck.project.baseline_form import baseline_of, mistakes
from flowcheck.project.located import Sources
from flowcheck.project.reading import CONFIG
from flowcheck.readers.folder import read_file, siblings
from flowcheck.readers.located_json import read_json
from flowcheck.readers.located_yaml import MAX_BYTES, read_yaml
from flowcheck.views.baseline import Baseline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.model.source import Source
    from flowcheck.project.baseline_form import Mistake
    from flowcheck.project.settings import Settings
    from flowcheck.readers.folder import Folder, Refusal

MOST_PROBLEMS = 1_000
"""Problems of the file that are told in one run."""
_UNKNOWN = "what is known could not be told from what is new"


class BaselineFile(Struct, frozen=True, gc=False):
    """A baseline and where it stands.

    Attributes:
        path: The file.
        name: As it is called in messages.
        content: Its bytes when it was read; None where it was not there.
        baseline: What it knows.
    """

    path: str
    name: str
    content: bytes | None = None
    baseline: Baseline = Baseline()


def given_baseline(path: str, *, may_miss: bool = False) -> BaselineFile:
    """Return the baseline in a file that the command line names.

    Args:
        path: Relative to the current folder.
        may_miss: Whether it may not be there yet; it then knows nothing.

    Raises:
        InputError: With every problem found.
    """
    content = read_file(path, MAX_BYTES) if os.path.lexists(path) else None
    if isinstance(content, bytes) or (content is None and may_miss):
        return _made(path, path, content)
    message, help_ = _refusal(path, path, content, "`--write-baseline` beside it writes it")
    raise InputError([Problem(path, 0, 0, message, _UNKNOWN, help_)])


def project_baseline(
    folder: Folder, settings: Settings, files: Mapping[str, Source], *, may_miss: bool = False
) -> BaselineFile:
    """Return the baseline that `flowcheck.yaml` names.

    Args:
        folder: The project's root, below which it stands.
        settings: Name it.
        files: The files read, to show where it is named.
        may_miss: Whether it may not be there yet; it then knows nothing.

    Raises:
        InputError: With every problem found.
    """
    name = settings.baseline
    path = folder.path(name)
    seen = folder.exists(name) or not folder.holds(name)
    content = folder.read(name, MAX_BYTES) if seen else None
    if isinstance(content, bytes) or (content is None and may_miss):
        return _made(path, name, content)
    sources = Sources()
    sources.files.update(files)
    write = "`flowcheck lint --write-baseline` writes it"
    message, help_ = _refusal(path, name, content, write)
    sources.add(Address(CONFIG, ("baseline",)), message, _UNKNOWN, help_)
    raise InputError(sources.problems)


def _made(path: str, name: str, content: bytes | None) -> BaselineFile:
    if content is None:
        return BaselineFile(path, name)
    value, problems = read_json(name, content)
    if problems:
        raise InputError(problems)
    found = list(islice(mistakes(value), MOST_PROBLEMS))
    if found:
        raise InputError(_located(name, content, found))
    return BaselineFile(path, name, content, baseline_of(value))


def _refusal(path: str, name: str, refusal: Refusal | None, write: str) -> tuple[str, str]:
    """Return what is wrong with a file that gives no baseline, and what to do."""
    if refusal is not None:
        return f"the baseline `{name}` {refusal.message}", refusal.help
    there = [other for other in siblings(path) if other.endswith(".json")]
    near = did_you_mean(posixpath.basename(path), there)
    return f"the baseline `{name}` is not there", f"{near} Else {write}" if near else write


def _located(name: str, content: bytes, found: list[Mistake]) -> list[Problem]:
    """Return mistakes as problems at their places: JSON is YAML, whose reader knows them."""
    sources = Sources()
    sources.files[name] = read_yaml(name, content)[0]
    for loc, message, why, help_, on_key in found:
        sources.add(Address(name, loc, on_key), message, why, help_)
    if len(found) == MOST_PROBLEMS:
        message = f"`{name}` has {MOST_PROBLEMS:,} problems or more; these are shown"
        help_ = "mend those that are shown, and run again"
        sources.problems.append(Problem(name, 0, 0, message, "there may be others", help_))
    return sources.problems
