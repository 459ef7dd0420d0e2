"""Dockerfiles: images and settings."""

from __future__ import annotations

from scanned import short

SAMPLE = """\
# FROM no/image
ARG VERSION=20
FROM --platform=linux/amd64 node:${VERSION} AS base
ENV STRIPE_KEY=a SENTRY_DSN="b c"
ENV POSTHOG_KEY some words HERE
FROM base AS last
COPY --from=datadog/agent:7 /a /b
COPY --from=base /a /b
COPY --from=0 /a /b
"""


def test_a_dockerfile() -> None:
    expected = [
        (2, 5, "VERSION", "set"),
        (3, 29, "node", ""),
        (4, 5, "STRIPE_KEY", "set"),
        (4, 18, "SENTRY_DSN", "set"),
        (5, 5, "POSTHOG_KEY", "set"),
        (7, 13, "datadog/agent", ""),
    ]
    for name in ("Dockerfile", "web.Dockerfile", "deploy/Dockerfile.prod", "Containerfile"):
        assert short(name, SAMPLE) == expected
