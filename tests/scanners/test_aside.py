"""What is left aside, and what only looks so."""

from __future__ import annotations

import pytest

from flowcheck.scanners.aside import REASONS, aside, is_bundled, is_report


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("tests/a.py", "tests"),
        ("src/__tests__/a.ts", "tests"),
        ("src/pay.test.ts", "tests"),
        ("src/pay.spec.tsx", "tests"),
        ("pay/pay_test.go", "tests"),
        ("app/test_pay.py", "tests"),
        ("conftest.py", "tests"),
        ("app/src/androidTest/java/A.kt", "tests"),
        ("app/PayServiceTest.java", "tests"),
        ("spec/pay_spec.rb", "tests"),
        (".env.test", "tests"),
        ("jest.config.js", "tests"),
        ("examples/pay/package.json", "examples"),
        ("docs/conf.py", "documentation"),
        ("README.md", "documentation"),
        ("notes.txt", "documentation"),
        ("LICENSE.html", "documentation"),
        ("web/node_modules/stripe/package.json", "vendored"),
        ("vendor/github.com/stripe/stripe-go/go.mod", "vendored"),
        ("third_party/a.py", "vendored"),
        ("web/dist/a.js", "generated"),
        ("web/a.min.js", "generated"),
        ("a_pb2.py", "generated"),
        ("web/locales/de.json", "translations"),
        ("app/strings.resx", "translations"),
    ],
)
def test_what_weighs_nothing(path: str, reason: str) -> None:
    assert aside(path) == reason
    assert reason in REASONS


@pytest.mark.parametrize(
    "path",
    [
        "src/pay.py",
        "package.json",
        "apps/web/package.json",
        "requirements.txt",
        "requirements/base.txt",
        "dev-requirements.txt",
        "constraints.txt",
        "src/vendor/list.tsx",
        "app/models/vendor/order.rb",
        "src/contest.py",
        "src/latest.ts",
        "app/edit.java",
        "bin/server",
        ".env",
        ".env.production",
        ".github/workflows/test.yml",
        "build.gradle",
        "attestation/a.go",
    ],
)
def test_what_counts(path: str) -> None:
    assert aside(path) == ""


@pytest.mark.parametrize(
    ("path", "content", "bundled"),
    [
        ("web/app.js", b"x" * 30_000, True),
        ("web/app.MJS", b"x" * 300 + (b"y" * 300 + b"\n") * 100, True),
        ("web/style.css", b"a{b:c}" * 5_000, True),
        ("web/app.js", b"const a = 1;\n" * 5_000, False),
        ("web/app.js", b"x" * 19_000, False),
        ("package-lock.json", b"x" * 30_000, False),
        ("page.html", b"x" * 30_000, False),
    ],
)
def test_scripts_that_a_program_packed(path: str, content: bytes, *, bundled: bool) -> None:
    assert is_bundled(path, content) is bundled


@pytest.mark.parametrize(
    "content",
    [
        b'{"name": "flowcheck", "dependencies": {"stripe": "1"}}',
        b'{"version": 1, "tool": {"name": "other"}}',
        b'<testsuites name="other">',
        b'[{"description": "flowcheck", "check_name": "E501"}]',
    ],
)
def test_what_only_looks_like_a_report(content: bytes) -> None:
    assert not is_report(content)
