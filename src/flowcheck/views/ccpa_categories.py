"""The CCPA's categories of personal information, as terms of the data facet.

Source: California Civil Code 1798.140(v)(1)(A) to (L), (v)(3) and (ae).
"""

from __future__ import annotations

from msgspec import Struct


class Category(Struct, frozen=True, gc=False):
    """A category of the statute.

    Attributes:
        key: Its name for programs.
        title: Its name in the statute, shortened.
        reference: Where it stands in the California Civil Code.
        terms: Data terms; what is one of them, or below one, falls into it.
    """

    key: str
    title: str
    reference: str
    terms: tuple[str, ...] = ()


CATEGORIES: tuple[Category, ...] = (
    Category(
        "identifiers",
        "Identifiers",
        "1798.140(v)(1)(A)",
        (
            "contact_data",
            "full_name",
            "username",
            "account_identifier",
            "pseudonymous_identifier",
            "online_identifier",
            "government_identifier",
        ),
    ),
    Category(
        "customer_records",
        "Customer records (1798.80(e))",
        "1798.140(v)(1)(B)",
        (
            "full_name",
            "signature",
            "physical_characteristic",
            "postal_address",
            "phone_number",
            "government_identifier",
            "insurance_policy",
            "education_data",
            "employment_data",
            "financial_data",
            "health_data",
        ),
    ),
    Category(
        "protected_characteristics",
        "Characteristics of protected classifications",
        "1798.140(v)(1)(C)",
        (
            "age",
            "gender",
            "gender_identity",
            "marital_status",
            "nationality",
            "racial_or_ethnic_origin",
            "religious_or_philosophical_belief",
            "sexual_orientation",
            "veteran_status",
            "disability",
            "genetic_data",
            "health_data",
        ),
    ),
    Category(
        "commercial",
        "Commercial information",
        "1798.140(v)(1)(D)",
        (
            "purchase_history",
            "transaction_record",
            "subscription_plan",
            "invoice",
            "refund_record",
            "booking",
            "shopping_cart",
            "asset_ownership",
            "spending_pattern",
            "loyalty_membership",
            "contract_record",
        ),
    ),
    Category("biometric", "Biometric information", "1798.140(v)(1)(E)", ("biometric_data",)),
    Category(
        "network_activity",
        "Internet or other electronic network activity",
        "1798.140(v)(1)(F)",
        (
            "usage_data",
            "device_information",
            "performance_metrics",
            "referral_information",
            "security_log",
            "marketing_engagement",
            "communication_metadata",
        ),
    ),
    Category("geolocation", "Geolocation data", "1798.140(v)(1)(G)", ("location_data",)),
    Category(
        "sensory",
        "Audio, electronic, visual, thermal, olfactory or similar information",
        "1798.140(v)(1)(H)",
        ("audiovisual_data", "image_upload", "audio_upload", "video_upload"),
    ),
    Category(
        "employment",
        "Professional or employment-related information",
        "1798.140(v)(1)(I)",
        ("professional_data", "employment_data", "job_title", "curriculum_vitae"),
    ),
    Category("education", "Education information", "1798.140(v)(1)(J)", ("education_data",)),
    Category("inferences", "Inferences", "1798.140(v)(1)(K)", ("inferred_data",)),
    Category(
        "sensitive",
        "Sensitive personal information",
        "1798.140(v)(1)(L), (ae)",
        (
            "special_category_data",
            "government_identifier",
            "credentials",
            "precise_location",
            "communication_content",
            "racial_or_ethnic_origin",
            "nationality",
        ),
    ),
    Category("other", "Other personal information", "1798.140(v)(1)"),
    Category("not_personal", "Not personal information", "1798.140(v)(3)"),
)
"""In the order of the statute. What falls into none of them is other personal information, but for
what is below `non_personal_information` alone."""
