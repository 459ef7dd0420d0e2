"""`flowcheck vendors`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import complete_terms, run_options, starting
from flowcheck.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from flowcheck.cli.output import Manner
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.vendor import Vendor
    from flowcheck.model.vocabulary import Vocabulary


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a vendor; behind it a folder."""
    del param
    from click.shell_completion import CompletionItem

    from flowcheck.project.known import read_catalogue

    if ctx.params.get("asked"):
        return [CompletionItem(incomplete, type="dir")]
    catalogue, _, _ = read_catalogue()
    return starting(incomplete, {name: v.name for name, v in catalogue.vendors.items()})


@click.command(
    short_help="Browse and search the catalogue of vendors.",
    epilog="\b\nExamples:\n  flowcheck vendors sentry\n  flowcheck vendors @sentry/node\n"
    "  flowcheck vendors --category error_monitoring_provider",
)
@click.argument("asked", nargs=-1, metavar="[NAME] [ROOT]", shell_complete=_complete)
@click.option(
    "--category",
    metavar="TERM",
    shell_complete=complete_terms("recipient"),
    help="Only those with a product of this role, or of one below it.",
)
@format_option("text", "json")
@output
@run_options
def command(
    manner: Manner,
    asked: tuple[str, ...],
    category: str | None,
    format_: str,
    output: str | None,
) -> int:
    """Browse and search the vendors that are recognised in code.

    NAME is a vendor, or what to search for: part of a name, a company, a product, a package, a
    host. Without it all are listed. In a project its own entries, under `catalogue:`, are among
    them.
    """
    from flowcheck.cli.output import emit
    from flowcheck.project.known import read_catalogue
    from flowcheck.render.vendors import card_text, list_text, vendors_json

    words, root = _meant(asked)
    catalogue, vocabulary, problems = read_catalogue(root)
    manner.warn_of_gaps(problems)
    found = list(catalogue.vendors.values()) if words is None else _found(catalogue, words)
    if category is not None:
        found = _of(category, vocabulary, found)
    meant = None if words is None else _one(catalogue, words, found)
    look = manner.look(root, to_file=output is not None)
    if format_ == "json":
        shown = vendors_json([meant] if meant else found)
    elif meant is None:
        shown = list_text(found, look)
    else:
        others = [vendor for vendor in found if vendor.id != meant.id]
        shown = card_text(catalogue, vocabulary, meant, others, look)
    emit(shown, output)
    return 0


def _meant(asked: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the words to search for and the root; one argument that is a path is the root."""
    if len(asked) == 1 and _is_path(asked[0]):
        return None, asked[0]
    if len(asked) > 2:  # noqa: PLR2004 - NAME and ROOT
        raise UsageError(
            f"unexpected extra argument `{asked[2]}`; words that belong together are quoted"
        )
    words, *rest = asked or (None,)
    return words, rest[0] if rest else "."


def _is_path(text: str) -> bool:
    return os.path.isdir(text) and (os.path.isabs(text) or text.startswith("."))


def _found(catalogue: Catalogue, words: str) -> list[Vendor]:
    """Return the vendors that words find.

    Raises:
        UsageError: There is none; names the nearest.
    """
    hits = list(catalogue.find(words))
    if hits:
        return hits
    spellings = {
        name.lower(): name
        for vendor in catalogue.vendors.values()
        for name in (*(p.name for p in vendor.products), *vendor.aliases, vendor.name, vendor.id)
    }
    hint = did_you_mean(words, spellings.values()) or (
        "`flowcheck vendors` lists them, and a project adds its own under `catalogue:`"
    )
    raise UsageError(f"no vendor is like `{words}`; {hint}")


def _of(category: str, vocabulary: Vocabulary, vendors: Sequence[Vendor]) -> list[Vendor]:
    """Return the vendors with a product of a role.

    Raises:
        UsageError: It is no role, or none of them has such a product.
    """
    from flowcheck.cli.terms import meant

    recipients = vocabulary["recipient"]
    role = meant(recipients, category)
    fitting = recipients.below(role)
    found = [
        vendor
        for vendor in vendors
        if any(product.category in fitting for product in vendor.products)
    ]
    if not found:
        raise UsageError(f"--category: no vendor has a product of `{role}`")
    return found


def _one(catalogue: Catalogue, words: str, found: Sequence[Vendor]) -> Vendor | None:
    """Return the one vendor that words name, if they name one."""
    named = catalogue.resolve(words, words)
    if named is not None and named in found:
        return named
    return found[0] if len(found) == 1 else None
