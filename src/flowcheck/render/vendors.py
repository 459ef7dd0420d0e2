"""Vendors of the catalogue for people, as cards and lists, and for programs."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from flowcheck.render.frame import Pen, printable
from flowcheck.render.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.vendor import Product, Vendor
    from flowcheck.model.vocabulary import Vocabulary
    from flowcheck.render import Look

_MOST_AFTER_CARD = 12
_NARROWEST = 30
Row = tuple[str, str, "Sequence[str]"]
"""The space before it, a word for what it says, and that."""


def list_text(vendors: Sequence[Vendor], look: Look) -> str:
    """Return a line a vendor: id, name and the roles of its products."""
    many = "vendor" if len(vendors) == 1 else "vendors"
    told = f"{len(vendors):,} {many}; `flowcheck vendors NAME` shows one, and searches"
    return "\n".join([told, "", *_lines(vendors, look)]) + "\n"


def card_text(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    vendor: Vendor,
    others: Sequence[Vendor],
    look: Look,
) -> str:
    """Return all that is known of a vendor, and a list of the others that were found."""
    pen = Pen(look.color)
    lines = [f"{pen('bold', vendor.id)}: {printable(vendor.name)}"]
    lines += _table(_facts(catalogue, vocabulary, vendor), look)
    for product in vendor.products:
        label = vocabulary["recipient"].label(product.category)
        name = pen("bold", printable(product.name))
        lines += ["", f"  {name}: {product.category} ({label})", *_table(_seen(product), look)]
    if vendor.not_evidence:
        alike = [("    ", kind, names) for kind, names in vendor.not_evidence.items()]
        lines += ["", "  no evidence, though they look like it", *_table(alike, look)]
    if others:
        lines += ["", "more matches:", *_lines(others[:_MOST_AFTER_CARD], look)]
    if len(others) > _MOST_AFTER_CARD:
        lines.append(f"... and {len(others) - _MOST_AFTER_CARD} more; use a longer word")
    return "\n".join(lines) + "\n"


def _lines(vendors: Sequence[Vendor], look: Look) -> list[str]:
    pen = Pen(look.color)
    names = [printable(vendor.name) for vendor in vendors]
    ids_take = max((len(vendor.id) for vendor in vendors), default=0)
    names_take = max(map(columns, names), default=0)
    found = []
    for vendor, name in zip(vendors, names, strict=True):
        roles = ", ".join(dict.fromkeys(product.category for product in vendor.products))
        before = f"{pen('bold', vendor.id)}{' ' * (ids_take - len(vendor.id))}  {name}"
        found.append(f"{before}{' ' * (names_take - columns(name))}  {roles}".rstrip())
    return found


def _facts(catalogue: Catalogue, vocabulary: Vocabulary, vendor: Vendor) -> Iterator[Row]:
    """Yield what is known of a vendor beside its products."""
    country = f"{vendor.country} ({vocabulary['region'].label(vendor.country)})"
    owned = [name for name, other in catalogue.vendors.items() if other.parent == vendor.id]
    companies = [f"{name} ({where})" for name, where in vendor.legal_entities.items()]
    yield "  ", "companies", ["; ".join(companies)] if companies else []
    yield "  ", "country", [country] if vendor.country else []
    yield "  ", "also called", vendor.aliases
    yield "  ", "belongs to", [vendor.parent] if vendor.parent else []
    yield "  ", "owns", owned
    for word, text in (
        ("homepage", vendor.homepage),
        ("DPA", vendor.dpa),
        ("sub-processors", vendor.subprocessors),
        ("reviewed", vendor.reviewed),
    ):
        yield "  ", word, [text] if text else []


def _seen(product: Product) -> Iterator[Row]:
    """Yield by what code shows a product."""
    for kind, names in product.packages.items():
        yield "    ", kind, names
    for kind, names in product.tools.items():
        yield "    ", f"{kind} tools", names
    for language, names in product.imports.items():
        yield "    ", f"{language} import", names
    for use, names in product.hosts.items():
        yield "    ", f"{use} host", names
    yield "    ", "settings", [f"{n}*" if n.endswith("_") else n for n in product.env]
    yield "    ", "terraform", product.terraform
    yield "    ", "images", product.images
    yield "    ", "actions", product.actions
    yield "    ", "files", product.files
    if product.self_hostable:
        yield "    ", "self-hosted", ["may be: the SDK talks to a copy of one's own too"]
    if product.data_leaves == "configured":
        yield "    ", "sends", ["nothing before it is told where to"]


def _table(rows: Iterable[Row], look: Look) -> list[str]:
    """Return rows with their words aligned and what they say folded."""
    shown = [row for row in rows if row[2]]
    width = max((len(word) for _, word, _ in shown), default=0)
    lines = []
    for space, word, said in shown:
        lead = f"{space}{word:{width}}  "
        room = max(_NARROWEST, look.width - len(lead))
        text = printable(", ".join(said))
        folded = wrap(text, room, break_long_words=False, break_on_hyphens=False)
        lines += [f"{lead if at == 0 else ' ' * len(lead)}{part}" for at, part in enumerate(folded)]
    return lines


def vendors_json(vendors: Iterable[Vendor]) -> str:
    """Return vendors as JSON, every key of each."""
    value = [_plain(asdict(vendor)) for vendor in vendors]
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {k: None if v == "" else v for k, v in values.items()}
    if "products" in found:
        found["products"] = [_plain(asdict(product)) for product in found["products"]]
    return found
