"""`flowcheck schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import output
from flowcheck.cli.options import Choice, root, run_options

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner

KINDS = ("inventory", "rules", "config")


@click.command(
    short_help="Print JSON Schema of the YAML files, for editors.",
    epilog="\b\nExample:\n  flowcheck schema -o inventory.schema.json\n"
    "and as first line of inventory/policy.yaml:\n"
    "  # yaml-language-server: $schema=../inventory.schema.json",
)
@click.argument("kind", type=Choice(*KINDS), default="inventory", required=False)
@root
@output
@run_options
def command(manner: Manner, kind: str, root: str, output: str | None) -> int:
    """Print JSON Schema of the files in inventory/, of rule packs, or of flowcheck.yaml.

    KIND is inventory, rules or config. Editors complete, explain and check the files by it; it
    knows the terms, vendors and systems of the project at ROOT.
    """
    from flowcheck.cli.output import emit
    from flowcheck.project.known import read_known
    from flowcheck.views.json_schema import schema_text

    known, problems = read_known(root)
    manner.warn_of_gaps(problems)
    emit(schema_text(kind, known), output)
    return 0
