"""Baselines: what they lift, how they shrink and what they record, as laws on random findings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bad_project import spoil
from conftest import ROOT, TODAY
from flowcheck.model.finding import Draft, Finding
from flowcheck.model.source import Address, Span
from flowcheck.project import load
from flowcheck.rules import all_rules
from flowcheck.views.baseline import Baseline, Entry, against, recorded, shrunk

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from flowcheck.engine import Report

CODES = {"a" * 32: "FC101", "b" * 32: "FC101", "c" * 32: "FC202", "d" * 32: "FC402"}
LIFTABLE = [fingerprint for fingerprint, code in CODES.items() if code != "FC402"]
WAIVER = ("in review", "dpo", "2027-01-01")
days = st.sampled_from((None, *(TODAY + dt.timedelta(days=n) for n in (-1, 0, 1))))
often = settings(max_examples=300)


@cache
def empty_report() -> Report:
    """A run of a real project, whose findings the examples replace."""
    return load(ROOT / "examples" / "undisclosed-vendor", today=TODAY).lint()


def finding(fingerprint: str, line: int, *, waived: bool = False) -> Finding:
    code = CODES[fingerprint]
    draft = Draft(code, f"message {line}", Address("x"), f"subject {fingerprint[:1]}")
    span = Span("x.yaml", line, 1, line, 2)
    return Finding(draft, "rule", "error", span, (), fingerprint, WAIVER if waived else None)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    chosen = draw(st.lists(st.tuples(st.sampled_from(list(CODES)), st.booleans()), max_size=8))
    found = tuple(
        finding(fingerprint, line + 1, waived=waived and CODES[fingerprint] != "FC402")
        for line, (fingerprint, waived) in enumerate(chosen)
    )
    ran = draw(st.sets(st.sampled_from(("FC101", "FC202"))))
    shown = tuple(f for f in found if f.code in ran or f.code == "FC402")
    silenced = tuple(draw(st.lists(st.sampled_from(LIFTABLE), max_size=2)))
    ran_codes = frozenset((*ran, "FC402"))
    return replace(
        empty_report(), findings=shown, ran=ran_codes, saw_all=ran_codes, silenced=silenced
    )


@st.composite
def baselines(draw: st.DrawFn) -> Baseline:
    chosen = draw(st.lists(st.sampled_from(LIFTABLE), unique=True))
    entries = [
        Entry(name, CODES[name], f"subject {name[:1]}", "", draw(days), draw(st.integers(1, 3)))
        for name in sorted(chosen)
    ]
    return Baseline(tuple(entries))


def counts(baseline: Baseline) -> Counter[str]:
    return Counter({entry.fingerprint: entry.count for entry in baseline.entries})


@often
@given(reports(), baselines())
def test_nothing_that_can_be_recorded_stands_after_it_is_recorded(
    report: Report, before: Baseline
) -> None:
    judged = against(report, recorded(report, before))
    assert {f.code for f in judged.standing} <= {"FC402"}
    waived = [f for f in report.findings if f.waiver is not None]
    housekeeping = [f for f in report.findings if f.code == "FC402"]
    assert judged.baselined == len(report.findings) - len(waived) - len(housekeeping)
    assert all(not f.baselined for f in judged.findings if f.waiver is not None)


@often
@given(reports(), baselines())
def test_shrinking_never_adds_and_lifts_no_less(report: Report, before: Baseline) -> None:
    after = shrunk(report, before)
    assert counts(after) <= counts(before)
    assert after.added_to(before) == 0
    assert before.added_to(after) == before.total - after.total
    assert against(report, after) == against(report, before)
    assert shrunk(report, after) == after


@often
@given(reports(), baselines())
def test_what_was_just_recorded_does_not_shrink(report: Report, before: Baseline) -> None:
    after = recorded(report, before)
    assert shrunk(report, after) == after
    assert recorded(report, after) == after
    assert counts(shrunk(report, before)) <= counts(after)


@often
@given(reports(), baselines(), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(
    report: Report, before: Baseline, rng: random.Random
) -> None:
    shuffled = list(report.findings)
    rng.shuffle(shuffled)
    other = replace(report, findings=tuple(shuffled))
    assert shrunk(report, before) == shrunk(other, before)
    assert counts(recorded(report, before)) == counts(recorded(other, before))
    standing = [
        Counter(f.fingerprint for f in against(r, before).standing) for r in (report, other)
    ]
    assert standing[0] == standing[1]


@often
@given(reports(), baselines())
def test_what_a_run_did_not_look_at_stays(report: Report, before: Baseline) -> None:
    after = counts(shrunk(report, before))
    for entry in before.entries:
        future = entry.since is not None and entry.since > TODAY
        if entry.code not in report.saw_all or future:
            assert after[entry.fingerprint] == entry.count


def test_a_second_finding_with_one_fingerprint_is_new() -> None:
    first, second = finding("a" * 32, 1), finding("a" * 32, 2)
    report = replace(empty_report(), findings=(first, second))
    judged = against(report, Baseline((Entry("a" * 32, "FC101"),)))
    assert [f.baselined for f in judged.findings] == [True, False]
    assert judged.failed


def test_a_waiver_comes_first_and_the_entry_leaves() -> None:
    report = replace(empty_report(), findings=(finding("a" * 32, 1, waived=True),))
    known = Baseline((Entry("a" * 32, "FC101"),))
    assert against(report, known).baselined == 0
    assert shrunk(report, known) == Baseline()


def test_what_is_recorded_keeps_its_day_and_renews_its_words() -> None:
    report = replace(empty_report(), findings=(finding("a" * 32, 7),))
    old = dt.date(2025, 3, 1)
    (entry,) = recorded(report, Baseline((Entry("a" * 32, "FC101", "x", "y", old),))).entries
    assert entry == Entry("a" * 32, "FC101", "subject a", "message 7", old)
    (entry,) = recorded(report, Baseline()).entries
    assert entry.since == TODAY


def test_entries_are_sorted_by_rule_and_subject() -> None:
    found = tuple(finding(fingerprint, 1) for fingerprint in sorted(LIFTABLE, reverse=True))
    entries = recorded(replace(empty_report(), findings=found), Baseline()).entries
    assert [e.fingerprint[0] for e in entries] == ["a", "b", "c"]


LEGACY = (
    "systems: [{id: old, flows: [{id: f, to: mailer, data: prompt, purpose: service_operation}]}]\n"
)


def test_what_the_settings_switch_off_for_a_file_is_still_there(tmp_path: Path) -> None:
    root = spoil(tmp_path, {"inventory/legacy/old.yaml": LEGACY})
    report = load(root, today=TODAY).lint()
    known = recorded(report, Baseline())
    assert known.total > 0
    config = "per_path: {'inventory/legacy/*': {ignore: all}}\n"
    off = load(spoil(tmp_path, {"flowcheck.yaml": config}), today=TODAY).lint()
    assert not off.findings
    assert shrunk(off, known) == known
    gone = load(
        spoil(tmp_path, {"inventory/legacy/old.yaml": "systems: [{id: old}]\n"}), today=TODAY
    )
    assert shrunk(gone.lint(), known) == Baseline()


def test_a_rule_that_does_not_run_can_show_nothing_to_be_gone(tmp_path: Path) -> None:
    project = load(spoil(tmp_path, {"inventory/legacy/old.yaml": LEGACY}), today=TODAY)
    known = recorded(project.lint(), Baseline())
    mended = load(
        spoil(tmp_path, {"inventory/legacy/old.yaml": "systems: [{id: old}]\n"}), today=TODAY
    )
    codes = {entry.code for entry in known.entries}
    assert len(codes) > 1
    for code in sorted(codes):
        left = shrunk(mended.lint(select=[code]), known)
        assert {entry.code for entry in left.entries} == codes - {code}
        left = shrunk(mended.lint(ignore=[code]), known)
        assert {entry.code for entry in left.entries} == {code}


def test_every_rule_but_those_on_waivers_can_be_recorded() -> None:
    from flowcheck.model.finding import is_liftable

    assert [r.code for r in all_rules() if not is_liftable(r.code)] == ["FC401", "FC402", "FC403"]
