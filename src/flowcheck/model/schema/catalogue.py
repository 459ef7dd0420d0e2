"""The catalogue of vendors as written: one vendor, its products, and how they are seen in code."""

# ruff: noqa: TC001 - msgspec reads the annotations when the program runs

from __future__ import annotations

from typing import Literal

from msgspec import field

from flowcheck.model.fields import Date, Flag, Id, Names, Text
from flowcheck.model.schema.statements import Record


class Packages(Record, frozen=True, kw_only=True):
    """Names of packages by type of registry, as in a purl; with `*` at the end all that start so.

    Attributes:
        npm: As `stripe`, `@stripe/*`; their `@types/` packages are known by these.
        pypi: Distributions, as `google-cloud-*`.
        golang: Modules, as `github.com/stripe/stripe-go`; every `/vN` and all below are meant too.
        maven: As `com.stripe:stripe-java`, `com.stripe:*`.
        gem: Of RubyGems.
        composer: As `stripe/stripe-php`.
        cargo: Crates.
        nuget: As `Stripe.net`, `AWSSDK.*`.
    """

    npm: Names | None = None
    pypi: Names | None = None
    golang: Names | None = None
    maven: Names | None = None
    gem: Names | None = None
    composer: Names | None = None
    cargo: Names | None = None
    nuget: Names | None = None


class Imports(Record, frozen=True, kw_only=True):
    """Names under which modules are imported, by language.

    Attributes:
        python: As `sentry_sdk`, `google.cloud.storage`; all below them are meant too.
    """

    python: Names | None = None


class Hosts(Record, frozen=True, kw_only=True):
    """Hosts by what they are for; a name means all below it too.

    Attributes:
        api: Data goes there.
        script: Browsers load code or pixels from there.
        dashboard: People log in there: no evidence that data goes there.
        docs: People read there: no evidence either.
    """

    api: Names | None = None
    script: Names | None = None
    dashboard: Names | None = None
    docs: Names | None = None


class Product(Record, frozen=True, kw_only=True):
    """What a vendor offers; one of the name of a known product adds to that.

    Attributes:
        name: What it is called.
        category: The role of who offers it, as `payment_processor`: what a policy would disclose.
        packages: SDKs: packages that talk to the vendor.
        tools: Packages that help to build, as a CLI or a plugin of a bundler: no data of people.
        imports: Where modules are not called as their distributions are.
        hosts: Its hosts.
        env: Starts of setting names, as `STRIPE_`; one that does not end in `_` is a whole name.
        terraform: Provider sources, as `stripe/stripe`, and resource types, as `stripe_*`.
        images: Container images of agents that send data to the vendor, without a tag.
        actions: GitHub Actions that send something to the vendor, as `stripe/*`.
        files: Names of files that only a program of the vendor reads, as `netlify.toml`.
        self_hostable: Whether the SDK may talk to a copy of the software that one runs oneself.
        data_leaves: Whether the SDK sends anything before it is told where to.
    """

    name: Text
    category: Text | None = None
    packages: Packages = field(default_factory=Packages)
    tools: Packages = field(default_factory=Packages)
    imports: Imports = field(default_factory=Imports)
    hosts: Hosts = field(default_factory=Hosts)
    env: Names | None = None
    terraform: Names | None = None
    images: Names | None = None
    actions: Names | None = None
    files: Names | None = None
    self_hostable: Flag | None = None
    data_leaves: Literal["always", "configured"] | None = None


class CatalogueVendor(Record, frozen=True, kw_only=True):
    """A vendor that `flowcheck vendors` does not know, or what a project adds to one that it knows.

    Attributes:
        id: Its name in the catalogue; of a known vendor: to add to that.
        name: What a policy would call it; a new vendor needs one.
        legal_entities: The companies behind it, each with its country.
        aliases: Other names of it.
        parent: The vendor of the catalogue that owns it.
        country: The seat of the company that one has the contract with, as `us`.
        homepage: Its site.
        dpa: Where its data processing agreement can be read.
        subprocessors: Where it lists its sub-processors.
        reviewed: The day on which somebody last looked whether all this is true.
        products: What it offers.
        not_evidence: Packages that look like the vendor's SDKs and send nothing to it.
    """

    id: Id
    name: Text | None = None
    legal_entities: dict[Text, Text] = field(default_factory=dict)
    aliases: Names | None = None
    parent: Text | None = None
    country: Text | None = None
    homepage: Text | None = None
    dpa: Text | None = None
    subprocessors: Text | None = None
    reviewed: Date | None = None
    products: list[Product] = field(default_factory=list)
    not_evidence: Packages = field(default_factory=Packages)
