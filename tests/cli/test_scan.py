"""`scan`, and `lint` with a scan: what code shows, held against the inventory."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from bad_project import spoil
from commands import Commands
from flowcheck.cli.verbs.scan import REASONS
from flowcheck.readers import tree
from flowcheck.scanners import aside

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = '{\n  "dependencies": {\n    "stripe": "^14.0.0"\n  }\n}\n'
STRIPE = (
    "vendors:\n  - {id: stripe, role: payment_processor, country: us}\n"
    "systems:\n  - id: shop\n    flows:\n"
    "      - {to: stripe, data: email_address, purpose: service_operation}\n"
)
DECIDED = "decisions:\n  - {vendor: stripe, is: not_a_recipient, reason: a demo, owner: team-web}\n"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Commands:
    for name in ("NO_COLOR", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FLOWCHECK_CACHE_DIR", str(tmp_path / "cache"))
    return Commands(capsys)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return spoil(tmp_path / "project", {"web/package.json": MANIFEST})


def found(result: Any, *keys: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    return [tuple(vendor[key] for key in keys) for vendor in json.loads(result.out)["vendors"]]


def test_the_reasons_are_those_of_the_scanners() -> None:
    assert aside.REASONS == REASONS


def test_an_undeclared_vendor_fails(run: Commands, root: Path) -> None:
    result = run("scan", root, "--format", "json")
    assert result.code == 1
    assert found(result, "id", "state", "evident") == [("stripe", "undeclared", True)]
    (finding,) = [f for f in json.loads(result.out)["findings"] if f["severity"] == "error"]
    assert (finding["code"], finding["path"], finding["line"]) == ("FC601", "web/package.json", 3)


def test_a_declared_vendor_passes(run: Commands, root: Path) -> None:
    (root / "inventory/stripe.yaml").write_text(STRIPE)
    result = run("scan", root, "--format", "json")
    assert (result.code, found(result, "state", "declared")) == (0, [("declared", "stripe")])


def test_a_decided_vendor_passes(run: Commands, root: Path) -> None:
    (root / "inventory/decisions.yaml").write_text(DECIDED)
    result = run("scan", root, "--format", "json")
    assert (result.code, found(result, "state")) == (0, [("decided",)])


def test_only_findings_on_code_count(run: Commands, root: Path) -> None:
    (root / "web/package.json").unlink()
    (root / "inventory/policy.txt").write_text("Nothing.\n")
    assert run("lint", root).code == 1
    result = run("scan", root)
    assert result.code == 0
    assert "FC501" not in result.out


def test_without_an_inventory_all_that_is_found_is_shown(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(MANIFEST)
    result = run("scan", tmp_path)
    assert result.code == 1
    assert "Stripe" in result.out
    assert "flowcheck init" in " ".join(result.out.split())
    refused = run("scan", tmp_path, "--write")
    assert (refused.code, "flowcheck init" in refused.err) == (2, True)


def test_a_root_that_is_none_is_told(run: Commands, tmp_path: Path) -> None:
    result = run("scan", tmp_path / "nowhere")
    assert result.code == 2
    assert "is not there" in result.err


def test_what_weighs_nothing_counts_when_asked_for(run: Commands, root: Path) -> None:
    (root / "web").rename(root / "examples")
    assert run("scan", root).code == 0
    assert run("scan", root, "--include", "tests").code == 0
    assert run("scan", root, "--include", "tests", "--include", "examples").code == 1
    assert run("scan", root, "--include", "all").code == 1
    (root / "flowcheck.yaml").write_text("scan: {include: examples}\n")
    assert run("scan", root).code == 1
    (root / "flowcheck.yaml").write_text("scan: {include: examples, exclude: 'examples/*'}\n")
    assert run("scan", root).code == 0
    wrong = run("scan", root, "--include", "test")
    assert (wrong.code, "did you mean `tests`?" in wrong.err) == (2, True)


def test_the_inventory_is_no_code(run: Commands, root: Path) -> None:
    (root / "web/package.json").rename(root / "inventory/package.json")
    assert run("scan", root).code == 0


def test_a_bill_of_materials_is_read_besides(run: Commands, root: Path) -> None:
    (root / "web/package.json").unlink()
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "services": [{"name": "Stripe"}]}
    (root / "out").mkdir()
    (root / "out/what.cdx").write_text(json.dumps(bill))
    assert run("scan", root).code == 0
    assert run("scan", root, "--sbom", root / "out/what.cdx").code == 1
    (root / "flowcheck.yaml").write_text("scan: {sbom: out/what.cdx}\n")
    assert run("scan", root).code == 1
    for path in (root / "gone.json", root.parent / "elsewhere.json"):
        (root.parent / "elsewhere.json").write_text("{}")
        result = run("scan", root, "--sbom", path)
        assert (result.code, "--sbom" in result.err) == (2, True)


def test_broken_files_are_warnings(run: Commands, root: Path) -> None:
    (root / "web/package.json").write_text("{")
    result = run("scan", root)
    assert result.code == 0
    assert "web/package.json" in result.out
    linted = run("lint", root, "--scan")
    assert linted.code == 0
    assert "web/package.json:1" in linted.err


def test_writing_declares_what_is_proved_once(run: Commands, root: Path) -> None:
    before = (root / "inventory/app.yaml").read_text()
    result = run("scan", root, "--write")
    assert result.code == 1
    assert "is declared as `stripe`" in result.err
    assert "now declare what each gets" in result.err
    assert (root / "inventory/app.yaml").read_text().startswith(before.rstrip("\n"))
    again = run("scan", root, "--write")
    assert "nothing to write" in again.err
    assert "no flow says what it gets (FC302)" in " ".join(again.out.split())
    assert again.code == 1


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.com")
    command = ["git", "-C", str(root), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_a_difference_is_all_that_is_scanned(run: Commands, root: Path) -> None:
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "first")
    assert run("scan", root, "--diff", "HEAD").code == 0
    (root / "new").mkdir()
    (root / "new/package.json").write_text(MANIFEST)
    result = run("scan", root, "--diff", "HEAD", "--format", "json")
    assert result.code == 1
    paths = [e["path"] for v in json.loads(result.out)["vendors"] for e in v["evidence"]]
    assert paths == ["new/package.json"]
    wrong = run("scan", root, "--diff", "nowhere")
    assert (wrong.code, "`nowhere` cannot be read from git" in wrong.err) == (2, True)
    assert run("scan", root, "--diff", "HEAD...").code == 1
    later = run("scan", root, "--diff", "HEAD..HEAD")
    assert (later.code, "names a later commit" in later.err) == (2, True)


def test_lint_scans_when_it_is_told_to(run: Commands, root: Path) -> None:
    assert run("lint", root).code == 0
    assert run("lint", root, "--scan").code == 1
    (root / "flowcheck.yaml").write_text("scan: {lint: true}\n")
    result = run("lint", root)
    assert result.code == 1
    assert "FC601" in result.out
    assert "web/package.json:3:6" in result.out
    assert run("lint", root, "--no-scan").code == 0


def test_a_lint_is_remembered_until_some_file_of_the_code_changes(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_A_TICK", -1)
    first = run("lint", root, "--scan")
    (kept,) = (root.parent / "cache").glob("*.lint")
    assert run("lint", root, "--scan") == first
    (root / "web/package.json").write_text("{}")
    assert run("lint", root, "--scan").code == 0
    assert kept.exists()
    (root / "web/deep").mkdir()
    (root / "web/deep/package.json").write_text(MANIFEST)
    assert run("lint", root, "--scan").code == 1


def test_a_scan_reads_again_only_what_has_changed(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_A_TICK", -1)
    first = run("scan", root)
    monkeypatch.setattr("flowcheck.project.scanning.scan_file", None)
    assert run("scan", root) == first
    (kept,) = (root.parent / "cache").glob("*.scan")
    for content in (b"", b"x", kept.read_bytes()[:-1], kept.read_bytes() + b"x"):
        kept.write_bytes(content)
        monkeypatch.undo()
        monkeypatch.setenv("FLOWCHECK_CACHE_DIR", str(root.parent / "cache"))
        assert run("scan", root) == first


def test_reruns_are_the_same_to_the_byte(run: Commands, root: Path) -> None:
    for format_ in ("text", "json", "markdown", "sarif"):
        options = ("scan", root, "--format", format_)
        first = run(*options, "--jobs", 1)
        assert first == run(*options, "--jobs", 2, "--no-cache") == run(*options)


def test_a_file_gets_it_whole(run: Commands, root: Path, tmp_path: Path) -> None:
    result = run("scan", root, "-o", tmp_path / "scan.txt")
    assert (result.code, result.out) == (1, "")
    assert "Stripe" in (tmp_path / "scan.txt").read_text()


def test_nothing_to_run_is_bad_usage(run: Commands, root: Path) -> None:
    result = run("scan", root, "--select", "FC101")
    assert (result.code, "FC6" in result.err) == (2, True)


@pytest.mark.parametrize("format_", ["json", "sarif", "gitlab", "junit", "rdjson", "jsonl"])
def test_a_report_is_no_evidence(run: Commands, root: Path, format_: str) -> None:
    calls = "import requests\nrequests.post('https://api.twilio.com/x')\n"
    (root / "app.py").write_text(calls)
    ending = "xml" if format_ == "junit" else "json"
    report = root / f"written.{ending}"
    arguments = ("lint", root, "--scan", "--output", f"{format_}={report}")
    assert run(*arguments).code == 1
    first = report.read_bytes()
    assert b"twilio" in first
    assert run(*arguments).code == 1
    assert report.read_bytes() == first
    assert json.loads(run("scan", root, "--format", "json").out)["summary"]["files"] == 2


@pytest.mark.parametrize("verb", [("scan",), ("lint", "--scan"), ("diff", "HEAD", "--scan")])
def test_no_output_takes_the_place_of_code(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "first")
    monkeypatch.chdir(root)
    result = run(*verb, "--output", "web/package.json")
    assert (result.code, result.out) == (2, "")
    assert "web/package.json` is a file of the code base in which something was seen" in result.err
    assert (root / "web/package.json").read_text() == MANIFEST


def test_a_bill_that_says_nothing_or_is_not_there_is_told(run: Commands, root: Path) -> None:
    (root / "bill.json").write_text("{}")
    result = run("scan", root, "--sbom", root / "bill.json")
    assert "`bill.json` names no component and no service" in " ".join(result.out.split())
    (root / "flowcheck.yaml").write_text("scan: {sbom: gone.json}\n")
    gone = run("scan", root)
    assert (gone.code, "`gone.json` is not there" in gone.err) == (2, True)


def test_a_waiver_is_told_beside_what_it_lifts(run: Commands, root: Path) -> None:
    waiver = "{rule: FC601, vendor: stripe, reason: LEGAL-1, owner: dpo, until: 2026-12-31}"
    (root / "inventory/waivers.yaml").write_text(f"waivers: [{waiver}]\n")
    result = run("scan", root, "--today", "2026-11-24")
    assert (result.code, "waived by dpo until 2026-12-31: LEGAL-1" in result.out) == (0, True)


def test_an_api_of_a_suffix_on_no_list_is_not_passed_over(run: Commands, root: Path) -> None:
    call = 'requests.post("https://api.unknown.tld/v1")\nrequests.get("https://api.web.svc/v1")\n'
    (root / "app.py").write_text(f"import requests\n{call}")
    parties = json.loads(run("scan", root, "--format", "json").out)["unclassified"]
    assert [party["id"] for party in parties] == ["unknown.tld"]


def test_one_package_that_bears_a_vendors_scope_makes_it_nobodys(run: Commands, root: Path) -> None:
    (root / "web/package.json").write_text('{"dependencies": {"@amplitude/analytics-node": "1"}}')
    (root / "lib").mkdir()
    (root / "lib/package.json").write_text('{"name": "@amplitude/zzz"}')
    assert found(run("scan", root, "--format", "json"), "id") == [("amplitude",)]
