"""New entries: where they go, that nothing else changes, and that the project loads with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import TODAY
from flowcheck.cli.entries import write_entries
from flowcheck.errors import UsageError
from flowcheck.project import load
from flowcheck.project.new_entries import Change, new_entries
from projects import FILES, SYSTEMS
from seen import scanned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SDK, WIRE = "package npm:paywell direct", "service Wire"
ENTRY = """\
  - id: paywell
    name: Paywell
    legal_entity: "Paywell, Inc."
    role: payment_processor
    country: us
    url: https://paywell.com
"""
BEFORE, _, VENDORS = SYSTEMS.partition("vendors:\n")


def with_vendors(vendors: str, **more: str) -> dict[str, str | bytes]:
    """The company with its vendors in a file that says this."""
    files: dict[str, str | bytes] = {**FILES, "inventory/systems.yaml": BEFORE}
    return {**files, "inventory/vendors.yaml": vendors, **more}


def after(root: Path, *texts: str) -> Change:
    """The change that these mentions make, tried on disk."""
    change = new_entries(scanned(root, *texts))
    write_entries(scanned(root, *texts))
    for path, content in change.after.items():
        assert (root / path).read_bytes() == content
    assert not new_entries(scanned(root, *texts)).entries, "a second run writes nothing"
    assert write_entries(scanned(root, *texts)) == ()
    load(root, today=TODAY)
    return change


def test_a_file_with_all_vendors_gets_the_entry_at_the_end_of_its_list(
    write_project: Callable[..., Path],
) -> None:
    root = write_project(FILES)
    change = after(root, SDK)
    assert change.after == {"inventory/systems.yaml": (SYSTEMS + ENTRY).encode()}
    assert [(e.id, e.name, e.path) for e in change.entries] == [
        ("paywell", "Paywell", "inventory/systems.yaml")
    ]


AWS_ITEM = "{id: aws, name: AWS, role: cloud_hosting_provider, country: us}"
AMPLITUDE_ITEM = "{id: amplitude, name: Amplitude, role: analytics_provider}"
AWS, AMPLITUDE = f"  - {AWS_ITEM}\n", f"  - {AMPLITUDE_ITEM}\n"
LAST = "  - id: amplitude\n    role: analytics_provider   # since May\n"
WAIVERS = "waivers: [{rule: FC302, vendor: aws, reason: why, owner: us, until: 2027-01-01}]\n"
SHAPES = {
    "comments": f"# All.\n\nvendors:   # of ours\n{AWS}\n  # the last\n{AMPLITUDE}|  # no more\n",
    "a key after it": f"vendors:\n{AWS}{AMPLITUDE}|{WAIVERS}",
    "no end of line": f"vendors:\n{AWS}{AMPLITUDE.rstrip()}|",
    "a list at the margin": f"vendors:\n- {AWS_ITEM}\n- {AMPLITUDE_ITEM}\n|\n# end\n",
    "an item of lines": f"vendors:\n{AWS}{LAST}    # more of it\n|\n",
    "deep": f"vendors:\n      -   {AWS_ITEM}\n      -   {AMPLITUDE_ITEM}\n|",
    "a text of lines": f"vendors:\n{AWS}{LAST}    note: >\n      one\n\n      # two\n|\n",
    "a comment within": f"vendors:\n{AWS}{LAST}  # what follows\n    name: Amplitude\n|",
    "windows": f"vendors:\n{AWS}{AMPLITUDE}|# end\n".replace("\n", "\r\n"),
    "a mark": f"\ufeffvendors:\n{AWS}{AMPLITUDE}|",
    "quoted": f'"vendors":\n{AWS}{AMPLITUDE}|',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_else_in_the_file_changes(shape: str, write_project: Callable[..., Path]) -> None:
    bar = SHAPES[shape].rindex("|")
    head, tail = SHAPES[shape][:bar], SHAPES[shape][bar + 1 :]
    root = write_project(with_vendors(""))
    (root / "inventory/vendors.yaml").write_bytes((head + tail).encode())
    change = after(root, SDK, WIRE)
    text = change.after["inventory/vendors.yaml"].decode()
    assert text.startswith(head)
    assert text.endswith(tail)
    added = text[len(head) : len(text) - len(tail)]
    lines = added.replace("\r\n", "\n").strip().splitlines()
    assert [line.strip() for line in lines[:6]] == [line.strip() for line in ENTRY.splitlines()]
    assert ("\r\n" in added) is (shape == "windows")
    assert set(load(root, today=TODAY).inventory.vendors) == {"aws", "amplitude", "paywell", "wire"}


@pytest.mark.parametrize(
    "vendors",
    [
        f"vendors: [{AWS_ITEM}, {AMPLITUDE_ITEM}]\n",
        f"{{vendors: [{AWS_ITEM}, {AMPLITUDE_ITEM}]}}\n",
    ],
    ids=["list", "all"],
)
def test_a_list_in_brackets_is_left_alone(vendors: str, write_project: Callable[..., Path]) -> None:
    root = write_project(with_vendors(vendors))
    change = after(root, SDK)
    assert change.after == {"inventory/vendors/paywell.yaml": f"vendors:\n{ENTRY}".encode()}
    assert (root / "inventory/vendors.yaml").read_text(encoding="utf-8") == vendors


def test_where_each_vendor_has_a_file_a_new_one_has_too(
    write_project: Callable[..., Path],
) -> None:
    files = {
        **FILES,
        "inventory/systems.yaml": BEFORE,
        "inventory/parties/aws.yaml": f"vendors:\n{AWS}",
        "inventory/parties/amplitude.yaml": f"vendors:\n{AMPLITUDE}",
        "inventory/parties/paywell.yaml": WAIVERS,
    }
    root = write_project(files)
    change = after(root, SDK, WIRE)
    assert list(change.after) == [
        "inventory/parties/paywell-vendor.yaml",
        "inventory/parties/wire.yaml",
    ]
    assert change.before == {}


def test_an_id_that_is_taken_is_not_taken_again(write_project: Callable[..., Path]) -> None:
    taken = SYSTEMS.replace("to-store, to: store", "to-store, to: paywell").replace(
        "- id: store", "- id: paywell"
    )
    root = write_project({**FILES, "inventory/systems.yaml": taken})
    change = after(root, SDK)
    vendors = load(root, today=TODAY).inventory.vendors
    assert [entry.id for entry in change.entries] == ["paywell_vendor"]
    assert vendors["paywell_vendor"].name == "Paywell"


def test_nothing_is_written_where_the_file_has_changed_meanwhile(
    write_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(FILES)
    path = root / "inventory/systems.yaml"
    project = scanned(root, SDK)

    def changing(_project: object) -> Change:
        change = new_entries(project)
        path.write_text(SYSTEMS + "# mine\n", encoding="utf-8")
        return change

    monkeypatch.setattr("flowcheck.cli.entries.new_entries", changing)
    with pytest.raises(UsageError, match="has changed meanwhile"):
        write_entries(project)
    assert path.read_text(encoding="utf-8") == SYSTEMS + "# mine\n"


def test_nothing_is_written_where_the_project_would_not_load(
    write_project: Callable[..., Path],
) -> None:
    root = write_project(FILES)
    project = scanned(root, SDK)
    (root / "inventory/broken.yaml").write_text("systems: [", encoding="utf-8")
    with pytest.raises(UsageError, match="would not load"):
        write_entries(project)
    assert (root / "inventory/systems.yaml").read_text(encoding="utf-8") == SYSTEMS


def test_a_file_that_cannot_be_written_is_told(write_project: Callable[..., Path]) -> None:
    root = write_project(FILES)
    (root / "inventory/systems.yaml").chmod(0o444)
    with pytest.raises(UsageError, match=r"cannot write .*read-only"):
        write_entries(scanned(root, SDK))
    assert (root / "inventory/systems.yaml").read_text(encoding="utf-8") == SYSTEMS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["# one\n", "\n", "  # two\n", "      # three\n", "    note: four\n"]),
        max_size=4,
        unique=True,
    ),
    st.sampled_from(["", WAIVERS, "# end\n", "\n\n"]),
)
def test_every_line_stays_and_keeps_its_order(
    write_project: Callable[..., Path], lines: list[str], tail: str
) -> None:
    text = f"vendors:\n{AWS}{LAST}{''.join(lines)}{tail}"
    root = write_project(with_vendors(text))
    change = new_entries(scanned(root, SDK))
    shown = change.after["inventory/vendors.yaml"].decode()
    added = set(ENTRY.splitlines(keepends=True))
    assert "".join(line for line in shown.splitlines(keepends=True) if line not in added) == text
