"""Keys: by whom what a setting holds was handed out, as far as its name tells."""

from __future__ import annotations

from flowcheck.model.setting_names import Words, setting_words, without_prefix

KEYS = (
    "API_KEY", "APIKEY", "API_TOKEN", "API_SECRET", "ACCESS_TOKEN", "AUTH_TOKEN", "BEARER_TOKEN",
    "CLIENT_SECRET", "DSN", "INGEST_KEY", "LICENSE_KEY", "PROJECT_TOKEN", "PUBLISHABLE_KEY",
    "SECRET_KEY", "SIGNING_SECRET", "WEBHOOK_SECRET", "WEBHOOK_URL", "WRITE_KEY",
)  # fmt: skip
"""Ends of the names of settings that hold what another party has handed out."""
GENERIC = frozenset(
    str.split(
        # of the program itself
        "ADMIN API APP APPLICATION AUTH BACKEND BASE BOT CACHE CLIENT COOKIE CRON CSRF CUSTOM "
        "DB DATABASE DEFAULT DEV DJANGO DEMO ENCRYPTION EXAMPLE EXTERNAL FLASK FRONTEND GLOBAL "
        "HASH HEALTH HTTP HTTPS INTEGRATION INTERNAL JWT LARAVEL LOCAL MAIN MASTER METRICS MY "
        "NEXTAUTH NODE OAUTH OIDC OTP OUR PASSWORD PRIVATE PROD PRODUCTION PROJECT PROXY "
        "PUBLIC RAILS REFRESH REMEMBER RESET ROOT SAML SANDBOX SECRET SECURITY SERVER SERVICE "
        "SESSION SIGNED SIGNING SITE SSO STAGING SYSTEM TEAM TEST TOKEN USER USERS WEB WEBHOOK "
        "WORKER YOUR "
        # of data, forms and the people in them
        "ACCOUNT BODY COMPANY CONFIG CONFIGURATION CONTEXT CREDENTIALS CURRENT CUSTOMER DATA "
        "DUMMY ENV FAKE FORM HEADER HEADERS INVALID ITEM MOCK NEW OBJECT OLD OPTIONS ORG "
        "ORGANISATION ORGANIZATION PARAMETERS PARAMS PAYLOAD PREVIOUS PROPERTIES PROPS QUERY "
        "REQUEST RESPONSE RESULT SECRETS SETTINGS SPEC STATE TENANT VALID VALUE VALUES VERIFY "
        "WORKSPACE "
        # protocols and software that one runs oneself
        "AMQP CLICKHOUSE ELASTICSEARCH GRAPHQL IMAP KAFKA LDAP MARIADB MEMCACHED MONGO MONGODB "
        "MQTT MYSQL NATS OTEL OTLP PG PGSQL POSTGRES POSTGRESQL RABBITMQ REDIS S3 SMTP SQL "
        "SQLITE SSH TLS VAULT "
        # building, testing and publishing
        "BUILD CARGO CI CODECOV COVERALLS DEPLOY DOCKER DOCKERHUB GEM GH GHCR GIT GITHUB "
        "GITLAB HOMEBREW MAVEN NPM NUGET OVSX PIP PYPI REGISTRY RELEASE RENOVATE RUBYGEMS "
        "SONAR SONATYPE TWINE VSCE YARN"
    )
)
"""Words that name no party."""
_ENDS = sorted((tuple(key.split("_")) for key in KEYS), key=len, reverse=True)


def holder(name: str) -> str:
    """Return who handed out what a setting holds, as `ACME` of `VITE_ACME_API_KEY`; "" for nobody.

    Args:
        name: The setting, as it is written.
    """
    words = setting_words(name)
    while behind := without_prefix(words):
        words = behind
    before = next((words[: -len(end)] for end in _ENDS if words[-len(end) :] == end), ())
    return "_".join(_plain(before))


def _plain(words: Words) -> Words:
    """Return words without the generic ones at either end."""
    while words and words[0] in GENERIC:
        words = words[1:]
    while words and words[-1] in GENERIC:
        words = words[:-1]
    return words
