"""`flowcheck init`: what it asks, writes, refuses, and says."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from commands import Commands, commands_in
from schema_check import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POLICY = "Privacy Policy\n\nWe collect your name. We use your data for billing.\n"
SCHEMA = ".flowcheck/inventory.schema.json"
SAMPLE = [
    SCHEMA,
    "inventory/policy.txt",
    "inventory/policy.yaml",
    "inventory/systems/app.yaml",
    "inventory/vendors.yaml",
]
OWN = [
    SCHEMA,
    "inventory/policy.yaml",
    "inventory/systems/app.yaml",
    "inventory/waivers.yaml",
]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Commands:
    return commands_in(tmp_path, capsys, monkeypatch)


def files(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def test_a_sample_with_every_default(run: Commands, tmp_path: Path) -> None:
    found = run("init", "--yes")
    assert (found.code, found.err) == (0, "")
    assert files(tmp_path) == SAMPLE
    assert found.out.startswith("wrote inventory/policy.txt\nwrote inventory/policy.yaml\n")
    assert re.findall(r"^  (\d)\. ", found.out, re.MULTILINE) == ["1", "2", "3"]
    assert f"controller: {tmp_path.name}" in (tmp_path / "inventory/policy.yaml").read_text()
    linted = run("lint")
    assert linted.out == "0 errors, 0 warnings; 3 flows: 3 clear\n"


def test_a_policy_of_one_s_own(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "privacy.md").write_text(POLICY, encoding="utf-8")
    found = run("init", "--policy", "privacy.md", "--controller", "Fernweh Travel")
    assert (found.code, found.err) == (0, "")
    assert files(tmp_path) == [*OWN, "privacy.md"]
    assert "Read the proposals in inventory/policy.yaml" in found.out
    written = (tmp_path / "inventory/policy.yaml").read_text(encoding="utf-8")
    assert "controller: Fernweh Travel\n  document: ../privacy.md\n" in written
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    assert f"until: {until}" in (tmp_path / "inventory/waivers.yaml").read_text(encoding="utf-8")
    linted = run("lint", "--quiet", "--ignore", "FC502")
    assert (linted.code, linted.out) == (0, "")


def test_the_likeliest_policy_is_the_default(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/privacy.txt").write_text(POLICY, encoding="utf-8")
    assert run("init", "-y").code == 0
    written = (tmp_path / "inventory/policy.yaml").read_text(encoding="utf-8")
    assert "document: ../docs/privacy.txt" in written


def test_another_folder_which_need_not_be_there(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "privacy.md").write_text(POLICY, encoding="utf-8")
    found = run("init", "new/shop", "--policy", "sample", "--controller", "Shop")
    assert found.code == 0
    assert files(tmp_path / "new/shop") == SAMPLE
    assert "  1. flowcheck lint new/shop\n" in found.out
    assert "entry: flowcheck lint new/shop\n" in found.out
    assert run("lint", "new/shop").code == 0


def test_a_policy_below_another_folder_is_named_from_the_current_one(
    run: Commands, tmp_path: Path
) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/privacy.md").write_text(POLICY, encoding="utf-8")
    assert run("init", "shop", "--policy", "shop/privacy.md", "--controller", "S").code == 0
    assert files(tmp_path / "shop") == [*OWN, "privacy.md"]


def test_a_policy_may_lie_where_the_inventory_will(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "inventory").mkdir()
    (tmp_path / "inventory/our privacy.txt").write_text(POLICY, encoding="utf-8")
    assert run("init", "--yes").code == 0
    written = (tmp_path / "inventory/policy.yaml").read_text(encoding="utf-8")
    assert "document: our privacy.txt" in written
    assert run("lint").code == 0


def test_editors_accept_what_is_written(run: Commands, tmp_path: Path) -> None:
    run("init", "--yes", "--controller", "No: really, #1")
    inventory = sorted((tmp_path / "inventory").rglob("*.yaml"))
    assert check(tmp_path / SCHEMA, inventory) == []
    for file in inventory:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / named).resolve() == tmp_path / SCHEMA


def test_every_file_says_what_it_is_for(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "privacy.md").write_text(POLICY, encoding="utf-8")
    run("init", "--yes")
    run("init", "sample", "--policy", "sample", "--controller", "A")
    for file in tmp_path.rglob("*.yaml"):
        assert file.read_text(encoding="utf-8").splitlines()[1].startswith("# ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("inventory/policy.yaml", "mine"),
        ("inventory/hosts.yml", "mine"),
        ("flowcheck.yaml", "mine"),
        ("rules/alerts.yaml", "mine"),
        ("inventory/policy.txt", "mine"),
        ("inventory/systems", "mine"),
        ("inventory", "mine"),
        (SCHEMA, "mine"),
        (".flowcheck", "mine"),
    ],
)
def test_nothing_is_overwritten_and_nothing_is_added(
    run: Commands, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = run("init", "--yes")
    assert (found.code, found.out) == (2, "")
    assert name in found.err
    assert "nothing was written" in found.err
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_a_second_run_is_refused(run: Commands, tmp_path: Path) -> None:
    run("init", "--yes")
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    found = run("init", "--yes", "--controller", "Other")
    assert found.code == 2
    assert "`inventory/policy.yaml`, `inventory/systems/app.yaml`" in found.err
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_an_inventory_that_leads_elsewhere_is_refused(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/inventory").symlink_to(tmp_path / "away")
    found = run("init", "shop", "--yes")
    assert found.code == 2
    assert files(tmp_path) == []


@pytest.mark.parametrize("verb", ["mkdir", "link"])
def test_a_disk_that_is_full_leaves_nothing(
    run: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    real: Callable[..., None] = getattr(os, verb)
    calls: list[object] = []

    def full(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", arguments[0])
        real(*arguments)

    monkeypatch.setattr(os, verb, full)
    if verb == "link":  # what could stand in for a link fails too
        monkeypatch.setattr(os, "replace", full)
        monkeypatch.setattr(os, "open", _no_space)
    found = run("init", "--yes")
    assert found.code == 2
    assert "No space left on device; nothing was written" in found.err
    assert list(tmp_path.iterdir()) == []


def _no_space(*arguments: object, **_: object) -> int:
    raise OSError(28, "No space left on device", arguments[0])


def test_without_a_terminal_answers_are_needed(run: Commands, tmp_path: Path) -> None:
    for given in ((), ("--policy", "sample"), ("--controller", "A")):
        found = run("init", *given)
        assert (found.code, found.out) == (2, "")
        assert found.err == (
            "flowcheck: init has questions, and nobody can be asked here; give --policy FILE and "
            "--controller NAME, or --yes\n"
        )
    assert files(tmp_path) == []


BAD_POLICIES: dict[str, tuple[str, bytes, str]] = {
    "not there": ("privcy.txt", b"x", "is not there; did you mean `privcy.txt`?"),
    "nowhere near": ("x.yaml", b"x", "is not there; give the file of the published text"),
    "empty": ("privacy.txt", b"", "is empty; put the published text into it"),
    "blank": ("privacy.txt", b" \n\xc2\xa0\n", "is empty; put the published text into it"),
    "no UTF-8": ("privacy.txt", b"line\nCaf\xe9", "line 2: not UTF-8 text: byte 0xe9"),
    "UTF-16": ("privacy.txt", "text".encode("utf-16"), "looks like UTF-16"),
    "too large": ("privacy.txt", b"x" * 4_000_001, "has 4 MB; at most 4 MB are read"),
    "a page": ("privacy.txt", b"<!DOCTYPE html><p>x", "is a page with markup"),
    "a record": ("privacy.yaml", b"policy: x", "is a YAML file"),
}


@pytest.mark.parametrize("title", BAD_POLICIES)
def test_what_can_be_no_policy(run: Commands, tmp_path: Path, title: str) -> None:
    name, content, said = BAD_POLICIES[title]
    (tmp_path / name).write_bytes(content)
    given = "privacy.txt" if title in ("not there", "nowhere near") else name
    found = run("init", "--policy", given, "--controller", "A")
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert f"the policy `{given}`" in found.err
    assert files(tmp_path) == [name]


def test_a_policy_that_is_no_file_or_not_in_the_project(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "shop/folder").mkdir(parents=True)
    (tmp_path / "away.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "shop/link.txt").symlink_to(tmp_path / "away.txt")
    for policy, said in (
        ("shop/folder", "is no regular file"),
        ("away.txt", "is not in"),
        ("shop/link.txt", "leads out of the project"),
        ("shop/../away.txt", "is not in"),
    ):
        found = run("init", "shop", "--policy", policy, "--controller", "A")
        assert found.code == 2
        assert said in found.err
    assert files(tmp_path / "shop") == ["link.txt"]


@pytest.mark.parametrize("name", ["a\nb.txt", " privacy.txt", "x\x1b[31m.txt"])
def test_a_policy_with_a_name_that_no_file_can_hold(
    run: Commands, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(POLICY, encoding="utf-8")
    found = run("init", "--policy", name, "--controller", "A")
    assert found.code == 2
    assert "rename it" in found.err
    assert "\x1b" not in found.err


@pytest.mark.parametrize(
    "name",
    [
        "No", "true", "12", "A: B", "# A", 'The "A" company', "O'Neil", "{A}", "[A]", "- A", "*a",
        "&a", "!a", "%a", "@a", "`a`", "a\\nb", "Caf\u00e9 \u6771\u4eac \U0001f600", "  A   B ",
        "A\tB", "x" * 200,
    ],
)  # fmt: skip
def test_any_name_of_a_controller_is_kept(run: Commands, tmp_path: Path, name: str) -> None:
    assert run("init", "--yes", "--controller", name).code == 0
    assert run("lint", "--quiet").out == ""
    from flowcheck import load

    assert load(tmp_path).inventory.policy.controller == " ".join(name.split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("a\x1b[31mb", "has characters that no text can show"),
        ("a\x00b", "has characters that no text can show"),
        ("a\udcffb", "has characters that no text can show"),
        ("a\u202eb", "has characters that no text can show"),
        ("x" * 201, "is longer than 200 characters"),
    ],
)
def test_what_is_no_name_of_a_controller(
    run: Commands, tmp_path: Path, name: str, said: str
) -> None:
    found = run("init", "--yes", "--controller", name)
    assert (found.code, found.out) == (2, "")
    assert f"the controller's name {said}" in found.err
    assert files(tmp_path) == []


def test_a_folder_without_a_usable_name_gives_a_general_one(run: Commands, tmp_path: Path) -> None:
    root = tmp_path / "a\x07b"
    assert run("init", root, "--yes").code == 0
    written = (root / "inventory/policy.yaml").read_text(encoding="utf-8")
    assert "controller: Our organisation" in written


def test_a_root_that_is_a_file(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    found = run("init", "file", "--yes")
    assert (found.code, found.err) == (2, "flowcheck: `file` is no folder, and a project is one\n")


OWN_TERMINAL = (
    "import fcntl, runpy, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "runpy.run_module('flowcheck', run_name='__main__')"
)
"""Runs flowcheck where Ctrl-C at the terminal reaches it."""


class Terminal:
    """A person at a terminal who runs `flowcheck init`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        import pty

        self.end, inner = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, "init", *arguments],
            cwd=folder, stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.seen = ""
        self.read = 0

    def until(self, text: str) -> None:
        """Read until a text appears behind what was read before."""
        while text not in self.seen[self.read :]:
            assert self._more(), self.seen
        self.read = self.seen.index(text, self.read) + len(text)

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def insist(self, text: str) -> None:
        """Type a text until the process ends: one key may come just before it is listened to."""
        for _ in range(60):
            self.type(text)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=1)
                return

    def hang_up(self) -> int:
        """Close the terminal, and return the exit code."""
        os.close(self.end)
        return self.process.wait(timeout=60)

    def finish(self) -> int:
        """Read to the end, and return the exit code."""
        while self._more():
            pass
        code = self.process.wait(timeout=60)
        os.close(self.end)
        return code

    def _more(self) -> bool:
        ready, _, _ = select.select([self.end], [], [], 60)
        try:
            found = os.read(self.end, 10_000) if ready else b""
        except OSError:  # how a terminal on Linux says that the other side is closed
            found = b""
        self.seen += found.decode().replace("\r\n", "\n")
        return bool(found)


