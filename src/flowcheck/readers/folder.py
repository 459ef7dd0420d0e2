"""Which files make up a project, and their bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.readers.tree import TreeFile

_SUFFIXES = (".yaml", ".yml")
_UNSEEN = "what stands in it would be judged by nobody"
_MOST = 32_000_000
SPLIT = "split it, one file per system"
_OUTSIDE = "a run must depend on the project's own files alone"


class Refusal(NamedTuple):
    """Why something could not be read: what it "is" or "does", why it matters, what to do."""

    message: str
    why: str
    help: str


FOLDER_LINK = Refusal(
    "is a link to a folder, which is not followed",
    "what stands behind it would be judged by nobody",
    "move the files here, or remove the link",
)
NOWHERE = Refusal("is a link that leads nowhere", _UNSEEN, "mend or remove the link")
NO_FILE = Refusal("is no regular file", _UNSEEN, "put a plain file in its place")
OUTSIDE = Refusal("leads out of the project", _OUTSIDE, "copy the file into the project")


def is_yaml(name: str) -> bool:
    """Tell whether a file's name ends as a YAML file's does, in either case."""
    return name.lower().endswith(_SUFFIXES)


Question = tuple[str, str, int]
"""What was asked: "files", "bytes", "file", "there" or "tree"; of which path; how much."""


class Folder:
    """A project's root, through which every file is read.

    Attributes:
        root: The resolved folder.
        seen: Digests of the answers given, by question: all that a run depends on.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.path.realpath(root)
        self.seen: dict[Question, str] = {}
        self._inside = os.path.join(self.root, "")
        self._real: dict[str, str] = {}

    @property
    def files_read(self) -> list[str]:
        """Where the files are that were read."""
        return [self.path(path) for kind, path, _ in self.seen if kind in ("bytes", "file")]

    def still_says(self, seen: Iterable[tuple[Question, str]]) -> bool:
        """Tell whether every question that was once asked would be answered as it was then."""
        for question, answer in seen:
            kind, path, most = question
            if kind == "files":
                self.yaml_files(path)
            elif kind == "bytes":
                self.read(path, most)
            elif kind == "file":
                self.note_file(path, read_file(path, most) if os.path.lexists(path) else None)
            elif kind == "tree":
                self.tree()
            else:
                self.exists(path)
            if self.seen.get(question) != answer:
                return False
        return True

    def note_file(self, path: str, answer: bytes | Refusal | None) -> None:
        """Note what a file holds that is read beside the project: a baseline named by its path."""
        self._note("file", os.path.abspath(path), answer, _MOST)

    def _note(self, kind: str, path: str, answer: object, most: int = 0) -> None:
        content = answer if isinstance(answer, bytes) else repr(answer).encode(errors="replace")
        self.seen[kind, path, most] = hashlib.sha256(content).hexdigest()

    def refusal(self) -> Refusal | None:
        """Return why the root cannot be a project, or None where it can."""
        where = "give the folder that holds `inventory/`"
        if _is_folder(self.root):
            return None
        if os.path.lexists(self.root):
            return Refusal("is no folder", "a project is a folder", where)
        return Refusal("is not there", "there is nothing to check", where)

    def yaml_files(self, folder: str) -> tuple[list[str], list[tuple[str, Refusal]]]:
        """Return the YAML files below a folder, sorted, and what could not be looked into.

        Args:
            folder: Relative to the root.

        Returns:
            Paths relative to the root with forward slashes; folders and links refused.
        """
        answer = self._yaml_files(folder)
        self._note("files", folder, answer)
        return answer

    def _yaml_files(self, folder: str) -> tuple[list[str], list[tuple[str, Refusal]]]:
        found: list[str] = []
        refused: list[tuple[str, Refusal]] = []
        top = self.path(folder)
        if not self.holds(folder):
            return [], [
                (folder, Refusal("leads out of the project", _OUTSIDE, "name a folder in it"))
            ]

        def unreadable(error: OSError) -> None:
            refused.append((self._relative(str(error.filename)), _failed(error)))

        if _is_folder(top):
            for here, folders, files in os.walk(top, onerror=unreadable):
                links = [f for f in folders if os.path.islink(os.path.join(here, f))]
                way = self._relative(here)
                refused += [(f"{way}/{name}", FOLDER_LINK) for name in links]
                folders[:] = [f for f in folders if not f.startswith(".") and f not in links]
                names = (name for name in files if is_yaml(name) and not name.startswith("."))
                found += [f"{way}/{name}" for name in names]
        return sorted(found), sorted(refused)

    def read(self, relative: str, most: int) -> bytes | Refusal:
        """Return a file's bytes, or why it is not read.

        Args:
            relative: Path relative to the root.
            most: Bytes that are read at most; a larger file is refused.
        """
        answer = self._read(relative, most)
        self._note("bytes", relative, answer, most)
        return answer

    def tree(self) -> list[TreeFile]:
        """Return the files of the code base below the root, sorted; nothing that git ignores."""
        from flowcheck.readers.tree import stamps_of, tree_files  # noqa: PLC0415 - only who scans

        files = tree_files(self.root)
        self._note("tree", "", stamps_of(files))
        return files

    def expect(self, paths: Iterable[str]) -> None:
        """Make ready for files whose content is asked for next, where that saves time."""

    def content(self, relative: str, most: int) -> bytes | Refusal:
        """Return a file's bytes as `read` does; the run is not noted to depend on them."""
        return self._read(relative, most)

    def _read(self, relative: str, most: int) -> bytes | Refusal:
        if not self.holds(relative):
            return OUTSIDE
        return read_file(self.path(relative), most)

    def holds(self, relative: str) -> bool:
        """Tell whether a path leads to a place below the root, wherever its links go."""
        path = self.path(relative)
        folder, name = os.path.split(path)
        if name in ("", ".", "..") or os.path.islink(path):
            real = os.path.realpath(path)
        else:  # the files of a folder share its real place
            if folder not in self._real:
                self._real[folder] = os.path.realpath(folder)
            real = os.path.join(self._real[folder], name)
        return real == self.root or real.startswith(self._inside)

    def exists(self, relative: str) -> bool:
        """Tell whether something stands at a path below the root."""
        answer = os.path.lexists(self.path(relative))
        self._note("there", relative, answer)
        return answer

    def is_folder(self, relative: str) -> bool:
        """Tell whether a folder stands at a path below the root."""
        return _is_folder(self.path(relative))

    def place(self, path: str) -> str:
        """Return a path, relative to the current folder, as one relative to the root.

        Of a link its own place counts; what is not below the root starts with `..`.
        """
        here, name = os.path.split(os.path.abspath(path))
        return self._relative(os.path.join(os.path.realpath(here), name))

    def listing(self, relative: str) -> list[str]:
        """Return the names in the folder of a path, for a did-you-mean."""
        return siblings(self.path(relative))

    def path(self, relative: str) -> str:
        """Return where a path below the root is in the file system."""
        return os.path.join(self.root, relative)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.root).replace(os.sep, "/")


def read_file(path: str, most: int) -> bytes | Refusal:
    """Return a file's bytes, or why it is not read.

    Args:
        path: The file.
        most: Bytes that are read at most; a larger file is refused.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return NO_FILE
        if status.st_size > most:
            return too_large(status.st_size, most)
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        if os.path.islink(path):
            return NOWHERE
        return _failed(error)


def siblings(path: str) -> list[str]:
    """Return the names in the folder of a path, for a did-you-mean."""
    try:
        return sorted(os.listdir(os.path.dirname(path) or "."))
    except OSError:
        return []


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except OSError:
        return False


def too_large(size: int, most: int) -> Refusal:
    """Return why a file of a size in bytes is refused."""
    return Refusal(
        f"has {size / 1e6:.0f} MB; at most {most / 1e6:.0f} MB are read",
        "no one reviews a file of that size, and every run would wait for it",
        SPLIT,
    )


def _failed(error: OSError) -> Refusal:
    return Refusal(f"cannot be read: {error.strerror or error}", _UNSEEN, "check its permissions")
