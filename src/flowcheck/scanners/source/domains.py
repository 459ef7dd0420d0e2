"""Which names are hosts that somebody can own on the internet, by the public suffix list."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flowcheck.scanners.source.words import words

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_LONGEST = 253
"""Characters of a host name, by RFC 1035."""
_SHAPE = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})+")
_NOBODY = re.compile(
    r"(?:.*\.)?(?:example|test|invalid|localhost|local|localdomain|internal|arpa|onion"
    r"|(?:example|your-?\w*|my-?(?:app|site|domain|company|api|server|host|org))"
    r"\.(?:com|net|org|edu|io|co|dev|app|ai))"
)
"""Reserved names (RFC 2606, RFC 6761, RFC 6762) and what stands in for a name."""
_IDENTIFIERS = re.compile(
    r"(?:.*\.)?(?:w3\.org|schema\.org|json-schema\.org|ogp\.me|xmlns\.com|xmlns\.jcp\.org|purl\.org"
    r"|sitemaps\.org|openid\.net|schemastore\.org)"
    r"|schemas?\..*|xmlns\..*|ns\.adobe\.com|(?:java|xml|jakarta)\.(?:sun|apache|ee)\.(?:com|org)"
    r"|(?:www\.)?springframework\.org|maven\.apache\.org|sitemaps\.org|gmpg\.org|(?:www\.)?apple\.com"
    r"|relaxng\.org|docbook\.org|xml\.org|www\.opengis\.net|iptc\.org|unlicense\.org"
)
"""Hosts of identifiers such as namespaces and document types: nobody ever calls them."""
_SIGNS = words(
    "accounts analytics api apis app assets auth cdn client collect collector connect content"
    " data edge email endpoint event events eu files fonts gateway graph graphql hooks identity"
    " images img imap in ingest js login logs mail media metrics mqtt oauth o11y otlp pixel"
    " proxy push queue r realtime relay rest rpc rs s3 scripts sdk secure service services smtp"
    " sms sso static stats storage stream t telemetry token trace track tracker tracking tags"
    " upload uploads us web webhook webhooks widget widgets ws wss"
)
_SIGN = re.compile(
    r"o\d{3,}|(?:api|cdn|js|ingest|events|eu|us|smtp|app|s3)[-\d].*|.*-(?:api|cdn|intake)"
)
"""First labels that hosts have and other dotted names seldom."""
_PLAIN = words("com net org io co ai cloud eu de uk fr nl ch se jp ca au cn ru br cz dk gg tv fm")
"""Suffixes that are no word, no suffix of a file and no member of an object."""
_LIKELY = _PLAIN | words("app biz dev edu gov info io it es in me sh so us ly tech xyz link")
"""Suffixes that are believed where a name says that a host follows."""
_UNLISTED = re.compile(
    r"api\.(?:[a-z0-9-]+\.)+(?!(?:alt|cluster|consul|corp|docker|home|intra|intranet|lan|mesh|pod"
    r"|private|service|svc)\Z)[a-z]{2,24}"
)
_SURE = 3
"""Labels that a host has at least where nothing but its own letters speaks for it."""


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 30 ms, and many runs find no host

    return PublicSuffixList(only_icann=True, accept_unknown=False)


@lru_cache(maxsize=8192)
def host(name: str) -> str:
    """Return a host name as mentions have it, or "" where it is nobody's on the internet.

    Args:
        name: As it is written, without port and user; one dot may end it.

    Returns:
        ASCII in lower case (RFC 3490 for other letters). Single labels, IP addresses, public
        suffixes, reserved names and hosts of mere identifiers are "". Of suffixes that are on no
        list only what calls itself an API is a host: a newer one may be meant, and not a network
        of one's own.
    """
    lower = name.lower().removesuffix(".")
    if not lower.isascii():
        try:
            lower = lower.encode("idna").decode()
        except UnicodeError:
            return ""
    if len(lower) > _LONGEST or not _SHAPE.fullmatch(lower):
        return ""
    if _NOBODY.fullmatch(lower) or _IDENTIFIERS.fullmatch(lower):
        return ""
    if _suffixes().privatesuffix(lower):
        return lower
    return lower if _UNLISTED.fullmatch(lower) else ""


def looks_like_host(name: str) -> bool:
    """Tell whether a dotted name is a host for sure, though nothing around it says so.

    Args:
        name: In lower case.
    """
    labels = name.split(".")
    first = labels[0]
    return (
        len(labels) >= _SURE
        and labels[-1] in _PLAIN
        and (first in _SIGNS or _SIGN.fullmatch(first) is not None)
    )


def may_be_host(name: str) -> bool:
    """Tell whether a dotted name is a host if what it is bound to says so.

    Args:
        name: In lower case.
    """
    return name.rpartition(".")[2] in _LIKELY