at_a_terminal = pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")


@at_a_terminal
def test_it_asks_and_asks_again_where_an_answer_will_not_do(tmp_path: Path) -> None:
    (tmp_path / "privacy.md").write_text(POLICY, encoding="utf-8")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    person = Terminal(tmp_path)
    person.until("Policy file, or `sample` for a text to start from [privacy.md]: ")
    assert "These files look like the published policy:\n  privacy.md\n" in person.seen
    person.type("empty.md\n")
    person.until("Error: the policy `empty.md` is empty")
    person.until("[privacy.md]: ")
    person.type("\n")
    person.until(f"Who publishes it (the controller) [{tmp_path.name}]: ")
    person.type("   \n")
    person.until("Error: the controller's name is empty")
    person.until("]: ")
    person.type("Fernweh: Travel\n")
    assert person.finish() == 0, person.seen
    assert files(tmp_path) == sorted([*OWN, "empty.md", "privacy.md"])
    written = (tmp_path / "inventory/policy.yaml").read_text(encoding="utf-8")
    assert 'controller: "Fernweh: Travel"' in written


@at_a_terminal
def test_it_asks_for_what_no_option_gives(tmp_path: Path) -> None:
    person = Terminal(tmp_path, "--controller", "Acme")
    person.until("Policy file, or `sample` for a text to start from [sample]: ")
    person.type("\n")
    assert person.finish() == 0, person.seen
    assert "Who publishes it" not in person.seen
    assert files(tmp_path) == SAMPLE


@at_a_terminal
@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_who_breaks_off_finds_nothing_written(tmp_path: Path, keys: str) -> None:
    person = Terminal(tmp_path)
    person.until("[sample]: ")
    person.type("\n")
    person.until("]: ")
    person.insist(keys)
    assert person.finish() == 130, person.seen
    assert "Traceback" not in person.seen
    assert files(tmp_path) == []


@at_a_terminal
def test_a_terminal_that_is_closed_leaves_nothing(tmp_path: Path) -> None:
    person = Terminal(tmp_path)
    person.until("[sample]: ")
    assert person.hang_up() in (130, 128 + signal.SIGHUP)
    assert files(tmp_path) == []
