"""Arguments and options that several verbs take, and how their values are completed and checked."""

from __future__ import annotations

import datetime as dt
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from flowcheck.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from click.shell_completion import CompletionItem

    from flowcheck.cli.output import Manner

_FALSE = ("", "0", "false", "no", "off")
COLORS = ("auto", "always", "never")
BASELINE = "flowcheck-baseline.json"
"""Where a first baseline is written, below the root."""
FAIL_ON = ("error", "warning", "info", "never")


class Choice(click.ParamType[str]):
    """One of a few words; another one is told with the nearest of them."""

    name = "choice"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002
    ) -> str:
        """Return the word.

        Raises:
            UsageError: It is none of them.
        """
        return choose(_name(param) or self.name, str(value), self.words)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the words that start as typed."""
        return starting(incomplete, self.words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the words as the help shows them."""
        return "|".join(self.words)


class Day(click.ParamType[dt.date]):
    """A date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002
    ) -> dt.date:
        """Return the date.

        Raises:
            UsageError: It is none.
        """
        text = str(value)
        with suppress(ValueError):
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return dt.date.fromisoformat(text)
        option = param.opts[0] if param else self.name
        raise UsageError(f"{option}: `{text}` is no date as YYYY-MM-DD")


def _name(param: click.Parameter | None) -> str:
    """Return what people call an option, or an argument as the help writes it."""
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else (param.name or "").upper()


def choose(option: str, value: str, known: Collection[str]) -> str:
    """Return an option's value if it is known.

    Raises:
        UsageError: It is not; names the nearest.
    """
    if value in known:
        return value
    hint = did_you_mean(value, known) or f"one of: {', '.join(known)}"
    raise UsageError(f"{option}: `{value}` is not known; {hint}")


def starting(typed: str, words: Collection[str] | dict[str, str]) -> list[CompletionItem]:
    """Return completions: the words that start as typed, with what each means where it is told."""
    from click.shell_completion import CompletionItem

    told = words if isinstance(words, dict) else dict.fromkeys(words, "")
    return [CompletionItem(w, help=told[w] or None) for w in told if w.startswith(typed)]


def complete_rules(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[CompletionItem]:
    """Complete a rule's code or name, also behind a comma."""
    from flowcheck.rules import all_rules

    before, comma, typed = incomplete.rpartition(",")
    words: dict[str, str] = {}
    for rule in all_rules():
        words |= {rule.code: rule.name, rule.name: rule.title}
    found = starting(typed.upper() if typed[:2].lower() == "fc" else typed, words)
    for item in found:
        item.value = f"{before}{comma}{item.value}"
    return found


def complete_terms(*facets: str) -> Callable[..., list[CompletionItem]]:
    """Return what completes a term of some facets, of the project and of the vocabulary."""

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del param
        from flowcheck.project.known import read_vocabulary

        known, _ = read_vocabulary(ctx.params.get("root") or ".")
        return starting(
            incomplete,
            {term.id: term.label for facet in facets for term in known[facet].terms.values()},
        )

    return complete


root = click.argument("root", type=click.Path(readable=False), default=".", required=False)


today = click.option(
    "--today",
    type=Day(),
    help="Judge waivers and reviews as of this day; default: the current one.",
)


def _selectors(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Return selectors, split at commas, each checked to mean some rule."""
    if not given or ctx.resilient_parsing:
        return given
    from flowcheck.project.settings import selector_hint

    names = tuple(name.strip() for part in given for name in part.split(","))
    for name in names:
        hint = selector_hint(name)
        if hint is not None:
            raise UsageError(f"{param.opts[0]}: `{name}` is no rule; {hint}")
    return names


def selection(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb `--select`, `--ignore` and `--fail-on`."""
    options: Sequence[Callable[[Any], Any]] = (
        click.option(
            "--select", multiple=True, metavar="RULES", callback=_selectors,
            shell_complete=complete_rules,
            help="Only these: codes, prefixes, names, split by commas.",
        ),
        click.option(
            "--ignore", multiple=True, metavar="RULES", callback=_selectors,
            shell_complete=complete_rules, help="All but these.",
        ),
        click.option("--fail-on", type=Choice(*FAIL_ON), help="Least severity that fails."),
    )  # fmt: skip
    return apply(options, verb)


def cache_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb `--no-cache` and `--cache-dir`."""
    options: Sequence[Callable[[Any], Any]] = (
        click.option("--no-cache", is_flag=True, help="Work even where nothing has changed."),
        click.option(
            "--cache-dir", type=click.Path(readable=False), metavar="DIR",
            help="Where results are kept; default: FLOWCHECK_CACHE_DIR, else the platform's own.",
        ),
    )  # fmt: skip
    return apply(options, verb)


def apply(options: Sequence[Callable[[Any], Any]], verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb several options, in the order of its help."""
    for option in reversed(options):
        verb = option(verb)
    return verb


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def set_(ctx: click.Context, param: click.Parameter, value: object) -> None:
        del param
        manner: Manner | None = ctx.obj
        if manner is not None and value is not None:
            setattr(manner, name, value)

    return set_


def run_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb `--color` and `--debug`, and hand it the manner of the run as first argument."""
    options: Sequence[Callable[[Any], Any]] = (
        click.option(
            "--color", type=Choice(*COLORS), expose_value=False, callback=_set("color"),
            help="When to colour; auto: on a terminal, as NO_COLOR and FORCE_COLOR say.",
        ),
        click.option(
            "--debug", is_flag=True, expose_value=False, callback=_set("debug"),
            help="Show the traceback of a defect.",
        ),
    )  # fmt: skip
    return apply(options, click.pass_obj(verb))


def in_ci() -> bool:
    """Tell whether a machine runs this for a team: nobody would commit what it writes."""
    return os.environ.get("CI", "").strip().lower() not in _FALSE
