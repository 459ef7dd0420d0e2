"""`flowcheck config`: the effective settings, rule by rule where asked, and who has set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import root, run_options, selection

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner


@click.command(
    short_help="Show the effective settings and where each comes from.",
    epilog="\b\nExamples:\n  flowcheck config\n  flowcheck config --rules\n"
    "  flowcheck config --rules --select FC1",
)
@root
@click.option("--rules", "by_rule", is_flag=True, help="Show what becomes of each rule.")
@selection
@format_option("text", "json")
@output
@run_options
def command(  # noqa: PLR0913 - one parameter an option
    manner: Manner,
    root: str,
    by_rule: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    format_: str,
    output: str | None,
) -> int:
    """Show the effective value of each setting, and where it comes from.

    The options are those of `flowcheck lint`: what they would change is shown.
    """
    from flowcheck.cli.output import emit
    from flowcheck.cli.settings import rules_text, settings_json, settings_text
    from flowcheck.project import read_settings
    from flowcheck.render.summary import counted

    found = read_settings(root, select=select, ignore=ignore, fail_on=fail_on)
    if found.problems:
        number = counted(found.problems, "input error")
        manner.warn(f"{number} in the inventory, which `flowcheck lint` shows")
    look = manner.look(root, to_file=output is not None)
    if format_ == "json":
        emit(settings_json(found), output)
    else:
        emit(rules_text(found, look) if by_rule else settings_text(found, look), output)
    return 0
