"""A drawn page: what draws is kept, what stands for flows can be chosen, nothing else is let in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from flowcheck.render.map_html.stage import stage

FLOWS = {"flow-a": "A to B: name; clear", "flow-b-%3Ec": "B to C: name; vague"}
SVG = "http://www.w3.org/2000/svg"
HOSTILE = f"""<?xml version="1.0"?>
<!DOCTYPE svg>
<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 20" onload="x()">
<!-- a comment --><?instruction x?>
<script>alert(1)</script>
<style>* {{ display: none }}</style>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>
<image href="https://evil.example/x.png"/>
<use xlink:href="https://evil.example/x.svg#y"/>
<a xlink:href="javascript:alert(1)"><text>linked</text></a>
<animate attributeName="href" to="javascript:alert(1)"/>
<g onclick="x()" style="fill: red" id="count" class="js">
<rect fill="url(https://evil.example/x)" stroke="URL(#a)" width="5" href="x"/>
<text x="1">a &lt;b&gt; <tspan onclick="x()">c</tspan> d</text></g>
</svg>"""


def parsed(text: str) -> ET.Element:
    """What was written just now."""
    return ET.fromstring(text)  # noqa: S314 - our own output


def test_what_does_not_draw_is_left_out() -> None:
    drawn = stage("A <title>", HOSTILE, FLOWS).text
    root = parsed(drawn)
    assert root.attrib == {"viewBox": "0 0 10 20", "role": "group", "aria-label": "A <title>"}
    [view] = root
    assert view.attrib == {"class": "view"}
    [group] = view
    assert group.attrib == {}
    assert [(child.tag, child.attrib) for child in group] == [
        ("rect", {"width": "5"}),
        ("text", {"x": "1"}),
    ]
    assert "".join(group[1].itertext()) == "a <b> c d"
    assert not [word for word in ("evil", "alert", "script", "onclick", "linked") if word in drawn]


def page(inner: str) -> ET.Element:
    """What becomes of a page's content."""
    svg = f'<svg xmlns="{SVG}" width="30pt" height="20pt">{inner}</svg>'
    return parsed(stage("Page", svg, FLOWS).text)[0]


def test_a_page_without_a_box_has_its_size() -> None:
    svg = f'<svg xmlns="{SVG}" width="30.5pt" height="20pt"/>'
    assert 'viewBox="0 0 30.5 20"' in stage("Page", svg, FLOWS).text


@pytest.mark.parametrize("words", ["a", "flow-a", "a other a", "flow-nothing a"])
def test_a_group_names_its_flows_by_id_or_by_mark(words: str) -> None:
    [group] = page(
        f'<g class="flow edge undisclosed" data-flows="{words}"><path d="M 0,0" fill="none"/></g>'
    )
    assert group.attrib == {
        "class": "flow edge",
        "data-flows": "flow-a",
        "role": "button",
        "tabindex": "-1",
        "aria-label": "A to B: name; clear",
    }
    assert [child.tag for child in group] == ["title", "path", "path"]
    assert group[0].text == "A to B: name; clear"
    assert group[1].attrib == {"class": "hit", "d": "M 0,0"}


def test_what_stands_there_is_part_of_the_name() -> None:
    [group] = page(
        '<g class="flow row" data-flows="a"><text>X <tspan>a</tspan></text><text>name</text></g>'
    )
    assert group.get("aria-label") == "X a name: A to B: name; clear"


def test_a_bundle_says_all_of_its_flows() -> None:
    [group] = page('<g data-flows="a b->c"/>')
    assert group.get("data-flows") == "flow-a flow-b-%3Ec"
    assert group.get("aria-label") == "2 flows: A to B: name; clear; B to C: name; vague"


def test_unknown_flows_are_drawn_but_not_chosen() -> None:
    [group] = page('<g data-flows="other"><rect width="1"/></g>')
    assert group.attrib == {}
    assert group[0].attrib == {"width": "1"}


def test_what_is_shown_again_is_not_read_out_again() -> None:
    first, second = page('<g data-flows="a"/><g data-flows="a"/>')
    assert first.get("role") == "button"
    assert second.attrib == {"class": "flow", "data-flows": "flow-a", "aria-hidden": "true"}


def test_a_flow_within_a_flow_is_part_of_it() -> None:
    [outer] = page('<g data-flows="a b->c"><g data-flows="a"><rect width="1"/></g></g>')
    assert [child.attrib for child in outer if child.tag == "g"] == [{}]


def test_a_filled_shape_gets_no_wide_line() -> None:
    [group] = page('<g class="edge" data-flows="a"><path d="M 0,0" fill="#ffffff"/></g>')
    assert [child.get("class") for child in group] == [None, None]


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(ET.ParseError):
        stage("Page", "<svg", FLOWS)
