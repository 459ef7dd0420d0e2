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
    import tempfile

    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(content)
        return
    target = os.path.realpath(path)
    there = os.path.exists(target)
    if there and not os.stat(target).st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only", path)
    handle, name = tempfile.mkstemp(dir=os.path.dirname(target), prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(name, os.stat(target).st_mode & 0o777 if there else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


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
            with suppress(OSError):
                os.unlink(path)
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

    handle, name = tempfile.mkstemp(
        dir=os.path.dirname(os.path.abspath(path)), prefix=".flowcheck-"
    )
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
        with suppress(OSError):
            os.unlink(name)
