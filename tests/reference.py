"""A second, slow and obvious reading of docs/semantics.md: the oracle of the property tests.

It shares no code with flowcheck and knows no trick: every question is answered by walking the
statements, the terms and the claims again. Only the walk up the vocabulary is remembered. Where
the page leaves room, the docstring that has to choose says "Reading:" and what was chosen.

The one entrance is `judge_project`; all data is plain: mappings, lists, strings, numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Section 3, "Facets of a claim by action".
COLLECT_FACETS = ("data", "source", "occasion", "subject")
USE_FACETS = ("data", "purpose", "subject")
SHARE_FACETS = ("data", "purpose", "recipient", "subject", "region")
EXCHANGES = ("share", "sell", "rent", "trade")

# Section 5, "Pairs": the two facets of the table first, then the remaining ones.
FACETS = ("recipient", "data", "purpose", "subject", "source", "occasion", "region")

# Section 5, "Verdicts, from best to worst".
VERDICTS = ("clear", "vague", "ambiguous", "omitted", "incorrect")

# Section 4, "Match quality", from best to worst.
QUALITIES = ("exact", "unnamed", "inferred", "generic", "shadowed")

# Section 5, the table of pairs: (recipient, data), each p compared to n.
TABLE = {
    ("=", "="): "C1",
    ("=", "<"): "C2",
    ("=", ">"): "N1",
    ("=", "~"): "C6",
    ("<", "="): "C3",
    ("<", "<"): "C4",
    ("<", ">"): "N2",
    ("<", "~"): "C7",
    (">", "="): "N3",
    (">", "<"): "C5",
    (">", ">"): "N4",
    (">", "~"): "C8",
    ("~", "="): "C9",
    ("~", "<"): "C10",
    ("~", ">"): "C11",
    ("~", "~"): "C12",
}

COLLECTED = "collected"

Claim = dict[str, Any]
Flow = dict[str, Any]


@dataclass(frozen=True)
class Statement:
    """Section 2: "A statement is a *box*: for each facet that it mentions, a set of terms".

    `conditions` are the conditions of a permit, the `unless` of a deny; `says_collected` is kept
    of a deny whose `collected` has been spelled out.
    """

    id: str
    actions: list[str]
    box: dict[str, list[str]]
    conditions: set[str]
    says_collected: bool = False


@dataclass
class World:
    """Section 1: the facets, each a DAG, with the vendors in it; section 2: the statements."""

    edges: dict[str, dict[str, dict[str, int]]]
    generic: set[tuple[str, str]]
    roots: dict[str, str]
    roles: dict[str, list[str]]
    permits: list[Statement] = field(default_factory=list)
    denies: list[Statement] = field(default_factory=list)
    walked: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)


class Match(NamedTuple):
    """Section 4: how one term of a box matches the term of a claim.

    `closeness` is (0, distance) for an explicit term, (1, 0) through `collected`: "an explicit
    match is always closer than `collected`".
    """

    term: str
    quality: str
    vagueness: float
    closeness: tuple[int, int]


def listed(value: object) -> list[str]:
    """Contract, Files: "Wherever a list of terms is expected, a single term may stand alone"."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [str(term) for term in dict.fromkeys(value)]
    return [str(value)]


# --- Section 1: facets and the vocabulary -------------------------------------------------------


