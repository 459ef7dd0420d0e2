"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress


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
    handle, name = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".flowcheck-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        there = os.path.exists(target)
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
