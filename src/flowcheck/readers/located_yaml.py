"""YAML with positions: read from PyYAML's event stream, within fixed limits.

`yaml.load` and `yaml.compose` of the C loader crash the interpreter on deep nesting, and neither
tells a duplicate key; the event stream does neither harm.
"""

from __future__ import annotations

import gc
from typing import Any

import yaml

from flowcheck.errors import InputError, Problem
from flowcheck.model.source import Source
from flowcheck.readers.composer import Composer, Stop
from flowcheck.readers.text import decode
from flowcheck.readers.yaml_errors import syntax_problem

MAX_BYTES = 32_000_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(
    path: str, content: bytes, texts: dict[str, str] | None = None
) -> tuple[Source, list[Problem]]:
    """Read one YAML file.

    Args:
        path: File relative to the project's root, for positions and messages.
        content: The file's bytes.
        texts: Shares what recurs in the files of one project.

    Returns:
        The source with its value, and the problems found. Reading goes on after a problem where
        it can, so that one run shows all; `complete` tells whether it came to the end.
    """
    if len(content) > MAX_BYTES:
        problem = Problem(
            path,
            0,
            0,
            f"the file has {len(content) / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read",
            "no one reviews a file of that size, and every run would wait for it",
            "split it, one file per system",
        )
        return Source(path, ""), [problem]
    try:
        text = decode(path, content)
    except InputError as error:
        return Source(path, ""), list(error.problems)
    composer = Composer(path, text, {} if texts is None else texts)
    enabled = gc.isenabled()
    gc.disable()  # the values are many and hold no cycles
    loader = None
    try:
        loader = _LOADER(text)
        composer.run(loader)
        composer.source.complete = True
    except Stop:
        pass
    except yaml.YAMLError as error:
        composer.problems.append(syntax_problem(composer.source, error))
    finally:
        if loader is not None:
            loader.dispose()
        if enabled:
            gc.enable()
    composer.source.value = composer.value
    return composer.source, composer.problems
