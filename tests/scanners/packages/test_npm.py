"""What npm, pnpm, yarn, bun and deno say of packages."""

from __future__ import annotations

import json

import pytest

from scanned import before_it_broke, broken, named, scan, short

PACKAGE = """{
  "name": "@run/web",
  "dependencies": {
    "@stripe/stripe-js": "^1.0.0",
    "pay": "npm:stripe@^12",
    "lodash": "npm:4.17.21",
    "@run/ui": "workspace:^",
    "local": "file:../local",
    "packed": "file:../packed-1.0.0.tgz",
    "../../etc": "1", "Bad Name": "1", "JSONStream": "1"
  },
  "peerDependencies": {"react": "*"},
  "optionalDependencies": {"fsevents": 2},
  "devDependencies": {"jest": "^29"},
  "bundleDependencies": ["lodash", 3],
  "overrides": {"axios": {"follow-redirects@^1": "1.15.0"}, "x": "npm:@y/z@1"},
  "resolutions": {"**/@types/node": "20", "a/b": "1"},
  "pnpm": {"overrides": {"c@1>d": "2"}}
}
"""


def test_package_json_names_each_package_where_it_is_written() -> None:
    assert short("web/package.json", PACKAGE) == [
        (2, 12, "npm:@run/web", ""),
        (4, 6, "npm:@stripe/stripe-js", "direct"),
        (5, 17, "npm:stripe", "direct"),
        (6, 6, "npm:lodash", "direct"),
        (7, 6, "npm:@run/ui", ""),
        (8, 6, "npm:local", ""),
        (9, 6, "npm:packed", "direct"),
        (10, 41, "npm:jsonstream", "direct"),
        (12, 25, "npm:react", "direct"),
        (13, 29, "npm:fsevents", "direct"),
        (14, 24, "npm:jest", "dev"),
        (15, 27, "npm:lodash", "managed"),
        (16, 18, "npm:axios", "managed"),
        (16, 28, "npm:follow-redirects", "managed"),
        (16, 62, "npm:x", "managed"),
        (16, 71, "npm:@y/z", "managed"),
        (17, 23, "npm:@types/node", "managed"),
        (17, 46, "npm:b", "managed"),
        (18, 31, "npm:d", "managed"),
    ]


def test_a_mention_covers_the_name() -> None:
    first = scan("package.json", PACKAGE)[1]
    assert first.end_column - first.column == len("@stripe/stripe-js")
    assert first.kind == "package"


def test_names_are_read_as_they_are_meant() -> None:
    escaped = '{"dependencies": {"\\u0073tripe": "1", "\\ud800": "1", "a\\u0000b": "1"}}'
    assert short("package.json", escaped) == [(1, 20, "npm:stripe", "direct")]


@pytest.mark.parametrize("content", ["{}", '{"dependencies": [1]}', '{"name": {}, "imports": 1}'])
def test_what_is_of_another_type_is_passed_over(content: str) -> None:
    assert short("package.json", content) == short("deno.json", content) == []


def test_a_manifest_is_an_object() -> None:
    assert broken("package.json", "[]") == ("is no object of JSON", 0)
    assert broken("package.json", "")[0] == "is no JSON: expecting value"


def test_a_broken_file_still_gives_what_stands_before() -> None:
    content = '{"dependencies": {"stripe": "1",\n "sentry" "2"}}'
    assert broken("package.json", content) == (
        "is no JSON: expecting ':' delimiter",
        content.index('"2"'),
    )
    assert before_it_broke("package.json", content) == ["npm:stripe"]


def test_marks_of_a_merge_conflict_are_named() -> None:
    content = '{"dependencies": {\n<<<<<<< HEAD\n"a": "1"\n=======\n"b": "1"\n>>>>>>> x\n}}'
    message, start = broken("package.json", content)
    assert message == "holds the marks of a merge conflict"
    assert content[start:].startswith("<<<<<<< HEAD")


def test_deno_imports_from_npm() -> None:
    content = """{
  // comments are welcome
  "imports": {"stripe": "npm:stripe@^12", "x": "jsr:@std/x", "@sentry/": "npm:/@sentry/deno@8/",},
  "scopes": {"https://x/": {"y": "npm:y"}}
}"""
    assert short("deno.jsonc", content) == [
        (3, 30, "npm:stripe", "direct"),
        (3, 80, "npm:@sentry/deno", "direct"),
        (4, 39, "npm:y", "direct"),
    ]


