"""What the code base mentions: packages, hosts, names of settings and the like, each at its place.

A mention says nothing of vendors: what it stands for is found in the catalogue later, so that
scanning a file depends on the file alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.source import Span

if TYPE_CHECKING:
    from flowcheck.errors import Problem

PACKAGE, OWN, IMPORT, INCLUDE = "package", "own", "import", "include"
HOST, NAME, SERVICE = "host", "name", "service"
IMAGE, ACTION, TERRAFORM, FILE = "image", "action", "terraform", "file"
"""Kinds of mention, each with what its value is:

- package: `type:name` by the types of the purl specification, as `npm:@stripe/stripe-js`,
  `pypi:stripe`, `golang:github.com/stripe/stripe-go/v76`, `maven:com.stripe:stripe-java`
- own: the same of the package that the file itself declares
- import: `python:google.cloud.storage` or `npm:stripe`, as source code imports it
- include: another file, relative to the root, to be read like this one
- host: a host name in lower case, without port
- name: the name of a setting as it is written, as `STRIPE_SECRET_KEY`
- service: the name of a service in a bill of materials
- image: a container image without tag or digest
- action: `owner/repository` of a GitHub Action
- terraform: the source of a provider, `namespace/name`, or a type of resource, `aws_ses_domain`
- file: the name of a file that one vendor's program reads, as `netlify.toml`
"""

DIRECT, DEV, INDIRECT, LOCKED, MANAGED = "direct", "dev", "indirect", "locked", "managed"
"""Roles of a package: what is asked for; for development only; what that brings along; one of a
lock file that does not tell these apart; only its version is managed."""
CALL, SCRIPT, CSP, CONFIG, LITERAL = "call", "script", "csp", "config", "literal"
"""Roles of a host: something in code calls it; a page loads from it; a content security policy
lets it in; a configuration names it; code names it in some text."""
SET, READ = "set", "read"
"""Roles of a name: a file gives it a value; code reads it."""


class Mention(Struct, frozen=True, order=True, gc=False, array_like=True):
    """Something in a file that may stand for a party.

    Attributes:
        path: File relative to the root, with forward slashes.
        line: 1-based line.
        column: 1-based column in characters.
        end_column: Its exclusive end on the same line.
        kind: package, own, import, include, host, name, service, image, action, terraform or file.
        value: What is mentioned, in the form of its kind.
        role: How, in the words of its kind; "" for the kinds that have none.
        text: The line; "" where it is too long for anybody to read.
    """

    path: str
    line: int
    column: int
    end_column: int
    kind: str
    value: str
    role: str = ""
    text: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.path, self.line, self.column, self.line, self.end_column)


class Code(Struct, frozen=True, gc=False):
    """What a scan of the code base found.

    Attributes:
        mentions: Sorted by place.
        problems: Files that could not be read or understood: they are warnings.
        files: The number of files that some scanner read.
        aside: The number of files left out by reason: "tests", "documentation" ...
        whole: Whether all files were scanned, and not only some of them.
    """

    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()
    files: int = 0
    aside: tuple[tuple[str, int], ...] = ()
    whole: bool = True
