"""What a pattern of the catalogue may look like, and what is said of one that matches nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from flowcheck.model.patterns import ACTION, ENV, FILE, HOST, IMAGE, IMPORT, TERRAFORM

LEAST_START = 2
"""Characters of a start of names: a shorter one would match half of everything."""


class Form(NamedTuple):
    """The form of one kind of pattern.

    Attributes:
        what: What it names, in words.
        whole: A regular expression of a whole name.
        start: One of what may stand before `*`; "" where no `*` may stand.
        example: Right ones.
    """

    what: str
    whole: str
    start: str
    example: str

    @property
    def pattern(self) -> str:
        """A regular expression of all that may be written."""
        starts = rf"|{self.start}\*" if self.start else ""
        return f"^(?:{self.whole}{starts})$"


HTTPS = r"https://[^\s/]+(?:/\S*)?"
_WORD = r"[\w.-]+"
_NPM = r"(?:@[\w.~-]+/)?[\w.~-]"
_DOMAIN = r"(?:[^\s/:*@.]+\.)+[^\s/:*@.]+"
FORMS: dict[str, Form] = {
    "npm": Form("npm package", f"{_NPM}+", f"{_NPM}*", "`stripe`, `@stripe/*`"),
    "pypi": Form("distribution", _WORD, _WORD, "`stripe`, `google-cloud-*`"),
    "golang": Form(
        "Go module", rf"{_DOMAIN}(?:/[\w.~-]+)*", rf"{_DOMAIN}(?:/[\w.~-]+)*/?",
        "`github.com/stripe/stripe-go`",
    ),
    "maven": Form(
        "Maven artifact", rf"{_WORD}:{_WORD}", r"[\w.-]+(?::[\w.-]*)?",
        "`com.stripe:stripe-java`, `com.stripe:*`",
    ),
    "gem": Form("gem", _WORD, _WORD, "`stripe`, `aws-sdk-*`"),
    "composer": Form(
        "Composer package", rf"{_WORD}/{_WORD}", r"[\w.-]+/[\w.-]*", "`stripe/stripe-php`"
    ),
    "cargo": Form("crate", r"[\w-]+", r"[\w-]+", "`async-stripe`, `aws-sdk-*`"),
    "nuget": Form("NuGet package", _WORD, _WORD, "`Stripe.net`, `AWSSDK.*`"),
    IMPORT: Form("Python module", r"[^\W\d]\w*(?:\.\w+)*", "", "`stripe`, `google.cloud.storage`"),
    HOST: Form("host", _DOMAIN, "", "`api.stripe.com`: all below it are meant too"),
    ENV: Form("start of setting names", r"[A-Z0-9]+(?:_[A-Z0-9]+)*_?", "", "`STRIPE_`"),
    TERRAFORM: Form(
        "Terraform provider or resource type", r"[\w-]+(?:/[\w-]+)?", r"[\w-]+(?:/[\w-]*)?",
        "`stripe/stripe`, `stripe_*`",
    ),
    IMAGE: Form(
        "container image without a tag", r"(?:[\w.-]+(?::[0-9]+)?/)*[\w.-]+",
        r"(?:[\w.-]+(?::[0-9]+)?/)*[\w.-]*", "`stripe/stripe-cli`",
    ),
    ACTION: Form(
        "GitHub Action", rf"{_WORD}(?:/{_WORD})+", rf"(?:{_WORD}/)+[\w.-]*", "`stripe/*`"
    ),
    FILE: Form("file name", _WORD, "", "`netlify.toml`"),
}  # fmt: skip
"""The form of each kind."""


def refusal(kind: str, pattern: str) -> tuple[str, str, str] | None:
    """Return what is wrong with a pattern, why it matters and what to do; None for nothing.

    Args:
        kind: A kind of pattern.
        pattern: As written.
    """
    form = FORMS[kind]
    start = pattern[:-1]
    if pattern.endswith("*") and form.start and re.fullmatch(form.start, start):
        if len(start) >= LEAST_START:
            return None
        why = "half of all that there is starts so"
        return f"`{pattern}` is too short a start of names", why, "write more of the name"
    if re.fullmatch(form.whole, pattern):
        return None
    why = "nothing in code would ever match it"
    if "*" in start and form.start:
        return (
            f"`{pattern}` is no {form.what}",
            why,
            "write `*` at the end alone: any that start so",
        )
    return f"`{pattern}` is no {form.what}", why, f"write it as {form.example}"
