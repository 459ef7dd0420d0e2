"""Generated code bases: a monorepo in several languages with the sizes that files have.

Usage: python benchmarks/code_base.py FOLDER [FILES]
"""

from __future__ import annotations

import json
import math
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from planted import planted_files

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIAN, SPREAD, LEAST, MOST = 2_600, 1.1, 150, 200_000
"""Bytes of a file: log-normal, which makes 4.7 kB on the average."""
SHARES = {
    "ts": 22, "tsx": 20, "py": 14, "go": 7, "java": 6, "js": 6, "json": 4, "yaml": 4, "rb": 3,
    "php": 3, "css": 3, "kt": 2, "cs": 2, "html": 2, "md": 2,
}  # fmt: skip
"""Of a hundred files."""
UNITS = {
    "apps": ("web", "admin", "mobile", "portal"),
    "packages": ("ui", "core", "config", "auth", "forms", "charts", "i18n-tools", "queue"),
    "services": ("api", "billing", "events", "search", "mailer", "shop", "jobs"),
}
WORDS = """
    account address amount balance basket batch branch button cache carrier category channel
    charge client column comment context coupon currency customer delivery detail device
    discount document draft event export feature field filter folder gallery group handler
    header history image import index input invoice item label layout level limit line list
    loader locale margin member menu message metric model note notice number offer option order
    page panel parcel parser path payment period person picture plan point policy price product
    profile query queue rate reader record refund region report request result review role route
    rule sample schedule score section segment session setting shipment sign source stage status
    step stock store stream style subject summary table target task template term ticket title
    token tooltip topic total track type unit update user value vendor version view visit
    warehouse widget window
""".split()  # noqa: SIM905 - to be read by people
TESTS, TRANSLATIONS = 0.18, 0.5
"""Share of files that are tests, and of JSON that holds translations."""
COMMENTED = 0.15
"""Share of files with a link in a comment."""
CALLS, READS = 0.05, 0.08
"""Shares of files that call our own service, and that read a setting."""
_C_LIKE = (
    "const {a} = await {b}{c}({n});",
    "if ({a}.{b} > {n}) {{",
    '  return {a}.{b} ?? "{c}-{b}";',
    "}}",
    "  // the {a} of a {b} may have no {c}",
    "export function {a}{b}({c}: number): number {{",
    "  for (const {a} of {b}s) {{ {c} += {a}.{b}; }}",
    'const {a}Label = t("{b}.{c}.{a}");',
    "  {a}: {{ {b}: {n}, {c}: '{a} {b}' }},",
    '<div className="{a}-{b}" onClick={{() => {c}({n})}}>{{{a}}}</div>',
)
_JAVA = (
    "    private final {a} {b};",
    "    public int {a}{b}(int {c}) {{",
    "        return this.{a}.{b}({c} + {n});",
    "    }}",
    "    /** The {a} of a {b}; never without {c}. */",
    '        log.info("{a} {b} {{}}", {c});',
    "        for (var {a} : {b}s) {{ {c} += {a}.{b}(); }}",
)
LINES = {
    "ts": _C_LIKE, "tsx": _C_LIKE, "js": _C_LIKE, "java": _JAVA, "kt": _JAVA, "cs": _JAVA,
    "py": (
        "def {a}_{b}({c}: int = {n}) -> int:",
        '    """Return the {a} of a {b}, without {c}."""',
        "    {a} = [{b}.{c} for {b} in {a}s if {b}.{a} > {n}]",
        '    return {a}.get("{b}", {{"{c}": {n}}})',
        "    # the {a} comes before the {b}",
        "    for {a} in {b}s:",
        '        log.info("%s of %s", {a}, "{c}")',
    ),
    "go": (
        "func {a}{b}({c} int) (int, error) {{",
        "\tif {a}.{b} > {n} {{ return 0, err }}",
        "\t// {a} is never {b}",
        '\treturn fmt.Sprintf("{a}-%d", {c}), nil',
        "}}",
    ),
    "rb": ("  def {a}_{b}({c})", "    {a}.{b}(:{c}, {n})", "  end", "  # the {a} of {b}"),
    "php": (
        "    public function {a}{b}(int ${c}): int {{",
        "        return $this->{a}->{b}(${c} + {n});",
        "    }}",
        "    // the {a} of {b}",
    ),
    "css": (".{a}-{b} {{", "  margin: {n}px;", "  background: var(--{c});", "}}"),
    "html": ('<p class="{a}">The {b} of a {c}</p>', '<a href="/{a}/{b}">{c}</a>'),
    "yaml": ("{a}_{b}:", "  {c}: {n}", "  {a}: {b} of {c}"),
    "md": ("The {a} of a {b} has its {c}, see [{a}](https://docs.shop.example/{b}).", ""),
}  # fmt: skip
HEADS = {
    "ts": 'import {{ {a} }} from "react";\nimport {{ {b} }} from "../{c}/{b}";\n'
    'import _ from "lodash";\n',
    "py": "import json\nimport logging\n\nfrom flask import request\nfrom .{a} import {b}\n",
    "go": 'package {a}\n\nimport (\n\t"fmt"\n\t"github.com/gorilla/mux"\n)\n',
    "java": "package shop.{a}.{b};\n\nimport java.util.List;\nimport org.slf4j.Logger;\n",
    "php": "<?php\n\nnamespace Shop\\{a};\n\nuse Psr\\Log\\LoggerInterface;\n",
    "rb": "require 'json'\n",
}
HEADS |= {"tsx": HEADS["ts"], "js": HEADS["ts"], "kt": HEADS["java"]}
_CALL, _READ = "https://api.shop.example/v1/{a}", "SHOP_{a}_{b}"
OURS = {
    "ts": (f'const url = "{_CALL}";\n', f"const {{b}} = process.env.{_READ};\n"),
    "py": (f'URL = "{_CALL}"\n', f'{{b}} = os.environ["{_READ}"]\n'),
    "go": (f'\turl := "{_CALL}"\n', f'\t{{b}} := os.Getenv("{_READ}")\n'),
    "java": (f'  String URL = "{_CALL}";\n', f'  String {{b}} = System.getenv("{_READ}");\n'),
}
OURS |= {"tsx": OURS["ts"], "js": OURS["ts"], "kt": OURS["java"]}
_LOCKED = 1_500


