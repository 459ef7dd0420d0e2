"""JavaScript and TypeScript: everything of a realistic file at its place, and no evidence."""

from __future__ import annotations

import pytest

from scanned import short

SAMPLE = """\
// import a from 'not-a'; process.env.NOT
/* https://api.nope.com
import b from 'not-b'
*/
import React from "react";
import * as Sentry from '@sentry/nextjs/server';
import type { Foo } from 'types-only';
import {
  a,
  b as c,
} from "posthog-js/dist/x";
import 'side-effect';
import x from './near'; import y from '@/alias'; import n from 'node:fs'; import p from 'path';
export * from "exported";
const st = require('stripe');
const lazy = () => import("lodash/fp");
const m = await import("https://esm.sh/canvas-confetti@1");
const { SEGMENT_KEY, ALGOLIA_KEY: ak = "x" } = process.env;
export const env = createEnv({ server: { STRIPE_SECRET_KEY: z.string().min(1) } });
const u = process.env.NEXT_PUBLIC_API_URL || "https://api.vendor.com";
const v = import.meta.env.VITE_KEY; const w = process.env["TWO_KEY"]; Deno.env.get("DENO_KEY");
const msg = `set process.env.NOT_READ or ${process.env.READ_ME}`;
const Page = () => <div>
  Don't visit https://text.com or 'it'
  <a href="https://twitter.com/x">x</a>
  <Script src="https://www.googletagmanager.com/gtag/js?id=1" />
  <link rel="preconnect" href="https://fonts.gstatic.com" />
  <link rel="canonical" href="https://me.vendor.com" />
</div>;
const csp = `
  default-src 'self';
  script-src 'self' https://js.stripe.com
     https://*.hotjar.com ${x};
`;
fetch(`https://${region}.api.mailgun.net/v3/${id}`);
const re = /https:\\/\\/regex\\.com/;
const svg = "http://www.w3.org/2000/svg";
posthog.init(key, { api_host: "eu.i.posthog.com" });
helmet({ contentSecurityPolicy: { directives: { connectSrc: ["'self'", "*.segment.io"] } } });
const html = { __html: `(function(){ s.src='https://static.hotjar.com/c/hotjar-'+id; })()` };
throw new Error("See https://docs.stripe.com");
const social = [{ name: "X", href: "https://x.com" }];
"""


def test_a_program_yields_all_it_has_at_its_places() -> None:
    assert short("app/page.tsx", SAMPLE) == [
        (5, 20, "npm:react", ""),
        (6, 26, "npm:@sentry/nextjs", ""),
        (11, 9, "npm:posthog-js", ""),
        (12, 9, "npm:side-effect", ""),
        (14, 16, "npm:exported", ""),
        (15, 21, "npm:stripe", ""),
        (16, 28, "npm:lodash", ""),
        (17, 33, "esm.sh", "script"),
        (17, 40, "npm:canvas-confetti", ""),
        (18, 9, "SEGMENT_KEY", "read"),
        (18, 22, "ALGOLIA_KEY", "read"),
        (19, 42, "STRIPE_SECRET_KEY", "read"),
        (20, 23, "NEXT_PUBLIC_API_URL", "read"),
        (20, 55, "api.vendor.com", "call"),
        (21, 27, "VITE_KEY", "read"),
        (21, 60, "TWO_KEY", "read"),
        (21, 85, "DENO_KEY", "read"),
        (22, 56, "READ_ME", "read"),
        (26, 24, "www.googletagmanager.com", "script"),
        (27, 40, "fonts.gstatic.com", "script"),
        (32, 29, "js.stripe.com", "csp"),
        (33, 16, "hotjar.com", "csp"),
        (35, 26, "api.mailgun.net", "call"),
        (38, 32, "eu.i.posthog.com", "call"),
        (39, 75, "segment.io", "csp"),
        (40, 53, "static.hotjar.com", "script"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "// fetch('https://api.stripe.com')",
        "/* import x from 'stripe' */",
        "const t = `import x from 'stripe'`",
        "import type { Stripe } from 'stripe'",
        "import x from '../stripe'",
        "window.open('https://dashboard.stripe.com')",
        "const x = { homepage: 'https://stripe.com' }",
        "i18n.get('user.name'); t('home.title'); x.get('users.me')",
        "const f = 'index.tsx', g = 'app.js', h = 'com.foo.bar'",
        "fetch(`https://${host}/v1`); fetch('https://api.' + domain)",
        "x = 'https://localhost:3000' + 'http://127.0.0.1'",
    ],
)
def test_it_is_no_evidence(line: str) -> None:
    assert short("a.ts", f"{line}\n") == []


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("fetch('https://api.stripe.com' + path)", "api.stripe.com"),
        ("fetch(`https://api.stripe.com${path}`)", "api.stripe.com"),
        ("fetch('https://user:secret@API.Stripe.com.:443/v1')", "api.stripe.com"),
        ("fetch('https://s3.${region}.amazonaws.com')", "amazonaws.com"),
        ("fetch('https://m\u00fcnchen.de/x')", "xn--mnchen-3ya.de"),
    ],
)
def test_a_host_counts_as_far_as_it_is_known(code: str, value: str) -> None:
    assert [(found[2], found[3]) for found in short("a.js", code)] == [(value, "call")]


def test_letters_of_any_width_do_not_move_a_place() -> None:
    assert short("a.js", "/* \U0001f600 \u00fc */ fetch('https://api.stripe.com')") == [
        (1, 26, "api.stripe.com", "call")
    ]


def test_a_program_that_no_parser_is_asked_for_is_read_too() -> None:
    long = "fetch('https://api.stripe.com') // https://not.com\n" * 6_500
    found = short("a.js", long)
    assert len(found) == 6_500
    assert found[-1] == (6_500, 16, "api.stripe.com", "call")
