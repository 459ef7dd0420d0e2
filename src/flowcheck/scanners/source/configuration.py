"""Configuration by keys and values: the hosts that it names, and the policies that it sets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import CALL, CONFIG, CSP, HOST, SCRIPT
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.csp import policies, policy_hosts
from flowcheck.scanners.source.domains import host, looks_like_host, may_be_host
from flowcheck.scanners.source.hosts import Host, addresses, quoted_hosts
from flowcheck.scanners.source.lexer import BLOCK, DOUBLE, LINE, SINGLE, Lexed, tokens
from flowcheck.scanners.source.masks import without
from flowcheck.scanners.source.roles import LINK, role_of_binding, role_of_name
from flowcheck.scanners.source.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_ELSEWHERE = words(
    "package.json package-lock.json npm-shrinkwrap.json composer.json bower.json deno.json"
    " jsr.json pnpm-lock.yaml pnpm-workspace.yaml pyproject.toml cargo.toml poetry.toml"
    " libs.versions.toml packages.lock.json project.assets.json pubspec.yaml chart.yaml bom.json"
    " lerna.json tsconfig.json mkdocs.yml mkdocs.yaml .pre-commit-config.yaml dependabot.yml"
    " funding.yml renovate.json .gitmodules citation.cff codecov.yml .npmrc setup.cfg tox.ini"
    " pylock.toml"
)
"""Manifests and lock files, which have scanners of their own; tools of developers."""
_JSON = tokens(LINE, BLOCK, DOUBLE, SINGLE)
_COMMENTS = {
    "ini": re.compile(r"^\s*[#;]|\s[#;]\s"),
    "properties": re.compile(r"^\s*[#!]"),
}
_HASH = re.compile(r"(?:^|(?<=\s))#")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_KEY = re.compile(
    r"""^\s*(?:-\s+)*(?:export\s+|set\s+)?["']?(?P<key>[\w.\-/$@~]{1,100})["']?\s*(?:=>|[:=])\s*(?P<rest>.*)\Z"""
)
_DIRECTIVE = re.compile(r"^\s*(?P<key>[A-Za-z_]\w*)\s+(?P<rest>.*)\Z")
_PASSED = re.compile(
    r"proxy|pass|upstream|server|endpoint|host|url|set|resolver|reverse", re.IGNORECASE
)
_COMMAND = re.compile(r"\b(?:curl|wget)\b")
_DOTTED = re.compile(r"\.(?:com|net|org|io|co|ai|cloud|dev|app|eu|de|uk|fr|in|us|sh|so)(?![\w.-])")
_SETTING = re.compile(
    r"""\s*(?:-\s+)?(?:["']?(?P<key>[\w.\-]{1,100})["']?\s*[:=]\s*|(?P<server>server)\s+)?["']?
    (?P<host>\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,8})(?::\d{1,5})?["']?\s*(?:[;,\#].*)?(?:\n|\Z)""",
    re.VERBOSE,
)
_WIDEST = 1_000
"""Characters before an address that are looked at."""


def _scan(file: File) -> Iterator[Mention]:
    text = file.text
    name = file.path.rpartition("/")[2].lower()
    if name in _ELSEWHERE or name.endswith(
        (".cdx.json", ".cyclonedx.json", ".spdx.json", ".lock.json")
    ):
        return
    ending = name.rpartition(".")[2]
    if ending.startswith("json") or ending == "webmanifest":
        yield from _of_json(file, text)
    else:
        yield from _of_lines(file, text, ending)


def _of_json(file: File, text: str) -> Iterator[Mention]:
    """Yield the mentions of a file in JSON, with or without comments."""
    found = list(addresses(text))
    found += (bare for bare in quoted_hosts(text) if _says_host(text, bare))
    directives = policies(text)
    if not found and not directives:
        return
    reading = Lexed(text, _JSON)
    done = set()
    for at in directives:
        literal = reading.literal(at)
        if literal and literal not in done:
            done.add(literal)
            yield from _of_policy(file, text, literal.start, literal.end)
    for address in found:
        literal = reading.literal(address.at)
        if literal is None or literal in done or address.at != literal.start:
            continue
        is_key = text[literal.end + 1 : literal.end + 3].lstrip().startswith(":")
        if not is_key and not _is_link(_json_key(text, literal.outer)):
            yield file.mention(HOST, address.value, address.start, address.end, CONFIG)


