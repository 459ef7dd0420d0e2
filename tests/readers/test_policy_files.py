"""Which files are taken for a policy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flowcheck.readers.policy_files import likely_policies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_names_the_likeliest_first_and_a_few(write_project: Callable[..., Path]) -> None:
    names = [
        "docs/legal/privacy-policy.md",
        "docs/privacy.md",
        "Privacy_Policy.TXT",
        "data-protection.txt",
        "Datenschutz.markdown",
        "a/b/c/privacy.txt",
        "docs/privacy-notes.txt",
    ]
    root = write_project(dict.fromkeys(names, "text"))
    assert [name.replace(os.sep, "/") for name in likely_policies(str(root))] == [
        "Privacy_Policy.TXT",
        "Datenschutz.markdown",
        "data-protection.txt",
        "docs/privacy-notes.txt",
        "docs/privacy.md",
    ]


def test_leaves_out_what_is_not_the_company_s_own(write_project: Callable[..., Path]) -> None:
    names = [
        "node_modules/x/privacy.md",
        ".git/privacy.md",
        "a/b/c/d/e/privacy.txt",
        "privacy.html",
        "privacy.py",
        "policy.txt",
        "privacy\n.txt",
    ]
    root = write_project(dict.fromkeys(names, "text"))
    (root / "privacy.md").mkdir()
    assert likely_policies(str(root)) == []
    assert likely_policies(str(root / "nowhere")) == []
