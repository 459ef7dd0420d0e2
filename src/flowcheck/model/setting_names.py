"""Names of settings: the words that they are made of, and those that a framework puts first."""

from __future__ import annotations

import re

Words = tuple[str, ...]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APART = re.compile(r"[^A-Za-z0-9]+")
_MOST_WORDS_BEFORE = 3

_BEFORE = frozenset(
    name.replace("_", "")
    for name in (
        # what a framework or a tool wants before a name, to pass it on
        *("NEXT_PUBLIC", "VITE", "REACT_APP", "EXPO_PUBLIC", "NUXT", "NUXT_ENV", "NUXT_PUBLIC"),
        *("GATSBY", "PUBLIC", "VUE_APP", "NG_APP", "STORYBOOK", "RAZZLE", "PLASMO_PUBLIC"),
        *("SNOWPACK_PUBLIC", "REDWOOD_ENV", "MIX", "CYPRESS", "SPRING", "QUARKUS", "MICRONAUT"),
        *("DJANGO", "FLASK", "RAILS", "ASPNETCORE", "DOTNET", "TF_VAR", "ORG_GRADLE_PROJECT"),
        "INPUT",
        # the part of a program
        *("APP", "SERVER", "CLIENT", "BACKEND", "FRONTEND", "WEB", "SERVICES"),
        # the environment
        *("PROD", "PRODUCTION", "LIVE", "STAGING", "STAGE", "PREVIEW", "DEV", "DEVELOPMENT"),
        *("TEST", "TESTING", "SANDBOX", "LOCAL", "CI", "E2E"),
    )
)


def setting_words(name: str) -> Words:
    """Return the words of a setting's name, in capitals.

    Args:
        name: As written: `STRIPE_SECRET_KEY`, `stripeSecretKey`, `stripe.secret-key`,
            `Stripe__SecretKey`.
    """
    spelled = name if name.isupper() else _CAMEL.sub("_", name)
    return tuple(word for word in _APART.split(spelled.upper()) if word)


def without_prefix(words: Words) -> Words:
    """Return the words behind one prefix of a framework or an environment; () if there is none."""
    for count in range(min(_MOST_WORDS_BEFORE, len(words) - 1), 0, -1):
        if "".join(words[:count]) in _BEFORE:
            return words[count:]
    return ()
