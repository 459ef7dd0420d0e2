"""Configuration: hosts of its values, hosts of its policies, and what is a mere link."""

from __future__ import annotations

import pytest

from scanned import short

YAML = """\
# url: https://not.com
$schema: https://schema.not.com
api:
  url: https://api.stripe.com/v1  # https://not.org
  host: smtp.sendgrid.net
  text: see https://not.com for
  list: ["https://a.vendor.com", "https://b.vendor.com"]
  dsn: "https://k@o1.ingest.sentry.io/2"
  jdbc: jdbc:postgresql://db.abc.supabase.co:5432/x
hosts:
  - https://c.vendor.com
  - api.segment.io
run: |
  curl -X POST https://hooks.slack.com/x
headers: "connect-src 'self' https://api.intercom.io"
file: main.py
homepage: https://not.com
"""
JSON = """\
{ "$schema": "https://not.com/s.json", // https://not.com
 "homepage": "https://not.com", "apiUrl": "https://api.vendor.com/x", "text": "at https://not.com",
 "host": "smtp.mailgun.org", "https://not.com": 1, "list": ["https://b.vendor.com"],
 "headers": [{"value": "default-src 'self'; script-src https://js.stripe.com"}] }
"""
NGINX = """\
upstream x {
  server api.vendor.com:443;
}
server { server_name not.com;
  # proxy_pass https://not.com;
  proxy_pass https://api.vendor.io/x;
  return 301 https://not.com;
  add_header Content-Security-Policy "default-src 'self';
     script-src https://js.stripe.com";
}
"""
XML = """\
<!DOCTYPE plist PUBLIC "-//Apple//DTD" "http://www.not.com/x.dtd">
<beans xmlns="http://www.not.com/schema" xsi:schemaLocation="http://a.not.com http://b.not.com">
 <!-- https://not.com -->
 <add key="ApiUrl" value="https://api.vendor.com" /> <string name="help_url">https://not.com</string>
 <url>jdbc:mysql://db.vendor.com/x</url>
</beans>
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "app.yaml",
            YAML,
            [
                (4, 16, "api.stripe.com", "config"),
                (5, 9, "smtp.sendgrid.net", "config"),
                (7, 19, "a.vendor.com", "config"),
                (7, 43, "b.vendor.com", "config"),
                (8, 19, "o1.ingest.sentry.io", "config"),
                (9, 27, "db.abc.supabase.co", "config"),
                (11, 13, "c.vendor.com", "config"),
                (12, 5, "api.segment.io", "config"),
                (14, 24, "hooks.slack.com", "config"),
                (15, 38, "api.intercom.io", "csp"),
            ],
        ),
        (
            "vercel.json",
            JSON,
            [
                (2, 52, "api.vendor.com", "config"),
                (3, 11, "smtp.mailgun.org", "config"),
                (3, 70, "b.vendor.com", "config"),
                (4, 64, "js.stripe.com", "csp"),
            ],
        ),
        (
            "nginx.conf",
            NGINX,
            [
                (2, 10, "api.vendor.com", "config"),
                (6, 22, "api.vendor.io", "config"),
                (9, 25, "js.stripe.com", "csp"),
            ],
        ),
        (
            "web.config",
            XML,
            [(4, 35, "api.vendor.com", "config"), (5, 20, "db.vendor.com", "config")],
        ),
        (
            "public/_headers",
            "/*\n  Content-Security-Policy: default-src https://api.stripe.com; img-src *.x.io\n",
            [(2, 48, "api.stripe.com", "csp"), (2, 74, "x.io", "csp")],
        ),
        (
            "app.ini",
            "; a = https://not.com\nurl = https://api.stripe.com\n",
            [(2, 15, "api.stripe.com", "config")],
        ),
        ("package.json", '{"homepage": "https://not.com", "x": "https://not.com"}', []),
        ("pnpm-lock.yaml", "tarball: https://registry.not.com/x\n", []),
    ],
)
def test_configuration(path: str, text: str, expected: list[tuple[int, int, str, str]]) -> None:
    assert short(path, text, "host") == expected
