"""The command line: verbs, options, output and exit codes; nothing else prints or exits."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as checkers read it; see `flowcheck`
if TYPE_CHECKING:
    from typing import Final, NoReturn

EXIT_FINDINGS: Final = 1
EXIT_INPUT: Final = 2
EXIT_DEFECT: Final = 3
EXIT_INTERRUPTED: Final = 130


def main() -> None:
    """Run the command line and exit with its code (contract: 0, 1, 2 or 3)."""
    try:
        arguments = sys.argv[1:]
        if arguments in (["--version"], ["-V"]) and sys.stdout is not None:
            from flowcheck._version import VERSION

            sys.stdout.write(f"flowcheck {VERSION}\n")
            sys.stdout.flush()
            _end(0)
        _prepare()
        _end(run(arguments))
    except KeyboardInterrupt:  # before or after the run, which tells its own
        _end(EXIT_INTERRUPTED)
    except OSError:  # of `--version`; a run tells its own
        _end(EXIT_INPUT)


def _prepare() -> None:
    import gc
    import signal

    from flowcheck.cli.output import ready_streams

    gc.disable()  # a run is short, and what it makes has no cycles: a fifth of the time is saved
    ready_streams()
    for name in ("SIGTERM", "SIGHUP"):  # what is half written is taken back, as at Ctrl-C
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)


def _stop(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def _end(code: int) -> NoReturn:
    """End the process at once: to take a large project apart, object by object, takes a while."""
    import os
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
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
        return EXIT_INTERRUPTED
    except OSError as error:  # the folder is gone, the disk is full: nothing of ours
        manner.say_refusal(error)
        return EXIT_INPUT
    except Exception as error:  # noqa: BLE001 - a defect: said as such, never as a finding
        manner.say_defect(error)
        return EXIT_DEFECT
