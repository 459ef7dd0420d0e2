"""Pages and templates: what they load, where their forms go, their scripts and their policies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import CSP, HOST, IMPORT, NAME, READ, SCRIPT
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.csp import policies, policy_hosts
from flowcheck.scanners.source.elements import elements
from flowcheck.scanners.source.hosts import Host, addresses, authority
from flowcheck.scanners.source.javascript import script
from flowcheck.scanners.source.masks import blank, only, without
from flowcheck.scanners.source.modules import from_cdn
from flowcheck.scanners.source.settings import settings
from flowcheck.scanners.source.styles import loaded_by_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|\{\{!--.*?(?:--\}\}|\Z)|\{\{![^}]*+|<%--.*?(?:--%>|\Z)|<%\#.*?(?:%>|\Z)"
    r"|\{\{--.*?(?:--\}\}|\Z)|(?<!\{)\{\#[^\n#]{0,500}\#\}",
    re.DOTALL,
)
_OF_ENDING = {
    "pug": re.compile(r"^([ \t]*)//[^\n]*(?:\n\1[ \t]+[^\n]*)*", re.MULTILINE),
    "cshtml": re.compile(r"@\*.*?(?:\*@|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL),
}
_OF_ENDING |= {"jade": _OF_ENDING["pug"], "razor": _OF_ENDING["cshtml"]}
_OF_ENDING |= dict.fromkeys(
    ("jinja", "jinja2", "j2", "twig", "njk", "liquid"),
    re.compile(
        r"<!--.*?(?:-->|\Z)|(?<!\{)\{\#.*?(?:\#\}|\Z)"
        r"|\{%-?\s{0,9}comment\b.*?(?:endcomment\s{0,9}-?%\}|\Z)",
        re.DOTALL,
    ),
)
_SCRIPT = re.compile(
    r"<script\b(?P<attributes>[^>]{0,1000}+)>(?P<body>.*?)(?:</script\b|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_NO_PROGRAM = re.compile(
    r"""type\s*=\s*["']?[^"'>]*(?:json|template|html|handlebars|mustache|markdown)""", re.IGNORECASE
)
_FRONT = re.compile(r"\A\s*---\r?\n(?P<body>.*?)^---", re.DOTALL | re.MULTILINE)
_TYPED = ("vue", "svelte", "astro")
_READS = settings(
    ".env. ENV env( Configuration[ GetEnvironmentVariable",
    r"""(?:\b(?:process|import\.meta)\.env\.|\bENV(?:\.fetch\(|\[)\s*["']|\b(?:getenv|env)\(\s*["'](?=[A-Z])
    |\bConfiguration\[\s*"|\bGetEnvironmentVariable\(\s*")(?P<name>[A-Za-z_][\w.:]*)""",
)
_WITHOUT_SCHEME = re.compile(r"""\s*["'`]?//""")
_POLICY_END = re.compile(r'["<>]')


def page(file: File, text: str) -> Iterator[Mention]:
    """Yield the mentions of a page or template.

    Args:
        file: The file.
        text: Its text, or as long a text in which only the page is left.
    """
    if (
        "//" not in text
        and "-src" not in text
        and "env" not in text.lower()
        and "import" not in text
    ):
        return
    ending = file.path.rpartition(".")[2].lower()
    markup = _OF_ENDING.get(ending, _COMMENT).sub(blank, text)
    programs = _programs(markup, ending)
    if programs:
        program = only(text, programs)
        yield from script(file, program, "typescript" if ending in _TYPED else "javascript")
        markup = without(markup, programs)
    for attribute in elements(markup, is_pug=ending in ("pug", "jade")):
        for host in _addresses(markup, attribute.start, attribute.end):
            yield file.mention(HOST, host.value, host.start, host.end, attribute.role)
        if attribute.role == SCRIPT:
            for module in from_cdn(markup, attribute.start, attribute.end):
                yield file.mention(IMPORT, f"npm:{module.name}", module.start, module.end)
    for host in loaded_by_style(markup):
        yield file.mention(HOST, host.value, host.start, host.end, SCRIPT)
    yield from _policies(file, markup)
    for match in _READS.read_in(markup):
        yield file.mention(NAME, match["name"], *match.span("name"), READ)


def _programs(markup: str, ending: str) -> list[tuple[int, int]]:
    """Return the ranges of the scripts in a page without comments."""
    front = _FRONT.match(markup) if ending == "astro" else None
    found = [front.span("body")] if front else []
    behind = front.end() if front else 0
    return found + [
        match.span("body")
        for match in _SCRIPT.finditer(markup, behind)
        if not _NO_PROGRAM.search(match["attributes"])
    ]


def _addresses(text: str, start: int, end: int) -> Iterator[Host]:
    """Yield the hosts in the value of an attribute, whose address may have no scheme."""
    short = _WITHOUT_SCHEME.match(text, start, end)
    found = authority(text, short.end(), end) if short else None
    if found:
        yield Host(start, *found)
    else:
        yield from addresses(text, start, end)


def _policies(file: File, markup: str) -> Iterator[Mention]:
    """Yield the hosts that a policy in a `meta` element lets in."""
    behind = 0
    for at in policies(markup):
        if at >= behind:
            end = _POLICY_END.search(markup, at)
            behind = end.start() if end else len(markup)
            for host in policy_hosts(markup, at, behind):
                yield file.mention(HOST, host.value, host.start, host.end, CSP)


def _scan(file: File) -> Iterator[Mention]:
    yield from page(file, file.text)


_ENDINGS = (
    *("html", "htm", "xhtml", "shtml", "ejs", "hbs", "handlebars", "erb", "jinja", "jinja2", "j2"),
    *("njk", "twig", "cshtml", "razor", "jsp", "jspx", "ftl", "mustache", "liquid", "pug", "jade"),
    *("heex", "eex", "leex", "vue", "svelte", "astro", "gohtml", "tmpl"),
)
SCANNER = Scanner(tuple(f"*.{ending}" for ending in _ENDINGS), _scan)