LOCK: dict[str, object] = {
    "name": "web",
    "lockfileVersion": 3,
    "packages": {
        "": {
            "name": "web",
            "dependencies": {"pay": "npm:stripe@^12", "express": "^4", "ui": "file:packages/ui"},
            "devDependencies": {"jest": "^29"},
        },
        "packages/ui": {"name": "@run/ui", "dependencies": {"react": "^18"}},
        "node_modules/@run/ui": {"resolved": "packages/ui", "link": True},
        "node_modules/express": {"version": "4.0.0", "license": "MIT"},
        "node_modules/express/node_modules/@a/debug": {
            "version": "2.0.0",
            "dependencies": {"ms": "2.0.0"},
        },
        "node_modules/jest": {"version": "29.0.0", "dev": True},
        "node_modules/jest-cli": {"version": "29.0.0", "dev": True, "bin": {"dev": True}},
        "node_modules/ms": {"version": "2.0.0", "bin": {"dev": True}},
        "node_modules/pay": {"name": "stripe", "version": "12.0.0"},
        "node_modules/bare": {},
    },
    "dependencies": {"ignored": {"version": "1.0.0"}},
}


def lock(indent: int | str | None = 2) -> str:
    return json.dumps(LOCK, indent=indent, ensure_ascii=False)


def test_package_lock_tells_what_is_asked_for() -> None:
    found = short("package-lock.json", lock())
    lines = lock().split("\n")
    for line, column, value, _ in found:
        name = value.removeprefix("npm:")
        assert lines[line - 1][column - 1 :].startswith((name, "ui"))
    assert [(value, role) for _, _, value, role in found] == [
        ("npm:web", ""),
        ("npm:stripe", "direct"),
        ("npm:express", "direct"),
        ("npm:ui", ""),
        ("npm:jest", "dev"),
        ("npm:@run/ui", ""),
        ("npm:react", "direct"),
        ("npm:@run/ui", ""),
        ("npm:@a/debug", "indirect"),
        ("npm:jest-cli", "dev"),
        ("npm:ms", "indirect"),
        ("npm:bare", "indirect"),
    ]


@pytest.mark.parametrize("indent", [2, 4, "\t"])
def test_the_layout_of_npm_and_the_parser_agree(indent: int | str) -> None:
    from flowcheck.scanners.packages import package_lock

    text = lock(indent)
    assert package_lock._canonical(text) is not None
    canonical = scan("package-lock.json", text)
    by_parser = scan("package-lock.json", text.replace("\n", "\r\n"))
    assert canonical == by_parser
    squeezed = scan("npm-shrinkwrap.json", lock(None))
    assert [found.value for found in squeezed] == [found.value for found in canonical]


def test_the_first_form_of_a_lock_file() -> None:
    content = """{"name": "web", "lockfileVersion": 1, "dependencies": {
  "express": {"version": "4.0.0", "requires": {"debug": "2"},
    "dependencies": {"debug": {"version": "2.0.0", "dev": true}}},
  "pay": {"version": "npm:stripe@12.0.0"},
  "ui": {"version": "file:packages/ui"}
}}"""
    assert short("package-lock.json", content) == [
        (1, 11, "npm:web", ""),
        (2, 4, "npm:express", "locked"),
        (3, 23, "npm:debug", "dev"),
        (4, 27, "npm:stripe", "locked"),
        (5, 4, "npm:ui", ""),
    ]


PNPM_9 = """lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    dependencies:
      '@sentry/node':
        specifier: ^8.0.0
        version: 8.0.0(x@1.0.0)
      pay:
        specifier: npm:stripe@^12
        version: stripe@12.0.0
      ui:
        specifier: workspace:*
        version: link:packages/ui
    devDependencies:
      vitest:
        specifier: ^1
        version: 1.0.0

packages:

  '@sentry/node@8.0.0':
    resolution: {integrity: sha512-x==}
    engines: {node: '>=14'}

  ms@2.0.0:
    resolution: {integrity: sha512-y==}
    deprecated: |-
      gone

      for good

  stripe@12.0.0:
    resolution: {integrity: sha512-z==}

  ui@file:packages/ui:
    resolution: {directory: packages/ui, type: directory}

snapshots:

  ms@2.0.0: {}
"""

PNPM_5 = """lockfileVersion: 5.4

specifiers:
  express: ^4.0.0
  jest: ^29

dependencies:
  express: 4.0.0

devDependencies:
  jest: 29.0.0

packages:

  /@a/debug/2.0.0_supports-color@5:
    resolution: {integrity: sha512-x==}
    dev: false

  /express/4.0.0:
    resolution: {integrity: sha512-x==}

  /jest-cli/29.0.0:
    resolution: {integrity: sha512-x==}
    dev: true
"""

PNPM_6 = """lockfileVersion: '6.0'

dependencies:
  express:
    specifier: ^4
    version: 4.0.0

packages:

  /@a/b@2.0.0(c@1):
    resolution: {integrity: sha512-x==}
    dev: true

  github.com/u/r/abc:
    resolution: {tarball: https://codeload.github.com/u/r/tar.gz/abc}
    name: r
"""


