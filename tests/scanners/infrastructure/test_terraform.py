"""Terraform: providers, resources, images and settings, each where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowcheck.scanners import File
from flowcheck.scanners.infrastructure.terraform import scan as scan_terraform
from scanned import short

SAMPLE = """\
terraform {
  required_providers {
    aws     = { source = "registry.terraform.io/hashicorp/aws", version = "~> 5.0" }
    datadog = { source = "DataDog/datadog" }
  }
}
# provider "stripe" {}  caf\u00e9
provider "google" { project = "caf\u00e9" }
resource "aws_ses_domain_identity" "mail" {
  domain = "example.com"
  environment { variables = { STRIPE_KEY = var.key, "SENTRY_DSN" = "d" } }
}
resource "aws_ses_domain_identity" "again" {}
resource "aws_ecs_task_definition" "web" {
  container_definitions = jsonencode([{
    image       = "datadog/agent:7",
    environment = [{ name = "DD_API_KEY", value = "x" }]
  }])
  name  = "not a setting"
  image = "${var.registry}/web"
}
module "vpc" { source = "terraform-aws-modules/vpc/azurerm" }
module "own" { source = "./modules/own" }
"""


def test_a_configuration() -> None:
    assert short("infra/main.tf", SAMPLE) == [
        (3, 27, "hashicorp/aws", ""),
        (4, 27, "DataDog/datadog", ""),
        (8, 11, "hashicorp/google", ""),
        (9, 11, "aws_ses_domain_identity", ""),
        (11, 31, "STRIPE_KEY", "set"),
        (11, 54, "SENTRY_DSN", "set"),
        (14, 11, "aws_ecs_task_definition", ""),
        (16, 20, "datadog/agent", ""),
        (17, 30, "DD_API_KEY", "set"),
        (22, 26, "hashicorp/azurerm", ""),
    ]


def test_a_lock_file() -> None:
    text = 'provider "registry.terraform.io/datadog/datadog" {\n  version = "1.0"\n}\n'
    assert short(".terraform.lock.hcl", text) == [(1, 11, "datadog/datadog", "")]


def test_what_is_torn_gives_what_it_still_says() -> None:
    text = 'resource "aws_s3_bucket" "b" {\n  x = {{{\n\nresource "stripe_price" '
    assert "aws_s3_bucket" in {value for _, _, value, _ in short("a.tf", text)}


def test_deep_nesting_is_survived() -> None:
    short("a.tf", "x = " + "[" * 20_000)
    short("a.tf", "a {" * 20_000)


@given(st.lists(st.sampled_from(["a", "{", "}", '"', "=", "\n", "${", "[", "resource ", "\x00é"])))
def test_anything_is_survived(parts: list[str]) -> None:
    list(scan_terraform(File("a.tf", "".join(parts).encode())))


@given(st.binary())
def test_any_bytes_are_survived(content: bytes) -> None:
    list(scan_terraform(File("a.tf", content)))
