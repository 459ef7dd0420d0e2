"""What the pre-commit hook adds to a commit: wall milliseconds of `git commit`, six ways.

Method: a throwaway repository holds an example project. Committed are, in turn, a text that has
nothing to do with it, without a git hook, with pre-commit that is given no hooks, and with
flowcheck's hook, which pre-commit skips ("no files to check"); then the policy's text, which the
hook lints; then the text and a manifest with the hook that scans what a commit changes. Each way
has its branch; after one warm-up the ways follow each other in every turn. Printed are the medians,
and what each adds to pre-commit alone in the same run. The hooks are those of the last commit of
this repository, installed by pre-commit (which needs a package index) before the clock starts.

Usage: python benchmarks/pre_commit.py [RUNS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "examples" / "tls-1-2" / "inventory"
TEXT, INVENTORY, MANIFEST = "README", "inventory/policy.txt", "requirements.txt"
WAYS = {
    "git alone": ("bare", TEXT),
    "pre-commit without hooks": ("empty", TEXT),
    "flowcheck's hook, unrelated file": ("hook", TEXT),
    "flowcheck's hook, inventory": ("hook", INVENTORY),
    "flowcheck-scan, a text": ("scan", TEXT),
    "flowcheck-scan, a manifest": ("scan", MANIFEST),
}
FLOOR = "pre-commit without hooks"


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "company"
        environment = _environment(Path(name))
        _set_up(folder, environment)
        taken: dict[str, list[float]] = {way: [] for way in WAYS}
        for turn in range(runs + 1):
            for way, (branch, file) in WAYS.items():
                milliseconds = _commit(folder, environment, branch, file)
                if turn:  # the first is the warm-up
                    taken[way].append(milliseconds)
    medians = {way: statistics.median(figures) for way, figures in taken.items()}
    print(f"{'git commit with':36} {'ms':>6} {'added':>6}")
    for way, figure in medians.items():
        print(f"{way:36} {figure:6.0f} {figure - medians[FLOOR]:+6.0f}")


def _environment(home: Path) -> dict[str, str]:
    """Return the environment of the commands, away from the user's git settings and hooks."""
    settings = home / "gitconfig"
    settings.write_text("[user]\nname = A\nemail = a@example.org\n[safe]\ndirectory = *\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": str(settings), "PRE_COMMIT_HOME": str(home / "cache")}


def _set_up(folder: Path, environment: dict[str, str]) -> None:
    """Make the repository, a branch with each configuration, and the hook's environment."""
    shutil.copytree(PROJECT, folder / "inventory")
    revision = _run(ROOT, environment, "git", "rev-parse", "HEAD").strip()
    hooks = {
        branch: f"[{{repo: {ROOT}, rev: {revision}, hooks: ["
        f"{{id: {name}, args: [--fail-on, never]}}]}}]"
        for branch, name in (("hook", "flowcheck"), ("scan", "flowcheck-scan"))
    }
    _run(folder, environment, "git", "init", "--quiet", "--initial-branch", "bare")
    _run(folder, environment, "git", "add", "--all")
    _run(folder, environment, "git", "commit", "--quiet", "--message", "start")
    for branch, repositories in (("empty", "[]"), *hooks.items()):
        _run(folder, environment, "git", "checkout", "--quiet", "-b", branch, "bare")
        (folder / ".pre-commit-config.yaml").write_text(f"repos: {repositories}\n")
        _run(folder, environment, "git", "add", "--all")
        _run(folder, environment, "git", "commit", "--quiet", "--message", branch)
    _run(folder, environment, sys.executable, "-m", "pre_commit", "install", "--install-hooks")


def _commit(folder: Path, environment: dict[str, str], branch: str, file: str) -> float:
    """Return how long a commit of one changed file takes, in milliseconds."""
    _run(folder, environment, "git", "checkout", "--quiet", branch)
    hook, aside = folder / ".git/hooks/pre-commit", folder / ".git/pre-commit"
    if branch == "bare":
        hook.rename(aside)
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write("\n# One more line.\n")
    _run(folder, environment, "git", "add", file)
    start = time.perf_counter()
    _run(folder, environment, "git", "commit", "--quiet", "--message", "change")
    milliseconds = (time.perf_counter() - start) * 1_000
    if branch == "bare":
        aside.rename(hook)
    return milliseconds


def _run(folder: Path, environment: dict[str, str], *command: str) -> str:
    """Return what a command printed; it must succeed."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