def generate(folder: Path, files: int) -> None:
    """Write a code base, the same every time.

    Args:
        folder: Where; replaced if it exists.
        files: How many files it has about.
    """
    shutil.rmtree(folder, ignore_errors=True)
    rng = random.Random(files)  # noqa: S311 - the same every time
    written = {**planted_files(), **dict(_lock_files(rng))}
    endings, shares = list(SHARES), list(SHARES.values())
    for number in range(files - len(written)):
        ending = rng.choices(endings, shares)[0]
        written[_path(number, ending, rng)] = _text(ending, rng)
    for path, text in written.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def _path(number: int, ending: str, rng: random.Random) -> str:
    """Return where a file stands: among tests, documents, translations or sources."""
    top = rng.choice(list(UNITS))
    unit = f"{top}/{rng.choice(UNITS[top])}"
    name = f"{rng.choice(WORDS)}-{number}.{ending}"
    if ending == "md":
        return f"docs/{unit}/{name}"
    if ending == "json" and rng.random() < TRANSLATIONS:
        return f"{unit}/locales/{name}"
    if rng.random() < TESTS:
        return f"{unit}/tests/{rng.choice(WORDS)}/{name}"
    return f"{unit}/src/{rng.choice(WORDS)}/{rng.choice(WORDS)}/{name}"


def _text(ending: str, rng: random.Random) -> str:
    """Return what stands in a file."""
    size = max(LEAST, min(MOST, rng.lognormvariate(math.log(MEDIAN), SPREAD)))
    if ending == "json":
        return json.dumps({f"{a}_{n}": f"{a} of {n}" for n, a in enumerate(_words(size / 25, rng))})
    parts = [_filled(HEADS.get(ending, ""), rng)]
    mark = {"py": "#", "rb": "#", "yaml": "#"}.get(ending, "//")
    if rng.random() < COMMENTED and ending not in ("css", "html", "md"):
        parts.append(
            f"{mark} see https://github.com/shop-example/notes/issues/{rng.randrange(999)}\n"
        )
    for share, line in zip((CALLS, READS), OURS.get(ending, ()), strict=False):
        if rng.random() < share:
            parts.append(_filled(line, rng))
    length = sum(map(len, parts))
    while length < size:
        parts.append(_filled(rng.choice(LINES[ending]), rng) + "\n")
        length += len(parts[-1])
    return "".join(parts)


def _words(number: float, rng: random.Random) -> list[str]:
    return rng.choices(WORDS, k=max(1, int(number)))


def _filled(line: str, rng: random.Random) -> str:
    a, b, c = rng.choices(WORDS, k=3)
    return line.format(a=a, b=b, c=c, n=rng.randrange(1_000))


def _lock_files(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield lock files, each with packages that no vendor makes."""
    names = [f"{a}-{b}-kit-{n}" for n, (a, b) in enumerate(_pairs(_LOCKED, rng))]
    digest = "sha512-" + "b5" * 43 + "=="
    packages = {
        f"node_modules/{name}": {
            "version": "1.2.3",
            "resolved": f"https://registry.npmjs.org/{name}/-/{name}-1.2.3.tgz",
            "integrity": digest,
            "dependencies": {rng.choice(names): "^1.0.0"},
            "engines": {"node": ">=14"},
        }
        for name in names
    }
    whole = {"name": "@shop/web", "lockfileVersion": 3, "packages": {"": {}, **packages}}
    yield "apps/web/package-lock.json", json.dumps(whole, indent=2)
    yield (
        "apps/mobile/yarn.lock",
        "# yarn lockfile v1\n\n"
        + "".join(
            f'{name}@^1.0.0:\n  version "1.2.3"\n'
            f'  resolved "https://registry.yarnpkg.com/{name}/-/{name}-1.2.3.tgz#{"c" * 40}"\n'
            f"  integrity {digest}\n\n"
            for name in names
        ),
    )
    yield (
        "packages/core/pnpm-lock.yaml",
        "lockfileVersion: '9.0'\n\npackages:\n\n"
        + "".join(
            f"  {name}@1.2.3:\n    resolution: {{integrity: {digest}}}\n\n" for name in names
        ),
    )
    yield (
        "services/api/poetry.lock",
        "".join(
            f'[[package]]\nname = "{name}"\nversion = "1.2.3"\noptional = false\nfiles = [\n'
            f'    {{file = "{name}-1.2.3.tar.gz", hash = "sha256:{"d" * 64}"}},\n]\n\n'
            for name in names[:300]
        ),
    )
    yield (
        "services/events/go.sum",
        "".join(f"example.org/{name} v1.2.3 h1:{'e' * 43}=\n" for name in names[:800]),
    )


def _pairs(number: int, rng: random.Random) -> list[tuple[str, str]]:
    return list(zip(_words(number, rng), _words(number, rng), strict=True))


def main() -> None:
    """Generate the code base that the command line asks for."""
    folder, *files = sys.argv[1:]
    generate(Path(folder), int(files[0]) if files else 5_000)


if __name__ == "__main__":
    main()
