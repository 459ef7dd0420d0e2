"""Domains: what of a host name somebody has registered, and which hosts are nobody's service."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

RESERVED = frozenset(
    str.split(
        "alt arpa corp example home internal intranet invalid lan local localdomain localhost "
        "onion private svc test"
    )
)
"""Last labels that no registry gives to anybody (RFC 2606, 6761, 6762, 8375, 9476 and habit)."""
EXAMPLES = frozenset(str.split("example.com example.net example.org example.edu"))
"""Domains kept for examples (RFC 2606)."""
WELL_KNOWN = frozenset(
    str.split(
        # names of formats, which nobody asks
        "adobe.com json-schema.org ogp.me opengis.net openxmlformats.org purl.org sitemaps.org "
        "schema.org schemastore.org w3.org whatwg.org xml.org xmlsoap.org xmlns.com "
        # standards, licences and who publishes them
        "apache.org creativecommons.org ecma-international.org eclipse.org fsf.org gnu.org "
        "iana.org ietf.org iso.org mozilla.org oasis-open.org openapis.org opensource.org "
        "rfc-editor.org spdx.org unicode.org unlicense.org "
        # source code and packages
        "bitbucket.org codeberg.org crates.io debian.org docker.com docker.io ghcr.io "
        "git-scm.com github.com githubusercontent.com gitlab.com golang.org goproxy.io "
        "gradle.org jsr.io maven.org mvnrepository.com nodejs.org npmjs.com npmjs.org "
        "nuget.org packagist.org pkg.dev pypi.org pythonhosted.org python.org quay.io "
        "repology.org ruby-lang.org rubygems.org rust-lang.org sonatype.org sourceforge.net "
        "sr.ht swift.org ubuntu.com yarnpkg.com "
        # what people read
        "archive.org arxiv.org docs.rs doi.org freecodecamp.org medium.com mdn.dev "
        "readthedocs.io readthedocs.org reddit.com stackexchange.com stackoverflow.com "
        "wikimedia.org wikipedia.org youtube.com"
    )
)
"""Domains that code names without sending anybody's data there."""
TELLING = frozenset(
    str.split(
        "api apis amqp collect collector data-api event events gateway graphql hook hooks imap "
        "ingest ingestion logs metrics mqtt otel otlp relay rest rpc smtp sms telemetry track "
        "tracker tracking webhook webhooks ws"
    )
)
"""Words of a first label behind which a service takes something, as in `api-eu.acme.com`."""
_REGISTERED = 2
_NUMBER = re.compile(r"[0-9.]+|.*:.*")


def is_nobodys(host: str) -> bool:
    """Tell whether a host is none that another party could run: reserved, an address, a label."""
    labels = host.split(".")
    return (
        len(labels) == 1
        or bool(_NUMBER.fullmatch(host))
        or labels[-1] in RESERVED
        or any(host == name or host.endswith(f".{name}") for name in EXAMPLES)
    )


def is_telling(host: str) -> bool:
    """Tell whether a host's first label says that something is sent there."""
    words = re.split(r"[-_]", host.partition(".")[0])
    return any(word.rstrip("0123456789") in TELLING for word in words)


def registered(host: str) -> str:
    """Return the part of a host that somebody has registered: `acme.co.uk` of `api.acme.co.uk`.

    "" for what ends in no public suffix (publicsuffix.org): it is no name of the internet. Of an
    API that does, it is the last two labels: the list may be older than the suffix.
    """
    known = _suffixes().privatesuffix(host)
    if known or not host.startswith("api."):
        return known or ""
    labels = host.split(".")
    return ".".join(labels[-_REGISTERED:]) if len(labels) > _REGISTERED else ""


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 30 ms, for unknown hosts only

    return PublicSuffixList(accept_unknown=False)
