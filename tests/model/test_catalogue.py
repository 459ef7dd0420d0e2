"""Whose a package, host or setting is, and which vendor is meant: every rule of the look-ups."""

from __future__ import annotations

import pytest

from flowcheck.model.catalogue import Catalogue
from flowcheck.model.vendor import SITES, Product, Vendor

PAYMENTS = Product(
    "Payments",
    "payment_processor",
    packages={
        "npm": ("stripe", "@stripe/*"),
        "pypi": ("stripe", "dj-stripe"),
        "golang": ("github.com/stripe/stripe-go", "gopkg.in/stripe/stripe-go.v2"),
        "maven": ("com.stripe:*",),
        "cargo": ("async-stripe",),
        "composer": ("stripe/stripe-php",),
        "nuget": ("Stripe.net", "Stripe.*"),
    },
    tools={"npm": ("@stripe/cli",), "pypi": ("stripe-mock",)},
    imports={"python": ("djstripe",)},
    hosts={
        "api": ("api.stripe.com", "stripe.network", "blog.stripe.network"),
        "script": ("js.stripe.com",),
        "dashboard": ("dashboard.stripe.com",),
    },
    env=("STRIPE_", "STRIPECLI_", "SK_LIVE"),
    terraform=("stripe/stripe", "stripe_*"),
    images=("stripe/stripe-cli",),
    actions=("stripe/*", "pay/tools/send", "pay/more/*"),
)
STRIPE = Vendor(
    "stripe",
    "Stripe",
    homepage="https://stripe.network/",
    legal_entities={"Stripe, Inc.": "us"},
    aliases=("Stripe Payments",),
    products=(PAYMENTS,),
    not_evidence={"npm": ("@stripe/ui-*", "@stripe/cli-types"), "pypi": ("stripe-stubs",)},
)
GOOGLE = Vendor("google", "Google", legal_entities={"Google LLC": "us"})
CLOUD = Vendor(
    "google_cloud",
    "Google Cloud",
    legal_entities={"Google LLC": "us", "Google Cloud EMEA Limited": "ie"},
    aliases=("GCP",),
    parent="google",
    products=(
        Product(
            "Storage",
            "storage_provider",
            packages={"pypi": ("google-cloud-*",), "npm": ("@google-cloud/*",)},
            imports={"python": ("google.cloud", "google.cloud.bigquery_storage")},
            hosts={"api": ("googleapis.com",), "script": ("www.gstatic.com",)},
            env=("GOOGLE_",),
        ),
    ),
)
MAPS = Vendor(
    "google_maps",
    "Google Maps",
    legal_entities={"Google LLC": "us"},
    parent="google",
    products=(
        Product(
            "Maps",
            "mapping_provider",
            packages={"pypi": ("google-cloud-maps",)},
            hosts={"api": ("maps.googleapis.com",), "script": ("www.maps.example",)},
            env=("GOOGLE_MAPS_", "OPENMAPS_"),
        ),
    ),
)
CATALOGUE = Catalogue({vendor.id: vendor for vendor in (STRIPE, GOOGLE, CLOUD, MAPS)})


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("npm", "stripe", ("stripe", "sdk", "stripe")),
        ("npm", "@stripe/stripe-js", ("stripe", "sdk", "@stripe/*")),
        ("npm", "@stripe/cli", ("stripe", "tool", "@stripe/cli")),
        ("npm", "@stripe/ui-kit", ("stripe", "not_evidence", "@stripe/ui-*")),
        ("npm", "@stripe/cli-types", ("stripe", "not_evidence", "@stripe/cli-types")),
        ("npm", "@types/stripe", ("stripe", "types", "stripe")),
        ("npm", "@types/stripe__stripe-js", ("stripe", "types", "@stripe/*")),
        ("npm", "@types/stripe__ui-kit", ("stripe", "not_evidence", "@stripe/ui-*")),
        ("npm", "@types/react", None),
        ("npm", "@types/", None),
        ("npm", "stripe-js", None),
        ("npm", "@stripes/x", None),
        ("npm", "", None),
        ("pypi", "DJ_Stripe", ("stripe", "sdk", "dj-stripe")),
        ("pypi", "dj.stripe", ("stripe", "sdk", "dj-stripe")),
        ("pypi", "google-cloud-storage", ("google_cloud", "sdk", "google-cloud-*")),
        ("pypi", "google_cloud_maps", ("google_maps", "sdk", "google-cloud-maps")),
        ("golang", "github.com/stripe/stripe-go", ("stripe", "sdk", "github.com/stripe/stripe-go")),
        (
            "golang",
            "github.com/Stripe/stripe-go/v76/client",
            ("stripe", "sdk", "github.com/stripe/stripe-go"),
        ),
        (
            "golang",
            "gopkg.in/stripe/stripe-go.v3/client",
            ("stripe", "sdk", "gopkg.in/stripe/stripe-go.v2"),
        ),
        ("golang", "github.com/stripe/stripe-gopher", None),
        ("maven", "com.stripe:stripe-java", ("stripe", "sdk", "com.stripe:*")),
        ("maven", "com.stripes:stripe-java", None),
        ("cargo", "async_stripe", ("stripe", "sdk", "async-stripe")),
        ("composer", "Stripe/Stripe-PHP", ("stripe", "sdk", "stripe/stripe-php")),
        ("nuget", "stripe.NET", ("stripe", "sdk", "Stripe.net")),
        ("nuget", "Stripe.Extensions", ("stripe", "sdk", "Stripe.*")),
        ("gem", "stripe", None),
        ("swift", "stripe", None),
    ],
)
def test_packages(kind: str, name: str, found: tuple[str, str, str] | None) -> None:
    hit = CATALOGUE.package(kind, name)
    assert (hit and (hit.vendor, hit.role, hit.pattern)) == found


