"""Container images: what Dockerfiles build on, and what compose files, charts and pipelines run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import IMAGE

if TYPE_CHECKING:
    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_HOST = r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]+)?/)?"
_PART = r"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?P<name>{_HOST}{_PART}(?:/{_PART})*)(?::[\w][\w.-]{{0,127}}|:?[$]?\{{.*)?(?:@sha256:[0-9a-f]{{64}})?"
)
_LONGEST = 400


def image(file: File, value: str, start: int) -> Mention | None:
    """Return the mention of an image, None for what is no reference to one.

    Args:
        file: Where it stands.
        value: The reference, as `ghcr.io/owner/name:1.2@sha256:...`.
        start: Character offset of the value.
    """
    match = _REFERENCE.fullmatch(value) if len(value) <= _LONGEST else None
    if match is None:
        return None
    return file.mention(IMAGE, match["name"], start, start + len(match["name"]))
