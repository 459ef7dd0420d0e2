"""The schemas: what they describe and offer, and that they judge as lint does."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from msgspec.inspect import StructType, type_info

from bad_project import GOOD, read_cases, spoil
from conftest import ROOT
from flowcheck import load
from flowcheck.errors import InputError
from flowcheck.model import schema
from flowcheck.project.known import read_known
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.readers.located_yaml import read_yaml
from flowcheck.rules import all_rules
from flowcheck.views.json_schema import KINDS, Known, json_schema, schema_text
from schema_check import SCHEMAS, check, kind_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KNOWN = Known(built_in_vocabulary())
BUILT_IN = {kind: json_schema(kind, KNOWN) for kind in KINDS}
each_kind = pytest.mark.parametrize("kind", KINDS)


def parts(value: object) -> Iterator[dict[str, Any]]:
    """Every mapping of a schema."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


@each_kind
def test_it_is_a_schema_of_draft_7(kind: str) -> None:
    Draft7Validator.check_schema(BUILT_IN[kind])
    assert BUILT_IN[kind]["$schema"] == "http://json-schema.org/draft-07/schema#"


@each_kind
def test_the_written_copy_is_current(kind: str) -> None:
    written = (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(kind, KNOWN)


@each_kind
def test_every_key_of_every_record_is_described(kind: str) -> None:
    records = [p for p in (BUILT_IN[kind], *BUILT_IN[kind]["definitions"].values())
               if "properties" in p]  # fmt: skip
    assert records
    for record in records:
        for key, part in record["properties"].items():
            assert part["description"], key


@each_kind
def test_no_record_takes_unknown_keys(kind: str) -> None:
    for part in parts(BUILT_IN[kind]):
        if part.get("type") == "object" and "description" in part:
            assert "additionalProperties" in part


@each_kind
def test_every_word_that_is_offered_says_what_it_means(kind: str) -> None:
    for part in parts(BUILT_IN[kind]):
        if "enumDescriptions" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"]) > 0
            assert all(part["enumDescriptions"])


@each_kind
def test_what_is_referred_to_is_there_and_the_other_way_round(kind: str) -> None:
    used = {p["$ref"].removeprefix("#/definitions/") for p in parts(BUILT_IN[kind]) if "$ref" in p}
    assert used == set(BUILT_IN[kind]["definitions"])


def test_the_terms_are_those_of_the_vocabulary() -> None:
    named = BUILT_IN["inventory"]["definitions"]
    for facet, lattice in KNOWN.vocabulary.facets.items():
        assert named["role" if facet == "recipient" else facet]["enum"] == list(lattice.terms)
    at = named["data"]["enum"].index("email_address")
    assert named["data"]["enumDescriptions"][at] == (
        "Email address: The address of a person's electronic mailbox."
    )


def test_the_rules_are_all_of_them() -> None:
    named = BUILT_IN["config"]["definitions"]["selector"]["anyOf"][0]["enum"]
    assert {"all", "FC", "FC1", *(r.code for r in all_rules()), *(r.name for r in all_rules())} <= {
        *named
    }


def test_a_project_adds_its_own(tmp_path: Path) -> None:
    own = (
        "vocabulary: {data: {brand_book: {label: Brand book, definition: How we look.}}}\n"
        "systems: [{id: crm, name: The CRM, flows: [{id: out, to: mailer, data: prompt}]}]\n"
    )
    known, problems = read_known(spoil(tmp_path, {"inventory/own.yaml": own}))
    assert problems == 0
    named = json_schema("inventory", known)["definitions"]
    terms = dict(zip(named["data"]["enum"], named["data"]["enumDescriptions"], strict=True))
    assert terms["brand_book"] == "Brand book: How we look."
    vendors = named["recipient"]["anyOf"][1]
    assert vendors["enum"] == ["mailer"]
    assert vendors["enumDescriptions"] == ["mailer: Email service provider"]
    assert "mailer" not in named["role"]["enum"]
    assert named["receiver"]["anyOf"][0]["enumDescriptions"] == ["app", "The CRM"]
    waived = named["Waiver"]["properties"]
    assert waived["flow"]["anyOf"][0]["enum"] == ["app-mail", "out"]
    assert waived["statement"]["anyOf"][0]["enum"] == ["collect-email", "use-email", "share-email"]


def named_schema(file: Path) -> Path:
    """The schema that a file names in its first line."""
    first = file.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, f"{file}: {first}"
    return (file.parent / found[1]).resolve()


def test_the_files_of_the_repository_are_valid_by_the_schema_that_they_name() -> None:
    files = [
        file
        for pattern in ("inventory/**/*.yaml", "rules/*.yaml", "examples/**/*.yaml")
        for file in sorted(ROOT.glob(pattern))
    ]
    assert len(files) > 50
    for kind in KINDS:
        path = SCHEMAS / f"{kind}.schema.json"
        mine = [file for file in files if named_schema(file) == path]
        assert not mine or check(path, mine) == []
        files = [file for file in files if file not in mine]
    assert files == []


def test_projects_that_lint_accepts_are_valid_by_their_own_schema() -> None:
    roots = sorted({p.parent for p in (ROOT / "tests/rules").glob("*/*/*/inventory")})
    assert len(roots) > 50
    for root in roots:
        known, problems = read_known(root)
        assert problems == 0
        for file in sorted(root.rglob("*.yaml")):
            relative = file.relative_to(root).as_posix()
            if not kind_of(relative):  # of the code base
                continue
            source, _ = read_yaml(relative, file.read_bytes())
            value = _as_editors_see(source.value)
            validator = Draft7Validator(json_schema(kind_of(relative), known))
            assert [e.message for e in validator.iter_errors(value)] == [], file


def _as_editors_see(value: Any) -> Any:  # noqa: ANN401 - any value of YAML
    """flowcheck keeps every scalar as text; only flags are more to others in these files."""
    if isinstance(value, dict):
        return {key: _as_editors_see(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_editors_see(inner) for inner in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


OTHER_FILES = "a schema sees one file, and neither the others nor the disk"
OTHER_RECORDS = "a schema knows no record but the one that it looks at"
NEW_RECORDS = "what the project itself declares may be new: it is offered, not demanded"
LEFT = {
    "policy: a misspelt inventory": OTHER_FILES,
    "policy: an empty inventory": OTHER_FILES,
    "policy: document empty": OTHER_FILES,
    "policy: document is a folder": OTHER_FILES,
    "policy: document is white space": OTHER_FILES,
    "policy: document missing": OTHER_FILES,
    "policy: document misspelt": OTHER_FILES,
    "policy: document out of the project": OTHER_FILES,
    "policy: document with an absolute path": OTHER_FILES,
    "policy: neither policy nor flows": OTHER_FILES,
    "policy: no flows": OTHER_FILES,
    "policy: no inventory": OTHER_FILES,
    "policy: no policy": OTHER_FILES,
    "policy: two policies": OTHER_FILES,
    "settings: inventory elsewhere, and not there": OTHER_FILES,
    "settings: inventory is a file": OTHER_FILES,
    "settings: inventory out of the project": OTHER_FILES,
    "settings: rules named, and not there": OTHER_FILES,
    "settings: statement ids of packs and policy": OTHER_FILES,
    "vocabulary: two files add one term": OTHER_FILES,
    "references: a system has the id of a recipient": OTHER_RECORDS,
    "references: a vendor has the id of a recipient": OTHER_RECORDS,
    "references: a vendor is a system too": OTHER_RECORDS,
    "references: duplicate ids of each kind": OTHER_RECORDS,
    "references: three of one id": OTHER_RECORDS,
    "vocabulary: a reserved word": OTHER_RECORDS,
    "vocabulary: cycle over three terms": OTHER_RECORDS,
    "vocabulary: parent of itself": OTHER_RECORDS,
    "vocabulary: redefines a built-in term": OTHER_RECORDS,
    "vocabulary: redefines a vendor": OTHER_RECORDS,
    "vocabulary: two cycles": OTHER_RECORDS,
    "references: unknown receivers": NEW_RECORDS,
    "vocabulary: a parent of another facet": NEW_RECORDS,
    "vocabulary: a parent that is a vendor": NEW_RECORDS,
    "vocabulary: unknown parents": NEW_RECORDS,
    "policy: a statement that says nothing": "it is being written; an editor would say `permit`",
    "policy: collect of what is collected": "a message about two keys at once would blame one",
}
"""Bad input that the schemas let pass, and why."""


def test_what_lint_refuses_the_schemas_refuse_too(tmp_path: Path) -> None:
    documents = {}
    for stem in ("policy", "references", "schema", "settings", "vocabulary"):
        for case in read_cases(ROOT / "tests/project/bad_input" / f"{stem}.txt"):
            for path, text in case.files.items():
                if text is not None and kind_of(path):
                    documents[f"{stem}: {case.title} @{path}"] = (path, text)
            documents.setdefault(f"{stem}: {case.title} @", ("inventory/x.yaml", "systems: []"))
    assert len(documents) > 100
    found = {title.split(" @")[0] for title in refused(tmp_path, documents)}
    passed = {title.split(" @")[0] for title in documents} - found
    assert passed == set(LEFT)


QUOTE = "We use it to run the service."
Document = tuple[str, dict[str, Any]]


def inventory(**keys: Any) -> Document:  # noqa: ANN401
    return "inventory/case.yaml", keys


def system(**keys: Any) -> Document:  # noqa: ANN401
    return inventory(systems=[{"id": "s", **keys}])


def policy(**keys: Any) -> Document:  # noqa: ANN401
    return "inventory/policy.yaml", {
        "policy": {"controller": "E", "document": "policy.txt", **keys}
    }


def vendor(**keys: Any) -> Document:  # noqa: ANN401
    return inventory(vendors=[{"id": "v", "role": "auditor", **keys}])


def promise(**when: Any) -> Document:  # noqa: ANN401
    demand = {"id": "s", "quote": QUOTE, "require": {"transit": "present"}}
    return inventory(statements=[{**demand, "when": when}])


def permit(keys: dict[str, Any]) -> Document:
    base = {"id": "s", "quote": QUOTE, "permit": "use", "data": "email_address"}
    return inventory(statements=[{**base, **keys}])


def waiver(keys: dict[str, Any]) -> Document:
    base = {"rule": "FC101", "reason": "r", "owner": "o", "until": "2027-01-01", "system": "app"}
    return inventory(waivers=[{**base, **keys}])


def rule(keys: dict[str, Any]) -> Document:
    base = {"id": "r", "deny": "sell", "data": "email_address"}
    return "rules/case.yaml", {"statements": [{**base, **keys}]}


def catalogue(**keys: Any) -> Document:  # noqa: ANN401
    return inventory(catalogue=[{"id": "acme_mail", "name": "Acme Mail", **keys}])


def decision(keys: dict[str, Any]) -> Document:
    base = {"is": "dev_only", "reason": "r", "owner": "o"}
    about = {} if keys.keys() & {"vendor", "package", "host"} else {"name": "ACME_*"}
    return inventory(decisions=[{**base, **about, **keys}])


MAIL = {"data": "email_address"}
OFFER = {"name": "Letters", "category": "email_service_provider"}
RECORDS: dict[type[schema.Record], Callable[[dict[str, Any]], Document]] = {
    schema.Policy: lambda keys: policy(**keys),
    schema.Box: lambda keys: policy(scope=MAIL | keys),
    schema.Statement: permit,
    schema.When: lambda keys: promise(**(MAIL | keys)),
    schema.Except: lambda keys: promise(**{"except": MAIL | keys}),
    schema.System: lambda keys: system(**keys),
    schema.Collects: lambda keys: system(collects=[MAIL | keys]),
    schema.Store: lambda keys: system(stores=[MAIL | keys]),
    schema.Flow: lambda keys: system(flows=[MAIL | {"to": "mailer"} | keys]),
    schema.Vendor: lambda keys: vendor(**keys),
    schema.Contract: lambda keys: vendor(contract={"url": "x"} | keys),
    schema.Waiver: waiver,
    schema.Decision: decision,
    schema.VocabularyTerm: lambda keys: inventory(vocabulary={"data": {"mine": keys}}),
    schema.VocabularyTerms: lambda keys: inventory(
        vocabulary={"data": {"mine": {"label": "x"}}} | keys
    ),
    schema.InventoryFile: lambda keys: inventory(**({"systems": [{"id": "s"}]} | keys)),
    schema.Rule: rule,
    schema.RulePack: lambda keys: ("rules/case.yaml", {"name": "n"} | keys),
    schema.PathConfig: lambda keys: (
        "flowcheck.yaml",
        {"per_path": {"inventory/*": {"ignore": "FC101"} | keys}},
    ),
    schema.ScanConfig: lambda keys: ("flowcheck.yaml", {"scan": {"lint": True} | keys}),
    schema.Config: lambda keys: ("flowcheck.yaml", {"fail_on": "error"} | keys),
    schema.CatalogueVendor: lambda keys: catalogue(**keys),
    schema.Product: lambda keys: catalogue(products=[OFFER | keys]),
    schema.Packages: lambda keys: catalogue(products=[OFFER | {"packages": keys}]),
    schema.Imports: lambda keys: catalogue(products=[OFFER | {"imports": keys}]),
    schema.Hosts: lambda keys: catalogue(products=[OFFER | {"hosts": keys}]),
}
"""How a record with some keys stands in a project that is good without them."""
VALUES = {"word": "zzz", "no item": [], "mapping": {"zzz": "zzz"}, "number": 5, "null": None}
PATHS = {"Policy.document", "Config.inventory", "Config.rules"}
NEW = {"Flow.to", "VocabularyTerm.parents", "CatalogueVendor.parent"} | {
    *("Vendor.catalogue", "Decision.vendor"),
    *(f"{record}.recipient" for record in ("Box", "Statement", "When", "Except", "Rule")),
    *(f"Waiver.{key}" for key in ("flow", "system", "store", "vendor", "statement", "term")),
}
"""What names the project's own records, which may be new."""


def documents_of(values: dict[str, Any]) -> dict[str, Document]:
    """Every key of every record, and one that is none, with each of some values."""
    found = {}
    for record, make in RECORDS.items():
        struct = type_info(record)
        assert isinstance(struct, StructType)
        for key in (*(field.encode_name for field in struct.fields), "zzz"):
            for title, value in values.items():
                found[f"{record.__name__}.{key}: {title}"] = make({key: value})
    return found


def is_good(path: str, document: dict[str, Any]) -> bool:
    """Tell whether a project with a document is good input."""
    files = {path: json.dumps(document)}
    if path == "inventory/policy.yaml":
        files["inventory/statements.yaml"] = GOOD[path].split("\n", 1)[1]
    with tempfile.TemporaryDirectory() as folder:
        try:
            load(spoil(Path(folder), files))
        except InputError:
            return False
    return True


def test_every_record_is_among_those_tried() -> None:
    tried = {record.__name__ for record in RECORDS}
    assert tried == {*schema.__all__} - {"NO_PLACE", "Record", "Upkept"}


def test_every_key_is_judged_as_lint_judges_it(tmp_path: Path) -> None:
    documents = documents_of(VALUES)
    texts = {title: (path, json.dumps(d)) for title, (path, d) in documents.items()}
    by_schema = refused(tmp_path, texts)
    assert len(by_schema) > len(documents) / 2
    for title, (path, document) in documents.items():
        place, value = title.split(": ")
        good = is_good(path, document)
        if place in PATHS | NEW and value in ("word", "number"):
            assert not good, title
            assert title not in by_schema
        else:
            assert (title in by_schema) == (not good), title


GOOD_FORMS = {
    "numbers are texts": system(id=7, name=2024, owner=1.5),
    "a word that other YAML takes for false": vendor(country="no"),
    "a lone term and a list": system(derives="prompt", safeguards=["mfa", "aes_256"]),
    "collected among terms": permit({"data": ["collected", "prompt"]}),
    "a code in lower case": ("flowcheck.yaml", {"select": ["fc101", "FC2", "all"]}),
    "severities": ("flowcheck.yaml", {"severity": {"FC1": "off", "fc202": "info"}}),
    "a new vendor": system(flows=[MAIL | {"to": "law_enforcement"}]),
    "a duration": system(stores=[MAIL | {"retention": "P1Y6M"}]),
    "promises": inventory(
        statements=[
            {
                "id": "s",
                "quote": QUOTE,
                "require": {
                    "transit": ["tls_1_2", "tls_1_3"],
                    "retention": {"max": "P30D"},
                    "owner": "present",
                    "basis": "consent",
                },
            }
        ]
    ),
    "a term that is no data of its own": inventory(
        vocabulary={"data": {"mine": {"generic": True, "parents": ["creative_material"]}}}
    ),
}
BAD_FORMS = {
    "an unknown key": (system(ownr="x"), "'ownr' was unexpected"),
    "an unknown key in a promise": (
        inventory(statements=[{"id": "s", "quote": "q", "require": {"tranzit": "present"}}]),
        "'tranzit' was unexpected",
    ),
    "an unknown term": (system(derives="emial"), "'emial' is not one of"),
    "an unknown term in a list": (system(derives=["prompt", "emial"]), "'emial' is not one of"),
    "an unknown role": (vendor(role="payment_proccessor"), "'payment_proccessor' is not one of"),
    "a mapping for a text": (system(name={"x": 1}), "{'x': 1} is not of type 'string', 'number'"),
    "a text for a list": (system(flows="mailer"), "'mailer' is not of type 'array'"),
    "no such day": (waiver({"until": "2026-02-30"}), "'2026-02-30' is not a 'date'"),
    "no date": (waiver({"until": "soon"}), "'soon' is not a 'date'"),
    "no duration": (system(stores=[MAIL | {"retention": "30 days"}]), "'30 days' does not match"),
    "an empty list": (system(derives=[]), "[] should be non-empty"),
    "an empty text": (system(name=""), "'' should be non-empty"),
    "no id": (inventory(systems=[{"name": "x"}]), "'id' is a required property"),
    "an id with a space": (system(id="my app"), "'my app' does not match"),
    "two things at once": (permit({"deny": "sell"}), "False schema does not allow"),
    "no place beside": (permit({"unless": "consent"}), "False schema does not allow 'consent'"),
    "an unknown rule": (("flowcheck.yaml", {"ignore": "FC999"}), "'FC999' does not match"),
    "an unknown name of a rule": (
        ("flowcheck.yaml", {"ignore": ["vague-disclosur"]}),
        "'vague-disclosur' is not one of",
    ),
    "a severity for no rule": (
        ("flowcheck.yaml", {"severity": {"FC999": "info"}}),
        "'FC999' does not match any of the regexes",
    ),
    "a permit in a pack": (
        ("rules/x.yaml", {"statements": [{"id": "r", "permit": "share", "data": "prompt"}]}),
        "'permit' was unexpected",
    ),
}


def test_good_forms_are_accepted_by_both(tmp_path: Path) -> None:
    texts = {title: (path, json.dumps(d)) for title, (path, d) in GOOD_FORMS.items()}
    assert refused(tmp_path, texts) == {}
    for title, (path, document) in GOOD_FORMS.items():
        assert is_good(path, document), title


def test_typos_are_refused_with_a_word_on_them_and_nothing_else(tmp_path: Path) -> None:
    texts = {title: (path, json.dumps(d)) for title, ((path, d), _) in BAD_FORMS.items()}
    found = refused(tmp_path, texts)
    for title, ((path, document), message) in BAD_FORMS.items():
        assert any(message in said for said in found[title]), f"{title}: {found[title]}"
        assert not any("any of the given schemas" in said for said in found[title]), title
        assert not is_good(path, document), title
