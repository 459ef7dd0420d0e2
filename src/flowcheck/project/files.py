"""Which files make up a project, and their bytes."""

from __future__ import annotations

import os
from pathlib import Path

from flowcheck.errors import Problem

_SUFFIXES = (".yaml", ".yml")


class Folder:
    """A project's root, through which every file is read.

    Attributes:
        root: The resolved folder.
        problems: What could not be read.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = Path(root).resolve()
        self.problems: list[Problem] = []

    def relative(self, path: Path) -> str:
        """Return a path relative to the root, with forward slashes."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    def yaml_files(self, folder: str) -> list[str]:
        """Return the YAML files below a folder, sorted, relative to the root."""
        found: list[str] = []
        top = self.root / folder
        for here, folders, files in os.walk(top, onerror=self._unreadable):
            for name in sorted(folders):
                if (Path(here) / name).is_symlink():
                    self._problem(
                        self.relative(Path(here) / name),
                        "a symbolic link to a folder is not followed",
                        "what stands behind it would be judged by nobody",
                        "move the files here, or remove the link",
                    )
            folders[:] = sorted(
                f for f in folders if not f.startswith(".") and not (Path(here) / f).is_symlink()
            )
            found.extend(
                self.relative(Path(here) / name)
                for name in files
                if name.endswith(_SUFFIXES) and not name.startswith(".")
            )
        return sorted(found)

    def read(self, relative: str) -> bytes | None:
        """Return a file's bytes, or None with a problem noted."""
        path = self.root / relative
        try:
            resolved = path.resolve()
        except (OSError, RuntimeError) as error:  # a loop of links
            self._problem(relative, f"cannot be read: {error}")
            return None
        if not resolved.is_relative_to(self.root):
            self._problem(
                relative,
                "leads out of the project",
                "a run must depend on the project's own files alone",
                "copy the file into the project",
            )
            return None
        try:
            if not resolved.is_file():
                self._problem(relative, "is not a regular file")
                return None
            return resolved.read_bytes()
        except OSError as error:
            self._problem(
                relative,
                f"cannot be read: {error.strerror or error}",
                "what stands in it would be judged by nobody",
                "check its permissions",
            )
            return None

    def exists(self, relative: str) -> bool:
        """Tell whether something stands at a path below the root."""
        return os.path.lexists(self.root / relative)

    def listing(self, relative: str) -> list[str]:
        """Return the names in the folder of a path, for a did-you-mean."""
        try:
            return sorted(path.name for path in (self.root / relative).parent.iterdir())
        except OSError:
            return []

    def _unreadable(self, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            path = self.relative(Path(str(error.filename)))
            self._problem(path, f"cannot be read: {error.strerror or error}")

    def _problem(self, path: str, message: str, why: str = "", help_: str = "") -> None:
        self.problems.append(Problem(path, 0, 0, message, why, help_))
