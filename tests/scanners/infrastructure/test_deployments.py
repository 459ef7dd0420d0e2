"""Deployments: images and settings in compose files, charts and pipelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcheck.scanners import File
from flowcheck.scanners.infrastructure.deployments import scan as scan_deployment
from scanned import short

COMPOSE = """\
services:
  web:
    image: "ghcr.io/acme/web:1.2"  # image: no/image
    environment:
      - STRIPE_SECRET_KEY=${STRIPE_SECRET_KEY}
      - PLAIN
  agent:
    image: datadog/agent@sha256:{digest}
    environment:
      DD_API_KEY: x
      # SENTRY_DSN: no
""".replace("{digest}", "0" * 64)

KUBERNETES = """\
kind: Deployment
spec:
  containers:
  - name: web
    image: registry.example.com:5000/team/web:v1
    env:
    - name: SENTRY_DSN
      valueFrom:
        secretKeyRef:
          name: web
          key: SENTRY_KEY_OF_WEB
    command: |
      image: not/this
      NOT_THIS: 1
"""

CHART = """\
image:
  repository: newrelic/infrastructure
  tag: {{ .Values.tag }}
{{- if .Values.x }}
sidecarImage: grafana/agent:1
{{- end }}
other:
  repository: https://example.com/charts
"""

PIPELINE = """\
image: node:20
variables:
  CODECOV_TOKEN: $X
services:
  - postgres:15
  - name: redis:7
deploy:
  steps:
    - uses: getsentry/action-release@v1
    - uses: aws-actions/configure-aws-credentials/sub@4f0c
    - uses: ./local
    - uses: docker://alpine:3
      env: {A: "${{ secrets.STRIPE_API_KEY }} ${{ secrets.GITHUB_TOKEN }}"}
"""


def test_a_compose_file() -> None:
    assert short("compose.yaml", COMPOSE) == [
        (3, 13, "ghcr.io/acme/web", ""),
        (5, 9, "STRIPE_SECRET_KEY", "set"),
        (8, 12, "datadog/agent", ""),
        (10, 7, "DD_API_KEY", "set"),
    ]


def test_a_kubernetes_manifest() -> None:
    assert short("k8s/web.yml", KUBERNETES) == [
        (5, 12, "registry.example.com:5000/team/web", ""),
        (7, 13, "SENTRY_DSN", "set"),
        (11, 16, "SENTRY_KEY_OF_WEB", "read"),
    ]


def test_a_chart_that_is_a_template() -> None:
    assert short("chart/values.yaml", CHART) == [
        (2, 15, "newrelic/infrastructure", ""),
        (5, 15, "grafana/agent", ""),
    ]


def test_a_pipeline() -> None:
    assert short(".gitlab-ci.yml", PIPELINE) == [
        (1, 8, "node", ""),
        (3, 3, "CODECOV_TOKEN", "set"),
        (5, 5, "postgres", ""),
        (6, 11, "redis", ""),
        (13, 29, "STRIPE_API_KEY", "read"),
    ]


def test_the_actions_of_a_workflow() -> None:
    actions = short(".github/workflows/deploy.yml", PIPELINE, "action")
    assert actions == [
        (9, 13, "getsentry/action-release", ""),
        (10, 13, "aws-actions/configure-aws-credentials", ""),
    ]
    assert short("other.yml", PIPELINE, "action") == []


def test_keys_of_credentials_are_told_with_what_they_stand_below() -> None:
    text = (
        "services:\n  stripe:\n    secret-key: abc\n    color: red\n    public-key:\napi-key: x\n"
    )
    assert short("config/application.yml", text) == [(3, 5, "services.stripe.secret-key", "set")]


@pytest.mark.parametrize("value", ["UPPER/case", "a b", "a//b", "https://x.io/a", "-x", "x" * 500])
def test_what_is_no_image(value: str) -> None:
    assert short("a.yml", f"image: {value}\n", "image") == []


def test_windows_line_ends_and_long_lines() -> None:
    assert short("a.yml", "a:\r\n  image: nginx\r\n") == [(2, 10, "nginx", "")]
    assert short("a.yml", "x: " + "y" * 1_000_000) == []


@given(st.text(alphabet="aA_-:# \n\"'|>{}$[].=", max_size=200))
def test_anything_is_survived(text: str) -> None:
    list(scan_deployment(File("a.yml", text.encode())))
