"""Decoding: bytes to text, or a located problem."""

from __future__ import annotations

from flowcheck.errors import InputError, Problem

_BOM = "\ufeff"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SHOWN = 500


def decode(path: str, content: bytes) -> str:
    """Return UTF-8 bytes as text, without a byte order mark.

    Args:
        path: File relative to the project's root, for the message.
        content: The file's bytes.

    Raises:
        InputError: The bytes are not UTF-8; says at which line and column.
    """
    if content.startswith(_UTF_16) or (len(content) > 1 and 0 in content[:2]):
        raise InputError([_not_utf_8(path, "the file looks like UTF-16, not UTF-8")]) from None
    try:
        return content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise InputError([_at_byte(path, content, error.start)]) from None


def _at_byte(path: str, content: bytes, at: int) -> Problem:
    start = content.rfind(b"\n", 0, at) + 1
    column = len(content[start:at].decode("utf-8").removeprefix(_BOM)) + 1
    stop = content.find(b"\n", at)
    shown = content[start : min(len(content) if stop < 0 else stop, at + _SHOWN)]
    return _not_utf_8(
        path,
        f"not UTF-8 text: byte 0x{content[at]:02x} cannot be read",
        content.count(b"\n", 0, at) + 1,
        column,
        shown.decode("utf-8", errors="replace").removeprefix(_BOM).rstrip("\r"),
    )


def _not_utf_8(path: str, message: str, line: int = 0, column: int = 0, shown: str = "") -> Problem:
    why = "another encoding would change names and quotes silently"
    return Problem(path, line, column, message, why, "save the file as UTF-8", column + 1, shown)
