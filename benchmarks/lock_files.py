"""Lock files of any size, of packages that nobody makes, with Stripe's in the end."""

from __future__ import annotations

from typing import NamedTuple

_DIGEST = "sha512-" + "b5" * 43 + "=="


class Layout(NamedTuple):
    """How a lock file begins, goes on and ends; `{name}` is that of a package."""

    head: str
    entry: str
    separator: str
    foot: str


LAYOUTS = {
    "package-lock.json": Layout(
        '{"lockfileVersion": 3, "packages": {"": {}, ',
        f'"node_modules/{{name}}": {{"version": "1.2.3", "integrity": "{_DIGEST}"}}',
        ",\n",
        "}}\n",
    ),
    "yarn.lock": Layout(
        "# yarn lockfile v1\n\n",
        f'{{name}}@^1.0.0:\n  version "1.2.3"\n  integrity {_DIGEST}\n',
        "\n",
        "",
    ),
    "pnpm-lock.yaml": Layout(
        "lockfileVersion: '9.0'\npackages:\n",
        f"  {{name}}@1.2.3:\n    resolution: {{integrity: {_DIGEST}}}\n",
        "\n",
        "",
    ),
}


def lock_file(name: str, size: int) -> str:
    """Return a lock file.

    Args:
        name: One of `LAYOUTS`.
        size: Its length in characters, about.
    """
    layout = LAYOUTS[name]
    number = size // (len(layout.entry) + len(layout.separator) + 8)
    names = (*(f"package-{n}" for n in range(number)), "stripe")
    entries = (layout.entry.replace("{name}", each) for each in names)
    return layout.head + layout.separator.join(entries) + layout.foot
