"""From the structs of the files to the parts of a schema, type by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import inspect

from flowcheck.judge.promises import ATTRIBUTE_FACETS, DATED, KINDS
from flowcheck.model import schema
from flowcheck.model.decision import FORMS as DECIDED
from flowcheck.model.fields import DURATION, ID, TRUE
from flowcheck.model.pattern_forms import FORMS, HTTPS
from flowcheck.model.patterns import HOST, IMPORT
from flowcheck.model.vendor import KIND_OF_KEY, PAGES
from flowcheck.model.vocabulary import FACETS
from flowcheck.views.attribute_docs import attribute_docs, summary
from flowcheck.views.json_schema.definitions import Definitions
from flowcheck.views.json_schema.words import DATE, TEXT, Part, either, enum, formed, listed

if TYPE_CHECKING:
    import msgspec

    from flowcheck.views.json_schema.known import Known

FACET_OF_KEY: dict[str, str] = {
    **{facet: facet for facet in FACETS},
    "derives": "data",
    "country": "region",
    "legal_entities": "region",
    "unless": "condition",
    "permit": "action",
    "deny": "action",
    "safeguards": "safeguard",
    "transit": "safeguard",
    "at_rest": "safeguard",
    "transfer": "safeguard",
}
"""The keys whose values are terms, in whatever record they stand, and the facet of these."""
_TARGETS = ("flow", "system", "store", "vendor", "statement", "term")
_DECLARED = "Whatever it is, it is declared."


class Shapes:
    """Makes the parts of one schema.

    Attributes:
        named: The parts that others refer to.
    """

    def __init__(self, known: Known) -> None:
        self.named = Definitions(known)

    def record(self, model: type[msgspec.Struct]) -> Part:
        """Return the schema of a record, every key described."""
        told = attribute_docs(model)
        kinds = _kinds(model)
        properties: dict[str, Part] = {}
        required = []
        struct = inspect.type_info(model)
        for field in struct.fields if isinstance(struct, inspect.StructType) else ():
            key = field.encode_name
            if kinds and key in schema.NO_PLACE and key not in kinds:
                continue
            properties[key] = {"description": told[field.name], **self._value(model, key, field)}
            if field.required or (model is schema.Statement and key == "quote"):
                required.append(key)
        return {
            "type": "object",
            "description": summary(model),
            "properties": properties,
            "additionalProperties": False,
            **({"required": required} if required else {}),
            **({"allOf": [_beside(kind, kinds) for kind in kinds]} if kinds else {}),
        }

    def _value(self, model: type[msgspec.Struct], key: str, field: inspect.Field) -> Part:
        """Return the schema of a key's value."""
        forms = [form for form in _forms(field.type) if not isinstance(form, inspect.NoneType)]
        if model is schema.VocabularyTerms:
            return self._vocabulary(key)
        if key == "require":
            return self._promises()
        if key == "legal_entities":
            return _by_name(self.named.term(FACET_OF_KEY[key]))
        is_text = isinstance(forms[0], inspect.StrType)
        word = self._word(model, key) if is_text else None
        if word is None:
            word = self._shape(forms[0])
        return listed(word) if len(forms) > 1 else word

    def _word(self, model: type[msgspec.Struct], key: str) -> Part | None:
        """Return the schema of one word at a key; None for a text of no vocabulary."""
        by_key = {"select": self.named.selector, "ignore": self.named.selector,
                  "to": self.named.receiver, "role": self.named.role,
                  "category": self.named.role}  # fmt: skip
        if key in by_key:
            return by_key[key]()
        if model is schema.Waiver:
            if key in _TARGETS:
                return self.named.target(key)
            return self.named.rule() if key == "rule" else None
        if model is schema.Flow and key == "action":
            return self.named.flow_action()
        if key == "data" and issubclass(model, schema.Except | schema.Statement):
            return self.named.disclosed_data()
        facet = FACET_OF_KEY.get(key)
        return self.named.term(facet) if facet else _catalogue_word(model, key)

    def _vocabulary(self, facet: str) -> Part:
        """Return the schema of a project's own terms of a facet; their parents may be new too."""
        entry = self._shape(inspect.type_info(schema.VocabularyTerm))
        parents = {"properties": {"parents": listed(self.named.parent(facet))}}
        return {
            "type": "object",
            "propertyNames": {"pattern": ID},
            "additionalProperties": {"allOf": [entry, parents]},
        }

    def _promises(self) -> Part:
        """Return the schema of `require`: attributes with what each must be."""
        properties: dict[str, Part] = {}
        for attribute, records in KINDS.items():
            part = enum({"present": _DECLARED})
            if attribute in ATTRIBUTE_FACETS:
                terms = self.named.term(ATTRIBUTE_FACETS[attribute])
                part = either("present", _DECLARED, listed(terms))
            if attribute in DATED:
                bound = _mapping({"max": formed(DURATION)}, ["max"])
                part = {"if": {"type": "object"}, "then": bound, "else": part, "anyOf": [part, {}]}
            told = f"What it must be, of every {' and '.join(records)}."
            properties[attribute] = {"description": told, **part}
        return {**_mapping(properties), "minProperties": 1}

    def _shape(self, form: inspect.Type) -> Part:
        """Return the schema of a value by its type alone."""
        part: Part | None = None
        if isinstance(form, inspect.StructType):
            part = self.named.define(form.cls.__name__, lambda: self.record(form.cls))
        elif isinstance(form, inspect.ListType):
            part = {"type": "array", "items": self._shape(form.item_type)}
        elif isinstance(form, inspect.DictType):
            if isinstance(form.value_type, inspect.LiteralType):
                part = self.named.severities()
            else:
                part = _by_name(self._shape(form.value_type))
        elif isinstance(form, inspect.LiteralType):
            part = {"type": "boolean"} if TRUE in form.values else {"enum": list(form.values)}
        elif isinstance(form, inspect.DateType):
            part = {**formed(DATE), "format": "date"}
        elif isinstance(form, inspect.StrType):
            part = formed(form.pattern) if form.pattern else TEXT
        if part is None:
            raise TypeError(form)
        return part


