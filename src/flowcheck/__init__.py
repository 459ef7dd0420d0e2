"""flowcheck proves each declared data flow from the published privacy policy, or flags it."""

from __future__ import annotations

from flowcheck._version import VERSION

TYPE_CHECKING = False  # as checkers read it; importing typing would double the time of --version
if TYPE_CHECKING:
    from os import PathLike

    from flowcheck.project import Project

__version__ = VERSION
__all__ = ["__version__", "load"]


def load(root: str | PathLike[str] = ".") -> Project:
    """Read the project at a folder into one frozen value.

    Args:
        root: The folder that holds `inventory/`.

    Returns:
        The project: its inventory, vocabulary, judgements and `policy_graph`.

    Raises:
        flowcheck.errors.InputError: The input is wrong; it carries every problem found.
    """
    from flowcheck.project import load as load_project  # noqa: PLC0415 - start-up stays fast

    return load_project(root)
