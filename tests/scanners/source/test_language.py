"""The languages that one expression cuts: hosts and settings of each at their places."""

from __future__ import annotations

import pytest

from scanned import short

SAMPLES = {
    "main.go": (
        """\
// os.Getenv("NOT") "https://not.com"
const apiURL = "https://api.stripe.com"
type C struct {
\tKey string `env:"SEGMENT_KEY,required"`
}
k := os.Getenv("STRIPE_KEY")
req, _ := http.NewRequest("POST", "https://api.mailgun.net/v3", nil)
v := viper.GetString("twilio.sid")
q := `raw "https://hooks.slack.com/x"`
u := fmt.Sprintf("https://%s.zendesk.com/api", sub)
""",
        [
            (2, 25, "api.stripe.com", "call"),
            (4, 19, "SEGMENT_KEY", "read"),
            (6, 17, "STRIPE_KEY", "read"),
            (7, 44, "api.mailgun.net", "call"),
            (8, 23, "twilio.sid", "read"),
            (9, 20, "hooks.slack.com", "literal"),
            (10, 30, "zendesk.com", "literal"),
        ],
    ),
    "App.java": (
        """\
/** @see https://not.com */
@Value("${stripe.api.key}") String key;
static final String BASE_URL = "https://api.stripe.com";
String k = System.getenv("SEGMENT_KEY"); char c = '"';
new Request.Builder().url("https://api.mailgun.net").build();
package com.foo.bar; // "https://not.com"
""",
        [
            (2, 11, "stripe.api.key", "read"),
            (3, 41, "api.stripe.com", "call"),
            (4, 27, "SEGMENT_KEY", "read"),
            (5, 36, "api.mailgun.net", "call"),
        ],
    ),
    "App.kt": (
        (
            'const val BASE_URL: String = "https://api.stripe.com"\n'
            'val k = System.getenv("A_KEY") ?: "x"\nval t = """\n  "https://cdn.segment.com"\n"""\n'
        ),
        [
            (1, 39, "api.stripe.com", "call"),
            (2, 24, "A_KEY", "read"),
            (4, 12, "cdn.segment.com", "literal"),
        ],
    ),
    "app.rb": (
        """\
# ENV["NOT"]
Stripe.api_key = Rails.application.credentials.dig(:stripe, :secret_key)
x = Rails.application.credentials.mailgun[:api_key]
y = "#{ENV["HOST_KEY"]}/x"
HTTParty.get "https://api.vendor.com/#{id}"
z = ENV.fetch("SENTRY_DSN")
policy.connect_src :self, :https, "https://api.stripe.com"
=begin
"https://not.com"
=end
""",
        [
            (2, 53, "stripe_secret_key", "read"),
            (3, 35, "mailgun_api_key", "read"),
            (4, 13, "HOST_KEY", "read"),
            (5, 23, "api.vendor.com", "call"),
            (6, 16, "SENTRY_DSN", "read"),
            (7, 44, "api.stripe.com", "csp"),
        ],
    ),
    "app.php": (
        """\
<html><script src="https://js.stripe.com/v3"></script> don't
<?php
// getenv('NOT') https://not.com
$k = getenv('STRIPE_KEY'); $u = config('services.mailgun.secret');
$c = new Client(['base_uri' => 'https://api.mailgun.net']);
$h = <<<EOT
 <a href="https://not.com">
EOT;
?>
<iframe src="https://player.vimeo.com/x"></iframe>
""",
        [
            (1, 28, "js.stripe.com", "script"),
            (4, 14, "STRIPE_KEY", "read"),
            (4, 41, "services.mailgun.secret", "read"),
            (5, 41, "api.mailgun.net", "call"),
            (10, 22, "player.vimeo.com", "script"),
        ],
    ),
    "App.cs": (
        """\
/// <see href="https://not.com"/>
var k = Environment.GetEnvironmentVariable("STRIPE_KEY");
var s = Configuration["Stripe:SecretKey"];
var p = @"C:\\dir\\"; client.GetAsync("https://api.stripe.com");
string BaseUrl { get; set; } = "https://api.mailgun.net";
""",
        [
            (2, 45, "STRIPE_KEY", "read"),
            (3, 24, "Stripe:SecretKey", "read"),
            (4, 46, "api.stripe.com", "call"),
            (5, 41, "api.mailgun.net", "call"),
        ],
    ),
    "main.rs": (
        (
            'let k = env::var("A_KEY")?; // env::var("NOT")\nlet x: &\'a str = r#"https://cdn.x.io"#;\n'
            'client.post("https://api.stripe.com");\n'
        ),
        [
            (1, 19, "A_KEY", "read"),
            (2, 29, "cdn.x.io", "literal"),
            (3, 22, "api.stripe.com", "call"),
        ],
    ),
    "app.swift": (
        'let k = ProcessInfo.processInfo.environment["A_KEY"]\nlet baseURL = "https://api.stripe.com"\n',
        [(1, 46, "A_KEY", "read"), (2, 24, "api.stripe.com", "call")],
    ),
    "app.ex": (
        (
            '@moduledoc """\nhttps://not.com\n"""\nk = System.get_env("A_KEY")\n'
            'HTTPoison.get("https://api.stripe.com")\n'
        ),
        [(4, 21, "A_KEY", "read"), (5, 24, "api.stripe.com", "call")],
    ),
}


@pytest.mark.parametrize("path", SAMPLES)
def test_a_program_yields_all_it_has_at_its_places(path: str) -> None:
    text, expected = SAMPLES[path]
    assert short(path, text) == expected


def test_windows_line_ends_marks_and_other_encodings_move_nothing() -> None:
    text = 'x := 1\r\nu := os.Getenv("A_KEY")\r\n'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert short("a.go", text.encode(encoding)) == [(2, 17, "A_KEY", "read")]
