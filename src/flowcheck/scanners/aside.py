"""What is left aside: files that say nothing of what the shipped product does."""

from __future__ import annotations

import re

TESTS, EXAMPLES, DOCUMENTATION, VENDORED, GENERATED, TRANSLATIONS = REASONS = (
    "tests", "examples", "documentation", "vendored", "generated", "translations",
)  # fmt: skip

_FOLDERS = {
    TESTS: (
        "test tests testing testdata test-data test_data testutil testutils test-utils test_utils "
        "__tests__ __test__ __mocks__ __fixtures__ __snapshots__ mocks fixtures fixture spec specs "
        "e2e cypress playwright integration-tests integration_tests unittests unit-tests "
        "androidtest load-tests loadtest benchmarks benchmark .storybook cassettes vcr_cassettes "
        "testfixtures"
    ),
    EXAMPLES: "example examples sample samples demo demos playground playgrounds",
    DOCUMENTATION: "doc docs documentation apidocs javadoc changelog changelogs adr rfcs",
    VENDORED: (
        "node_modules bower_components vendor third_party third-party thirdparty 3rdparty "
        "site-packages .venv venv .yarn .pnpm-store pods carthage vendored jspm_packages"
    ),
    GENERATED: (
        "dist .next .nuxt .output .svelte-kit htmlcov __pycache__ generated __generated__ .gradle "
        ".terraform .serverless .turbo .cache"
    ),
    TRANSLATIONS: "locale locales i18n l10n translations lang langs languages intl",
}
_PACKED = (".js", ".mjs", ".cjs", ".css")
_SMALL = 20_000
"""Bytes of a script that is looked at whatever it looks like."""
_WIDE = 200
"""Bytes of a line, on the average, that only programs write."""
_REASON_OF = {name: reason for reason, names in _FOLDERS.items() for name in names.split()}

_NAMES = (
    (
        TESTS,
        re.compile(
            r"test_.*\.py|.*_tests?\.(?:py|go|rb|exs|dart|cc|rs|php)|conftest\.py|tests?\.py"
            r"|.*[._-](?:test|tests|spec|e2e|stories|story|mock|mocks|fixture|fixtures|cy)"
            r"\.(?:[cm]?[jt]sx?|vue|svelte|json|ya?ml|snap|dart)"
            r"|.*(?:Test|Tests|TestCase|Spec|IT)\.(?:java|kt|kts|cs|scala|groovy|php|swift)"
            r"|.*_spec\.rb|(?:jest|vitest|playwright|cypress|karma|wdio)\.(?:config|setup)\..*"
            r"|\.env\.(?:test|testing|ci|e2e)(?:\..*)?|.*\.snap"
        ),
    ),
    (
        DOCUMENTATION,
        re.compile(
            r".*\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|org|textile|ipynb|pod|tex)"
            r"|(?:LICENSE|LICENCE|COPYING|NOTICE|AUTHORS|CHANGELOG|CONTRIBUTORS)(?:[.-].*)?"
        ),
    ),
    (
        GENERATED,
        re.compile(
            r".*\.min\.(?:js|css|mjs)|.*\.(?:map|bundle\.js|chunk\.js|pb\.go|g\.dart|pyc)"
            r"|gl-.*-report\.json|.*(?:_pb2|_pb2_grpc)\.pyi?|.*[._]generated\.[a-z]+|.*\.designer\.cs"
        ),
    ),
    (TRANSLATIONS, re.compile(r".*\.(?:po|pot|mo|xlf|xliff|resx|arb|strings)")),
)
"""Names in the letters in which they stand: `RateIT.java` is a test, `edit.java` is none."""
_REPORT = re.compile(
    rb"""\s*(?:\{\s*(?:"type":\s"run",\s)?"version":\s1,\s*"tool":\s\{\s*"name":\s"flowcheck"
    |\{\s*"source":\s\{\s*"name":\s"flowcheck"
    |\{"\$schema":[^{}]*"runs":\s\[\{"tool":\s\{"driver":\s\{"name":\s"flowcheck"
    |<\?xml[^<]*<testsuites\ name="flowcheck"
    |\[\s*\{\s*"description":\s"[^\n]*"\s*,\s*"check_name":\s"FC[0-9]{3}\b)""",
    re.VERBOSE,
)
"""How a report of flowcheck starts: as JSON, for reviewdog, in SARIF, for JUnit, for GitLab."""
_SOURCE = frozenset({"src", "app", "lib", "pages", "routes", "components", "features"})
"""Below these, `vendor` is somebody who sells."""
_REQUIREMENTS = re.compile(r"(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\.txt")


def aside(path: str) -> str:
    """Return why a file weighs nothing, "" where it counts.

    Args:
        path: Relative to the root, with forward slashes.
    """
    *folders, name = path.split("/")
    for depth, folder in enumerate(folders):
        reason = _REASON_OF.get(folder.lower())
        if reason and (folder != "vendor" or _SOURCE.isdisjoint(folders[:depth])):
            return reason
    for reason, pattern in _NAMES:
        if pattern.fullmatch(name):
            return "" if _is_manifest(name, folders) else reason
    return ""


def is_bundled(path: str, content: bytes) -> bool:
    """Tell whether a script or style sheet was packed by a program, from lines no person writes.

    Args:
        path: Its name tells what it is.
        content: Its bytes.
    """
    if len(content) < _SMALL or not path.lower().endswith(_PACKED):
        return False
    return len(content) > _WIDE * (content.count(b"\n") + 1)


def is_report(content: bytes) -> bool:
    """Tell whether a file is a report of flowcheck's, which names again what a scan has found.

    Args:
        content: Its bytes.
    """
    return _REPORT.match(content) is not None


def _is_manifest(name: str, folders: list[str]) -> bool:
    """Tell whether a text file lists packages, as `requirements/base.txt` does."""
    if not name.endswith(".txt"):
        return False
    return bool(_REQUIREMENTS.fullmatch(name.lower())) or "requirements" in folders
