"""`flowcheck vocabulary`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.cli.choices import choose
from flowcheck.cli.output import emit, look, warn
from flowcheck.errors import UsageError, did_you_mean
from flowcheck.model.vocabulary import FACETS
from flowcheck.project import read_vocabulary
from flowcheck.project.reading import CONFIG
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.render.summary import counted
from flowcheck.render.vocabulary import browse_text, hits_json
from flowcheck.views.vocabulary import search

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.model.vocabulary import Vocabulary


def vocabulary(term: str | None, root: Path, *, format_: str, output: Path | None) -> int:
    """Write the facets, a facet's tree, or what a search finds.

    Raises:
        UsageError: Nothing is found.
    """
    choose("--format", format_, ("text", "json"))
    known = _known(root)
    hits = search(known, term)
    if not hits and term is not None and term not in FACETS:
        words = [
            w for f in known.facets.values() for t in f.terms.values() for w in (t.id, *t.synonyms)
        ]
        hint = did_you_mean(term, [*words, *FACETS]) or "`flowcheck vocabulary` lists the facets"
        raise UsageError(f"no term is like `{term}`; {hint}")
    if format_ == "json":
        emit(hits_json(known, term, hits), output)
    else:
        emit(browse_text(known, term, hits, look(to_file=output is not None)), output)
    return 0


def _known(root: Path) -> Vocabulary:
    """Return the project's vocabulary where there is a project, else the built-in one."""
    if not root.is_dir() or (root / "inventory").is_dir() or (root / CONFIG).is_file():
        found, problems = read_vocabulary(root)
        if problems:
            warn(
                f"{counted(problems, 'input error')} in this project: some of its own terms and "
                "vendors may be missing here; `flowcheck lint` shows them"
            )
        return found
    return built_in_vocabulary()
