"""The compare step of the action: what the change sends to whom, and the exit code of the gate.

It ends well whatever it finds. Where the change cannot be compared (a shallow clone, a base whose
inventory is broken) it warns, and the lint alone is the gate: nothing passes that the lint fails.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lint import CLEAN, FINDINGS, REPORTS, run, scan_option
from runner import annotate, set_outputs, show

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 65_536
"""Characters of a comment at GitHub."""
_FORMATS = ("markdown", "json", "text")
_LEFT_OUT = "\nThe lint's report is in the summary of the job.\n"


def base_of(diff: str, event: Path) -> str:
    """Return the commit that the input `diff` means, "" for none.

    Args:
        diff: auto, the base of the pull request; false; or a commit.
        event: What the run is for, as GitHub tells it.
    """
    if diff.lower() in ("", "false"):
        return ""
    if diff.lower() not in ("auto", "true"):
        return diff
    value = json.loads(event.read_text(encoding="utf-8"))
    found = value.get("pull_request", {}).get("base", {}).get("sha")
    return str(found or "")


def arguments(base: str, given: Mapping[str, str], folder: Path) -> list[str]:
    """Return the arguments of flowcheck: the working tree against where it leaves the base."""
    options = [f"--root={given['INPUT_ROOT']}", *scan_option(given["INPUT_SCAN"])]
    fail_on = given["INPUT_FAIL_ON"].strip()
    options += [f"--fail-on={fail_on}"] if fail_on else []
    for name in _FORMATS:
        options += ["--output", f"{name}={folder / REPORTS[name]}"]
    return ["diff", *options, "--", f"{base}..."]


def together(diff: str, lint: str) -> str:
    """Return both reports as one comment, found by the first line of the lint's.

    Where both are too long the lint's verdict stays, and its tables are left out.
    """
    marker, _, rest = lint.partition("\n")
    whole = f"{marker}\n{diff.partition(chr(10))[2]}\n{rest}"
    if len(whole) <= MOST:
        return whole
    return f"{marker}\n{diff.partition(chr(10))[2]}\n{rest.partition(chr(10))[0]}\n{_LEFT_OUT}"


def main() -> int:
    """Compare, and tell the later steps what came of it."""
    given = os.environ
    lint_code, summary = int(given["LINT_CODE"]), Path(given["LINT_SUMMARY"])
    told = {"exit_code": lint_code, "summary_file": summary, "clean": given["LINT_CLEAN"]}
    base = base_of(given["INPUT_DIFF"].strip(), Path(given["GITHUB_EVENT_PATH"]))
    only_new = given["INPUT_DIFF_ONLY"].strip().lower() == "true"
    if not base or lint_code not in (CLEAN, FINDINGS):
        set_outputs(**told)
        return 0
    folder = Path(tempfile.mkdtemp(prefix="flowcheck-diff-", dir=given["RUNNER_TEMP"]))
    code, said = run(arguments(base, given, folder))
    files = {name: folder / REPORTS[name] for name in _FORMATS}
    if said:
        show("flowcheck diff says", said)
    if code not in (CLEAN, FINDINGS) or not all(file.exists() for file in files.values()):
        title = "flowcheck could not compare with the base; the lint alone decides"
        annotate("warning", said.strip() or f"flowcheck ended with {code}", title=title)
        set_outputs(**told)
        return 0
    show("flowcheck diff, in full", files["text"].read_text(encoding="utf-8"))
    report = files["markdown"].read_text(encoding="utf-8")
    comment = folder / "comment.md"
    comment.write_text(together(report, summary.read_text(encoding="utf-8")), encoding="utf-8")
    with Path(given["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as stream:
        stream.write(report)
    changed = json.loads(files["json"].read_text(encoding="utf-8"))["changed"]
    clean = not changed and (only_new or told["clean"] == "true")
    set_outputs(
        exit_code=code if only_new else lint_code,
        summary_file=comment,
        clean=str(clean).lower(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
