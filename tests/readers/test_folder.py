"""Files that are no plain text in the project: sizes, encodings, links, pipes, folders, names."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bad_project import spoil
from flowcheck.errors import InputError
from flowcheck.project import load
from flowcheck.project.known import read_vocabulary
from flowcheck.project.policy import MAX_DOCUMENT
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "inventory/case.yaml"


def said(root: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load(root)
    for problem in caught.value.problems:
        assert problem.why
        assert problem.help
    return [f"{p.path}:{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


BYTES: dict[str, tuple[bytes, str]] = {
    "too large": (b"#" * 50_000_000, "0:0: `inventory/case.yaml` has 50 MB; at most 32 MB are"),
    "not UTF-8": (b"systems:\n  - id: caf\xe9\n", "2:12: not UTF-8 text: byte 0xe9 cannot be read"),
    "UTF-16": ("systems: []".encode("utf-16"), "0:0: the file looks like UTF-16, not UTF-8"),
    "NUL": (b"systems:\n  - id: a\x00\n", "2:10: a control character stands here"),
    "escape": (b"systems:\n  - id: a\x1b[2J\n", "2:10: a control character stands here"),
    "brackets": (b"systems: " + b"[" * 200_000, "1:109: nested deeper than 100 levels"),
    "BOM": (b"\xef\xbb\xbfsystems:\n  - {id: a, ownr: b}\n", "2:13: unknown key `ownr`"),
    "CRLF": (b"systems:\r\n  - id: a\r\n    ownr: b\r\n", "3:5: unknown key `ownr`"),
    "one long line": (
        b'systems: [{id: a, note: "' + b"x" * 5_000_000 + b'", ownr: b}]',
        "1:5000029: unknown key `ownr`",
    ),
    "no bytes": (b"", "1:1: the file is empty"),
    "spaces": (b" \n \n", "1:1: the file is empty"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str, tmp_path: Path) -> None:
    content, expected = BYTES[name]
    (found,) = said(spoil(tmp_path, {CASE: content}))
    assert found.startswith(f"{CASE}:{expected}")


def test_a_long_line_is_shown_in_part_and_at_once(tmp_path: Path) -> None:
    spoil(tmp_path, {CASE: BYTES["one long line"][0]})
    done = subprocess.run(
        [sys.executable, "-m", "flowcheck", "lint", str(tmp_path)],
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 2
    assert len(done.stderr) < 2_000


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(spoil(tmp_path, {}) / CASE)
    os.mkfifo(tmp_path / "flowcheck.yaml")
    assert said(tmp_path) == [
        "flowcheck.yaml:0:0: `flowcheck.yaml` is no regular file",
        f"{CASE}:0:0: `{CASE}` is no regular file",
    ]


def test_a_document_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    spoil(tmp_path, {"inventory/policy.txt": None})
    os.mkfifo(tmp_path / "inventory/policy.txt")
    (found,) = said(tmp_path)
    assert found.endswith("the policy's document `inventory/policy.txt` is no regular file")
    assert found.startswith("inventory/policy.yaml:1:41: ")


def test_a_document_too_large(tmp_path: Path) -> None:
    spoil(tmp_path, {"inventory/policy.txt": b"x" * (MAX_DOCUMENT + 1)})
    (found,) = said(tmp_path)
    assert "at most 4 MB are read" in found


def test_a_document_in_another_encoding(tmp_path: Path) -> None:
    (found,) = said(spoil(tmp_path, {"inventory/policy.txt": b"We collect\ncaf\xe9s."}))
    assert found == "inventory/policy.txt:2:4: not UTF-8 text: byte 0xe9 cannot be read"


def test_links_that_lead_nowhere_or_out(tmp_path: Path) -> None:
    root = spoil(tmp_path / "p", {})
    (tmp_path / "out.yaml").write_text("systems: []\n", encoding="utf-8")
    inventory = root / "inventory"
    (inventory / "a.yaml").symlink_to("nowhere.yaml")
    (inventory / "b.yaml").symlink_to("b.yaml")
    (inventory / "c.yaml").symlink_to("../../out.yaml")
    (inventory / "d.yaml").symlink_to("/dev/zero")
    (inventory / "e").symlink_to("/etc")
    (inventory / "f").symlink_to("..")
    assert said(root) == [
        "inventory/a.yaml:0:0: `inventory/a.yaml` is a link that leads nowhere",
        "inventory/b.yaml:0:0: `inventory/b.yaml` is a link that leads nowhere",
        "inventory/c.yaml:0:0: `inventory/c.yaml` leads out of the project",
        "inventory/d.yaml:0:0: `inventory/d.yaml` leads out of the project",
        "inventory/e:0:0: `inventory/e` is a link to a folder, which is not followed",
        "inventory/f:0:0: `inventory/f` is a link to a folder, which is not followed",
    ]


def test_a_link_within_the_project_is_read(tmp_path: Path) -> None:
    spoil(tmp_path, {"shared/more.txt": "systems: [{id: more}]\n"})
    (tmp_path / CASE).symlink_to("../shared/more.txt")
    assert "more" in load(tmp_path).inventory.systems


def test_an_inventory_that_is_a_link_out(tmp_path: Path) -> None:
    spoil(tmp_path / "p", {})
    (tmp_path / "p/inventory").rename(tmp_path / "elsewhere")
    (tmp_path / "p/inventory").symlink_to("../elsewhere")
    assert said(tmp_path / "p") == ["inventory:0:0: `inventory` leads out of the project"]


def test_files_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # root may read everything, so the refusal of the operating system is played
    spoil(tmp_path, {CASE: "systems: []\n", "inventory/sub/x.yaml": "systems: []\n"})
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    monkeypatch.setattr("flowcheck.readers.folder.open", refusing(open), raising=False)
    assert said(tmp_path) == [
        f"{CASE}:0:0: `{CASE}` cannot be read: Permission denied",
        "inventory/sub:0:0: `inventory/sub` cannot be read: Permission denied",
    ]


def refusing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that opens a path, refused for two of them."""

    def refuse(path: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        if str(path).endswith((CASE, "inventory/sub")):
            raise PermissionError(13, "Permission denied", str(path))
        return function(path, *rest, **named)

    return refuse


def test_an_error_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(tmp_path, {})
    fail = OSError(5, "Input/output error")

    def broken(path: object, mode: str) -> None:
        del path, mode
        raise fail

    monkeypatch.setattr("flowcheck.readers.folder.open", broken, raising=False)
    assert said(tmp_path) == [
        f"{path}:0:0: `{path}` cannot be read: Input/output error"
        for path in ("inventory/app.yaml", "inventory/policy.yaml")
    ]


def test_folders_and_names(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            "inventory/folder.yaml/inner.yml": "systems: [{id: one}]\n",
            "inventory/UPPER.YAML": "systems: [{id: two}]\n",
            "inventory/.hidden.yaml": "bad: [",
            "inventory/.git/x.yaml": "bad: [",
            "inventory/notes.txt": "bad: [",
        },
    )
    assert list(load(tmp_path).inventory.systems) == ["two", "app", "one"]


