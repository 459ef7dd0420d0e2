"""What the plainest sentences of a policy are read as, and what is left alone."""

from __future__ import annotations

import pytest

from conftest import ROOT
from flowcheck.model.policy_text import PolicyText
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.views.first_reading import Reading, first_readings

VOCABULARY = built_in_vocabulary()


def read(text: str) -> list[Reading]:
    return first_readings(PolicyText("policy.txt", text), VOCABULARY)


def test_collecting() -> None:
    quote = "When you register, we may also collect your name and your email address from you."
    assert read(quote) == [
        Reading(
            "permit", ("collect",), (quote,), ("full_name", "email_address"),
            unread=("When you register",),
        )
    ]  # fmt: skip


def test_collecting_what_a_list_names() -> None:
    text = (
        "We collect the following:\n\n- Your name\n- A cat\n- IP addresses\n\nAnd so on.\n- Prompts"
    )
    (found,) = read(text)
    assert found.quotes == ("We collect the following:", "Your name", "IP addresses")
    assert found.data == ("full_name", "ip_address")


def test_collecting_with_examples() -> None:
    (found,) = read("We collect information that you provide, such as your phone number.")
    assert found.data == ("phone_number",)


@pytest.mark.parametrize(
    "text",
    [
        "We collect your name when you pay with your phone number.",
        "We collect your name to send it to your email address.",
        "We collect your name from your IP address.",
    ],
)
def test_what_is_no_object_of_collecting_is_left_out(text: str) -> None:
    assert read(text)[0].data == ("full_name",)


def test_using_named_data_all_data_and_the_last_that_was_named() -> None:
    named, everything, this = read(
        "We use your email address to send you our newsletter. "
        "We use the information that we collect for fraud prevention. "
        "We collect your prompts. We use them for analytics."
    )[:2] + read("We collect your prompts. We use them for analytics.")[1:]  # fmt: skip
    assert (named.data, named.purpose) == (("email_address",), ("newsletter_delivery",))
    assert (everything.data, everything.purpose) == (("collected",), ("fraud_prevention",))
    assert (this.data, this.purpose) == (("prompt",), ("analytics",))


def test_using_for_what_a_list_names_under_headings() -> None:
    text = "We use your data for:\n\nMoney\n\n- Billing\n\nSafety\n\n- Fraud prevention\n\nThe end."
    (found,) = read(text)
    assert found.purpose == ("billing", "fraud_prevention")


def test_a_list_ends_at_a_heading_where_it_had_none() -> None:
    text = "We use your data for:\n\n- Billing\n\nOthers\n\n- Fraud prevention"
    (found,) = read(text)
    assert found.purpose == ("billing",)


def test_sharing() -> None:
    quote = "We share your name with payment processors and with you and us."
    assert read(quote) == [
        Reading("permit", ("share",), (quote,), ("full_name",), (), ("payment_processor",))
    ]


def test_denying() -> None:
    quote = "We do not sell, rent or trade your personal information."
    assert read(quote) == [
        Reading("deny", ("sell", "rent", "trade"), (quote,), ("personal_information",))
    ]
    assert read("We never share email addresses.")[0].data == ("email_address",)


@pytest.mark.parametrize(
    "text",
    [
        "If you agree, we collect your name.",
        "We collect your name only.",
        "We collect your name, but never your phone number.",
        "We do not share your name without your consent.",
        "We use your name for billing:\n\n- Billing, unless you object",
    ],
)
def test_conditions_and_exceptions_are_pointed_out(text: str) -> None:
    assert [found.plain for found in read(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "This policy explains how we collect your name.",
        "We collect, use and share your name.",
        "We collect personal information.",
        "We use cookies.",
        "Wir erheben Ihren Namen und Ihre E-Mail-Adresse.",
        "You collect stamps.",
        "We collect your name \x07 loudly.",
        "We collect " + "your name and " * 200 + "more.",
    ],
)
def test_silence(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "named", "left"),
    [
        (
            "When you sign up, we collect your name, email and, if you like, your date of birth.",
            ("full_name", "email_address", "date_of_birth"),
            ("When you sign up", "if you like"),
        ),
        (
            "We collect your billing and delivery address.",
            ("billing_address", "shipping_address"),
            (),
        ),
        ("We collect your billing habits and name.", ("full_name",), ("your billing habits",)),
        (
            "We use your data to answer your questions, dance and send you our newsletter.",
            ("collected", "customer_support", "newsletter_delivery"),
            ("dance",),
        ),
        (
            "We use your email address to send you our newsletter if you have subscribed.",
            ("email_address", "newsletter_delivery"),
            ("if you have subscribed",),
        ),
        (
            "We collect:\n\n- your name\n- your shoe size\n- IP address and hats",
            ("full_name", "ip_address"),
            ("your shoe size", "hats"),
        ),
        (
            "We share your name with delivery companies and wizards to deliver your order.",
            ("full_name", "delivery_of_goods", "shipping_provider"),
            ("wizards",),
        ),
        (
            "We never share your name or diary with advertisers.",
            ("full_name", "advertiser"),
            ("diary",),
        ),
        (
            "We do not sell your personal data to wizards.",
            ("personal_information",),
            ("to wizards",),
        ),
    ],
)
def test_what_is_not_read_of_a_sentence_is_named(
    text: str, named: tuple[str, ...], left: tuple[str, ...]
) -> None:
    (found,) = read(text)
    assert (*found.data, *found.purpose, *found.recipient) == named
    assert found.unread == left


def test_a_real_policy() -> None:
    text = (ROOT / "inventory/policy/privacy-policy.txt").read_text(encoding="utf-8")
    found = read(text)
    assert [reading.actions for reading in found] == [
        ("collect",), ("use",), ("use",), ("sell", "rent", "trade"), ("share",),
    ]  # fmt: skip
    policy = PolicyText("policy.txt", text)
    assert all(policy.locate(quote) for reading in found for quote in reading.quotes)
