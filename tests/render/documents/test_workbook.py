"""The workbook as spreadsheets open it: what it holds, how it filters, and how it prints."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest
from msgspec.structs import replace

from companies import COMPANY, judged
from conftest import ROOT
from flowcheck.errors import UsageError
from flowcheck.render.documents import Column, Item, Table, as_xlsx, make, write
from flowcheck.render.documents.sheet_layout import LINES

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from flowcheck.render.documents import Document

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="needs libreoffice-calc and poppler-utils"
)
A3 = (1190.55, 841.89)
LINE = 1.149
"""Height of a line of Arial, or of Liberation Sans, to its size."""


def opened(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write("xlsx", document)))


def with_rows(document: Document, *rows: tuple[tuple[Item, ...], ...]) -> Document:
    columns = (Column("key", "Key", 10, many=False), Column("text", "Text", 20))
    return replace(document, tables=(Table("rows", "Rows", columns, rows),))


def test_it_is_ready_to_filter_and_to_print() -> None:
    book = opened(make("ropa", judged(COMPANY)))
    sheet = book["Records"]
    assert book.sheetnames == ["Records", "About"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:P{sheet.max_row}"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "8"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter is not None
    assert "&P" in str(sheet.oddFooter.right.text)
    assert book.properties.created == dt.datetime(2026, 11, 24)  # noqa: DTZ001 - as it is kept


@pytest.mark.parametrize("kind", ["ropa", "subprocessors", "coverage", "traceability", "ccpa"])
def test_it_holds_what_the_other_formats_hold(kind: str) -> None:
    document = make(kind, judged(COMPANY))
    book = opened(document)
    for table in document.tables:
        rows = [[cell.value for cell in row] for row in book[table.title[:31]].iter_rows()]
        assert rows[0] == [column.title for column in table.columns]
        wanted = [
            [
                column.join.join(item.text for item in cell) or column.none
                for column, cell in zip(table.columns, row, strict=True)
            ]
            for row in table.rows
        ]
        assert rows[1:] == wanted
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    for name, text in document.head:
        assert about[name] == text
    said = [row[1].value for row in book["About"].iter_rows()]
    assert {*document.checked, *document.unchecked} <= set(said)


def test_what_is_missing_is_marked() -> None:
    book = opened(make("ropa", judged(COMPANY)))
    cells = [cell for row in book["Records"].iter_rows(min_row=2) for cell in row]
    missing = [cell for cell in cells if cell.value == "NOT DECLARED"]
    assert missing
    assert {cell.fill.fgColor.rgb for cell in missing} == {"FFFDE8EC"}


def test_a_cell_that_is_too_high_goes_on_in_the_next_row_beside_its_key() -> None:
    many = tuple(Item(f"item {number}", number) for number in range(3 * LINES))
    document = with_rows(make("ropa", judged(COMPANY)), ((Item("k", "k"),), many))
    rows = [[cell.value for cell in row] for row in opened(document)["Rows"].iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["k", "k", "k"]
    assert "\n".join(str(row[1]) for row in rows).split("\n") == [item.text for item in many]


def test_a_text_that_is_too_high_is_cut_between_words_and_loses_none() -> None:
    words = " ".join(f"word{number}" for number in range(2_000))
    document = with_rows(make("ropa", judged(COMPANY)), ((Item("k", "k"),), (Item(words, words),)))
    sheet = opened(document)["Rows"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) > 1
    assert " ".join(str(row[1]) for row in rows) == words
    heights = [sheet.row_dimensions[number].height or 0 for number in range(2, len(rows) + 2)]
    assert max(heights) <= 409


def test_a_table_that_is_longer_than_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_xlsx, "_ROWS", 2)
    with pytest.raises(UsageError, match="a sheet holds 2 rows"):
        write("xlsx", make("ropa", judged(COMPANY)))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example company, printed to a PDF by LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "ropa.xlsx").write_bytes(write("xlsx", make("ropa", judged(ROOT))))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "ropa.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder / "ropa.pdf"


def shown(path: Path, *options: str) -> str:
    command = [str(PDFTOTEXT), *options, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@needs_libreoffice
def test_every_page_is_a3_and_has_the_header(printed: Path) -> None:
    pages = shown(printed, "-bbox").split("<page ")[1:]
    sizes = [tuple(map(float, re.findall(r'(?:width|height)="([\d.]+)"', p)[:2])) for p in pages]
    assert sizes[0] == pytest.approx(A3, abs=1)
    records = [page for page, size in zip(pages, sizes, strict=True) if size[0] > 1_000]
    for page in records:
        assert ">Activity<" in page
        assert ">Flows<" in page


@needs_libreoffice
def test_the_print_is_large_enough_to_read(printed: Path) -> None:
    heights = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', shown(printed, "-bbox"))
    sizes = [(float(bottom) - float(top)) / LINE for top, bottom in heights]
    assert min(sizes) >= 6.5


@needs_libreoffice
def test_no_text_is_hidden_in_print(printed: Path) -> None:
    words = set(re.findall(r"\w+", shown(printed, "-raw")))
    document = make("ropa", judged(ROOT))
    wanted = {
        word
        for row in document.tables[0].rows
        for cell in row
        for item in cell
        for word in re.findall(r"\w+", item.text)
        if word.isalpha()
    }
    assert wanted - words == set()
    assert shown(printed, "-raw").count("NOT DECLARED") > 100