@pytest.mark.parametrize("name", ["nowhere", "a/b", "x" * 300, "x" * 5_000])
def test_a_root_that_is_not_there(name: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path / name)
    assert found.endswith("` is not there")


def test_a_root_that_is_a_file(tmp_path: Path) -> None:
    (found,) = said(spoil(tmp_path, {}) / CASE.replace("case", "app"))
    assert found.endswith("` is no folder")


def test_reading_keeps_within_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("x", encoding="utf-8")
    folder = Folder(spoil(tmp_path / "p", {}))
    for path in ("../secret.yaml", str(tmp_path / "secret.yaml"), "inventory/../../secret.yaml"):
        assert "leads out of the project" in str(folder.read(path, 1_000))
    assert isinstance(folder.read("inventory/../inventory/app.yaml", 1_000), bytes)


@pytest.mark.parametrize("where", ["../..", "/", "/etc", "inventory/../.."])
def test_an_inventory_out_of_the_project_is_not_walked(where: str, tmp_path: Path) -> None:
    spoil(tmp_path, {"flowcheck.yaml": f"inventory: {where}\n"})
    assert said(tmp_path) == [f"flowcheck.yaml:1:12: `{where}` leads out of the project"]


def test_the_vocabulary_of_a_broken_project_can_be_browsed(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            "inventory/terms.yaml": "vocabulary: {data: {brand_book: {parents: contact_data}}}\n",
            CASE: "bad: [",
        },
    )
    vocabulary, problems = read_vocabulary(tmp_path)
    assert "brand_book" in vocabulary["data"].terms
    assert problems == 1
    with pytest.raises(InputError):
        read_vocabulary(tmp_path / "nowhere")


def test_very_many_problems_are_told_in_part(tmp_path: Path) -> None:
    many = "systems:\n" + "".join(f"  - {{id: s{n}, ownr: x}}\n" for n in range(50_000))
    found = said(spoil(tmp_path, {CASE: many}))
    assert found[0] == f"{CASE}:0:0: `{CASE}` has more than 1,000 problems; some are shown"
    assert found[1] == f"{CASE}:2:14: unknown key `ownr`"
    assert 500 < len(found) <= 1_002


def test_very_many_unknown_terms_take_no_quadratic_time(tmp_path: Path) -> None:
    many = "".join(f"  - {{id: s{n}, derives: email_adres{n}}}\n" for n in range(3_000))
    assert len(said(spoil(tmp_path, {CASE: "systems:\n" + many}))) == 3_000
