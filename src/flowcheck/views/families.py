"""Families: the few kinds of recipients and the few categories of data that a map shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.vocabulary import Facet, Vocabulary

LEGAL = "Legal & authorities"
OTHERS = "Other recipients"

_FAMILIES: dict[str, str] = {
    "Hosting & delivery": (
        "cloud_hosting_provider infrastructure_provider content_delivery_network"
        " optimization_service backup_provider disaster_recovery_provider developer_platform"
        " content_management_provider media_processing_provider search_provider"
        " feature_flag_provider productivity_suite_provider"
    ),
    "Payments & finance": (
        "payment_processor financial_service_provider debt_collection_agency credit_bureau insurer"
        " commerce_platform financial_adviser"
    ),
    "Analytics & monitoring": (
        "analytics_provider performance_monitoring_service survey_provider form_provider"
        " mapping_provider geolocation_provider researcher"
    ),
    "Marketing & social": (
        "marketing_automation_provider email_service_provider advertising_network advertiser"
        " social_media_platform marketing_partner data_broker data_enrichment_provider"
        " search_engine event_management_provider media_organisation"
    ),
    "Support & messaging": (
        "customer_support_platform communication_platform crm_provider scheduling_provider"
        " translation_provider transcription_provider print_and_mail_provider shipping_provider"
    ),
    "AI & machine learning": "ai_model_provider machine_learning_platform data_labelling_provider",
    "Security & fraud": (
        "security_service_provider fraud_prevention_service authentication_provider"
        " identity_verification_provider consent_management_provider privacy_service_provider"
        " records_disposal_provider"
    ),
    "HR & payroll": (
        "recruitment_provider payroll_provider hr_platform benefits_provider"
        " background_check_provider learning_platform travel_provider"
    ),
    "Partners & integrations": (
        "integration_partner integration_platform business_partner app_store reseller affiliate"
        " franchisee it_consultant electronic_signature_provider"
    ),
    LEGAL: (
        "public_authority professional_adviser opposing_party rights_holder affected_party"
        " business_transfer_party emergency_service"
    ),
    "People & the public": (
        "the_data_subject us other_users the_public account_administrator employer"
        " family_or_guardian authorised_agent educational_institution healthcare_provider"
        " non_profit_organisation"
    ),
}
FAMILIES: tuple[str, ...] = (*_FAMILIES, OTHERS)
"""In the order of the map."""

_FAMILY_OF = {role: family for family, roles in _FAMILIES.items() for role in roles.split()}
_MARKS = {"article_9": "\u00a79", "article_10": "\u00a710", "children": "\u00a7C"}
MARKS: dict[str, str] = {
    "\u00a79": "special category (GDPR Art. 9)",
    "\u00a710": "criminal data (Art. 10)",
    "\u00a7C": "children",
}
"""What marks sensitive data, with what it says."""

_TELLING_NOTHING = ("data", "information", "record")
_KEPT_FREE = {"US", "UK", "GB", "EU", "IF", "OK"}


def family(facts: Facts, recipient: str) -> str:
    """Return the family of a vendor or recipient term: that of the nearest role which has one."""
    lattice = facts.vocabulary["recipient"]
    if recipient not in lattice.terms:
        return OTHERS
    above = lattice.above(recipient)
    known = [(above[role], n, role) for n, role in enumerate(above) if role in _FAMILY_OF]
    return _FAMILY_OF[min(known)[2]] if known else OTHERS


def mark(lattice: Facet, data: str) -> str:
    """Return the mark of sensitive data, or ""; the sensitivity of a term is its children's too."""
    special = {lattice.terms[term].special for term in lattice.above(data)}
    return next((sign for key, sign in _MARKS.items() if key in special), "")


def child_mark(lattice: Facet, subject: str) -> str:
    """Return the mark of children's data for a data subject who is a child, else ""."""
    return _MARKS["children"] if "child" in lattice.above(subject) else ""


def leaves_europe(facts: Facts, country: str) -> bool:
    """Tell whether a country is outside the European Economic Area and the United Kingdom."""
    region = facts.vocabulary["region"]
    return country != "gb" and country in region.terms and not region.under(country, "eea")


class Categories:
    """The categories of data: the terms right below the widest ones, each with two letters as code.

    A code depends on the vocabulary alone, not on what is drawn, and is no code of a country that a
    map is likely to name.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._lattice = lattice = vocabulary["data"]
        taken = {*_KEPT_FREE, *(name.upper() for name in vocabulary["region"].below("eea"))}
        self.code: dict[str, str] = {}
        wide = ("personal_information", "non_personal_information")
        for category in (name for root in wide for name in lattice.children(root)):
            if category not in self.code:
                self.code[category] = _code(lattice.label(category), taken)
                taken.add(self.code[category])
        self.code["personal_information"], self.code["information"] = "**", "**"
        self.code["non_personal_information"] = "NP"
        self._known: dict[str, str] = {}

    def of(self, data: str) -> str:
        """Return the category of a data term: the nearest above it."""
        found = self._known.get(data)
        if found is None:
            above = self._lattice.above(data)
            ranked = [(above[name], n, name) for n, name in enumerate(above) if name in self.code]
            found = self._known[data] = min(ranked)[2]
        return found


def _code(label: str, taken: set[str]) -> str:
    """Return two letters for a label that are not taken: its initials, or its first and a later."""
    words = ["".join(filter(str.isalnum, word)).upper() for word in label.split()]
    telling = [word for word in words if word and word.lower() not in _TELLING_NOTHING] or ["Z"]
    first = telling[0][0]
    seconds = [word[0] for word in telling[1:]] + list(telling[0][1:]) + list("XZQJKW0123456789")
    return next((first + c for c in seconds if first + c not in taken), f"{first}{len(taken)}")
