"""Whatever stands in a manifest: mentions that stand in it, or a word that it is broken."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowcheck.scanners import BrokenFileError, File, scanners_for

PATHS = (
    *("package.json", "deno.jsonc", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"),
    *("requirements.txt", "pyproject.toml", "setup.cfg", "setup.py", "Pipfile", "Pipfile.lock"),
    *("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "environment.yml", "go.mod", "go.sum"),
    *("pom.xml", "build.gradle.kts", "libs.versions.toml", "gradle.lockfile", "Gemfile"),
    *("a.gemspec", "Gemfile.lock", "composer.json", "composer.lock", "Cargo.toml", "Cargo.lock"),
    *("a.csproj", "packages.config", "packages.lock.json", "paket.lock", "paket.dependencies"),
    *("bom.json", "bom.xml", "Podfile", "Podfile.lock", "Package.swift", "Package.resolved"),
    *("pubspec.yaml", "pubspec.lock"),
)
PIECES = (
    '{"name": "a", "dependencies": {"b": "npm:c@1"}, "packages": {"": {}}}',
    '{\n  "packages": {\n    "node_modules/a": {\n      "dev": true\n    }\n  }\n}\n',
    '{"bomFormat": "CycloneDX", "components": [{"purl": "pkg:npm/a"}], "services": [1]}',
    '[project]\nname = "a"\ndependencies = ["b", {c = 1}]\n',
    '[[package]]\nname = "a"\nsource = { editable = "." }\ndependencies = [\n { name = "b" },\n]\n',
    "dependencies:\n  - a\n  - pip: [b]\n",
    "importers:\n\n  .:\n    dependencies:\n      a: 1\n\npackages:\n\n  a@1:\n    dev: true\n",
    '"a@^1", "a@^2":\n  version "1"\n',
    "a[b]==1 \\\n  --hash=x\n    # via\n    #   c\n-r d\n-e git+https://e#egg=f\n",
    "module a.b/c\nrequire (\n\td.e/f v1 // indirect\n)\n",
    "<project><dependencies><dependency><artifactId>${a}</artifactId></dependency></dependencies>",
    '<Project><PackageReference Include="a;b" PrivateAssets="all" /></Project>',
    "dependencies { implementation 'a:b:1', \"c:d\"\n api group: 'e', name: 'f' }\n",
    "group :test do\n  gem 'a', path: 'b'\nend\nGEM\n  specs:\n    a (1)\nDEPENDENCIES\n  a\n",
    "setup(name='a', install_requires=B, extras_require={'c': ['d']})\nB = ['e']\n",
    *(
        '"',
        "'",
        "\\",
        "\n",
        "\r\n",
        "\r",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        ":",
        ",",
        "#",
        "=",
        " ",
        "\t",
    ),
    *("\x00", "\ufeff", "\u00e9", "\U0001d11e", "&a", "*a", "!!x", "<<<<<<< x", "\\ud800", "null"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=8).map("".join)
CONTENTS = (
    st.binary(max_size=200) | TEXTS.map(str.encode) | TEXTS.map(lambda text: text.encode()[1:])
)


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(content=CONTENTS)
def test_any_content_is_read_or_said_to_be_broken(path: str, content: bytes) -> None:
    lines = File(path, content).text.split("\n")
    scanners = scanners_for(path)
    assert scanners
    for scanner in scanners:
        try:
            for mention in scanner.scan(File(path, content)):
                assert 1 <= mention.column <= mention.end_column
                assert mention.end_column <= len(lines[mention.line - 1]) + 1
        except BrokenFileError as error:
            assert 0 <= error.start <= len(File(path, content).text)  # noqa: PT017 - of many tries


DEEP = (
    *("[" * 100_000, "{" * 100_000, '{"a":' * 100_000, "<a>" * 100_000, "- " * 100_000),
    *("a = " + "[" * 100_000, "a = " + "{a = " * 100_000, "(" * 100_000, "a:\n " * 10_000),
    *("/*" * 100_000, '"' * 100_000, "'" * 100_000, "#" * 100_000, "\\\n" * 100_000, "$" * 100_000),
    *(
        " " * 200_000,
        "\n" * 200_000,
        "a" * 200_000,
        "a," * 100_000,
        "a.a" * 100_000,
        "a:" * 100_000,
    ),
    *("implementation " * 20_000, "gem " * 50_000, "pod '" * 50_000, 'url: "' * 50_000),
)


@pytest.mark.parametrize("path", PATHS)
def test_depth_and_repetition_are_survived(path: str) -> None:
    for content in DEEP:
        for scanner in scanners_for(path):
            try:
                assert list(scanner.scan(File(path, content.encode()))) is not None
            except BrokenFileError as error:
                assert len(error.message) < 200  # noqa: PT017 - of many tries


HASH = "0" * 200
LARGE = {
    "package-lock.json": (
        '{\n  "packages": {\n',
        f'    "node_modules/a%d": {{\n      "integrity": "{HASH}",\n      "dev": true\n    }},\n',
        '    "": {}\n  }\n}\n',
    ),
    "pnpm-lock.yaml": (
        "lockfileVersion: '9.0'\n\npackages:\n\n",
        f"  a%d@1.0.0:\n    resolution: {{integrity: {HASH}}}\n    engines: {{node: '>=14'}}\n\n",
        "",
    ),
    "yarn.lock": ("", f'"@a/b%d@^1.0.0", "@a/b%d@^1.1":\n  integrity {HASH}\n\n', ""),
    "uv.lock": (
        "version = 1\n\n",
        f'[[package]]\nname = "a%d"\nsource = {{ registry = "" }}\nwheels = [\n  "{HASH}",\n]\n\n',
        "",
    ),
    "Cargo.lock": ("", f'[[package]]\nname = "a%d"\nsource = "a"\nchecksum = "{HASH}"\n\n', ""),
    "go.sum": ("", f"example.com/a%d v1.0.0 h1:{HASH}=\n", ""),
}
MEASURE = """
import sys
from flowcheck.scanners import File, scanners_for
path, head, entry, tail, number = sys.argv[1:]
entries = (entry.replace("%d", str(n)) for n in range(int(number)))
content = "".join((head, *entries, tail)).encode()
scanner = next(one for one in scanners_for(path) if path in one.names)
assert scanner.largest >= 100_000_000
count = sum(1 for _ in scanner.scan(File(path, content)))
(peak,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(count, int(peak.split()[1]) * 1024)  # of this program alone: `getrusage` counts its parent
"""
SIZE = 10_000_000
PEAK = 200_000_000
"""Bytes that a scan of a file of that size may take, with the interpreter's own."""


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels count memory in other units")
@pytest.mark.parametrize("path", LARGE)
def test_large_lock_files_take_bounded_memory(path: str) -> None:
    number = SIZE // len(LARGE[path][1])
    command = [sys.executable, "-c", MEASURE, path, *LARGE[path], str(number)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stderr
    count, peak = map(int, run.stdout.split())
    assert count == number
    assert peak < PEAK