def _catalogue_word(model: type[msgspec.Struct], key: str) -> Part | None:
    """Return the schema of a page or a pattern of the catalogue, or what is decided; else None."""
    if model is schema.CatalogueVendor and key in PAGES:
        return formed(f"^{HTTPS}$", "Write it as `https://stripe.com`.")
    kinds: dict[type[msgspec.Struct], str] = {
        schema.Packages: key, schema.Imports: IMPORT, schema.Hosts: HOST,
        schema.Product: KIND_OF_KEY.get(key, ""),
    }  # fmt: skip
    if model is schema.Decision and key in DECIDED:
        pattern, told = DECIDED[key]
        return formed(f"^(?:{pattern})$", told)
    form = FORMS.get(kinds.get(model, ""))
    return formed(form.pattern, f"Write it as {form.example}.") if form else None


def _by_name(part: Part) -> Part:
    """Return the schema of a mapping of names to values of one schema."""
    return {"type": "object", "additionalProperties": part}


def _kinds(model: type[msgspec.Struct]) -> list[str]:
    """Return the kinds that a statement can be of; [] for another record."""
    if model is schema.Rule:
        return ["deny", "require"]
    return list(schema.NO_PLACE) if model is schema.Statement else []


def _beside(kind: str, kinds: list[str]) -> Part:
    """Return what may not stand beside a kind of statement, and what must."""
    useless = [*(other for other in kinds if other != kind), *schema.NO_PLACE[kind]]
    then: Part = {"properties": dict.fromkeys(useless, False)}
    if kind == "permit":
        then["required"] = ["data"]
    return {"if": {"required": [kind]}, "then": then}


def _mapping(properties: dict[str, Part], required: list[str] | None = None) -> Part:
    part: Part = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**part, "required": required} if required else part


def _forms(wanted: inspect.Type) -> tuple[inspect.Type, ...]:
    """Return the forms that a type allows, a text before a list of texts."""
    return wanted.types if isinstance(wanted, inspect.UnionType) else (wanted,)
