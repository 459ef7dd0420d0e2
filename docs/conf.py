"""How the pages of this folder become the site: `make docs` (ADR 14)."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
VERSION = HERE.parent / "src" / "flowcheck" / "_version.py"

# The way through the site. It stands here and not in the pages, which stay plain Markdown: what
# Sphinx calls a toctree is noise to whoever reads them on a code host.
NAVIGATION: dict[str, dict[str, list[str]]] = {
    "index": {
        "Tutorial": ["tutorial"],
        "How-to guides": [
            "guides/statements",
            "guides/adopting",
            "guides/pull-requests",
            "guides/rule-packs",
            "guides/scanning",
            "guides/vendors",
            "guides/data-map",
            "guides/editors",
            "guides/pre-commit",
            "guides/github",
            "guides/gitlab",
            "guides/reviewdog",
            "guides/ci-images",
        ],
        "Reference": [
            "commands",
            "rules/index",
            "evidence",
            "files",
            "scanned-files",
            "output",
            "documents",
            "vocabulary/index",
            "semantics",
            "policy-graph",
            "html-map",
            "performance",
        ],
        "Explanation": [
            "explanation/engineers",
            "explanation/lawyers",
            "explanation/comparison",
            "explanation/architecture",
            "examples",
            "adr/index",
        ],
    },
    "rules/index": {"": ["FC*"]},
    "vocabulary/index": {"": ["*"]},
    "adr/index": {"": ["0*"]},
}

project = "flowcheck"
author = "the flowcheck authors"
copyright = author  # noqa: A001 - Sphinx's name
_found = re.search(r'"([^"]+)"', VERSION.read_text(encoding="utf-8").partition("VERSION")[2])
release = version = _found.group(1) if _found else ""

extensions = ["myst_parser", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
nitpicky = True
language = "en"

myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
copybutton_prompt_text = r"\$ |> "
copybutton_prompt_is_regexp = True
copybutton_line_continuation_character = "\\"
copybutton_here_doc_delimiter = "END"

smartquotes_action = "q"  # quotes alone: `--` is part of an option

html_theme = "furo"
html_title = "flowcheck"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_last_updated_fmt = None  # two builds of the same pages are alike
pygments_style = "tango"
html_favicon = "_static/mark.svg"
html_use_index = False
html_domain_indices = False
html_sidebars = {  # the theme's, without the advertisements that a host may put there
    "**": [
        f"sidebar/{part}.html"
        for part in ("brand", "search", "scroll-start", "navigation", "scroll-end")
    ]
}


def add_navigation(app: Sphinx, page: str, source: list[str]) -> None:
    """Add to a page, as it is read, which pages stand below it."""
    del app
    for caption, below in NAVIGATION.get(page, {}).items():
        options = [f":caption: {caption}"] if caption else [":glob:"]
        source[0] += "\n".join(["\n\n```{toctree}", ":hidden:", *options, "", *below, "```\n"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is done to the pages."""
    from session_lexer import PrintedLexer, SessionLexer  # noqa: PLC0415 - after the path is set

    app.add_lexer("console", SessionLexer)
    app.add_lexer("text", PrintedLexer)
    app.connect("source-read", add_navigation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
