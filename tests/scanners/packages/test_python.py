"""What the manifests and lock files of Python say of packages."""

from __future__ import annotations

import pytest

from scanned import before_it_broke, broken, named, scan

REQUIREMENTS = """\
# comment
-r base.txt
--requirement=../common.txt  # more
-r ../../outside.txt
-c constraints.txt
--index-url https://example.com/simple
Stripe [async] >=7 ; python_version > "3"   # payments
sentry_sdk==1.0 \\
    --hash=sha256:00 \\
    --hash=sha256:11
    # via -r base.in
idna==3.4
    # via requests
requests==2
    # via
    #   -r base.in
    #   stripe
charset.normalizer==3  # via requests
mine==1 # via mine (pyproject.toml)
boto3 @ https://example.com/boto3.whl
lib @ file:///srv/lib
-e git+https://example.com/r.git@v1#egg=posthog-python&subdirectory=x
-e .
./wheels/x.whl
https://example.com/y-1.zip#egg=y
numpy
"""


def test_requirements() -> None:
    assert named("app/requirements.txt", REQUIREMENTS) == [
        (2, "base.txt", "app/base.txt", ""),
        (3, "../common.txt", "common.txt", ""),
        (7, "Stripe", "pypi:stripe", "direct"),
        (8, "sentry_sdk", "pypi:sentry-sdk", "direct"),
        (12, "idna", "pypi:idna", "indirect"),
        (14, "requests", "pypi:requests", "direct"),
        (18, "charset.normalizer", "pypi:charset-normalizer", "indirect"),
        (19, "mine", "pypi:mine", "direct"),
        (20, "boto3", "pypi:boto3", "direct"),
        (21, "lib", "pypi:lib", ""),
        (22, "posthog-python", "pypi:posthog-python", "direct"),
        (25, "y", "pypi:y", "direct"),
        (26, "numpy", "pypi:numpy", "direct"),
    ]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("requirements-dev.txt", "dev"),
        ("requirements/test.in", "dev"),
        ("docs_requirements.txt", "dev"),
        ("requirements/prod.txt", "direct"),
        ("a/requirements/lint.txt", "dev"),
        ("constraints.txt", "managed"),
        ("requirements.devices.txt", "direct"),
    ],
)
def test_what_a_requirements_file_is_for_stands_in_its_name(path: str, role: str) -> None:
    assert named(path, "stripe\n") == [(1, "stripe", "pypi:stripe", role)]


def test_lines_that_are_no_requirements() -> None:
    content = "stripe==1\n{{ template }}\nsentry-sdk\n"
    assert broken("requirements.txt", content) == ("has a line that is no requirement", 10)
    assert before_it_broke("requirements.txt", content) == ["pypi:stripe", "pypi:sentry-sdk"]


PYPROJECT = """\
[build-system]
requires = ["hatchling>=1"]

[project]
name = "Run_App"
dependencies = [
  "stripe[async]>=7",  # payments
  'sentry-sdk',
  42,
]
[project.optional-dependencies]
aws = ["boto3"]
dev = ["pytest"]
[dependency-groups]
lint = ["ruff", {include-group = "typing"}]
[tool.poetry]
name = "run-app"
[tool.poetry.dependencies]
python = "^3.11"
twilio = "^8"
"ruamel.yaml" = {version = "^1", optional = true}
local = {path = "../local"}
both = [{version = "1"}, {version = "2"}]
[tool.poetry.group.test.dependencies]
hypothesis = "*"
[tool.poetry.dev-dependencies]
black = "*"
[tool.pdm.dev-dependencies]
x = ["tox"]
[tool.hatch.envs.default]
dependencies = ["coverage"]
[tool.uv]
dev-dependencies = ["mypy"]
constraint-dependencies = ["urllib3<2"]
sources.shared = { workspace = true }
sources.pinned = { git = "https://example.com" }
"""


def test_pyproject() -> None:
    assert named("pyproject.toml", PYPROJECT) == [
        (2, "hatchling", "pypi:hatchling", "dev"),
        (5, "Run_App", "pypi:run-app", ""),
        (7, "stripe", "pypi:stripe", "direct"),
        (8, "sentry-sdk", "pypi:sentry-sdk", "direct"),
        (12, "boto3", "pypi:boto3", "direct"),
        (13, "pytest", "pypi:pytest", "dev"),
        (15, "ruff", "pypi:ruff", "dev"),
        (17, "run-app", "pypi:run-app", ""),
        (20, "twilio", "pypi:twilio", "direct"),
        (21, "ruamel.yaml", "pypi:ruamel-yaml", "direct"),
        (22, "local", "pypi:local", ""),
        (23, "both", "pypi:both", "direct"),
        (25, "hypothesis", "pypi:hypothesis", "dev"),
        (27, "black", "pypi:black", "dev"),
        (29, "tox", "pypi:tox", "dev"),
        (31, "coverage", "pypi:coverage", "dev"),
        (33, "mypy", "pypi:mypy", "dev"),
        (34, "urllib3", "pypi:urllib3", "managed"),
        (35, "shared", "pypi:shared", ""),
    ]


