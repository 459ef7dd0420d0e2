"""Sheets as one PDF, by Typst: typeface embedded, a title for each page, the same bytes each time.

Typst is the extra `flowcheck[pdf]`.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from flowcheck.render.drawing.svg import number, svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.render.drawing.sheet import Sheet


def pdf(sheets: Sequence[Sheet], title: str, author: str) -> bytes:
    """Return the sheets as a PDF, a page each of its own size.

    No typeface of the machine is asked: what is written differs nowhere.

    Args:
        sheets: The pages; a letter that the shipped typeface lacks would be a box.
        title: Of the document.
        author: Whose it is.

    Raises:
        ImportError: Typst is not installed.
    """
    import typst  # noqa: PLC0415 - an extra

    words = {"title": title, "author": author}
    pages = []
    for at, sheet in enumerate(sheets):
        words |= {f"page{at}": svg(sheet), f"title{at}": sheet.title}
        pages.append(
            f"#page(width: {number(sheet.width)}pt, height: {number(sheet.height)}pt)["
            f'#place(hide(heading(sys.inputs.at("title{at}"))))'
            f'#image(bytes(sys.inputs.at("page{at}")), format: "svg", width: 100%,'
            f' alt: sys.inputs.at("title{at}"))]'
        )
    source = (
        "#set document(title: sys.inputs.title, author: sys.inputs.author, date: none)\n"
        '#set page(margin: 0pt)\n#set text(lang: "en", font: "Liberation Sans")\n'
        + "\n".join(pages)
    )
    with as_file(files("flowcheck.data") / "fonts") as fonts:
        compiler = typst.Compiler(
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
            ),
            sys_inputs=words,
        )
        made = compiler.compile(source.encode(), format="pdf")
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made
