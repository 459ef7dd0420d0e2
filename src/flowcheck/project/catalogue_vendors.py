"""From an entry of the catalogue as written to a vendor, and to what it adds to a known one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import asdict, replace

from flowcheck.model.fields import TRUE, listed
from flowcheck.model.vendor import Patterns, Product, Vendor

if TYPE_CHECKING:
    from msgspec import Struct

    from flowcheck.model import schema

Record = TypeVar("Record", Product, Vendor)


def vendor_of(raw: schema.CatalogueVendor, before: Vendor | None) -> Vendor:
    """Return what an entry alone says.

    Args:
        raw: The entry.
        before: The vendor that it adds to.
    """
    products = {product.name: product for product in before.products} if before else {}
    return Vendor(
        id=raw.id,
        name=raw.name or ("" if before else raw.id),
        country=raw.country or "",
        homepage=raw.homepage or "",
        reviewed=raw.reviewed.isoformat() if raw.reviewed else "",
        legal_entities=dict(raw.legal_entities),
        aliases=tuple(listed(raw.aliases)),
        parent=raw.parent or "",
        dpa=raw.dpa or "",
        subprocessors=raw.subprocessors or "",
        products=tuple(_product(entry, products.get(entry.name)) for entry in raw.products),
        not_evidence=_patterns(raw.not_evidence),
    )


def _product(raw: schema.Product, before: Product | None) -> Product:
    hostable = before is not None and before.self_hostable
    if raw.self_hostable is not None:
        hostable = raw.self_hostable == TRUE
    return Product(
        name=raw.name,
        category=raw.category or "",
        packages=_patterns(raw.packages),
        tools=_patterns(raw.tools),
        imports=_patterns(raw.imports),
        hosts=_patterns(raw.hosts),
        env=tuple(listed(raw.env)),
        terraform=tuple(listed(raw.terraform)),
        images=tuple(listed(raw.images)),
        actions=tuple(listed(raw.actions)),
        files=tuple(listed(raw.files)),
        self_hostable=hostable,
        data_leaves=raw.data_leaves or (before.data_leaves if before else "always"),
    )


def _patterns(raw: Struct) -> dict[str, Patterns]:
    return {kind: tuple(listed(names)) for kind, names in asdict(raw).items() if names}


def merged(before: Vendor, own: Vendor) -> Vendor:
    """Return a vendor with what an entry of its id adds to it; products of one name are one."""
    products = {product.name: product for product in before.products}
    for product in own.products:
        there = products.get(product.name)
        products[product.name] = _both(there, product) if there else product
    return replace(_both(before, replace(own, products=())), products=tuple(products.values()))


def _both(before: Record, own: Record) -> Record:
    values = {name: _joined(value, getattr(own, name)) for name, value in asdict(before).items()}
    return replace(own, **values)


def _joined(before: Any, own: Any) -> Any:  # noqa: ANN401 - the value of any attribute
    """Return both values of an attribute: all items of lists, else the later one if it is given."""
    if isinstance(before, tuple):
        return before + tuple(item for item in own if item not in before)
    if isinstance(before, dict):
        return before | {k: _joined(before[k], own[k]) if k in before else own[k] for k in own}
    return own if own or isinstance(own, bool) else before
