"""A first inventory for a folder: what may stand in its way, and what it is made of."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from flowcheck.errors import InputError, UsageError, did_you_mean
from flowcheck.model.fields import CONTROL
from flowcheck.model.policy_text import PolicyText
from flowcheck.project.policy import MAX_DOCUMENT
from flowcheck.project.reading import CONFIG, INVENTORY, RULES
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.readers.folder import Refusal, is_yaml
from flowcheck.readers.text import decode
from flowcheck.render.first_files import Beginning, own_files
from flowcheck.views.first_reading import first_readings

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.readers.folder import Folder

_LONGEST_NAME = 200
_MARKUP = ("<!doctype", "<html", "<?xml", "{\\rtf")


def in_the_way(folder: Folder) -> list[str]:
    """Return what of a project is in a folder already: its settings, its YAML files, its links."""
    found = [CONFIG] if folder.exists(CONFIG) else []
    for name in (INVENTORY, RULES):
        files, refused = folder.yaml_files(name)
        found += [*files, *(path for path, _ in refused)]
        if not files and not refused and folder.exists(name) and not folder.is_folder(name):
            found.append(name)
    return found


def read_controller(name: str) -> str:
    """Return the name of a controller on one line.

    Raises:
        UsageError: It is none that a file could hold.
    """
    words = " ".join(name.split())
    if not words:
        raise UsageError("the controller's name is empty; give the name that the policy gives")
    if CONTROL.search(words) or not words.isprintable() or not _is_unicode(words):
        raise UsageError("the controller's name has characters that no text can show; type it anew")
    if len(words) > _LONGEST_NAME:
        raise UsageError(f"the controller's name is longer than {_LONGEST_NAME} characters")
    return words


def read_published(folder: Folder, path: str) -> PolicyText:
    """Return the published text of a file in a folder; its path becomes relative to that.

    Args:
        folder: The project's root.
        path: The file, relative to the current folder.

    Raises:
        UsageError: It cannot be a project's policy; says why, and what to do.
    """
    relative = folder.place(path)
    shown = path if path.isprintable() else ascii(path)
    if relative.split("/")[0] == "..":
        raise UsageError(
            f"the policy `{shown}` is not in `{folder.root}`; a run must depend on the project's "
            "own files alone: copy it there"
        )
    if not _is_unicode(relative) or not relative.isprintable() or relative != relative.strip():
        raise UsageError(f"the policy `{shown}` has a name that no file can refer to; rename it")
    if is_yaml(relative):
        raise UsageError(f"the policy `{shown}` is a YAML file; give the published text itself")
    if not folder.exists(relative):
        files = [name for name in folder.listing(relative) if not is_yaml(name)]
        near = did_you_mean(posixpath.basename(relative), files)
        help_ = near or "give the file of the published text, or `sample` to start from one"
        raise UsageError(f"the policy `{shown}` is not there; {help_}")
    content = folder.read(relative, MAX_DOCUMENT)
    if isinstance(content, Refusal):
        raise UsageError(f"the policy `{shown}` {content.message}; {content.help}")
    try:
        text = decode(relative, content)
    except InputError as error:
        found = error.problems[0]
        where = f", line {found.line}" if found.line else ""
        raise UsageError(f"the policy `{shown}`{where}: {found.message}; {found.help}") from None
    if not any(map(str.isalnum, text)):
        raise UsageError(f"the policy `{shown}` is empty; put the published text into it, verbatim")
    if text.lstrip()[:20].lower().startswith(_MARKUP):
        raise UsageError(
            f"the policy `{shown}` is a page with markup; save what people read as plain text"
        )
    return PolicyText(relative, text)


def first_files(text: PolicyText, controller: str, until: dt.date) -> tuple[dict[str, str], int]:
    """Return a first inventory for a published text, and how many passages could be read.

    Args:
        text: The published text.
        controller: Who publishes it.
        until: The day on which the first flow must be proved.
    """
    readings = first_readings(text, built_in_vocabulary())
    document = posixpath.relpath(text.path, INVENTORY)
    beginning = Beginning(controller, document, text, readings, until)
    return own_files(beginning), len(readings)


def _is_unicode(text: str) -> bool:
    """Tell whether a text can be written: arguments may hold bytes that are none."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
