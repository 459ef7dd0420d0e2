"""Files of environment variables: the names that they set, and the hosts among their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import CONFIG, HOST, NAME, SET
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_SETTING = re.compile(
    r"^[ \t]*#?[ \t]?(?:export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_.]{0,199})[ \t]*=(?P<value>.*)$",
    re.MULTILINE,
)
_UPPER = re.compile(r"[A-Z][A-Z0-9_]*")
_URL = re.compile(
    r"[a-z][a-z0-9+.-]{1,30}://(?:[^\s/@'\"#?]{0,300}@)?"
    r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,10}[A-Za-z]{2,63})"
)


def scan(file: File) -> Iterator[Mention]:
    """Yield names and hosts; a setting that is commented out is one that somebody may want."""
    for match in _SETTING.finditer(file.text):
        name = match["name"]
        commented = "#" in match[0][: match.start("name") - match.start()]
        if commented and not _UPPER.fullmatch(name):
            continue  # a sentence with a `=` in it
        yield file.mention(NAME, name, match.start("name"), match.end("name"), SET)
        if commented:
            continue
        for url in _URL.finditer(match["value"]):
            start = match.start("value") + url.start("host")
            host = url["host"].lower()
            yield file.mention(HOST, host, start, start + len(host), CONFIG)


SCANNER = Scanner(
    (
        ".env", ".env.*", ".env-*", "*.env", "env.example", "env.sample", "env.template",
        "env.dist", ".envrc", ".flaskenv", "*.env.example", "*.env.sample", "*.env.template",
    ),
    scan,
)  # fmt: skip
