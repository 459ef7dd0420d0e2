"""Vendors as the catalogue knows them: what they offer, and the patterns by which code shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.model.patterns import ACTION, ENV, FILE, HOST, IMAGE, IMPORT, TERRAFORM, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.source import Step

Patterns = tuple[str, ...]

SDK, TOOL, TYPES, NOT_EVIDENCE = "sdk", "tool", "types", "not_evidence"
"""Roles of a package: it sends data; it helps to build; it describes types; it is a look-alike."""
API, SCRIPT, DASHBOARD, DOCS = "api", "script", "dashboard", "docs"
"""Roles of a host: data goes there; browsers load code; people log in; people read."""
SITES = dict.fromkeys(("dashboard", "console", "app"), DASHBOARD) | dict.fromkeys(
    (
        *("docs", "documentation", "developer", "developers", "help", "support", "status"),
        *("blog", "learn", "academy", "community", "forum", "careers", "jobs"),
    ),
    DOCS,
)
"""First labels of hosts for people, below any domain of a vendor.

Code links to them and sends nothing there. `login` and `auth` are not among them: tokens are
fetched from there. `app` is, since the few vendors with an API there have it listed. `www` is
decided by the vendor's homepage: scripts are loaded from others, as `www.googletagmanager.com`.
"""


KIND_OF_KEY = {
    "env": ENV,
    "terraform": TERRAFORM,
    "images": IMAGE,
    "actions": ACTION,
    "files": FILE,
}
"""The keys of a product that hold patterns of one kind each, which is their role too."""
PAGES = ("homepage", "dpa", "subprocessors")
"""The keys of a vendor that hold addresses."""


class Product(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a vendor offers, and how it is seen in code.

    Attributes:
        name: What it is called.
        category: The role of who offers it, a term of the recipient facet.
        packages: Patterns of packages that talk to the vendor, by purl type.
        tools: Patterns of packages that help to build, by purl type.
        imports: Patterns of modules, by language.
        hosts: Hosts by role; a name means all below it too.
        env: Starts of setting names, and whole names, which do not end in `_`.
        terraform: Provider sources and resource types.
        images: Container images that send data to the vendor.
        actions: GitHub Actions that send something to the vendor.
        files: Names of files that the vendor's own program reads.
        self_hostable: Whether the same SDK may talk to a copy that one runs oneself.
        data_leaves: "always", or "configured" where the SDK does nothing until it is told whither.
    """

    name: str
    category: str
    packages: dict[str, Patterns] = field(default_factory=dict)
    tools: dict[str, Patterns] = field(default_factory=dict)
    imports: dict[str, Patterns] = field(default_factory=dict)
    hosts: dict[str, Patterns] = field(default_factory=dict)
    env: Patterns = ()
    terraform: Patterns = ()
    images: Patterns = ()
    actions: Patterns = ()
    files: Patterns = ()
    self_hostable: bool = False
    data_leaves: str = "always"


class Vendor(Struct, frozen=True, gc=False, omit_defaults=True):
    """A brand that a policy would name.

    Attributes:
        id: Lower snake case.
        name: What people call it.
        country: Seat of the main contracting entity, a term of the region facet, or "".
        homepage: Its site, or "".
        reviewed: ISO date on which somebody last looked whether all this is true, or "".
        legal_entities: Countries by name of the companies behind it.
        aliases: Other names.
        parent: Id of the owning vendor, or "".
        dpa: Where its data processing agreement can be read, or "".
        subprocessors: Where its sub-processors are listed, or "".
        products: What it offers.
        not_evidence: Patterns of packages that look like a relation and are none, by purl type.
    """

    id: str
    name: str
    country: str = ""
    homepage: str = ""
    reviewed: str = ""
    legal_entities: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    parent: str = ""
    dpa: str = ""
    subprocessors: str = ""
    products: tuple[Product, ...] = ()
    not_evidence: dict[str, Patterns] = field(default_factory=dict)


class Hit(Struct, frozen=True, gc=False):
    """Whose something is that was seen in code.

    Attributes:
        vendor: The vendor's id.
        product: The vendor's product; for a look-alike one of the vendor's name without a category.
        role: Of a package or import: "sdk", "tool", "types" or "not_evidence"; of a host: "api",
            "script", "dashboard" or "docs"; else "env", "terraform", "image", "action" or "file".
        pattern: The catalogue's pattern that fits, as written there.
    """

    vendor: str
    product: Product
    role: str
    pattern: str


class Claim(Struct, frozen=True, gc=False):
    """One pattern of a vendor.

    Attributes:
        kind: A purl type, "import", "host", "env", "terraform", "image", "action" or
            "file".
        hit: What it stands for.
        steps: Where it stands in the vendor's entry.
    """

    kind: str
    hit: Hit
    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        """The pattern as it is compared."""
        return comparable(self.kind, self.hit.pattern)


def claims(vendor: Vendor) -> Iterator[Claim]:
    """Yield every pattern of a vendor."""
    for at, product in enumerate(vendor.products):
        for kind, role, patterns, steps in _groups(product):
            for index, pattern in enumerate(patterns):
                hit = Hit(vendor.id, product, role, pattern)
                yield Claim(kind, hit, ("products", at, *steps, index))
    alike = Product(vendor.name, "")
    for kind, patterns in vendor.not_evidence.items():
        for index, pattern in enumerate(patterns):
            hit = Hit(vendor.id, alike, NOT_EVIDENCE, pattern)
            yield Claim(kind, hit, ("not_evidence", kind, index))


def _groups(product: Product) -> Iterator[tuple[str, str, Patterns, tuple[str, ...]]]:
    """Yield each list of a product's patterns, with its kind, its role and its key."""
    for kind, patterns in product.packages.items():
        yield kind, SDK, patterns, ("packages", kind)
    for kind, patterns in product.tools.items():
        yield kind, TOOL, patterns, ("tools", kind)
    for language, patterns in product.imports.items():
        yield IMPORT, SDK if product.packages else TOOL, patterns, ("imports", language)
    for role, patterns in product.hosts.items():
        yield HOST, role, patterns, ("hosts", role)
    for key, kind in KIND_OF_KEY.items():
        yield kind, kind, getattr(product, key), (key,)
