"""Decoding: bytes to text, or a located problem."""

from __future__ import annotations

from flowcheck.errors import InputError, Problem

_BOM = "\ufeff"


def decode(path: str, content: bytes) -> str:
    """Return UTF-8 bytes as text, without a byte order mark.

    Args:
        path: File relative to the project's root, for the message.
        content: The file's bytes.

    Raises:
        InputError: The bytes are not UTF-8; says at which line and column.
    """
    try:
        return content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        start = before.rfind("\n") + 1
        shown = content[error.start - len(before[start:].encode()) :].split(b"\n", 1)[0]
        raise InputError(
            [
                Problem(
                    path,
                    line,
                    len(before) - start + 1,
                    f"not UTF-8 text: byte 0x{content[error.start]:02x} cannot be read",
                    "another encoding would change names and quotes silently",
                    "save the file as UTF-8",
                    len(before) - start + 2,
                    shown[:500].decode("utf-8", errors="replace").rstrip("\r"),
                )
            ]
        ) from None
