"""`flowcheck scan`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import (
    Choice,
    cache_options,
    root,
    run_options,
    selection,
    today,
)
from flowcheck.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.cli.output import Manner
    from flowcheck.engine import Report
    from flowcheck.project import Project

ALL = "all"
_IDLE = "FC302"
REASONS = ("tests", "examples", "documentation", "vendored", "generated", "translations")
"""Those of `scanners.aside`, which is slow to import."""


@click.command(
    short_help="Find the vendors that the code base shows.",
    epilog="\b\nExamples:\n  flowcheck scan\n  flowcheck scan --write\n"
    "  flowcheck scan --diff origin/main --format markdown",
)
@root
@format_option("text", "json", "markdown", "sarif")
@output
@click.option(
    "--include", type=Choice(*REASONS, ALL), multiple=True,
    help="Files that weigh nothing otherwise; as often as needed.",
)  # fmt: skip
@click.option(
    "--sbom", type=click.Path(readable=False), multiple=True, metavar="FILE",
    help="A bill of materials (CycloneDX) below ROOT that is read besides.",
)  # fmt: skip
@click.option(
    "--diff", "base", metavar="BASE",
    help="Only the files that are not as a commit has them; `main...`: as where HEAD left it.",
)  # fmt: skip
@click.option(
    "--write", is_flag=True, help="Add an entry to the inventory for each vendor that it lacks."
)
@selection
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), metavar="N",
    help="Processes at once; default: one a core. The result is the same.",
)  # fmt: skip
@today
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
@cache_options
@run_options
def command(  # noqa: PLR0913 - one parameter an option
    manner: Manner,
    root: str,
    format_: str,
    output: str | None,
    include: tuple[str, ...],
    sbom: tuple[str, ...],
    base: str | None,
    write: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    jobs: int | None,
    today: dt.date | None,
    quiet: bool,
    no_cache: bool,
    cache_dir: str | None,
) -> int:
    """Find the vendors that the code base shows, and hold them against inventory and policy.

    Packages, infrastructure, hosts and names of settings are evidence; each vendor that they prove
    must be in the inventory, or somebody must have decided otherwise. Without an inventory all
    that is found is shown.
    """
    from flowcheck.cli.cache import cache_folder
    from flowcheck.cli.output import emit
    from flowcheck.cli.revisions import changed_since
    from flowcheck.cli.scanning import scan_code, spare_code
    from flowcheck.render.scan import render
    from flowcheck.views.code_scan import code_scan

    project, has_inventory = _project(root, today)
    if write and not has_inventory:
        raise UsageError("--write: there is no inventory yet; begin with `flowcheck init`")
    code = scan_code(
        project.folder,
        project.settings,
        include=REASONS if ALL in include else include,
        sbom=[_below(project, path) for path in sbom],
        changed=None if base is None else changed_since(project.folder.root, base),
        jobs=jobs,
        cache=cache_folder(cache_dir, off=no_cache),
    )
    spare_code(project.folder.root, code, [output])
    project = project.scanned(code)
    report = _about_code(project.lint(select=select, ignore=ignore, fail_on=fail_on))
    if not report.ran:
        raise UsageError("no rule on the code base is left to run: select some of FC6")
    look = manner.look(root, to_file=output is not None, quiet=quiet)
    emit(render(format_, code_scan(report, has_inventory=has_inventory), look), output)
    if write:
        _write(project, manner)
    return EXIT_FINDINGS if report.failed else 0


def _project(root: str, today: dt.date | None) -> tuple[Project, bool]:
    """Return the project at a folder, and whether it has an inventory."""
    from flowcheck.project import load
    from flowcheck.project.bare import bare_project
    from flowcheck.project.reading import CONFIG, INVENTORY
    from flowcheck.readers.folder import Folder

    folder = Folder(root)
    if folder.refusal() is None and not folder.exists(INVENTORY) and not folder.exists(CONFIG):
        return bare_project(root, today=today), False
    return load(root, today=today), True


def _below(project: Project, path: str) -> str:
    """Return a path of the command line as one relative to the root.

    Raises:
        UsageError: It leads elsewhere, or nowhere.
    """
    place = project.folder.place(path)
    if not os.path.isfile(path):
        raise UsageError(f"--sbom: `{path}` is no file")
    if place.startswith("../"):
        raise UsageError(f"--sbom: `{path}` is not below ROOT; copy it there")
    return place


def _about_code(report: Report) -> Report:
    """Return what rules on the code base found: of what is declared alone `lint` tells."""
    from flowcheck.rules import all_rules

    codes = {rule.code for rule in all_rules() if rule.reads_code}
    findings = tuple(
        finding
        for finding in report.findings
        # that no flow reaches a vendor is of the code where the code has made it an error
        if finding.code in codes or (finding.code == _IDLE and finding.draft.severity)
    )
    return replace(report, findings=findings, ran=report.ran & codes)


def _write(project: Project, manner: Manner) -> None:
    """Declare what is proved, and say what is left to do."""
    from flowcheck.cli.entries import write_entries

    written = write_entries(project)
    for entry in written:
        manner.say(f"{entry.path}: {entry.name} is declared as `{entry.id}`")
    if written:
        manner.say(
            "now declare what each gets, under `flows:` of the systems that send it, and run"
            " `flowcheck lint`; remove what is no recipient, and say so under `decisions:`"
        )
    else:
        manner.say("nothing to write: every vendor that the code proves is declared or decided")