def test_a_broken_pyproject_still_gives_what_stands_before() -> None:
    content = '[project]\r\ndependencies = ["stripe"]\r\nx = = 1\r\n'
    assert broken("pyproject.toml", content) == ("is no TOML: invalid value", content.index("= 1"))
    assert before_it_broke("pyproject.toml", content) == ["pypi:stripe"]
    assert broken("pyproject.toml", "a = " + "[" * 100_000)[0].endswith("nested without end")


def test_toml_strings_of_all_kinds() -> None:
    content = '''[project]
description = """
[project]
name = "no" \\"""
x"""
name = "\\u0072un"
dependencies = [\'\'\'stripe\'\'\', """
sentry-sdk""", [["x"]], {a = [1.5, "y"]}]
readme.file = "x"
'''
    assert [(line, value) for line, _, value, _ in named("pyproject.toml", content)] == [
        (6, "pypi:run"),
        (7, "pypi:stripe"),
        (8, "pypi:sentry-sdk"),
    ]


def test_setup_cfg() -> None:
    content = """\
[metadata]
name = run-app
[options]
install_requires =
    stripe>=7; python_version > "3"
    # not this
    sentry_sdk
setup_requires = setuptools
[options.extras_require]
aws = boto3
test =
    pytest
[other]
install_requires = no
"""
    assert named("setup.cfg", content) == [
        (2, "run-app", "pypi:run-app", ""),
        (5, "stripe", "pypi:stripe", "direct"),
        (7, "sentry_sdk", "pypi:sentry-sdk", "direct"),
        (8, "setuptools", "pypi:setuptools", "dev"),
        (10, "boto3", "pypi:boto3", "direct"),
        (12, "pytest", "pypi:pytest", "dev"),
    ]


def test_setup_py_is_read_and_not_executed() -> None:
    content = """\
# -*- coding: utf-8 -*-
print "Python 2"  # \u00e9
REQUIRED = ["stripe>=7", u'sentry-sdk', "a" "b"] + other
raise SystemExit
setup(
    name="run-app",
    install_requires=REQUIRED,
    tests_require=("pytest",),
    extras_require={"aws": ["boto3"], "dev": ["ruff"], **more},
    classifiers=["no"],
)
"""
    assert named("setup.py", content) == [
        (3, "stripe", "pypi:stripe", "direct"),
        (3, "sentry-sdk", "pypi:sentry-sdk", "direct"),
        (6, "run-app", "pypi:run-app", ""),
        (8, "pytest", "pypi:pytest", "dev"),
        (9, "boto3", "pypi:boto3", "direct"),
        (9, "ruff", "pypi:ruff", "dev"),
    ]


def test_pipfile() -> None:
    content = """\
[[source]]
url = "https://example.com/simple"
[packages]
stripe = "*"
local = {path = ".", editable = true}
[dev-packages]
pytest = {version = "*"}
[aws]
boto3 = "*"
"""
    assert named("Pipfile", content) == [
        (4, "stripe", "pypi:stripe", "direct"),
        (5, "local", "pypi:local", ""),
        (7, "pytest", "pypi:pytest", "dev"),
        (9, "boto3", "pypi:boto3", "direct"),
    ]
    content = '{"_meta": {"a": {"b": 1}},\n"default": {"stripe": {}},\n"develop": {"pytest": {}}}'
    assert named("Pipfile.lock", content) == [
        (2, "stripe", "pypi:stripe", "locked"),
        (3, "pytest", "pypi:pytest", "dev"),
    ]


def test_conda() -> None:
    content = """\
name: run
dependencies:
  - python=3.11
  - conda-forge::stripe>=7
  - numpy=1.2=py_0
  - pip
  - pip:
      - "sentry-sdk[flask]"
      - -r requirements.txt
"""
    assert named("environment.yml", content) == [
        (4, "stripe", "pypi:stripe", "direct"),
        (5, "numpy", "pypi:numpy", "direct"),
        (8, "sentry-sdk", "pypi:sentry-sdk", "direct"),
    ]
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\ndependencies: [stripe, *b]\n"
    assert named("environment.yml", bomb) == [(3, "stripe", "pypi:stripe", "direct")]