def build_world(
    inventory: Mapping[str, Any], vocabulary: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> World:
    """Section 1: "Each facet is a DAG: a term names its `parents` [...]; one root each".

    "A vendor is a leaf under each of its `roles` at distance 0". Reading: a vendor without a role
    hangs below the root, so that only a statement that names it matches it.
    """
    edges: dict[str, dict[str, dict[str, int]]] = {
        facet: {
            term: dict.fromkeys(listed(entry.get("parents")), 1) for term, entry in terms.items()
        }
        for facet, terms in vocabulary.items()
    }
    roots = {
        facet: next(term for term, parents in terms.items() if not parents)
        for facet, terms in edges.items()
        if terms
    }
    generic = {
        (facet, term)
        for facet, terms in vocabulary.items()
        for term, entry in terms.items()
        if entry.get("generic")
    }
    roles = {vendor["id"]: listed(vendor.get("role")) for vendor in inventory.get("vendors") or []}
    recipients = edges.setdefault("recipient", {})
    for vendor, its_roles in roles.items():
        above = its_roles or [roots[facet] for facet in ("recipient",) if facet in roots]
        recipients[vendor] = dict.fromkeys(above, 0)
        generic.discard(("recipient", vendor))
    world = World(edges, generic, roots, roles)
    read_statements(world, inventory)
    return world


def upward(world: World, facet: str, term: str) -> dict[str, int]:
    """Section 1: every y with `x <= y`, and d(x, y): "edges on the shortest upward path"."""
    if (facet, term) not in world.walked:
        distances = {term: 0}
        for parent, length in world.edges.get(facet, {}).get(term, {}).items():
            for ancestor, distance in upward(world, facet, parent).items():
                further = length + distance
                distances[ancestor] = min(further, distances.get(ancestor, further))
        world.walked[facet, term] = distances
    return world.walked[facet, term]


def below(world: World, facet: str, lower: str, upper: str) -> bool:
    """Section 1: "`x <= y`: x is y or y is an ancestor of x"."""
    return upper in upward(world, facet, lower)


def overlap(world: World, facet: str, one: str, other: str) -> bool:
    """Section 1: "`x` and `y` *overlap*: some term is `<=` both".

    Reading: the vendors of the inventory are terms too, so two roles of one vendor overlap.
    """
    terms = {one, other, *world.edges.get(facet, {})}
    return any(
        below(world, facet, term, one) and below(world, facet, term, other) for term in terms
    )


def is_root(world: World, facet: str, term: str) -> bool:
    """Section 1: "The root of a facet never matches anything"."""
    return world.roots.get(facet) == term


# --- Section 2: statements ----------------------------------------------------------------------


def read_statements(world: World, inventory: Mapping[str, Any]) -> None:
    """Section 2: "Three kinds", of which `permit` and `deny` judge claims.

    In a deny, `data: collected` is "the list of all data terms of the collect permits".
    """
    scope = (inventory.get("policy") or {}).get("scope") or {}
    statements = inventory.get("statements") or []
    world.permits = [read_permit(entry, scope) for entry in statements if "permit" in entry]
    world.denies = [read_deny(world, entry, scope) for entry in statements if "deny" in entry]


def read_box(entry: Mapping[str, Any], scope: Mapping[str, Any]) -> dict[str, list[str]]:
    """Section 2: "a facet that it does not mention is unrestricted", unless `policy.scope` does.

    Contract, `policy.scope`: "default for statements that name none".
    """
    named = {**scope, **entry}
    return {facet: listed(named[facet]) for facet in FACETS if named.get(facet) is not None}


def read_permit(entry: Mapping[str, Any], scope: Mapping[str, Any]) -> Statement:
    """Section 2: "**permit** ACTION"; its `condition` is its set of conditions."""
    conditions = set(listed(entry.get("condition", scope.get("condition"))))
    return Statement(entry["id"], listed(entry["permit"]), read_box(entry, scope), conditions)


def read_deny(world: World, entry: Mapping[str, Any], scope: Mapping[str, Any]) -> Statement:
    """Section 2: "**deny** ACTION [...] May carry `unless: [conditions]`".

    Reading: a deny has no conditions but its `unless`.
    """
    box = read_box(entry, scope)
    says_collected = COLLECTED in box.get("data", [])
    if says_collected:
        spelled_out = [
            term
            for named in box["data"]
            for term in (collected_terms(world) if named == COLLECTED else [named])
        ]
        box["data"] = listed(spelled_out)
    unless = set(listed(entry.get("unless")))
    return Statement(entry["id"], listed(entry["deny"]), box, unless, says_collected)


def collected_terms(world: World) -> list[str]:
    """Section 2: "it covers every data term that some `permit collect` covers".

    These are the terms that the collect permits name. Reading: a collect permit that says
    `collected` itself adds nothing, and neither does the root, which covers nothing.
    """
    return listed(
        [
            term
            for permit in world.permits
            if "collect" in permit.actions
            for term in permit.box.get("data", [])
            if term != COLLECTED and not is_root(world, "data", term)
        ]
    )


# --- Section 3: claims --------------------------------------------------------------------------


def borne(action: str) -> tuple[str, ...]:
    """Section 3, "Facets of a claim by action"."""
    if action == "collect":
        return COLLECT_FACETS
    if action == "use":
        return USE_FACETS
    return SHARE_FACETS


def claims_of(action: str, declared: Mapping[str, Any], condition: object) -> list[Claim]:
    """Section 3: "each a *point*: one term per facet, plus a set of conditions".

    "for each data term, purpose, subject, ...": the product of the declared terms of the facets
    that the action bears; a facet that is not declared is None.
    """
    facets = borne(action)
    choices: list[list[str] | list[None]] = [
        listed(declared.get(facet)) or [None] for facet in facets
    ]
    nothing = dict.fromkeys(FACETS)
    return [
        {
            "action": action,
            **nothing,
            **dict(zip(facets, point, strict=True)),
            "condition": sorted(listed(condition)),
        }
        for point in product(*choices)
    ]


def collect_flow(system: str, entry: Mapping[str, Any]) -> Flow:
    """Section 3: "collect(data, source, occasion, subject) and use(data, purpose, subject)".

    Contract: `"from": null` and id `<system><-<source>/<occasion>`, several terms joined by "+",
    an undeclared part left out. Reading: `to` is the system.
    """
    parts = ["+".join(listed(entry.get(facet))) for facet in ("source", "occasion")]
    claims = [
        claim
        for action in ("collect", "use")
        for claim in claims_of(action, entry, entry.get("condition"))
    ]
    default = f"{system}<-" + "/".join(part for part in parts if part)
    return {
        "id": entry.get("id"),
        "default": default,
        "from": None,
        "to": system,
        "claims": claims,
    }


def flow_actions(world: World, entry: Mapping[str, Any], *, own: bool) -> list[str]:
    """Section 3: to an own system "use"; to others "use and share, or sell / rent / trade".

    Reading: the table binds, so a declared action counts only toward others, and there only one
    of these four or another action `<= share`; anything else is replaced by `share`.
    """
    if own:
        return ["use"]
    declared = listed(entry.get("action"))
    given_away = [
        action
        for action in declared
        if action in EXCHANGES or below(world, "action", action, "share")
    ]
    return ["use", *(given_away or ["share"])]


def sent_flow(
    world: World, inventory: Mapping[str, Any], sender: str, entry: Mapping[str, Any]
) -> Flow:
    """Section 3, the second and third row of the table, "and region from the vendor's country".

    Section 8: "a flow whose sender is a vendor is judged like any share".
    """
    to = str(entry["to"])
    systems = {system["id"] for system in inventory.get("systems") or []}
    countries = {vendor["id"]: vendor.get("country") for vendor in inventory.get("vendors") or []}
    declared = {**entry, "recipient": to, "region": countries.get(to)}
    claims = [
        claim
        for action in flow_actions(world, entry, own=to in systems)
        for claim in claims_of(action, declared, entry.get("condition"))
    ]
    return {
        "id": entry.get("id"),
        "default": f"{sender}->{to}",
        "from": sender,
        "to": to,
        "claims": claims,
    }


def all_flows(world: World, inventory: Mapping[str, Any]) -> Iterator[Flow]:
    """Section 3: "Each declared flow expands into claims".

    In the order of the inventory: each system's `collects`, then its flows, then the vendors'.
    """
    for system in inventory.get("systems") or []:
        for entry in system.get("collects") or []:
            yield collect_flow(system["id"], entry)
        for entry in system.get("flows") or []:
            yield sent_flow(world, inventory, system["id"], entry)
    for vendor in inventory.get("vendors") or []:
        for entry in vendor.get("flows") or []:
            yield sent_flow(world, inventory, vendor["id"], entry)


def flow_ids(flows: Iterable[Flow]) -> list[str]:
    """Contract: the default id is "made unique by order": a repeated one gets "#2", "#3"."""
    times: dict[str, int] = {}
    ids = []
    for flow in flows:
        if flow["id"] is not None:
            ids.append(str(flow["id"]))
            continue
        default = flow["default"]
        times[default] = times.get(default, 0) + 1
        ids.append(default if times[default] == 1 else f"{default}#{times[default]}")
    return ids


def claim_conditions(world: World, claim: Claim) -> set[str]:
    """Section 1: condition is "a set"; closed upward, explicit consent is consent too."""
    return {above for term in claim["condition"] for above in upward(world, "condition", term)}


# --- Section 4: matching ------------------------------------------------------------------------


def unnamed(world: World, box: list[str], own: str, named: str) -> bool:
    """Section 4: "the statement names vendors of that role, and this is none of them".

    Reading: "of that role" is a vendor that declares the matched term as one of its roles, and
    "this" is a vendor: a claim to the role itself is "the same term", hence exact.
    """
    vendors = [term for term in box if named in world.roles.get(term, [])]
    return own != named and own in world.roles and bool(vendors) and own not in vendors


def vagueness(world: World, facet: str, own: str, named: str) -> float:
    """Section 4: "d(claim, matched) / (d(claim, matched) + d(matched, root))"."""
    distance = upward(world, facet, own)[named]
    if distance == 0:
        return 0.0
    height = upward(world, facet, named)[world.roots[facet]]
    return distance / (distance + height)


def match_term(
    world: World, facet: str, own: str | None, named: str, box: list[str]
) -> Match | None:
    """Section 4: "some term of the box is `>=` the claim's term", and its "match quality".

    Section 3: an undeclared facet "matches no permit that restricts it"; section 1: "The root of
    a facet never matches anything". The quality: `generic` if the matched term is, else
    `inferred` from distance 1 on, else `unnamed`, else `exact`.
    """
    if own is None or is_root(world, facet, named) or not below(world, facet, own, named):
        return None
    distance = upward(world, facet, own)[named]
    if (facet, named) in world.generic:
        quality = "generic"
    elif distance >= 1:
        quality = "inferred"
    elif facet == "recipient" and unnamed(world, box, own, named):
        quality = "unnamed"
    else:
        quality = "exact"
    return Match(named, quality, vagueness(world, facet, own, named), (0, distance))


def best_match(matches: list[Match]) -> Match:
    """Section 4, "best", within a box: exact first, then least vagueness, then order."""
    return min(matches, key=lambda match: (match.quality != "exact", match.vagueness))


def match_collected(world: World, own: str | None) -> Match | None:
    """Section 4: "the quality of the best `permit collect` that covers the data term"."""
    terms = collected_terms(world)
    tried = [match_term(world, "data", own, term, terms) for term in terms]
    found = [match for match in tried if match is not None]
    return best_match(found)._replace(term=COLLECTED, closeness=(1, 0)) if found else None


def matches(world: World, statement: Statement, facet: str, claim: Claim) -> list[Match]:
    """Section 4: the terms of the box that are `>=` the claim's term, in the order of the box."""
    box = statement.box[facet]
    own = claim[facet]
    tried = [
        match_collected(world, own)
        if facet == "data" and named == COLLECTED
        else match_term(world, facet, own, named, box)
        for named in box
    ]
    return [match for match in tried if match is not None]


def compared(statement: Statement, claim: Claim) -> list[str]:
    """Section 3: "A facet that does not belong to a claim's action is not compared"."""
    return [facet for facet in borne(claim["action"]) if facet in statement.box]


def facets_match(world: World, statement: Statement, claim: Claim) -> bool:
    """Section 4: "for every facet that it restricts and the claim bears, some term of the box"."""
    return all(matches(world, statement, facet, claim) for facet in compared(statement, claim))


def permit_covers(world: World, permit: Statement, claim: Claim) -> bool:
    """Section 4: "**A permit covers a claim** when the claim's action is one of its own [...]".

    "[...] and the permit's conditions are a subset of the claim's conditions".
    """
    return (
        claim["action"] in permit.actions
        and facets_match(world, permit, claim)
        and permit.conditions <= claim_conditions(world, claim)
    )


def deny_applies(world: World, deny: Statement, claim: Claim) -> bool:
    """Section 4: "an action `>=` the claim's"; the root of the action facet matches nothing.

    "A claim that declares one of the deny's `unless` conditions is not touched". Reading: nor
    covered, and conditions are closed upward here as they are for permits.
    """
    action_matches = any(
        below(world, "action", claim["action"], action) and not is_root(world, "action", action)
        for action in deny.actions
    )
    return action_matches and not deny.conditions & claim_conditions(world, claim)


def deny_covers(world: World, deny: Statement, claim: Claim) -> bool:
    """Section 4: "**A deny covers a claim** by the same test on its facets"."""
    return deny_applies(world, deny, claim) and facets_match(world, deny, claim)


def deny_touches(world: World, deny: Statement, claim: Claim) -> bool:
    """Section 4: "for every restricted facet some term of the box overlaps the claim's term".

    Section 3: an undeclared facet "touches every deny that restricts it". Reading: even a deny
    that restricts it to the root alone; otherwise the root overlaps nothing.
    """
    return deny_applies(world, deny, claim) and all(
        claim[facet] is None
        or any(
            not is_root(world, facet, named) and overlap(world, facet, claim[facet], named)
            for named in deny.box[facet]
        )
        for facet in compared(deny, claim)
    )


def data_closeness(world: World, permit: Statement, claim: Claim) -> tuple[int, int] | None:
    """Section 4, shadowing: how close a permit "matches its data term".

    Reading: the closest matching term of the box counts, whatever its quality.
    """
    if "data" not in permit.box:
        return None
    return min((match.closeness for match in matches(world, permit, "data", claim)), default=None)


def shadowing(world: World, covers: list[Statement], claim: Claim) -> list[Statement]:
    """Section 4: "A use claim that is covered only through `collected` [...] is `shadowed`".

    "[...] or through a proper ancestor, while another `permit use` matches its data term strictly
    closer [...] and does not cover its purpose". Reading: "only" speaks of all the covers, so the
    other permit must be closer than the closest of them; its other facets and its conditions do
    not matter.
    """
    if claim["action"] != "use":
        return []
    of_covers = [data_closeness(world, permit, claim) for permit in covers]
    known = [closeness for closeness in of_covers if closeness is not None]
    if not known or len(known) < len(of_covers):
        return []
    return [
        permit
        for permit in world.permits
        if "use" in permit.actions
        and "purpose" in permit.box
        and not matches(world, permit, "purpose", claim)
        and (closeness := data_closeness(world, permit, claim)) is not None
        and closeness < min(known)
    ]


def grade(world: World, permit: Statement, claim: Claim, *, shadowed: bool) -> tuple[str, float]:
    """Section 4: the worst quality, and "a permit's vagueness is its worst facet's"."""
    best = [best_match(matches(world, permit, facet, claim)) for facet in compared(permit, claim)]
    qualities = ["exact", *(match.quality for match in best), *(["shadowed"] if shadowed else [])]
    worst = max(qualities, key=QUALITIES.index)
    return worst, max((match.vagueness for match in best), default=0.0)


# --- Section 5: pairs and verdicts --------------------------------------------------------------


def compare_terms(world: World, facet: str, ours: str, theirs: str) -> str:
    """Section 5, "Pairs": "`=`, `<` (p narrower), `>` (p broader), `~` (neither)".

    "Under `collected` the data comparison is `>` when some term that the policy collects is not
    `<=` the deny's term, else `<`".
    """
    if facet == "data" and ours == COLLECTED:
        terms = collected_terms(world)
        return "<" if all(below(world, facet, term, theirs) for term in terms) else ">"
    if ours == theirs:
        return "="
    if below(world, facet, ours, theirs):
        return "<"
    return ">" if below(world, facet, theirs, ours) else "~"


def compare_facet(
    world: World, facet: str, permit: Statement, deny: Statement, claim: Claim
) -> list[str]:
    """Section 5: "each term of p that covers the claim's with each term of n that does".

    "A facet that one side does not restrict counts as that side being broader"; "A claim without
    a recipient uses the row `=`", and so does any facet that the claim does not bear. Reading: two
    statements that both say `collected` are about the same data.
    """
    by_permit = facet in compared(permit, claim)
    by_deny = facet in compared(deny, claim)
    if not by_permit and not by_deny:
        return ["="]
    if not by_deny:
        return ["<"]
    if not by_permit:
        return [">"]
    signs = [
        "="
        if facet == "data" and ours.term == COLLECTED and deny.says_collected
        else compare_terms(world, facet, ours.term, theirs.term)
        for ours in matches(world, permit, facet, claim)
        for theirs in matches(world, deny, facet, claim)
    ]
    return listed(signs)


def compare_conditions(permit: Statement, deny: Statement) -> str:
    """Section 5: "fewer conditions count as broader"; those of a deny are its `unless`.

    Reading: fewer is a proper subset, of the conditions as they are written.
    """
    if permit.conditions == deny.conditions:
        return "="
    if permit.conditions < deny.conditions:
        return ">"
    return "<" if permit.conditions > deny.conditions else "~"


def combination_type(recipient: str, data: str, remaining: set[str]) -> str:
    """Section 5: the cell of the table, then "the remaining facets [...] and the conditions".

    "all `=` leaves the type as it is; p broader in some and nowhere narrower or `~` makes it a
    narrowing; anything else makes it a contradiction".
    """
    cell = TABLE[recipient, data]
    if remaining == {"="}:
        return cell
    kind = "N" if remaining <= {"=", ">"} else "C"
    return cell if cell.startswith(kind) else kind


def pair_type(world: World, permit: Statement, deny: Statement, claim: Claim) -> str:
    """Section 5: "A pair is a contradiction if any combination is one, else a narrowing".

    Reading: a combination takes one comparison of every facet; of several of the deciding kind
    the lowest number of the table is named, and the bare letter only where none has a number.
    """
    signs = [compare_facet(world, facet, permit, deny, claim) for facet in FACETS]
    conditions = compare_conditions(permit, deny)
    types = [
        combination_type(recipient, data, {*remaining, conditions})
        for recipient, data, *remaining in product(*signs)
    ]
    deciding = [kind for kind in types if kind.startswith("C")] or types
    return min(deciding, key=lambda kind: int(kind[1:] or 99))


def verdict(
    name: str, statements: list[Statement], reason: str | None = None, pair: str | None = None
) -> dict[str, Any]:
    """Section 6: "Every verdict carries its proof: the statements that decided it"."""
    return {
        "verdict": name,
        "reason": reason,
        "vagueness": None,
        "pair": pair,
        "statements": [statement.id for statement in statements],
    }


def best_cover(world: World, covers: list[Statement], claim: Claim) -> tuple[Statement, str, float]:
    """Section 4: "The best cover: every facet exact first, then least vagueness, then [...] order".

    With its worst quality and its vagueness.
    """
    shadowed = bool(shadowing(world, covers, claim))
    graded = [(permit, *grade(world, permit, claim, shadowed=shadowed)) for permit in covers]
    return min(graded, key=lambda cover: (cover[1] != "exact", cover[2]))


def judge_allowed(world: World, covers: list[Statement], claim: Claim) -> dict[str, Any]:
    """Section 5, **clear** and **vague**: "some cover is exact on every facet", or none is.

    Reading: the proof of a shadowed claim names the shadowing permits after the best cover.
    """
    best, quality, vague = best_cover(world, covers, claim)
    if quality == "exact":
        return {**verdict("clear", [best]), "vagueness": vague}
    proof = [best, *shadowing(world, covers, claim)]
    return {**verdict("vague", proof, quality), "vagueness": vague}


def judge_claim(world: World, claim: Claim) -> dict[str, Any]:
    """Section 5, the table of verdicts: "P = covering permits, N = touching denies".

    "some deny *wins*: it covers the claim, and every covering permit stands in a narrowing to
    it". Reading: the proof is one permit and one deny: the first deny in statement order that
    decides, and of the permits that decide against it the first; the best cover if none does.
    """
    covers = [permit for permit in world.permits if permit_covers(world, permit, claim)]
    touching = [deny for deny in world.denies if deny_touches(world, deny, claim)]
    covering = [deny for deny in world.denies if deny_covers(world, deny, claim)]
    contradictions: list[tuple[Statement, Statement, str]] = []
    for deny in covering:
        pairs = [(permit, deny, pair_type(world, permit, deny, claim)) for permit in covers]
        opposed = [pair for pair in pairs if pair[2].startswith("C")]
        if not pairs:
            return verdict("incorrect", [deny])
        if not opposed:
            return verdict("incorrect", [pairs[0][0], deny], pair=pairs[0][2])
        contradictions.append(opposed[0])
    if not covers:
        return verdict("omitted", [])
    if contradictions:
        permit, deny, pair = contradictions[0]
        return verdict("ambiguous", [permit, deny], "contradiction", pair)
    if touching:
        best, _, _ = best_cover(world, covers, claim)
        return verdict("ambiguous", [best, touching[0]], "partly_denied")
    return judge_allowed(world, covers, claim)


def judge_project(
    inventory: Mapping[str, Any], vocabulary: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """Section 5: every claim's verdict, and "A flow's verdict is its worst claim's"."""
    world = build_world(inventory, vocabulary)
    flows = list(all_flows(world, inventory))
    judged = []
    for identity, flow in zip(flow_ids(flows), flows, strict=True):
        claims = [{**claim, **judge_claim(world, claim)} for claim in flow["claims"]]
        judged.append(
            {
                "id": identity,
                "from": flow["from"],
                "to": flow["to"],
                "verdict": max((claim["verdict"] for claim in claims), key=VERDICTS.index),
                "claims": claims,
            }
        )
    return judged
