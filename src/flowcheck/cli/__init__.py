"""The command line: verbs, options, output and exit codes; nothing else prints or exits."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as checkers read it; see `flowcheck`
if TYPE_CHECKING:
    from typing import NoReturn

EXIT_FINDINGS, EXIT_INPUT, EXIT_DEFECT = 1, 2, 3


def main() -> None:
    """Run the command line and exit with its code (contract: 0, 1, 2 or 3)."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from flowcheck._version import VERSION

        sys.stdout.write(f"flowcheck {VERSION}\n")
        return
    import gc

    from flowcheck.cli.output import ready_streams

    gc.disable()  # a run is short, and what it makes has no cycles: a fifth of the time is saved
    ready_streams()
    _end(run(arguments))


def _end(code: int) -> NoReturn:
    """End the process at once: to take a large project apart, object by object, takes a while."""
    import os
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run a command; turn what can go wrong into a message and an exit code."""
    from flowcheck.cli.app import invoke
    from flowcheck.cli.output import Manner
    from flowcheck.errors import InputError, UsageError

    manner = Manner(debug="--debug" in arguments)  # also of a defect before the options are read
    try:
        return invoke(arguments, manner)
    except InputError as error:
        manner.say_problems(error)
        return EXIT_INPUT
    except UsageError as error:
        manner.warn(str(error))
        return EXIT_INPUT
    except KeyboardInterrupt:
        manner.warn("interrupted")
        return 130
    except Exception as error:  # noqa: BLE001 - a defect: said as such, never as a finding
        manner.say_defect(error)
        return EXIT_DEFECT
