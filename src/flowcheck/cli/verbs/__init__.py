"""The verbs: one module each, whose `command` is called, and imports what it needs only then."""

VERBS: tuple[str, ...] = (
    "init",
    "lint",
    "diff",
    "explain",
    "trace",
    "map",
    "report",
    "vocabulary",
    "policy",
    "config",
    "schema",
    "completion",
)
"""In the order of the help; a verb's module has its name."""
