"""What the code before a text says of it: that it is called, loaded, let in, or a mere link."""

from __future__ import annotations

import re
from functools import lru_cache

from flowcheck.model.mention import CALL, CSP, LITERAL, SCRIPT
from flowcheck.scanners.source.words import words

LINK = ""
"""The role of what people follow: it is no evidence."""
_WINDOW = 800
"""Characters before a text that are looked at."""
_NEAR = 200
"""Characters of them that may hold the name that a text is bound to."""
_GOES_ON = ("=", ":", "|", "?", "+", ">")
"""Ends of a line that the text on the next one belongs to."""
_DEEPEST = 5
"""Brackets around a text that are looked at."""
_MARK = re.compile(r'[()\[\]{}]|;(?![ \t]*["\'`])')
_HOLDS = ("(", ",", "=", ":", "[", "?", "|", "return")
"""What stands before a brace that holds keys and values."""
_ASSIGNED = re.compile(r"=>|:=|(?<![=!<>:])=(?!=)|(?<!:):(?![:=/])")
_BOUND = re.compile(
    r"""(?<![\w$.@])(?P<name>[\w$@!-][\w$.@!?-]{0,80}+)["'`\])]{0,3}\s*
    (?::\s*[&\w.<>?|'\[\] ]{1,40}|(?:string|String|URL|URI|Uri)|\{[^{}]*\})?\s*\Z""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"(?:\A|[\s(,])(?P<name>[:@]?\w[\w:@.-]*)=\{?\Z")
_WORD_BEFORE = re.compile(
    r"""(?<![\w.:$])(?P<name>[\w.:$]{1,100}+[?!]?)(?:\s+(?::\w+|"[^"]*"|'[^']*'),)*\s+\Z"""
)
_ARGUMENT_BEFORE = re.compile(r"""\A\s*:?["'`]?(?P<name>[\w.:-]+)["'`]?\s*,\s*\Z""")
_UPPER = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
_CALLEE = re.compile(
    r"(?<![\w$.:?!>@-])(?P<name>@?[\w$.:?!>-]{1,100}+)(?:<[\w.,<>\[\]? ]{0,80}>)?\s*\Z"
)
_METHOD = re.compile(r"""\s*["'`](?:GET|POST|PUT|PATCH|DELETE|HEAD)""", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_ELEMENT = re.compile(r"<(?P<name>[A-Za-z][\w.-]*)\b[^<]*\Z")
_NO_LOAD = re.compile(
    r"""rel=["'{]{1,2}(?!preconnect|dns-prefetch|stylesheet|preload|prefetch|modulepreload)"""
)
_DIRECTIVE = re.compile(
    r"(?:csp)?(?:default|script|style|img|connect|font|frame|child|worker|media|object|manifest"
    r"|prefetch)src(?:elem|attr)?s?|csp\w*|(?:\w+csp|contentsecuritypolicy)\w*"
)

_HOSTS = words(
    "host hosts hostname hostnames endpoint endpoints dsn ingest webhook webhooks apibase"
    " baseurl api apiurl baseuri upstream upstreams issuer authority broker brokers bootstrap"
)
_HOST_OF = words("url uri urls base root origin domain domains address addr server servers")
_WHOSE = words(
    "api base server service backend ingest token auth authorize authorization oauth graphql"
    " rest rpc ws wss websocket socket upload tracking tracker collector collect event events"
    " capture gateway request remote relay proxy webhook hook endpoint database db redis mongo"
    " connection analytics telemetry metrics log logs report push notify notification smtp queue"
    " storage bucket http https post fetch sync search inference model completions embeddings"
)
_LINKS = words(
    "href homepage docs doc documentation license licence xmlns namespace schema readme"
    " changelog privacy terms policy tutorial blog help faq learn social canonical referer"
    " referrer profile avatar logo icon favicon author copyright repository repo bugs issues"
    " website"
)
_SENDERS = words(
    "get post put patch delete head request fetch ajax getjson send sendbeacon websocket"
    " eventsource urlopen newrequest newrequestwithcontext do dial dialcontext baseurl baseuri"
    " urlretrieve url uri curl curl_init exchange getforobject postforobject getforentity"
    " postforentity retrieve setbaseurl setendpoint withendpoint endpoint httpget httppost"
    " httpput httprequestmessage getasync postasync getstringasync putasync deleteasync"
    " getfromjsonasync postasjsonasync axios got ky $fetch usefetch ofetch wretch superagent"
    " needle connect httpclient webclient restclient postform setopt post_form get_response"
    " basedon host server xhr ws_connect feignclient client"
)
_CLIENTS = words(
    "axios requests httpx aiohttp got ky superagent faraday httparty restclient typhoeus excon"
    " guzzle http https reqwest ureq urllib httpclient webclient resttemplate okhttp fetch $http"
    " $fetch httpoison tesla finch req retrofit dio alamofire unirest"
)
_LOADERS = re.compile(
    r"(?:load|inject|append|add|import|insert|get)_?(?:external)?_?scripts?|usescript|import|from"
)
_TRANSPARENT = words(
    "URL URI Uri parse Parse create format Sprintf sprintf join quote trim concat of valueOf"
)
"""Functions that return the address that they are given."""
_VISITS = re.compile(
    r"openurl|openexternal|assign|replace|redirect\w*|link_to|navigate|linkto|open"
)


@lru_cache(maxsize=2048)
def role_of_name(name: str) -> str | None:
    """Return the role that a name gives to the address bound to it.

    Args:
        name: Of a variable, key, field or attribute; dotted names count by their last part.

    Returns:
        A role, `LINK`, or nothing where the name tells nothing.
    """
    last = re.split(r"[.:]", name.strip("\"'`@!?$:."))[-1]
    parts = [part.lower() for part in _WORDS.findall(last)]
    joined = "".join(parts)
    role = None
    if _DIRECTIVE.fullmatch(joined):
        role = CSP
    elif joined.endswith(("src", "srcset")):
        role = SCRIPT
    elif not _LINKS.isdisjoint(parts):
        role = LINK
    elif joined in _HOSTS or not _HOSTS.isdisjoint(parts) or _is_host_of(parts):
        role = CALL
    return role


def _is_host_of(parts: list[str]) -> bool:
    """Tell whether a name such as `token_url` says whose address it holds."""
    return bool(parts) and parts[-1] in _HOST_OF and not _WHOSE.isdisjoint(parts[:-1])


@lru_cache(maxsize=2048)
def _role_of_callee(callee: str) -> str | None:
    """Return the role that a function gives to its argument, `LINK`, or nothing."""
    parts = [part for part in re.split(r"[.:>?!@-]+", callee.lower()) if part]
    if not parts:
        return None
    last = parts[-1]
    if _LOADERS.fullmatch(last):
        return SCRIPT
    if _VISITS.fullmatch(last):
        return LINK
    if last in _SENDERS or not _CLIENTS.isdisjoint(parts):
        return CALL
    return role_of_name(last)


def role_of_binding(text: str, at: int) -> str:
    """Return the role of a quoted text as `role_before` does, by names alone and not by calls."""
    return role_before(text, at, calls=False)


def role_before(text: str, at: int, *, calls: bool = True) -> str:
    """Return the role of a quoted text by what stands before it.

    Args:
        text: Code of any language.
        at: Offset of the opening quote, or of the prefix before it.
        calls: Whether the function counts that it is an argument of.

    Returns:
        call, script, csp or literal; or `LINK`.
    """
    window = text[max(0, at - _WINDOW) : at]
    behind = len(window)
    for opener in _openers(window):
        piece = window[opener + 1 : behind]
        role = _role_of_piece(piece, calls=calls)
        if role is not None:
            return _of_element(window[:behind], role)
        mark, outer, behind = window[opener : opener + 1], window[: max(0, opener)], opener
        if mark == "(":
            callee = _name(_CALLEE, outer)
            if callee and re.split(r"\W+", callee)[-1] not in _TRANSPARENT:
                return _role_in_call(callee, piece) if calls else LITERAL
        elif mark != "[" and not (mark == "{" and outer.rstrip().endswith(_HOLDS)):
            break  # a statement starts here, or a block of them
    return LITERAL


def _openers(window: str) -> list[int]:
    """Return the offsets of the brackets that are still open, the last first, then of the start.

    The start is that of the statement, at a `;`, or -1.
    """
    found: list[int] = []
    closed = 0
    for match in reversed(list(_MARK.finditer(window))):
        if match[0] in ")]}":
            closed += 1
        elif match[0] == ";":
            if not closed:
                return [*found, match.start()]
        elif closed:
            closed -= 1
        else:
            found.append(match.start())
            if len(found) == _DEEPEST:
                return found
    return [*found, -1]


def _name(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text[-_NEAR:])
    return match["name"] if match else ""


def _role_of_piece(piece: str, *, calls: bool) -> str | None:
    """Return what the code since the last open bracket says: a name that is bound, a bare call."""
    if "ecurity-policy" in piece.lower():
        return CSP
    joined = piece.rstrip()
    line = (joined if joined.endswith(_GOES_ON) else piece).rpartition("\n")[2][-_NEAR:]
    last = line.rpartition(",")[2] if "," in line[:-1] else line
    bound = _ATTRIBUTE.search(last) or _binding(last)
    if bound:
        role = role_of_name(bound["name"])
        return _role_of_names(last) if role is None else role
    argument = _ARGUMENT_BEFORE.match(piece[-_NEAR:])
    if argument:
        return role_of_name(argument["name"])
    if line.endswith((" ", "\t")):
        word = _name(_WORD_BEFORE, line)
        return _role_of_callee(word) if calls else role_of_name(word)
    return _role_of_names(last)


def _binding(line: str) -> re.Match[str] | None:
    """Return the name before the last assignment of a line, and before its type."""
    assigned = list(_ASSIGNED.finditer(line))
    return _BOUND.search(line[: assigned[-1].start()]) if assigned else None


def _role_of_names(code: str) -> str | None:
    """Return CALL for `process.env.API_URL || `: a name of a setting whose default this is."""
    names = _UPPER.findall(code)
    return CALL if any(role_of_name(name) == CALL for name in names) else None


def _role_in_call(callee: str, piece: str) -> str:
    """Return the role of an argument, by the function and by the arguments before it."""
    if callee.lower().endswith(".open") and _METHOD.match(piece):
        return CALL
    role = _role_of_callee(callee)
    if role is None:
        role = _role_of_names(piece)
    return LITERAL if role is None else role


def _of_element(window: str, role: str) -> str:
    """Return the role of an attribute's value: `href` counts in `<link>`, `src` counts always."""
    if role != LINK:
        return role
    element = _ELEMENT.search(window)
    return (
        SCRIPT
        if element and element["name"] == "link" and not _NO_LOAD.search(element[0])
        else role
    )