def test_a_hit_knows_its_product_and_a_look_alike_has_no_category() -> None:
    hit = CATALOGUE.package("npm", "stripe")
    assert hit is not None
    assert hit.product is PAYMENTS
    alike = CATALOGUE.package("npm", "@stripe/ui-kit")
    assert alike is not None
    assert alike.product == Product("Stripe", "")


@pytest.mark.parametrize("turned", [False, True])
def test_a_look_alike_wins_over_an_equal_pattern_in_any_order(turned: bool) -> None:  # noqa: FBT001
    one = Vendor("a", "A", products=(Product("P", "auditor", packages={"npm": ("x", "@x/*")}),))
    two = Vendor("b", "B", not_evidence={"npm": ("x", "@x/*")})
    order = (two, one) if turned else (one, two)
    catalogue = Catalogue({vendor.id: vendor for vendor in order})
    for name in ("x", "@x/y"):
        hit = catalogue.package("npm", name)
        assert hit is not None
        assert hit.role == "not_evidence"


@pytest.mark.parametrize(
    ("module", "found"),
    [
        ("stripe", ("stripe", "sdk")),
        ("stripe.error", ("stripe", "sdk")),
        ("stripes", None),
        ("djstripe.models", ("stripe", "sdk")),
        ("dj_stripe", ("stripe", "sdk")),
        ("stripe_mock", ("stripe", "tool")),
        ("stripe_stubs", ("stripe", "not_evidence")),
        ("google.cloud.storage.blob", ("google_cloud", "sdk")),
        ("google.cloud", ("google_cloud", "sdk")),
        ("google", None),
        ("google.protobuf", None),
        ("", None),
    ],
)
def test_python_imports(module: str, found: tuple[str, str] | None) -> None:
    hit = CATALOGUE.python_import(module)
    assert (hit and (hit.vendor, hit.role)) == found


