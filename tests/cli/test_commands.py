"""The verbs: exit codes, options, output, and what is said when they are called wrongly."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from bad_project import spoil
from commands import Commands, Result
from flowcheck import __version__
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--today", "2026-11-24")
BAD = {"inventory/case.yaml": "systems: [{id: o, ownr: x}]\n"}
FAILING = {
    "inventory/case.yaml": "systems: [{id: o, flows: [{id: f, to: mailer, data: prompt}]}]\n"
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Commands(capsys)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return spoil(tmp_path, {})


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    return spoil(tmp_path, {**FAILING})


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return spoil(tmp_path, {**BAD})


def test_exit_0_without_findings(run: Commands, good: Path) -> None:
    assert run("lint", good) == Result(0, "0 errors, 0 warnings; 2 flows: 2 clear\n", "")


def test_exit_1_with_findings(run: Commands, failing: Path) -> None:
    found = run("lint", failing, *DAY)
    assert found.code == 1
    assert "error[FC101 undisclosed-data]" in found.out
    assert found.err == ""


def test_exit_2_with_bad_input(run: Commands, bad: Path) -> None:
    found = run("lint", bad)
    assert found.code == 2
    assert found.out == ""
    assert "unknown key `ownr`" in found.err
    assert found.err.endswith("1 input error in 1 file; nothing was judged\n")


def defect(*_: object, **__: object) -> Any:  # noqa: ANN401 - stands for any function
    raise ZeroDivisionError("by \x1b[31mnothing")


def test_exit_3_with_a_defect(run: Commands, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowcheck.project.load", defect)
    found = run("lint", good)
    assert found.code == 3
    assert found.out == ""
    assert "Traceback" not in found.err
    assert "a defect of flowcheck, not of your files: ZeroDivisionError" in found.err
    assert "\x1b" not in found.err
    assert "Please report it" in found.err


def test_a_defect_keeps_its_traceback_on_demand(
    run: Commands, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flowcheck.project.load", defect)
    found = run("lint", good, "--debug")
    assert found.code == 3
    assert "Traceback (most recent call last)" in found.err


def test_an_interruption_is_no_finding(
    run: Commands, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flowcheck.project.load", interrupted)
    assert run("lint", good).code == 130


WRONG: list[tuple[list[str], str]] = [
    (["lint", "@", "--format", "jsn"], "--format: `jsn` is not known; did you mean `json`?"),
    (["lint", "@", "--format", "zz"], "flowcheck: --format: `zz` is not known; one of: concise"),
    (["lint", "@", "--select", "FC888"], "flowcheck: --select: `FC888` is no rule; "),
    (["lint", "@", "--select", "FC101,zzz"], "flowcheck: --select: `zzz` is no rule; see "),
    (["lint", "@", "--select", ""], "flowcheck: --select: `` is no rule; see `flowcheck explain`"),
    (["lint", "@", "--ignore", "vague-disclosur"], "did you mean `vague-disclosure`?"),
    (["lint", "@", "-o", "txet"], "--output: `txet` is no format; did you mean `text`? For a file"),
    (["lint", "@", "-o", "txet=x"], "--output: `txet` is not known; did you mean `text`?"),
    (["lint", "@", "-o", "json="], "--output: `json=` names no file; write `json=FILE`"),
    (["lint", "@", "-o", "json", "-o", "text"], "two reports would be written to standard output"),
    (["lint", "@", "-o", "json=x", "-o", "x"], "two reports would be written to `"),
    (["lint", "@", "--color", "allways"], "--color: `allways` is not known; did you mean"),
    (["completion", "tcsh"], "SHELL: `tcsh` is not known; one of: bash, zsh"),
    (["lint", "@", "--fail-on", "warnin"], "`warnin` is not known; did you mean `warning`?"),
    (["lint", "@", "--fail-on", "off"], "flowcheck: --fail-on: `off` is not known; one of: error"),
    (["lint", "@", "--today", "2024-02-30"], "--today: `2024-02-30` is no date as YYYY-MM-DD"),
    (["lint", "@", "--today", "20240101"], "--today: `20240101` is no date as YYYY-MM-DD"),
    (["lint", "@", "--today", "2024-W01-1"], "is no date as YYYY-MM-DD"),
    (["lint", "@", "--today", ""], "--today: `` is no date as YYYY-MM-DD"),
    (["lint", "@", "--selct", "FC1"], "No such option '--selct'. (Did you mean one of: '--h"),
    (["lint", "@", "extra"], "unexpected extra argument"),
    (["lint", "@/nowhere"], "/nowhere` is not there"),
    (["lint", "@/inventory/app.yaml"], "/inventory/app.yaml` is no folder"),
    (["lint", "@/inventory"], "this folder is `inventory` itself: give its parent as ROOT"),
    (["lint", "@/.."], "give that folder as ROOT; or begin with\n          `flowcheck init`"),
    (["lint", "@", "-o", "@/no/x"], "/no/x: No such file or directory"),
    (["lint", "@", "-o", "@/inventory"], "/inventory: Is a directory"),
    (["lnt", "@"], "No such command 'lnt'"),
    (["--nothing"], "No such option '--nothing'."),
    (["explain", "nothing", "@"], "`nothing` is no rule, flow, statement, system or vendor of"),
    (["explain", "app-mial", "@"], "did you mean `app-mail`?"),
    (["explain", "FC101", "--format", "xml"], "--format: `xml` is not known; one of: text, json"),
    (["trace", "emial_address", "@"], "is no data term; did you mean `email_address`"),
    (["trace", "email_address", "@", "--format", "xml"], "--format: `xml` is not known"),
    (["trace", "mailer", "@"], "`mailer` is a vendor, and a trace starts from data; `flowc"),
    (["trace", "app", "@"], "`app` is a system, and a trace starts from data"),
    (["trace"], "Missing argument"),
    (["vocabulary", "zzzz", "@"], "no term is like `zzzz`; `flowcheck vocabulary`"),
    (["vocabulary", "email", "@/nowhere"], "/nowhere` is not there"),
    (["vocabulary", "data", "@/nowhere"], "/nowhere` is not there"),
    (["vocabulary", "data", "courier"], "no term of `data` is like `courier`; there is one in `"),
    (["vocabulary", "data", "emial_address"], "did you mean `email_address`"),
    (["vocabulary", "data", "zzzz"], "`flowcheck vocabulary data` lists them"),
    (["vocabulary", "dta", "email", "@"], "`dta` is no facet to search in; did you mean `data`?"),
    (["vocabulary", "zzzz", "email", "@"], "is no facet to search in; one of: action, data,"),
    (["vocabulary", "data", "email", "@", "x"], "unexpected extra argument `x`"),
    (["vocabulary", "email", "@", "--format", "xml"], "--format: `xml` is not known"),
    (["vendors", "zzzz", "@"], "no vendor is like `zzzz`; `flowcheck vendors` lists them,"),
    (["vendors", "strpie"], "did you mean `stripe`"),
    (["vendors", "stripe", "@/nowhere"], "/nowhere` is not there"),
    (["vendors", "stripe", "@", "x"], "unexpected extra argument `x`"),
    (["vendors", "--category", "paymnt processor"], "is no recipient term; did you mean `payment"),
    (["vendors", "--category", "court"], "--category: no vendor has a product of `court`"),
    (["vendors", "stripe", "--category", "court"], "no vendor has a product of `court`"),
    (["vendors", "--format", "xml"], "--format: `xml` is not known; one of: text, json"),
    (["policy", "graph", "@", "--format", "xml"], "--format: `xml` is not known; one of: json"),
    (["policy", "nothing"], "No such command 'nothing'"),
    (["lint", "@", "--format", "\x1b[31mred"], "is not known; one of"),
    (["explain", "\x1b[31mred", "@"], "is no rule, flow, statement, system"),
    (["lint", "@/\x1b[31mred"], "is not there"),
    (["\x1b[31mred"], "No such command"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_exit_2_with_bad_usage(
    run: Commands, good: Path, arguments: list[str], message: str
) -> None:
    found = run(*(argument.replace("@", str(good)) for argument in arguments))
    assert found.code == 2
    assert message in found.err
    assert found.out == ""
    assert "\x1b" not in found.err
    assert "Traceback" not in found.err


def test_every_verb_tells_bad_input(run: Commands, bad: Path) -> None:
    for verb in (["lint"], ["explain", "app-mail"], ["trace", "prompt"], ["policy", "graph"]):
        found = run(*verb, bad)
        assert (found.code, found.out) == (2, ""), verb
        assert "unknown key `ownr`" in found.err


@pytest.mark.parametrize("name", ["text", "concise", "json"])
def test_formats(run: Commands, failing: Path, name: str) -> None:
    found = run("lint", failing, *DAY, "--format", name)
    assert found.code == 1
    assert "FC101" in found.out
    if name == "json":
        assert json.loads(found.out)["version"] == 1
    assert run("lint", failing, *DAY, "--format", name) == found


def test_claims_are_listed_on_demand(run: Commands, failing: Path) -> None:
    for options, there in ((["--claims"], True), ([], False)):
        found = json.loads(run("lint", failing, "--format", "json", *options).out)
        assert ("claims" in found["flows"][0]) is there


def test_quiet_leaves_the_summary_out(run: Commands, good: Path) -> None:
    assert run("lint", good, "-q").out.strip() == ""


def codes(found: Result) -> set[str]:
    return set(re.findall(r"FC\d{3}", found.out))


def test_select_and_ignore(run: Commands, failing: Path) -> None:
    lint = ("lint", failing, *DAY, "--format", "concise")
    every = codes(run(*lint))
    assert {"FC101", "FC301"} <= every
    assert codes(run(*lint, "--select", "FC3")) == {"FC301"}
    assert codes(run(*lint, "--select", "FC101,FC301")) == {"FC101", "FC301"}
    assert codes(run(*lint, "--select", "FC101", "--select", "unexplained-data")) == {
        "FC101",
        "FC301",
    }
    assert codes(run(*lint, "--ignore", "FC1")) == {c for c in every if not c.startswith("FC1")}
    assert codes(run(*lint, "--select", "FC101", "--ignore", "FC101")) == set()


def test_the_command_line_overrules_the_project(run: Commands, failing: Path) -> None:
    config = failing / "flowcheck.yaml"
    config.write_text("ignore: FC1\nfail_on: never\n", encoding="utf-8")
    lint = ("lint", failing, *DAY, "--format", "concise")
    assert run(*lint).code == 0
    assert codes(run(*lint, "--select", "FC101")) == {"FC101"}
    assert run(*lint, "--select", "FC101", "--fail-on", "error").code == 1


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on(run: Commands, failing: Path, level: str, code: int) -> None:
    lint = ("lint", failing, *DAY, "--select", "FC301", "--fail-on", level)
    assert run(*lint).code == code


def test_colours(run: Commands, failing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("lint", failing).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror" in run("lint", failing).out
    assert "\x1b[" not in run("lint", failing, "--format", "json").out
    spoil(failing, {**BAD})
    assert "\x1b[" in run("lint", failing).err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("lint", failing).err
    assert "\x1b[" in run("lint", failing, "--color", "always").err
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" not in run("lint", failing, "--color", "never").err


def test_output_into_a_file(run: Commands, failing: Path, tmp_path: Path) -> None:
    shown = run("lint", failing, *DAY).out
    target = tmp_path / "report.txt"
    assert run("lint", failing, *DAY, "--output", target) == Result(1, "", "")
    assert target.read_text(encoding="utf-8") == shown
    assert run("lint", failing, *DAY, "-o", "-").out == shown


def test_one_run_writes_several_formats(run: Commands, failing: Path, tmp_path: Path) -> None:
    wanted = {name: run("lint", failing, *DAY, "--format", name).out for name in ("text", "json")}
    file = tmp_path / "x.json"
    found = run("lint", failing, *DAY, "-o", "text", "--output", f"json={file}")
    assert found == Result(1, wanted["text"], "")
    assert file.read_text(encoding="utf-8") == wanted["json"]
    named_as_a_format = run("lint", failing, *DAY, "--format", "json", "-o", f"{tmp_path}/text")
    assert named_as_a_format == Result(1, "", "")
    assert (tmp_path / "text").read_text(encoding="utf-8") == wanted["json"]
    assert run("lint", failing, *DAY, "-o", "json=-").out == wanted["json"]


def test_a_file_is_never_coloured(
    run: Commands, failing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("lint", failing, "-o", tmp_path / "report.txt")
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_file_is_replaced_whole_and_keeps_its_mode(
    run: Commands, good: Path, tmp_path: Path
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    assert run("lint", good, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("0 errors")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_file_stands_as_it_was_when_anything_fails(
    run: Commands, bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    assert run("lint", bad, "-o", target).code == 2
    spoil(bad, {"inventory/case.yaml": "systems: []\n"})
    full = OSError(28, "No space left on device")

    def no_space(_: int) -> None:
        raise full

    monkeypatch.setattr("os.fsync", no_space)
    found = run("lint", bad, "-o", target)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"flowcheck: cannot write {target}: No space left on device\n"
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "verb",
    [
        ("lint",),
        ("lint", "--format", "json"),
        ("config",),
        ("schema", "inventory"),
        ("trace", "email_address"),
        ("policy", "graph"),
        ("explain", "FC101"),
    ],
)
@pytest.mark.parametrize(
    "file", ["inventory/policy.yaml", "inventory/policy.txt", "flowcheck.yaml"]
)
def test_the_projects_own_files_are_never_written_over(
    run: Commands, good: Path, verb: tuple[str, ...], file: str
) -> None:
    (good / "flowcheck.yaml").write_text("fail_on: never\n", encoding="utf-8")
    before = (good / file).read_bytes()
    root = (good,) if verb[0] != "explain" else ()
    found = run(*verb, *root, "-o", good / file)
    assert (found.code, found.out) == (2, "")
    assert "name another" in found.err
    assert (good / file).read_bytes() == before


def test_a_policy_beside_the_inventory_is_not_written_over(run: Commands, good: Path) -> None:
    (good / "inventory/policy.txt").rename(good / "privacy.txt")
    path = good / "inventory/policy.yaml"
    text = path.read_text(encoding="utf-8").replace("policy.txt", "../privacy.txt")
    path.write_text(text, encoding="utf-8")
    before = (good / "privacy.txt").read_bytes()
    (good / "link.txt").symlink_to("privacy.txt")
    for name in ("privacy.txt", "link.txt"):
        assert run("lint", good, *DAY, "-o", good / name).code == 2
    assert (good / "privacy.txt").read_bytes() == before


@pytest.mark.parametrize("name", ["flowcheck-baseline.json", "debt.json", "known"])
def test_a_baseline_is_not_written_over_whatever_it_is_called(
    run: Commands, failing: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("CI", raising=False)  # where no baseline would be written
    baseline = failing / name
    assert run("lint", failing, *DAY, "--write-baseline", "--baseline", baseline).code == 0
    before = baseline.read_bytes()
    for verb in (("trace", "prompt"), ("lint",), ("policy", "graph"), ("report", "ropa")):
        found = run(*verb, failing, "--format", "json", "-o", baseline)
        assert found.code == 2
        assert "it stands where flowcheck reads its input" in found.err
    assert baseline.read_bytes() == before
    (failing / "report.json").write_text('{"version": 1, "tool": {}, "findings": []}', "utf-8")
    assert (
        run("policy", "graph", failing, "--format", "json", "-o", failing / "report.json").code == 0
    )


@pytest.mark.parametrize(
    "command",
    ["lint", "map", "report ropa", "trace prompt", "config", "schema inventory", "policy graph",
     "vocabulary email", "explain FC103", "completion bash"],
)  # fmt: skip
def test_an_output_without_a_name_is_told(
    run: Commands, failing: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(failing)
    found = run(*command.split(), "-o", "")
    assert (found.code, found.out) == (2, "")
    assert "--output: `` names nothing; give a" in found.err


def test_two_reports_never_meet_in_one_file(run: Commands, good: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    both = ("-o", f"json={tmp_path}/real", "-o", f"text={tmp_path}/link")
    assert run("lint", good, *both).code == 2
    assert run("lint", good, "-o", "text", "-o", "json=/dev/stdout").code == 2


def test_a_read_only_file_stays(run: Commands, good: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o444)
    found = run("lint", good, "-o", target)
    assert found.code == 2
    assert found.err.endswith("report.txt: it is read-only\n")
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("options", [("--ignore", "FC"), ("--select", "FC1", "--ignore", "all")])
def test_a_run_of_no_rule_is_no_pass(
    run: Commands, failing: Path, options: tuple[str, ...]
) -> None:
    found = run("lint", failing, *options)
    assert (found.code, found.out) == (2, "")
    assert "no rule is left to run" in found.err
    (failing / "flowcheck.yaml").write_text("ignore: [FC]\n", encoding="utf-8")
    assert run("lint", failing).code == 2


@pytest.mark.parametrize("name", ["flowcheck.yml", ".flowcheck.yaml"])
def test_settings_of_another_name_are_told(run: Commands, good: Path, name: str) -> None:
    (good / name).write_text("fail_on: warning\n", encoding="utf-8")
    found = run("lint", good)
    assert found.code == 2
    assert f"`{name}` is not read" in found.err
    assert "name it `flowcheck.yaml`" in found.err


def test_a_device_is_written_to_and_not_replaced(run: Commands, good: Path) -> None:
    assert run("lint", good, "-o", "/dev/null") == Result(0, "", "")
    assert os.path.exists("/dev/null")  # noqa: PTH110 - not a file
    assert not os.path.isfile("/dev/null")  # noqa: PTH113


def test_explain_lists_rules_and_shows_pages(run: Commands) -> None:
    listed = run("explain")
    assert [line.split()[0] for line in listed.out.splitlines()] == [r.code for r in all_rules()]
    page = run("explain", "FC101")
    assert page.out.startswith("# FC101 undisclosed-data\n")
    assert run("explain", "undisclosed-data") == page
    assert run("explain", "fc101") == page
    assert json.loads(run("explain", "FC101", "--format", "json").out)["code"] == "FC101"
    assert len(json.loads(run("explain", "--format", "json").out)) == len(all_rules())


def test_explain_proves_a_flow(run: Commands, good: Path) -> None:
    found = run("explain", "app-mail", good)
    assert found.code == 0
    assert "share-email" in found.out
    proof = run("explain", "app-mail", good, "--format", "json")
    assert isinstance(json.loads(proof.out), dict)


def test_explain_lists_the_flows_of_a_party(run: Commands, good: Path) -> None:
    found = run("explain", "mailer", good)
    assert found.code == 0
    assert found.out.startswith("mailer (vendor): ")
    assert "\n  app-mail  clear\n" in found.out
    assert "`flowcheck explain FLOW`" in found.out
    system = json.loads(run("explain", "app", good, "--format", "json").out)
    assert system["system"] == "app"
    assert {"id": "app-mail", "verdict": "clear"} in system["flows"]


def test_trace(run: Commands, good: Path) -> None:
    found = run("trace", "email_address", good)
    assert found.code == 0
    assert "mailer" in found.out
    assert run("trace", "e-mail", good) == found
    assert json.loads(run("trace", "email_address", good, "--format", "json").out)


def test_vocabulary(run: Commands, good: Path, tmp_path: Path) -> None:
    assert "safeguard" in run("vocabulary").out
    (tmp_path / "empty").mkdir()
    for root in (good, tmp_path / "empty"):
        assert "email_address" in run("vocabulary", "email", root).out
        assert "email_address" in run("vocabulary", "data", root).out
        assert json.loads(run("vocabulary", "email", root, "--format", "json").out)


def test_the_vocabulary_within_a_facet(
    run: Commands, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere = run("vocabulary", "browser").out
    assert "browser (source)" in everywhere
    assert "browser_type (data)" in everywhere
    within = run("vocabulary", "data", "browser")
    assert within.code == 0
    assert "browser_type (data)" in within.out
    assert "(source)" not in within.out
    assert run("vocabulary", "data", "browser", good) == within
    assert "any_subject" not in run("vocabulary", "data", "subject").out
    found = json.loads(run("vocabulary", "data", "browser", "--format", "json").out)
    assert {term["facet"] for term in found} == {"data"}
    (tmp_path / "here/email").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert run("vocabulary", "data", "email") == run("vocabulary", "data")
    assert "(data)" in run("vocabulary", "data", "email", ".").out


def test_the_vocabulary_of_a_broken_project(run: Commands, bad: Path) -> None:
    found = run("vocabulary", "email", bad)
    assert found.code == 0
    assert "email_address" in found.out
    assert "1 input error in this project" in found.err


def test_policy_graph(run: Commands, good: Path) -> None:
    graph = json.loads(run("policy", "graph", good).out)
    assert {"nodes", "directed"} <= graph.keys()
    assert run("policy", "graph", good, "--format", "graphml").out.startswith("<?xml")


def test_help_and_version(run: Commands) -> None:
    for option in ("--version", "-V"):
        assert run(option) == Result(0, f"flowcheck {__version__}\n", "")
    for verb in ((), ("lint",), ("explain",), ("trace",), ("vendors",), ("policy", "graph")):
        found = run(*verb, "--help")
        assert found.code == 0
        assert "Usage: flowcheck" in found.out
        if verb:
            assert "Example" in found.out


def test_no_arguments_show_the_help(run: Commands) -> None:
    found = run()
    assert found.code == 2
    assert "Usage: flowcheck" in found.out + found.err
