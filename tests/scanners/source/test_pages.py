"""Pages: what they load and send, and that links and comments are no evidence."""

from __future__ import annotations

import pytest

from scanned import short

PAGE = """\
<html xmlns="http://www.not.com/1999/xhtml">
<!-- <script src="https://not.com/x.js"></script> -->
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src *.hotjar.com">
<link rel="preconnect" href="https://fonts.gstatic.com" crossorigin>
<link rel="canonical" href="https://not.com/">
<script src="//cdn.segment.com/analytics.js" defer></script>
<script async src="https://unpkg.com/posthog-js@1/dist/x.js"></script>
<script data-api="https://stats.vendor.io/api" src="https://plausible.io/js/p.js"></script>
<script>
  // fetch("https://not.com")
  fetch("https://api.stripe.com/v1");
</script>
<script type="application/ld+json">{"url": "https://not.com"}</script>
<a href="https://not.com/x">x</a> Text https://not.com
<form action="https://x.us1.list-manage.com/subscribe/post"></form>
<style>@import url('https://fonts.googleapis.com/css');</style>
<img srcset="https://images.ctfassets.net/a 1x, https://images.ctfassets.net/b 2x">
"""


def test_a_page_yields_what_it_loads_and_sends() -> None:
    assert short("public/index.html", PAGE) == [
        (3, 86, "hotjar.com", "csp"),
        (4, 38, "fonts.gstatic.com", "script"),
        (6, 16, "cdn.segment.com", "script"),
        (7, 28, "unpkg.com", "script"),
        (7, 38, "npm:posthog-js", ""),
        (8, 27, "stats.vendor.io", "call"),
        (8, 61, "plausible.io", "script"),
        (11, 18, "api.stripe.com", "call"),
        (15, 23, "x.us1.list-manage.com", "call"),
        (16, 29, "fonts.googleapis.com", "script"),
        (17, 22, "images.ctfassets.net", "script"),
        (17, 57, "images.ctfassets.net", "script"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "a.vue",
            (
                '<template><img :src="`https://cdn.shopify.com/${x}`">'
                " {{ import.meta.env.VITE_A }}\n</template>\n"
                "<script setup lang=\"ts\">\nimport { x } from 'vue-stripe'\n</script>\n"
            ),
            [
                (1, 31, "cdn.shopify.com", "script"),
                (1, 74, "VITE_A", "read"),
                (4, 20, "npm:vue-stripe", ""),
            ],
        ),
        (
            "a.astro",
            "---\nimport x from 'stripe';\n---\n<p>{import.meta.env.A_KEY}</p>\n",
            [(2, 16, "npm:stripe", ""), (4, 21, "A_KEY", "read")],
        ),
        (
            "a.svelte",
            '{#if x}<script>fetch("https://api.stripe.com")</script>{/if}',
            [(1, 31, "api.stripe.com", "call")],
        ),
        (
            "a.pug",
            "//- script(src='https://not.com')\nscript(src='https://js.stripe.com/v3')\n",
            [(2, 21, "js.stripe.com", "script")],
        ),
        (
            "a.twig",
            "{# <script src='https://not.com'> #}<script src='https://js.stripe.com'></script>",
            [(1, 58, "js.stripe.com", "script")],
        ),
        (
            "a.erb",
            '<%# ENV["NOT"] %><%= ENV["A_KEY"] %>{{#if}}',
            [(1, 27, "A_KEY", "read")],
        ),
        (
            "a.scss",
            "/* url(https://not.com) */ @import url(https://fonts.googleapis.com/css);",
            [(1, 48, "fonts.googleapis.com", "script")],
        ),
    ],
)
def test_templates(path: str, text: str, expected: list[tuple[int, int, str, str]]) -> None:
    assert short(path, text) == expected