def test_the_longest_dotted_name_says_most() -> None:
    hit = CATALOGUE.python_import("google.cloud.bigquery_storage.client")
    assert hit is not None
    assert hit.pattern == "google.cloud.bigquery_storage"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("api.stripe.com", ("stripe", "api")),
        ("API.Stripe.COM.", ("stripe", "api")),
        ("api.stripe.com:443", ("stripe", "api")),
        ("*.api.stripe.com", ("stripe", "api")),
        ("eu.api.stripe.com", ("stripe", "api")),
        ("stripe.com", None),
        ("notapi.stripe.com", None),
        ("myapi.stripe.com", None),
        ("js.stripe.com", ("stripe", "script")),
        ("dashboard.stripe.com", ("stripe", "dashboard")),
        ("fonts.googleapis.com", ("google_cloud", "api")),
        ("maps.googleapis.com", ("google_maps", "api")),
        ("eu.maps.googleapis.com", ("google_maps", "api")),
        # for people, below any domain of a vendor
        ("docs.stripe.network", ("stripe", "docs")),
        ("status.api.stripe.com", ("stripe", "docs")),
        ("console.stripe.network", ("stripe", "dashboard")),
        ("app.stripe.network", ("stripe", "dashboard")),
        ("login.stripe.network", ("stripe", "api")),
        ("blog.stripe.network", ("stripe", "api")),  # listed itself
        ("eu.blog.stripe.network", ("stripe", "api")),
        # `www` by the homepage
        ("www.stripe.network", ("stripe", "docs")),
        ("www.eu.stripe.network", ("stripe", "api")),
        ("www.googleapis.com", ("google_cloud", "api")),
        ("www.gstatic.com", ("google_cloud", "script")),
        ("", None),
        ("localhost", None),
    ],
)
def test_hosts(name: str, found: tuple[str, str] | None) -> None:
    hit = CATALOGUE.host(name)
    assert (hit and (hit.vendor, hit.role)) == found


def test_hosts_of_other_scripts_are_compared_as_they_are_sent() -> None:
    shop = Product("Shop", "auditor", hosts={"api": ("bücher.example",)})
    catalogue = Catalogue({"shop": Vendor("shop", "Shop", products=(shop,))})
    for name in ("bücher.example", "api.BÜCHER.example", "xn--bcher-kva.example"):
        assert catalogue.host(name) is not None
    assert catalogue.host("bucher.example") is None
    assert catalogue.host("\udcff" * 70 + ".example") is None


def test_the_first_labels_for_people_are_decided_with_care() -> None:
    assert {"docs", "dashboard", "console", "app", "status", "help", "support"} <= SITES.keys()
    assert not {"api", "login", "auth", "www", "cdn", "admin", "dev"} & SITES.keys()


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("STRIPE_SECRET_KEY", "STRIPE_"),
        ("NEXT_PUBLIC_STRIPE_KEY", "STRIPE_"),
        ("VITE_STRIPE_KEY", "STRIPE_"),
        ("NUXT_PUBLIC_STRIPE_KEY", "STRIPE_"),
        ("TF_VAR_stripe_key", "STRIPE_"),
        ("ORG_GRADLE_PROJECT_stripeKey", "STRIPE_"),
        ("PROD_STRIPE_KEY", "STRIPE_"),
        ("REACT_APP_STAGING_STRIPE_KEY", "STRIPE_"),
        ("TEST_NEXT_PUBLIC_STRIPE_KEY", "STRIPE_"),
        ("stripeSecretKey", "STRIPE_"),
        ("stripe.secret-key", "STRIPE_"),
        ("Stripe__SecretKey", "STRIPE_"),
        ("services.stripe.key", "STRIPE_"),
        ("StripeCLIKey", "STRIPECLI_"),
        ("SK_LIVE", "SK_LIVE"),
        ("skLive", "SK_LIVE"),
        ("SK_LIVE_2", None),
        ("GOOGLE_MAPS_KEY", "GOOGLE_MAPS_"),
        ("googleMapsKey", "GOOGLE_MAPS_"),
        ("GOOGLE_MAPSTER", "GOOGLE_"),
        ("openMapsKey", "OPENMAPS_"),
        ("OPEN_MAPS_KEY", "OPENMAPS_"),
        ("STRIPES_KEY", None),
        ("STRIPE", None),
        ("MY_STRIPE_KEY", None),
        ("NEXT_PUBLIC", None),
        ("VITE_", None),
        ("", None),
        ("___", None),
    ],
)
def test_settings(name: str, pattern: str | None) -> None:
    hit = CATALOGUE.name(name)
    assert (hit and hit.pattern) == pattern
    assert hit is None or hit.role == "env"


def test_a_prefix_of_a_framework_may_be_a_vendors_own() -> None:
    gatsby = Product("Cloud", "application_platform", env=("GATSBY_CLOUD_", "STRIPE_"))
    catalogue = Catalogue({"gatsby": Vendor("gatsby", "Gatsby", products=(gatsby,))})
    hits = [catalogue.name(name) for name in ("GATSBY_CLOUD_KEY", "GATSBY_STRIPE_KEY")]
    assert [hit and hit.pattern for hit in hits] == ["GATSBY_CLOUD_", "STRIPE_"]


