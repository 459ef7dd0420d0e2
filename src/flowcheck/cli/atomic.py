"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNFINISHED = ".flowcheck-"
"""How the name of a file starts that is being written."""


def write_whole(path: str, content: bytes, *, durable: bool = True) -> None:
    """Write a file so that a reader, and a crash, finds the old content or the new one.

    A link is followed, a file keeps its mode, and a device or a pipe is written to as it is.

    Args:
        path: The file; its folder must be there.
        content: All of it.
        durable: Whether to wait until the disk has it.

    Raises:
        OSError: It cannot be written; what stood there stands there still.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(content)
        return
    name, target = _staged(path, content, durable=durable)
    try:
        os.replace(name, target)
    except BaseException:
        _remove(name)
        raise


def write_all(files: Mapping[str, bytes]) -> None:
    """Write files, all of them or none: each under another name first, then each to its own.

    Args:
        files: Content by path; the folders must be there, and what stands at a path be a file.

    Raises:
        OSError: One cannot be written; what stood at each path stands there still.
    """
    staged: dict[str, str] = {}
    old: dict[str, str | None] = {}
    for path in files:
        if os.path.exists(path) and not os.path.isfile(path):
            raise OSError(errno.EEXIST, "something stands there that is no file", path)
    try:
        for path, content in files.items():
            name, target = _staged(path, content)
            staged[target] = name
        for target, name in staged.items():
            old[target] = _second_name(target)
            os.replace(name, target)
    except BaseException:
        _put_back(staged, old)
        raise
    for kept in filter(None, old.values()):
        _remove(kept)


def _put_back(staged: Mapping[str, str], old: Mapping[str, str | None]) -> None:
    """Make every path what it was: `staged` are the new files, `old` second names of the old."""
    for target, kept in old.items():
        if kept:
            with suppress(OSError):
                os.replace(kept, target)
            _remove(kept)  # two names of one file are not replaced
        elif not os.path.exists(staged[target]):  # it has come to its place, where none was
            _remove(target)
    for name in staged.values():
        _remove(name)


def _staged(path: str, content: bytes, *, durable: bool = True) -> tuple[str, str]:
    """Return a new file with the content, beside its target, and the target: links are followed."""
    import tempfile

    target = os.path.realpath(path)
    there = os.path.exists(target)
    if there and not os.stat(target).st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only", path)
    try:
        handle, name = tempfile.mkstemp(dir=os.path.dirname(target), prefix=UNFINISHED)
    except OSError as error:
        error.filename = path  # no one knows the other name
        raise
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(name, os.stat(target).st_mode & 0o777 if there else 0o666 & ~_umask())
    except BaseException:
        _remove(name)
        raise
    return name, target


def _second_name(path: str) -> str | None:
    """Give a file a second name, so that it can be put back; None where there is no file."""
    import shutil

    if not os.path.exists(path):
        return None
    name = os.path.join(os.path.dirname(path), f"{UNFINISHED}{os.path.basename(path)}.old")
    _remove(name)
    try:
        os.link(path, name)
    except OSError:  # a file system without links
        shutil.copy2(path, name)
    return name


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def create_all(files: Mapping[str, bytes]) -> None:
    """Write new files, all of them or none; what stands there already is never touched.

    Each appears whole. The folders that they need are made. Where one cannot be written, those
    before it, and the folders made for them, are taken back.

    Args:
        files: Content by path.

    Raises:
        FileExistsError: Something stands at one of the paths.
        OSError: One cannot be written.
    """
    files_made: list[str] = []
    folders_made: list[str] = []
    try:
        for path, content in files.items():
            _make_folders(os.path.dirname(os.path.abspath(path)), folders_made)
            _create(path, content)
            files_made.append(path)
    except BaseException:
        for path in reversed(files_made):
            _remove(path)
        for folder in reversed(folders_made):
            with suppress(OSError):  # somebody else has put a file there
                os.rmdir(folder)
        raise


def _make_folders(path: str, made: list[str]) -> None:
    missing = []
    while not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    for folder in reversed(missing):
        os.mkdir(folder)
        made.append(folder)


def _create(path: str, content: bytes) -> None:
    """Write a file that is not there: under another name first, then linked to its own."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(path)), prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, 0o666 & ~_umask())
        try:
            os.link(name, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: claim the name, then fill it
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
            os.replace(name, path)
    finally:
        _remove(name)