def test_pnpm_lock() -> None:
    assert short("pnpm-lock.yaml", PNPM_9) == [
        (10, 8, "npm:@sentry/node", "direct"),
        (14, 24, "npm:stripe", "direct"),
        (16, 7, "npm:ui", ""),
        (20, 7, "npm:vitest", "dev"),
        (30, 3, "npm:ms", "indirect"),
        (40, 3, "npm:ui", ""),
    ]
    assert short("pnpm-lock.yaml", PNPM_5) == [
        (8, 3, "npm:express", "direct"),
        (11, 3, "npm:jest", "dev"),
        (15, 4, "npm:@a/debug", "indirect"),
        (22, 4, "npm:jest-cli", "dev"),
    ]
    assert short("pnpm-lock.yaml", PNPM_6) == [
        (4, 3, "npm:express", "direct"),
        (10, 4, "npm:@a/b", "dev"),
    ]


@pytest.mark.parametrize("content", [PNPM_9, PNPM_5, PNPM_6])
def test_the_layout_of_pnpm_and_the_parser_agree(content: str) -> None:
    from flowcheck.scanners.packages import pnpm_lock

    assert pnpm_lock._canonical(content, content.index("packages:\n") + 11) is not None
    by_parser = scan("pnpm-lock.yaml", content.replace("\n", "\r\n"))
    assert by_parser == scan("pnpm-lock.yaml", content)


def test_yaml_that_is_none() -> None:
    assert broken("pnpm-lock.yaml", "packages:\n\n  a: [\n")[0].startswith("is no YAML")
    assert broken("pnpm-lock.yaml", "[" * 100_000)[0] == "is nested more than 100 deep"
    assert broken("pnpm-lock.yaml", "- a\n") == ("is no mapping of YAML", 0)


def test_yarn_lock_of_yarn_1() -> None:
    content = """# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


"@babel/core@^7.0.0", "@babel/core@^7.1.0":
  version "7.1.0"
  dependencies:
    debug "^4.1.0"

lodash@^4.17.10, lodash@>=4 <5:
  version "4.17.21"

"pay@npm:stripe@^12":
  version "12.0.0"
"""
    assert short("yarn.lock", content) == [
        (5, 2, "npm:@babel/core", "locked"),
        (10, 1, "npm:lodash", "locked"),
        (13, 10, "npm:stripe", "locked"),
    ]


def test_yarn_lock_of_later_yarns() -> None:
    content = """# This file is generated by running "yarn install"

__metadata:
  version: 8

"@run/ui@workspace:packages/ui, ui@workspace:^":
  version: 0.0.0-use.local
  resolution: "@run/ui@workspace:packages/ui"
  dependencies:
    lodash: "npm:^4.17.10"
  languageName: unknown
  linkType: soft

"lodash@npm:^4.17.10, lodash@npm:4.17.21":
  version: 4.17.21

"typescript@patch:typescript@^5#~builtin<compat/typescript>":
  version: 5.0.0
"""
    assert short("yarn.lock", content) == [
        (6, 2, "npm:@run/ui", ""),
        (6, 33, "npm:ui", ""),
        (14, 2, "npm:lodash", "locked"),
        (17, 2, "npm:typescript", "locked"),
    ]


def test_a_yarn_lock_in_the_middle_of_a_merge() -> None:
    content = '<<<<<<< HEAD\n"a@^1":\n  version "1"\n=======\n>>>>>>> x\n'
    assert broken("yarn.lock", content) == ("holds the marks of a merge conflict", 0)


def test_bun_lock() -> None:
    content = """{
  "lockfileVersion": 1,
  "workspaces": {
    "": {"name": "web", "dependencies": {"pay": "npm:stripe@^12", "ui": "workspace:*",},},
    "packages/ui": {"name": "@run/ui", "devDependencies": {"jest": "^29",},},
  },
  "packages": {
    "@run/ui": ["@run/ui@workspace:packages/ui"],
    "jest": ["jest@29.0.0", "", {}, "sha512-x=="],
    "jest/ms": ["ms@2.0.0", "", {}, "sha512-x=="],
    "pay": ["stripe@12.0.0", "", {}, "sha512-x=="],
    "broken": [], "more": {},
  },
}"""
    assert named("bun.lock", content) == [
        (4, "web", "npm:web", ""),
        (4, "stripe", "npm:stripe", "direct"),
        (4, "ui", "npm:ui", ""),
        (5, "@run/ui", "npm:@run/ui", ""),
        (5, "jest", "npm:jest", "dev"),
        (8, "@run/ui", "npm:@run/ui", ""),
        (10, "ms", "npm:ms", "indirect"),
    ]
