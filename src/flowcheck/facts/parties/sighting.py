"""Sightings of vendors: what of a vendor stands where in the code base, and what it weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.facts.parties.keys import holder
from flowcheck.facts.parties.weights import MEDIUM, STRENGTHS, STRONG, Weight, weigh
from flowcheck.model import mention as seen
from flowcheck.model.catalogue import folded
from flowcheck.model.vendor import SDK, Hit, Product

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from flowcheck.facts.parties.home import Home
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.decision import Decision
    from flowcheck.model.mention import Mention

_NOUNS = {seen.NAME: "setting", seen.IMAGE: "image", seen.ACTION: "action", seen.SERVICE: "service"}


class Sighting(Struct, frozen=True, gc=False):
    """Something of a vendor at one place.

    Attributes:
        mention: What stands there.
        vendor: Id in the catalogue; "" for a party that is in none.
        weight: What it weighs.
        product: The vendor's product; None where nothing tells, or the vendor is unknown.
        role: What the catalogue says of it: sdk, api, script, env ...
        decision: Why it does not count; None where it does.
    """

    mention: Mention
    vendor: str
    weight: Weight
    product: Product | None = None
    role: str = ""
    decision: Decision | None = None

    @property
    def note(self) -> str:
        """What stands there and what it weighs: "setting `STRIPE_ID`, a setting of it (weak)"."""
        noun = _NOUNS.get(self.mention.kind, self.mention.kind)
        return f"{noun} `{self.mention.value}`, {self.weight.says} ({self.weight.strength})"

    @property
    def rank(self) -> tuple[int, Mention]:
        """Sorts the strongest first, then by place."""
        return STRENGTHS.index(self.weight.strength), self.mention


def is_evident(sightings: Iterable[Sighting]) -> bool:
    """Tell whether sightings prove a vendor: a strong one, or medium ones of two signals."""
    signals = set()
    for sighting in sightings:
        if sighting.weight.strength == STRONG:
            return True
        if sighting.weight.strength == MEDIUM:
            signals.add(sighting.weight.signal)
    return len(signals) > 1


class Finder:
    """Finds whose a mention is; each thing is looked up once, however often it is mentioned.

    Args:
        catalogue: The vendors.
        home: What is the controller's own.
        asked: Types of packages of which some manifest names one.
    """

    def __init__(self, catalogue: Catalogue, home: Home, asked: Collection[str]) -> None:
        self.catalogue = catalogue
        self.home = home
        self.asked = asked
        self._known: dict[tuple[str, str], Hit | None] = {}

    def sightings(self, mentions: Iterable[Mention]) -> Iterator[Sighting]:
        """Yield a sighting for each mention of a vendor that is evidence, in their order."""
        for mention in mentions:
            hit = self.hit(mention)
            weight = weigh(mention, hit, self.asked) if hit is not None else None
            if hit is not None and weight is not None:
                product = hit.product if hit.product.category else None
                yield Sighting(mention, hit.vendor, weight, product, hit.role)

    def hit(self, mention: Mention) -> Hit | None:
        """Return whose a mention is, as the catalogue says; None for nobody's or our own."""
        key = (mention.kind, mention.value)
        if key not in self._known:
            self._known[key] = self._hit(*key)
        return self._known[key]

    def _hit(self, kind: str, value: str) -> Hit | None:
        catalogue = self.catalogue
        if kind in (seen.PACKAGE, seen.IMPORT):
            return self._package(kind, *value.split(":", 1))
        if kind == seen.SERVICE:
            return self._called(value)
        if kind == seen.NAME:
            return catalogue.name(value) or self._holder(value)
        look = {
            seen.HOST: catalogue.host,
            seen.TERRAFORM: catalogue.terraform,
            seen.IMAGE: catalogue.image,
            seen.ACTION: catalogue.action,
            seen.FILE: catalogue.file,
        }.get(kind)
        return look(value) if look is not None else None

    def _package(self, kind: str, type_: str, name: str = "") -> Hit | None:
        if kind == seen.IMPORT and type_ == "python":
            own = name.partition(".")[0] in self.home.modules
            return None if own else self.catalogue.python_import(name)
        return None if self.home.holds(type_, name) else self.catalogue.package(type_, name)

    def _holder(self, name: str) -> Hit | None:
        """Return the vendor that handed out a key: by its name, or by the last of several words.

        So `AUDIO_STT_OPENAI_API_KEY` is OpenAI's.
        """
        words = holder(name).split("_")
        for start in range(len(words)):
            rest = "_".join(words[start:])
            hit = self._called(rest) or (self.catalogue.name(f"{rest}_API_KEY") if start else None)
            if hit is not None:
                return hit
        return None

    def _called(self, name: str) -> Hit | None:
        """Return the vendor that is called so, and the product if it is one's name."""
        vendor = self.catalogue.resolve("", name) if name else None
        if vendor is None:
            return None
        named = [p for p in vendor.products if folded(p.name) == folded(name)]
        product = next(iter(named or vendor.products), Product(vendor.name, ""))
        return Hit(vendor.id, product, SDK, name)