UV = """\
version = 1
requires-python = ">=3.11"
resolution-markers = [
    "python_full_version >= '3.12'",
]

[[package]]
name = "idna"
version = "3.4"
source = { registry = "https://pypi.org/simple" }
sdist = { url = "https://example.com/idna.tar.gz", hash = "sha256:00", size = 183490 }
wheels = [
    { url = "https://example.com/idna.whl", hash = "sha256:00", size = 61538 },
]

[[package]]
name = "run-app"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "stripe" },
    { name = "tzdata", marker = "sys_platform == 'win32'" },
]

[package.optional-dependencies]
aws = [
    { name = "boto3" },
]

[package.dev-dependencies]
dev = [
    { name = "pytest" },
]

[package.metadata]
requires-dist = [{ name = "stripe", specifier = ">=7" }]

[[package]]
name = "stripe"
version = "7.0.0"
source = { registry = "https://pypi.org/simple" }
"""

POETRY = """\
# This file is automatically @generated by Poetry.

[[package]]
name = "stripe"
version = "7.0.0"
description = "Python's \\"bindings\\""
groups = ["main", "dev"]
files = [
    {file = "stripe.whl", hash = "sha256:00"},
]

[package.dependencies]
category = ">=1"
requests = {version = ">=2", markers = "python_version >= \\"3.0\\""}

[[package]]
name = "pytest"
version = "7"
groups = ["dev"]

[[package]]
name = "old"
version = "7"
category = "dev"

[[package]]
name = "local"
version = "7"

[package.source]
type = "directory"
url = "../local"

[metadata]
lock-version = "2.0"
"""

PDM = """\
[metadata]
groups = ["default", "dev"]

[[package]]
name = "stripe"
groups = ["default"]
dependencies = [
    "requests",
]

[[package]]
name = "pytest"
groups = ["dev"]

[[package]]
name = "local"
path = "./local"
"""

PYLOCK = """\
lock-version = "1.0"

[[packages]]
name = "stripe"
version = "7.0.0"

[[packages]]
name = "local"
directory = { path = "local" }
"""


def test_uv_lock() -> None:
    assert named("uv.lock", UV) == [
        (8, "idna", "pypi:idna", "indirect"),
        (17, "run-app", "pypi:run-app", ""),
        (21, "stripe", "pypi:stripe", "direct"),
        (22, "tzdata", "pypi:tzdata", "direct"),
        (27, "boto3", "pypi:boto3", "direct"),
        (32, "pytest", "pypi:pytest", "dev"),
    ]


def test_other_locks() -> None:
    assert named("poetry.lock", POETRY) == [
        (4, "stripe", "pypi:stripe", "locked"),
        (17, "pytest", "pypi:pytest", "dev"),
        (22, "old", "pypi:old", "dev"),
        (27, "local", "pypi:local", ""),
    ]
    assert named("pdm.lock", PDM) == [
        (5, "stripe", "pypi:stripe", "locked"),
        (12, "pytest", "pypi:pytest", "dev"),
        (16, "local", "pypi:local", ""),
    ]
    assert named("pylock.dev.toml", PYLOCK) == [
        (4, "stripe", "pypi:stripe", "locked"),
        (8, "local", "pypi:local", ""),
    ]


@pytest.mark.parametrize(
    ("layout", "path", "content"),
    [
        ("_UV", "uv.lock", UV),
        ("_POETRY", "poetry.lock", POETRY),
        ("_PDM", "pdm.lock", PDM),
        ("_PYLOCK", "pylock.toml", PYLOCK),
    ],
)
def test_the_layout_of_the_tools_and_the_parser_agree(layout: str, path: str, content: str) -> None:
    from flowcheck.scanners.packages import python_lock

    assert getattr(python_lock, layout).canonical(content)
    by_parser = content + "[['another layout']]\n"
    assert getattr(python_lock, layout).canonical(by_parser) is None
    assert scan(path, by_parser) == scan(path, content)


def test_a_broken_lock() -> None:
    content = UV.replace('name = "stripe"\nversion', 'name = "stripe\nversion')
    assert broken("uv.lock", content)[1] == content.index("\n", content.index('"stripe\n'))
    assert "pypi:idna" in before_it_broke("uv.lock", content)
    conflict = UV.replace("[[package]]\n", "<<<<<<< HEAD\n[[package]]\n", 1)
    assert broken("uv.lock", conflict) == (
        "holds the marks of a merge conflict",
        conflict.index("<<<<<<<"),
    )
