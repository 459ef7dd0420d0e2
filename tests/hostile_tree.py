"""A code base that means harm: one of each kind of file that a scan must survive."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from hostile import STRINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEEP = 20_000
"""Levels of nesting."""
FOLDERS = 1_000
WIDE = 60_000
"""Characters of a line."""
NAMES = (*STRINGS, "@sentry/\x1b]8;;http://evil.example\x07node", "x" * 100_000)
_STRIPE = "'https://api.stripe.com/v1'"
_LINES = (
    *("js", "ts", "tsx", "py", "go", "java", "json", "yaml", "toml", "html", "css"),
    *("tf", "xml", "php", "rb", "cs", "properties"),
)


def write(root: Path) -> None:
    """Write them below a folder."""
    for path, content in _files():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        place.write_bytes(raw)
    for name, target in {
        "loop": ".",
        "up": "..",
        "out": "/etc",
        "passwd.py": "/etc/passwd",
    }.items():
        (root / name).symlink_to(target)
    for name in ("package.json", "pipe.py"):
        os.mkfifo(root / name)
    _write_deep(root)


def _write_deep(root: Path) -> None:
    """Write a manifest below a thousand folders, which are made one by one."""
    here = os.open(root, os.O_RDONLY)
    for _ in range(FOLDERS):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    manifest = os.open("package.json", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(manifest, b'{"dependencies": {"stripe": "1"}}')
    os.close(manifest)
    os.close(here)


def _files() -> Iterator[tuple[str, str | bytes]]:
    yield from _binary()
    yield from _expanding()
    yield from _nested()
    yield from _odd_names()
    yield (
        "names/package.json",
        json.dumps({"name": "\x1b[2J", "dependencies": dict.fromkeys(NAMES, "1")}),
    )
    yield "names/requirements.txt", "\n".join(NAMES) + "\nstripe\x1b[31m==1\n"
    yield (
        "names/.env",
        "".join(f"{name}_API_KEY={name}\n" for name in NAMES) + "EVIL_API_KEY=\x1b[2J\n",
    )
    yield (
        "names/hosts.py",
        "".join(f"fetch('https://api.evil{n}.io/{name}')\n" for n, name in enumerate(NAMES)),
    )
    for ending in _LINES:
        yield f"wide/a.{ending}", "x = '" + "a" * WIDE + "'"
        yield f"wide/b.{ending}", "https://api.stripe.com/ " * (WIDE // 40)
        yield f"wide/c.{ending}", "\"'`" * (WIDE // 3)
    for number in range(40):  # enough of them for many cores
        yield f"many/{number}.py", f"import os\nkey = os.environ['STRIPE_KEY']\n# {'x' * 90_000}\n"


def _binary() -> Iterator[tuple[str, bytes]]:
    yield "binary/package.json", bytes(range(256)) * 100
    yield "binary/pnpm-lock.yaml", b"\x1f\x8b\x00\x01" * 1_000
    yield "binary/pom.xml", b"PK\x03\x04" + b"\0" * 5_000
    yield "binary/go.mod", b"\xff\xfe" + b"\x01\x02" * 500
    yield "binary/bomb.zip", b"PK\x03\x04"
    yield "binary/package-lock.json.gz", b"\x1f\x8b"


def _expanding() -> Iterator[tuple[str, str]]:
    """Yield files that name little and mean much: aliases and entities."""
    lists = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    maps = "a0: &a0 {image: x}\n" + "".join(
        f"a{n}: &a{n} {{{', '.join(f'k{k}: *a{n - 1}' for k in range(10))}}}\n"
        for n in range(1, 12)
    )
    yield "expand/pnpm-lock.yaml", f"lockfileVersion: '9.0'\n{lists}packages: *a11\n"
    yield "expand/docker-compose.yml", f"{maps}services: *a11\n"
    yield "expand/environment.yml", f"{lists}dependencies: *a11\n"
    yield "expand/pubspec.yaml", "a: &a [*a]\ndependencies: *a\n"
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)
    )
    dependency = "<dependencies><dependency><groupId>{}</groupId></dependency></dependencies>"
    inner = dependency.format("&e11;")
    yield "expand/pom.xml", f"<!DOCTYPE project [{entities}]><project>{inner}</project>"
    read = '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    parts = "<components><component><name>&x;</name></component></components>"
    yield "expand/bom.xml", f"{read}<bom>{parts}</bom>"


def _nested() -> Iterator[tuple[str, str]]:
    called = "fetch('https://api.stripe.com/v1');\n"
    for name in ("package.json", "bun.lock", "pnpm-lock.yaml", "environment.yml", "a.json"):
        yield f"nested/{name}", "[" * DEEP
        yield f"nested/maps/{name}", '{"packages":' * DEEP
    for name in ("package-lock.json", "Pipfile.lock", "composer.lock", "bom.json", "deno.json"):
        yield f"nested/{name}", '{"packages":' * DEEP
    for name in ("pom.xml", "app.csproj", "bom.xml", "a.config", "packages.config"):
        yield f"nested/{name}", "<a>" * DEEP
    for name in (
        "pyproject.toml",
        "poetry.lock",
        "uv.lock",
        "Cargo.toml",
        "gradle/libs.versions.toml",
    ):
        yield f"nested/{name}", "a = " + "[" * DEEP
        yield f"nested/tables/{name}", "a = " + "{a = " * DEEP
        yield f"nested/keys/{name}", f"[a{'.a' * DEEP}]\n"
    for name in ("a.js", "a.ts", "a.tsx", "a.py", "a.go", "a.java", "a.rb", "setup.py", "a.gradle"):
        yield f"nested/{name}", called + "(" * DEEP
        yield f"nested/lists/{name}", called + "[" * DEEP
        yield f"nested/blocks/{name}", called + "{" * DEEP
    yield "nested/jsx/a.tsx", called + "<a>" * DEEP
    yield "nested/main.tf", "a {" * DEEP
    yield "nested/lists/main.tf", "a = " + "[" * DEEP
    yield "nested/a.html", f"<script>{called}</script>" + "<div>" * DEEP
    yield "nested/a.css", "a{" * DEEP
    yield "nested/docker-compose.yml", "".join(" " * n + "a:\n" for n in range(1_000))
    yield "nested/.github/workflows/ci.yml", "- " * DEEP


def _odd_names() -> Iterator[tuple[str, str]]:
    yield os.fsdecode(b"\xff\xfe.py"), f"import stripe\nurl = {_STRIPE}\n"
    yield os.fsdecode(b"\xffdir/package.json"), '{"dependencies": {"twilio": "1"}}'
    yield "new\nline.py", "import openai\nurl = 'https://api.openai.com/v1'\n"
    yield "-rf/--help.py", "import plaid\nurl = 'https://production.plaid.com/v1'\n"
    yield "sp ace/a b/package.json", '{"dependencies": {"@sendgrid/mail": "1"}}'
    yield "\x1b[31m/package.json", '{"dependencies": {"mixpanel": "1"}}'
    yield "<b>|`/package.json", '{"dependencies": {"rollbar": "1"}}'