def _says_host(text: str, found: Host) -> bool:
    if looks_like_host(found.value):
        return True
    return may_be_host(found.value) and role_of_binding(text, found.at - 1) in (CALL, SCRIPT, CSP)


_JSON_KEY = re.compile(r"""["']?(?P<key>[^"'\n]{1,100})["']?\s*:\s*\[?\s*\Z""")


def _json_key(text: str, at: int) -> str:
    match = _JSON_KEY.search(text[max(0, at - 150) : at])
    return match["key"] if match else ""


def _is_link(key: str) -> bool:
    return key.startswith(("$", "@")) or role_of_name(key) == LINK


def _of_policy(file: File, text: str, start: int, end: int) -> Iterator[Mention]:
    for found in policy_hosts(text, start, end):
        yield file.mention(HOST, found.value, found.start, found.end, CSP)


def _of_lines(file: File, text: str, ending: str) -> Iterator[Mention]:
    """Yield the mentions of a file of lines with keys and values."""
    done: list[tuple[int, int]] = []
    for at in policies(text):
        head = _head(text, at)
        if (not done or at >= done[-1][1]) and not _is_comment(head, ending):
            close = text.find('"', at) if head.count('"') % 2 else text.find("\n", at)
            done.append((at, close if close >= 0 else len(text)))
            yield from _of_policy(file, text, *done[-1])
    rest = without(text, done)
    for address in addresses(rest):
        head = _head(rest, address.at)
        if not _is_comment(head, ending) and _is_value(head, ending):
            yield file.mention(HOST, address.value, address.start, address.end, CONFIG)
    for match in _DOTTED.finditer(rest):
        found = _setting(rest, match.end())
        if found and not _is_comment(_head(rest, found[0]), ending):
            yield file.mention(HOST, found[2], found[0], found[1], CONFIG)


def _is_comment(head: str, ending: str) -> bool:
    """Tell whether a line is a comment from somewhere before an offset on."""
    if ending in _COMMENTS:
        return _COMMENTS[ending].search(head) is not None
    for mark in _HASH.finditer(head):
        before = _APOSTROPHE.sub("", head[: mark.start()])
        if before.count('"') % 2 == 0 and before.count("'") % 2 == 0:
            return True
    return False


def _head(text: str, at: int) -> str:
    """Return the line up to an offset."""
    return text[max(0, at - _WIDEST) : at].rpartition("\n")[2]


def _is_value(head: str, ending: str) -> bool:
    """Tell whether what follows is a value, and no prose nor a mere link."""
    if _COMMAND.search(head) or not head.strip(" \t\"'-,["):
        return True
    setting = _KEY.match(head)
    if setting is None:
        directive = _DIRECTIVE.match(head)
        return (
            directive is not None
            and ending not in ("yaml", "yml", "toml")
            and _PASSED.search(directive["key"]) is not None
        )
    rest = setting["rest"].lstrip("\"'")
    is_list = rest.startswith(("[", "{", "(")) and rest.endswith(('"', "'", " ", "[", ","))
    return not _is_link(setting["key"]) and (is_list or not any(map(str.isspace, rest)))


def _setting(text: str, end: int) -> tuple[int, int, str] | None:
    """Return start, end and value of the host that a line sets a key to, or nothing."""
    line = text.rfind("\n", max(0, end - _WIDEST), end) + 1
    match = _SETTING.match(text, line)
    if match is None or match.end("host") != end:
        return None
    value = host(match["host"])
    says = match["server"] or looks_like_host(value) or role_of_name(match["key"] or "") == CALL
    return (
        (*match.span("host"), value)
        if value and says and not _is_link(match["key"] or "")
        else None
    )


SCANNER = Scanner(
    (
        *("*.json", "*.jsonc", "*.json5", "*.webmanifest", "*.yaml", "*.yml", "*.toml", "*.ini"),
        *("*.cfg", "*.conf", "*.properties", "*.nginx", "*.conf.template", "_headers", "caddyfile"),
        *(".htaccess", "nginx.conf.*"),
    ),
    _scan,
)
