"""From a declared statement to a resolved one: its kind, its box and its demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.errors import did_you_mean
from flowcheck.judge.promises import ATTRIBUTE_FACETS, DATED, KINDS
from flowcheck.model.claim import COLLECT
from flowcheck.model.duration import parse_duration
from flowcheck.model.fields import listed
from flowcheck.model.inventory import COLLECTED, Box, Demand, Statement
from flowcheck.model.schema import NO_PLACE

if TYPE_CHECKING:
    from flowcheck.model import schema
    from flowcheck.model.source import Address
    from flowcheck.project.terms import TermReader

BOX_FACETS = ("data", "purpose", "recipient", "source", "occasion", "subject", "region")
_KINDS = tuple(NO_PLACE)


def read_box(
    box: schema.Box, address: Address, terms: TermReader, *, collected: bool = True
) -> Box:
    """Return the facets that a box mentions; `action` and `condition` where it has them.

    Args:
        box: The box as written.
        address: Of the box.
        terms: Looks terms up.
        collected: Whether `data: collected` may stand in it.
    """
    names = [*BOX_FACETS, "condition", "action"]
    return {
        facet: terms.read(facet, getattr(box, facet), address, facet, collected=collected)
        for facet in names
        if getattr(box, facet, None) is not None
    }


class StatementReader:
    """Resolves statements of one origin: the policy, or a rule pack.

    Attributes:
        terms: Looks terms up.
        scope: Facets for permits, denies and promises that do not name them.
        house: Whether these are an organisation's own rules.
    """

    def __init__(self, terms: TermReader, scope: Box, *, house: bool) -> None:
        self.terms = terms
        self.scope = scope
        self.house = house

    def read(self, raw: schema.Statement, address: Address, order: int) -> Statement | None:
        """Return a resolved statement, or None with its problems noted."""
        kind = self._kind(raw, address)
        box = read_box(raw, address, self.terms)
        if kind is None or not self._fits(raw, kind, address):
            return None
        scope = {f: terms for f, terms in self.scope.items() if f != "condition"}
        default = self.scope.get("condition", ()) if kind == "permit" else ()
        condition = frozenset(box.pop("condition", default))
        when, except_ = self._when(raw, kind, address)
        actions = raw.permit if kind == "permit" else raw.deny if kind == "deny" else None
        unless = self.terms.read("condition", raw.unless, address, "unless")
        return Statement(
            id=raw.id,
            address=address,
            order=order,
            kind=kind,
            actions=self.terms.read("action", actions, address, kind),
            box={**scope, **box} if kind in ("permit", "deny") else box,
            condition=condition,
            unless=frozenset(unless),
            when=when,
            except_=except_,
            demands=self._demands(raw, address.child("require")) if kind == "require" else (),
            states=raw.states or "",
            quotes=tuple(listed(raw.quote)),
            section=raw.section or "",
            note=raw.note or "",
            severity=getattr(raw, "severity", ""),
            article=getattr(raw, "article", None) or "",
            title=getattr(raw, "title", None) or "",
        )

    def _kind(self, raw: schema.Statement, address: Address) -> str | None:
        kinds = [kind for kind in _KINDS if getattr(raw, kind) is not None]
        allowed = ("deny", "require") if self.house else _KINDS
        if len(kinds) == 1 and kinds[0] in allowed:
            return kinds[0]
        if len(kinds) == 1:
            self._problem(
                address.key(kinds[0]),
                f"a rule pack has no `{kinds[0]}` statements",
                "only the published policy can permit a flow",
                "use `deny` or `require`, or move the statement to the inventory",
            )
            return None
        says = " and ".join(f"`{kind}`" for kind in kinds) or "nothing"
        self._problem(
            address.child("id"),
            f"statement `{raw.id}` says {says}",
            "a statement models one thing that the text says",
            f"give it exactly one of {', '.join(f'`{kind}`' for kind in allowed)}",
        )
        return None

    def _fits(self, raw: schema.Statement, kind: str, address: Address) -> bool:
        """Check that the statement has what its kind needs and nothing that it cannot use."""
        before = len(self.terms.sources.problems)
        if not self.house and raw.quote is None:
            self._problem(
                address.child("id"),
                f"statement `{raw.id}` quotes nothing",
                "a statement stands for a passage of the published text",
                "add `quote:` with the passage, verbatim",
            )
        for name in NO_PLACE[kind]:
            if getattr(raw, name) is not None:
                movable = kind == "require" and name != "unless"
                self._problem(
                    address.key(name),
                    f"`{name}` has no place beside `{kind}`",
                    "it would have no effect",
                    f"put `{name}` under `when:`" if movable else f"remove `{name}`",
                )
        if kind == "permit" and raw.data is None:
            self._problem(
                address.key("permit"),
                f"the permit `{raw.id}` names no data",
                "a permission without data would cover everything",
                "add `data:`; `data: collected` means what the policy collects",
            )
        if kind == "permit" and COLLECT in listed(raw.permit) and COLLECTED in listed(raw.data):
            self._problem(
                address.child("data"),
                "a `permit collect` cannot be about `collected`",
                "`collected` means what the `permit collect` statements name",
                "name the data terms",
            )
        return len(self.terms.sources.problems) == before

    def _when(self, raw: schema.Statement, kind: str, address: Address) -> tuple[Box, Box | None]:
        if kind != "require":
            return {}, None
        scope = {f: terms for f, terms in self.scope.items() if f != "condition"}
        if raw.when is None:
            return scope, None
        place = address.child("when")
        box = {**scope, **read_box(raw.when, place, self.terms)}
        if raw.when.except_ is None:
            return box, None
        return box, read_box(raw.when.except_, place.child("except"), self.terms)

    def _demands(self, raw: schema.Statement, address: Address) -> tuple[Demand, ...]:
        found = []
        for attribute, wanted in (raw.require or {}).items():
            place = address.child(attribute)
            if attribute not in KINDS:
                self._problem(
                    address.key(attribute),
                    f"`{attribute}` is nothing that a promise can be about",
                    "no record declares it, so the promise would always hold",
                    did_you_mean(attribute, KINDS) or f"one of: {', '.join(KINDS)}",
                )
                continue
            demand = self._demand(attribute, wanted, place)
            if demand is not None:
                found.append(demand)
        if not raw.require:
            self._problem(
                address,
                "`require` is empty",
                "a promise of nothing always holds",
                "name an attribute and what it must be, as `{transit: tls_1_3}`",
            )
        return tuple(found)

    def _demand(self, attribute: str, wanted: Any, place: Address) -> Demand | None:  # noqa: ANN401
        if wanted == "present":
            return Demand(attribute)
        if isinstance(wanted, dict) and attribute in DATED:
            longest = wanted.get("max")
            days = parse_duration(longest) if isinstance(longest, str) else None
            if set(wanted) == {"max"} and days is not None:
                return Demand(attribute, max_days=days, max_text=str(longest))
        names = [wanted] if isinstance(wanted, str) else wanted
        if (
            attribute in ATTRIBUTE_FACETS
            and isinstance(names, list)
            and names
            and all(isinstance(name, str) for name in names)
        ):
            terms = self.terms.read(ATTRIBUTE_FACETS[attribute], names, place)
            return Demand(attribute, terms) if terms else None
        forms = ["`present`"]
        forms += (
            ["terms of " + ATTRIBUTE_FACETS[attribute]] if attribute in ATTRIBUTE_FACETS else []
        )
        forms += ["`{max: P30D}`"] if attribute in DATED else []
        self._problem(
            place,
            f"`{attribute}` cannot be required like this",
            "flowcheck could not tell whether the promise is kept",
            f"write {' or '.join(forms)}",
        )
        return None

    def _problem(self, address: Address, message: str, why: str, help_: str) -> None:
        self.terms.sources.add(address, message, why, help_)
