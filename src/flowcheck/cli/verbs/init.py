"""`flowcheck init`."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import sys
from typing import TYPE_CHECKING, TypeVar

import click

from flowcheck.cli.options import root, run_options
from flowcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowcheck.cli.output import Manner
    from flowcheck.model.policy_text import PolicyText
    from flowcheck.readers.folder import Folder

Answer = TypeVar("Answer")

SAMPLE = "sample"
_DAYS = 30
"""After which the first flow of a policy that is no sample must be proved."""
_SHOWN = 3
_HOOK = """\
     repos:
       - repo: local
         hooks:
           - id: flowcheck
             name: flowcheck lint
             entry: {lint}
             language: system
             pass_filenames: false
"""


@click.command(
    short_help="Write a first inventory in a new project.",
    epilog="\b\nExamples:\n  flowcheck init\n"
    '  flowcheck init --policy docs/privacy.md --controller "Fernweh Travel"\n'
    "  flowcheck init --yes",
)
@root
@click.option(
    "--policy", type=click.Path(), metavar="FILE",
    help="The published policy, plain text or Markdown; `sample` writes one to start from.",
)  # fmt: skip
@click.option("--controller", metavar="NAME", help="Who publishes it.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; take the default of each question.")
@run_options
def command(
    manner: Manner, root: str, policy: str | None, controller: str | None, yes: bool
) -> int:
    """Write a first inventory, with comments, that `flowcheck lint` accepts.

    Asks for the policy's file and for the controller. Nothing that is there is overwritten.
    """
    from flowcheck.cli.output import emit
    from flowcheck.project.first_inventory import read_controller
    from flowcheck.readers.folder import Folder
    from flowcheck.readers.policy_files import likely_policies

    folder = Folder(root)
    _refuse(folder, root)
    asks = not yes and sys.stdin is not None and sys.stdin.isatty()
    if not (yes or asks or (policy and controller)):
        raise UsageError(
            "init has questions, and nobody can be asked here; give --policy FILE and --controller "
            "NAME, or --yes"
        )
    likely = [os.path.normpath(os.path.join(root, path)) for path in likely_policies(folder.root)]
    if asks and policy is None and likely:
        for line in ("These files look like the published policy:", *likely):
            manner.say(line if line.endswith(":") else f"  {line}")
    text = _answer(
        "Policy file, or `sample` for a text to start from",
        policy, likely[0] if likely else SAMPLE, lambda path: _text(folder, path), asks=asks,
    )  # fmt: skip
    name = _answer(
        "Who publishes it (the controller)", controller, _name(folder), read_controller, asks=asks
    )
    emit(_write(folder, root, text, name), None)
    return 0


def _answer(
    question: str, given: str | None, default: str, read: Callable[[str], Answer], *, asks: bool
) -> Answer:
    """Return what an option gives, or the answer to a question, asked until it will do."""
    if given is not None or not asks:
        return read(default if given is None else given)

    def checked(answer: str) -> Answer:
        try:
            return read(answer)
        except UsageError as error:
            raise click.UsageError(str(error)) from None

    try:
        answer: Answer = click.prompt(question, default=default, value_proc=checked, err=True)
    except OSError:  # the terminal has gone
        raise click.Abort from None
    return answer


def _text(folder: Folder, path: str) -> PolicyText | None:
    """Return the published text, None for a sample."""
    from flowcheck.project.first_inventory import read_published

    return None if path == SAMPLE else read_published(folder, path)


def _name(folder: Folder) -> str:
    """Return the name of the project's folder, as a first idea of the controller's."""
    from flowcheck.project.first_inventory import read_controller

    try:
        return read_controller(os.path.basename(folder.root))
    except UsageError:
        return "Our organisation"


def _refuse(folder: Folder, root: str) -> None:
    """Refuse a root where a project is already, or where none can be."""
    from flowcheck.project.first_inventory import in_the_way

    if os.path.lexists(folder.root) and not os.path.isdir(folder.root):
        raise UsageError(f"`{root}` is no folder, and a project is one")
    there = in_the_way(folder)
    if there:
        shown = ", ".join(f"`{path}`" for path in there[:_SHOWN])
        more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
        raise UsageError(
            f"{shown}{more} {'are' if len(there) > 1 else 'is'} there already, and nothing was "
            "written: init is for a new project. Run `flowcheck lint`, or give another ROOT"
        )


def _write(folder: Folder, root: str, text: PolicyText | None, controller: str) -> str:
    """Write the files, and return what is said of it."""
    from flowcheck.cli.atomic import create_all
    from flowcheck.project.first_inventory import first_files
    from flowcheck.project.vocabulary import built_in_vocabulary
    from flowcheck.render.first_files import SCHEMA, sample_files
    from flowcheck.views.json_schema import Known, schema_text

    if text is None:
        files, readings = sample_files(controller), 0
    else:
        until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=_DAYS)
        files, readings = first_files(text, controller, until)
    files[SCHEMA] = schema_text("inventory", Known(built_in_vocabulary()))
    try:
        create_all({os.path.join(folder.root, path): c.encode() for path, c in files.items()})
    except FileExistsError as error:
        there = os.path.relpath(str(error.filename2 or error.filename), folder.root)
        raise UsageError(f"`{there}` is there already, and nothing was written") from None
    except OSError as error:
        raise UsageError(
            f"cannot write into `{root}`: {error.strerror or error}; nothing was written"
        ) from None
    return _said(root, files, text, readings)


def _said(root: str, files: Mapping[str, str], text: PolicyText | None, readings: int) -> str:
    lint = "flowcheck lint" if root == "." else f"flowcheck lint {shlex.quote(root)}"
    wrote = "".join(f"wrote {os.path.normpath(os.path.join(root, path))}\n" for path in files)
    if text is None:
        first = "It proves the sample's flows: every one is permitted by a sentence of the policy."
        then = """\
  2. Put your own policy into inventory/policy.txt, and one statement per passage into
     inventory/policy.yaml; then declare your systems and vendors in place of the sample's.
     `flowcheck vocabulary WORD` finds the terms.
"""
    else:
        first = "It warns of each passage of your policy that no statement models yet (FC502)."
        read = "Write the statements in inventory/policy.yaml"
        if readings:
            read = (
                f"Read the {'proposals' if readings > 1 else 'proposal'} in inventory/policy.yaml, "
                "and uncomment what is right"
            )
        then = f"""\
  2. {read}.
     `flowcheck vocabulary WORD` finds the terms. Declare your first system in
     inventory/systems/app.yaml. Once its flow is proved, delete inventory/waivers.yaml.
"""
    hook = _HOOK.format(lint=lint)
    return f"""\
{wrote}
Next:
  1. {lint}
     {first}
{then}\
  3. Run it at every commit and in CI: it fails where a flow is not disclosed. For pre-commit, put
     this into .pre-commit-config.yaml:

{hook}"""
