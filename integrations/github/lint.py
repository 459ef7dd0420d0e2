"""The lint step of the action: one run, told as annotations, log, summary, SARIF and outputs.

It ends well whatever flowcheck finds: the exit code is an output, and the last step of the action
is the gate.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from runner import annotate, set_outputs, show

CLEAN, FINDINGS, BAD_INPUT, DEFECT = 0, 1, 2, 3
LONGEST = 60_000
"""Characters of a message in the summary; GitHub takes 1 MiB of a step, a comment 65,536."""
REPORTS = {
    "sarif": "flowcheck.sarif",
    "markdown": "flowcheck.md",
    "json": "flowcheck.json",
    "text": "flowcheck.txt",
}
_PROBLEM = re.compile(
    r"^error\[input\]: (?P<message>.*)\n(?: *--> (?P<file>.+?)(?::(?P<line>\d+):(?P<col>\d+))?$)?",
    re.MULTILINE,
)


def arguments(inputs: dict[str, str], folder: Path) -> list[str]:
    """Return the arguments of flowcheck.

    Args:
        inputs: root, args, fail-on, baseline and scan, as they were given.
        folder: Where the reports are written.

    Raises:
        ValueError: The quotes of `args` do not match, or `scan` is neither true nor false.
    """
    options = [
        part
        for name in ("fail-on", "baseline")
        if inputs[name].strip()
        for part in (f"--{name}", inputs[name].strip())
    ]
    for name, file in REPORTS.items():
        options += ["--output", f"{name}={folder / file}"]
    options += scan_option(inputs["scan"])
    try:
        extra = shlex.split(inputs["args"])
    except ValueError as error:
        raise ValueError(f"args: {error}: {inputs['args']}") from None
    return ["lint", "--output", "github", *options, *extra, "--", inputs["root"]]


def scan_option(given: str) -> list[str]:
    """Return the options of flowcheck that the input `scan` means, none where the project decides.

    Raises:
        ValueError: It is neither true nor false.
    """
    meant = {"": [], "true": ["--scan"], "false": ["--no-scan"]}
    try:
        return meant[given.strip().lower()]
    except KeyError:
        raise ValueError(f"scan: neither true nor false: {given}") from None


def run(given: list[str]) -> tuple[int, str]:
    """Run flowcheck, its annotations going straight to the log.

    Returns:
        The exit code, a defect where a signal ended it, and what it said on stderr.
    """
    # -I: the workspace is the pull request's, and a `yaml.py` in it is not for us to run
    done = subprocess.run(  # noqa: S603 - no shell reads it
        [sys.executable, "-I", "-m", "flowcheck", *given],
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    known = done.returncode in (CLEAN, FINDINGS, BAD_INPUT, DEFECT)
    ended = "" if known else f"flowcheck ended with {done.returncode}\n"
    return (done.returncode if known else DEFECT), done.stderr + ended


def annotate_problems(said: str, prefix: str) -> None:
    """Annotate what could not be read, at its place."""
    problems = list(_PROBLEM.finditer(said))
    for problem in problems:
        place = problem.groupdict()
        message, file = place.pop("message"), place.pop("file")
        file = prefix + file if file else None
        annotate("error", message, title="flowcheck: bad input", file=file, **place)
    if not problems:
        annotate("error", said.strip(), title="flowcheck: bad input")


def prefix_of(root: str) -> str:
    """Return the way from the git repository to the project, as flowcheck's own formats write it.

    Without a repository it is the way from the current folder. It is "" or ends with a slash.
    """
    project = Path(os.path.realpath(root))
    above = (project, *project.parents)
    repository = next((f for f in above if os.path.lexists(f / ".git")), Path.cwd().resolve())
    way = project.relative_to(repository).as_posix() if repository in above else "."
    return "" if way == "." else f"{way}/"


def failure_text(title: str, said: str, prefix: str) -> str:
    """Return the summary of a run that judged nothing, in Markdown.

    Its first line is that of flowcheck's own format, so that the comment is found again.
    """
    shown = said if len(said) <= LONGEST else f"{said[:LONGEST]}\n... the log has all of it\n"
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return (
        f"<!-- flowcheck report {quote(prefix)}-->\n"
        f"## \u274c {title}\n\n{fence}text\n{shown.strip()}\n{fence}\n"
    )


def tell_failure(code: int, said: str, prefix: str) -> str:
    """Annotate what kept a run from judging, and return its summary."""
    if code == BAD_INPUT:
        annotate_problems(said, prefix)
        return failure_text("flowcheck could not read its input; nothing was judged", said, prefix)
    title = "flowcheck itself has failed; nothing was judged"
    annotate("error", said.strip(), title=title)
    return failure_text(title, said, prefix)


def main() -> int:
    """Run flowcheck once, and tell everybody what came of it."""
    names = ("root", "args", "fail-on", "baseline", "scan")
    inputs = {name: os.environ["INPUT_" + name.upper().replace("-", "_")] for name in names}
    folder = Path(tempfile.mkdtemp(prefix="flowcheck-", dir=os.environ["RUNNER_TEMP"]))
    try:
        code, said = run(arguments(inputs, folder))
    except ValueError as error:
        code, said = BAD_INPUT, f"{error}\n"
    prefix = prefix_of(inputs["root"])
    report = {name: folder / file for name, file in REPORTS.items()}
    summary = report["markdown"]
    counts: dict[str, object] = {"error": "", "warning": ""}
    judged = code in (CLEAN, FINDINGS)
    if judged and not all(file.exists() for file in report.values()):
        said += f"flowcheck ended with {code} and wrote no report\n"
        judged, code = False, DEFECT  # 1 is also what Python itself ends with
    if said:
        show("flowcheck says", said)
    if judged:
        show("flowcheck, in full", report["text"].read_text(encoding="utf-8"))
        counts = json.loads(report["json"].read_text(encoding="utf-8"))["summary"]["findings"]
    else:
        summary.write_text(tell_failure(code, said, prefix), encoding="utf-8")
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as stream:
        stream.write(summary.read_text(encoding="utf-8"))
    set_outputs(
        exit_code=code,
        errors=counts["error"],
        warnings=counts["warning"],
        clean=str(counts["error"] == counts["warning"] == 0).lower(),
        sarif_file=report["sarif"] if judged else "",
        summary_file=summary,
        category="flowcheck" + (f"/{prefix.rstrip('/')}" if prefix else ""),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
