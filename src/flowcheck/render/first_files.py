"""The files of a first inventory, which explain themselves: a sample, or one for a real policy."""

from __future__ import annotations

from pkgutil import get_data
from textwrap import wrap
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.plain_yaml import scalar
from flowcheck.views.first_flow import first_flow
from flowcheck.views.first_reading import is_heading, is_quotable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from flowcheck.model.policy_text import PolicyText
    from flowcheck.views.first_reading import Reading

SCHEMA = ".flowcheck/inventory.schema.json"
"""Where the schema for editors stands in a project; no reader looks into a folder with a dot."""
_SAMPLES = ("policy.txt", "policy.yaml", "systems/app.yaml", "vendors.yaml")
_WIDTH = 95


class Beginning(Struct, frozen=True, gc=False):
    """What a first inventory is made for.

    Attributes:
        controller: Who publishes the policy.
        document: The published text, relative to `inventory/`.
        text: Its content.
        readings: What its plain sentences seem to say.
        until: The day on which the first flow must be proved.
    """

    controller: str
    document: str
    text: PolicyText
    readings: Sequence[Reading]
    until: dt.date


def sample_files(controller: str) -> dict[str, str]:
    """Return a small project whose every flow is proved: content by path below the root."""
    title = f"{controller}: Privacy Policy"
    found = {}
    for name in _SAMPLES:
        content = (get_data("flowcheck", f"data/sample/{name}") or b"").decode()
        if name.endswith(".yaml"):
            content = content.replace("{title}", scalar(title))
            content = _with_schema(f"inventory/{name}", content)
        shown = scalar(controller) if name.endswith(".yaml") else controller
        found[f"inventory/{name}"] = content.replace("{controller}", shown)
    return found


def own_files(beginning: Beginning) -> dict[str, str]:
    """Return a first inventory for a published text: content by path below the root.

    What the text seems to say stands there as comments: no statement counts that nobody has read.
    """
    files = {
        "inventory/policy.yaml": _policy(beginning),
        "inventory/systems/app.yaml": _system(beginning),
        "inventory/waivers.yaml": _waivers(beginning),
    }
    return {path: _with_schema(path, content) for path, content in files.items()}


def _with_schema(path: str, content: str) -> str:
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{SCHEMA}\n{content}"


def _policy(beginning: Beginning) -> str:
    lines = [
        "# The published policy, and what each of its passages says: it permits, denies, requires,",
        "# or states what restricts no flow. `flowcheck vocabulary WORD` finds the terms.",
        "policy:",
        f"  controller: {scalar(beginning.controller)}",
        f"  document: {scalar(beginning.document)}",
        "",
    ]
    first = next(filter(is_quotable, beginning.text.passages), None)
    title = first is not None and is_heading(first)
    lines.append("statements:" if title else "# statements:")
    if first is not None and (title or not beginning.readings):
        word = "title" if title else "introduction"
        entry = [f"- id: {word}", *_quote("  quote:", first.text), f"  states: {word}"]
        lines += [f"  {line}" for line in entry] if title else _commented(entry)
    if beginning.readings:
        lines += [
            "",
            "# What `flowcheck init` believes to read in the plainest passages. None of it counts",
            "# yet: read each against its quote, mend its terms, and take the `# ` away.",
        ]
    counts: dict[str, int] = {}
    for reading in beginning.readings:
        verb = reading.actions[0] if reading.kind == "permit" else f"no-{reading.actions[0]}"
        counts[verb] = counts.get(verb, 0) + 1
        lines += ["", *_commented(_statement(f"{verb}-{counts[verb]}", reading))]
    return "\n".join(lines) + "\n"


def _commented(lines: Sequence[str]) -> list[str]:
    return [f"  # {line}".rstrip() for line in lines]


def _statement(name: str, reading: Reading) -> list[str]:
    """Return a reading as a statement in YAML."""
    lines = [f"- id: {name}"]
    if not reading.plain:
        lines[0] += "  # with conditions or exceptions in it: read it twice"
    lines += _unread(reading)
    if len(reading.quotes) == 1:
        lines += _quote("  quote:", reading.quotes[0])
    else:
        lines.append("  quote:")
        for quote in reading.quotes:
            lines += _quote("    -", quote)
    lines.append(f"  {reading.kind}: {_terms(reading.actions)}")
    for facet, terms in (
        ("data", reading.data), ("purpose", reading.purpose), ("recipient", reading.recipient),
    ):  # fmt: skip
        if terms:
            head = f"  {facet}: "
            first, *more = _folded(_terms(terms))
            lines += [head + first, *(" " * (len(head) + 1) + line for line in more)]
    return lines


def _unread(reading: Reading) -> list[str]:
    """Return a comment that names what the terms of a reading do not stand for."""
    pieces = _folded("; ".join(f'"{piece}"' for piece in reading.unread))
    leads = ["  # not read: ", *["  #   "] * len(pieces)]
    return [lead + piece for lead, piece in zip(leads, pieces, strict=False)]


def _quote(lead: str, text: str) -> list[str]:
    """Return a quote behind a key or a dash: on its line where it fits, else folded below."""
    line = f"{lead} {scalar(text)}"
    if len(line) < _WIDTH:
        return [line]
    indent = " " * (len(lead) - len(lead.lstrip()) + 2)
    return [f"{lead} >-", *(indent + piece for piece in _folded(text))]


def _folded(text: str) -> list[str]:
    return wrap(text, _WIDTH - 15, break_long_words=False, break_on_hyphens=False)


def _terms(terms: Sequence[str]) -> str:
    return terms[0] if len(terms) == 1 else f"[{', '.join(terms)}]"


def _system(beginning: Beginning) -> str:
    flow = first_flow(beginning.readings)
    data, purpose = _terms(flow.data), flow.purpose
    return f"""\
# A system: what it collects, keeps and sends on. One file per system, by those who build it.
# This one is a guess to start from: make it your first system.
systems:
  - id: app
    name: App
    kind: application           # application, service, store, device or person
    collects:                   # data that it takes in, and what for
      - id: app-collects
        data: {data}
        purpose: {purpose}
    # flows:                    # data that it sends on, to a vendor or to another system
    #   - to: example-host
    #     data: {data}
    #     purpose: {purpose}

# vendors:                      # who receives it, and in which role
#   - id: example-host
#     name: Example Hosting
#     role: cloud_hosting_provider
#     country: de
"""


def _waivers(beginning: Beginning) -> str:
    waivers = [("FC107", "no statement of the policy is modelled yet")]
    if first_flow(beginning.readings).apart:
        waivers.append(("FC101", "no proposal permits both to collect this data and to use it"))
    head = """\
# Findings that somebody answers for until a day. Once statements permit the first flow, flowcheck
# says that a waiver is unused: delete it, and with the last one the file.
waivers:
"""
    return head + "".join(
        f"""\
  - rule: {rule}
    flow: app-collects
    reason: written by `flowcheck init`; {reason}
    owner: {scalar(beginning.controller)}
    until: {beginning.until.isoformat()}
"""
        for rule, reason in waivers
    )
