"""The comment step of the action: one comment on the pull request, kept up to date.

The report's first line, which Markdown does not show, finds it again: there is one for each
project that the action judges. A comment is a courtesy: that it cannot be written is a warning, and
the gate is another step.
"""

from __future__ import annotations

import json
import os
import sys
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from runner import annotate

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 100
SECONDS = 30


class Comments:
    """The comments of one pull request, through GitHub's REST interface."""

    def __init__(self, api: str, repository: str, number: int, token: str) -> None:
        self.issues = f"{api}/repos/{repository}/issues"
        self.number = number
        self.token = token

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Return every comment, the oldest first."""
        page, more = 1, True
        while more:
            query = f"per_page={PAGE}&page={page}"
            found = self._call("GET", f"{self.issues}/{self.number}/comments?{query}")
            yield from found
            page, more = page + 1, len(found) == PAGE

    def create(self, body: str) -> str:
        """Write a new comment and return its address."""
        url = f"{self.issues}/{self.number}/comments"
        return str(self._call("POST", url, {"body": body})["html_url"])

    def update(self, comment: dict[str, Any], body: str) -> str:
        """Change a comment and return its address."""
        url = f"{self.issues}/comments/{int(comment['id'])}"
        return str(self._call("PATCH", url, {"body": body})["html_url"])

    def _call(self, method: str, url: str, value: object = None) -> Any:  # noqa: ANN401 - JSON
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        data = None if value is None else json.dumps(value).encode()
        request = Request(url, data, headers, method=method)  # noqa: S310 - the runner's own address
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.load(answer)


def put(comments: Comments, report: str, *, clean: bool) -> str:
    """Bring the comment up to date.

    Args:
        comments: Those of the pull request.
        report: The Markdown; its first line is what the comment is found by.
        clean: Whether there is nothing to tell: then only an earlier comment is changed.

    Returns:
        What was done.
    """
    marker = report.partition("\n")[0]
    for comment in comments:
        if str(comment.get("body") or "").startswith(marker):
            try:
                return f"updated {comments.update(comment, report)}"
            except HTTPError as error:
                if error.code != HTTPStatus.FORBIDDEN:  # somebody else's, who wrote our marker
                    raise
    if clean:
        return "nothing to tell, and no comment to correct"
    return f"wrote {comments.create(report)}"


def pull_request() -> int | None:
    """Return the number of the pull request that the run is for."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    number = event.get("pull_request", {}).get("number")
    return None if number is None else int(number)


def main() -> int:
    """Bring the comment up to date, or warn that it cannot be."""
    number = pull_request()
    if number is None:
        print("this run is for no pull request: no comment")
        return 0
    environment = os.environ
    comments = Comments(
        environment["GITHUB_API_URL"],
        environment["GITHUB_REPOSITORY"],
        number,
        environment["INPUT_TOKEN"],
    )
    report = Path(environment["REPORT"]).read_text(encoding="utf-8")
    try:
        print(put(comments, report, clean=environment["CLEAN"] == "true"))
    except (OSError, ValueError) as error:
        annotate(
            "warning",
            f"{error}; the job needs the permission `pull-requests: write`, which a pull request"
            " from a fork does not have",
            title="flowcheck could not comment",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