def test_infrastructure() -> None:
    for word in ("stripe/stripe", "registry.terraform.io/Stripe/stripe", "stripe_price"):
        hit = CATALOGUE.terraform(word)
        assert hit is not None, word
        assert hit.role == "terraform"
    for image in (
        "stripe/stripe-cli",
        "docker.io/stripe/stripe-cli:v1.2",
        "index.docker.io/stripe/stripe-cli@sha256:00",
        "Stripe/stripe-cli:latest",
    ):
        hit = CATALOGUE.image(image)
        assert hit is not None, image
        assert hit.role == "image"
    for action in ("stripe/deploy", "Stripe/deploy/sub/folder@v2"):
        hit = CATALOGUE.action(action)
        assert hit is not None, action
        assert hit.role == "action"
    for action in ("pay/tools", "pay/tools/send@v1", "pay/more", "pay/more/deep/path"):
        assert CATALOGUE.action(action) is not None, action
    assert CATALOGUE.action("pay/other") is None
    assert CATALOGUE.terraform("stripe") is None
    assert CATALOGUE.terraform("mystripe_price") is None
    assert CATALOGUE.image("localhost:5000/stripe/stripe-cli") is None
    assert CATALOGUE.image("library/postgres") is None
    assert CATALOGUE.action("other/stripe") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("stripe", ["stripe"]),
        ("STRIPE payments", ["stripe"]),
        ("Stripe, Inc.", ["stripe"]),
        ("google", ["google", "google_cloud", "google_maps"]),
        ("google cloud", ["google_cloud"]),
        ("Google LLC", ["google", "google_cloud", "google_maps"]),
        ("gcp", ["google_cloud"]),
        ("payments", ["stripe"]),
        ("@stripe/stripe-js", ["stripe"]),
        ("google-cloud-storage", ["google_cloud"]),
        ("eu.api.stripe.com", ["stripe"]),
        ("stripe-php", ["stripe"]),
        ("zzz", []),
        ("", []),
        ("*", []),
    ],
)
def test_searching(words: str, found: list[str]) -> None:
    assert [vendor.id for vendor in CATALOGUE.find(words)] == found


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (("stripe",), "stripe"),
        (("google-cloud",), "google_cloud"),
        (("payments", "STRIPE"), "stripe"),
        (("payments", "Stripe payments"), "stripe"),
        (("payments", "", "Stripe Inc"), "stripe"),
        (("payments", "Stripe, Inc."), "stripe"),
        (("warehouse", "", "Google Cloud EMEA Limited"), "google_cloud"),
        (("warehouse", "", "Google LLC"), "google"),
        (("warehouse", "Warehouse", "Other GmbH", ["gcp"]), "google_cloud"),
        (("google_cloud", "Stripe"), "google_cloud"),
        (("payments",), None),
        (("striped",), None),
        (("",), None),
    ],
)
def test_which_vendor_a_declared_one_is(declared: tuple[str, ...], found: str | None) -> None:
    vendor = CATALOGUE.resolve(*declared)
    assert (vendor and vendor.id) == found


def test_a_company_behind_brands_that_nobody_owns_says_nothing() -> None:
    pair = [Vendor(name, name.upper(), legal_entities={"Pair AG": "ch"}) for name in ("a", "b")]
    catalogue = Catalogue({vendor.id: vendor for vendor in pair})
    assert catalogue.resolve("x", "", "Pair AG") is None


def test_an_owner_covers_what_it_owns() -> None:
    assert CATALOGUE.covers("stripe", "stripe")
    assert CATALOGUE.covers("google", "google_cloud")
    assert not CATALOGUE.covers("google_cloud", "google")
    assert not CATALOGUE.covers("google_cloud", "google_maps")
    assert CATALOGUE.covers("unknown", "unknown")
    assert not CATALOGUE.covers("", "stripe")
    circle = {a: Vendor(a, a, parent=b) for a, b in (("a", "b"), ("b", "a"))}
    assert not Catalogue(circle).covers("c", "a")
