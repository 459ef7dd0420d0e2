"""The verbs: one module each, whose `command` is called, and imports what it needs only then."""

VERBS: tuple[str, ...] = (
    "init",
    "lint",
    "scan",
    "diff",
    "explain",
    "trace",
    "map",
    "report",
    "vocabulary",
    "vendors",
    "policy",
    "config",
    "schema",
    "completion",
)
"""In the order of the help; a verb's module has its name."""
