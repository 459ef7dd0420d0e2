"""A GitHub on this machine: the comments of one pull request, and what was asked of it."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

_LIST = re.compile(r"/repos/company/app/issues/7/comments\?per_page=(\d+)&page=(\d+)")
_CREATE = "/repos/company/app/issues/7/comments"
_UPDATE = re.compile(r"/repos/company/app/issues/comments/(\d+)")


@dataclass
class FakeGitHub:
    """The comments, by id, and the calls; those `locked` are not ours to change."""

    comments: dict[int, str] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    refuses: bool = False

    def __enter__(self) -> Self:
        self.server = HTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, method: str, path: str, value: Any) -> tuple[int, object]:  # noqa: ANN401
        """Return the status and the value that a call is answered with."""
        self.calls.append(method)
        listed, updated = _LIST.fullmatch(path), _UPDATE.fullmatch(path)
        if self.refuses:
            return 403, {"message": "Resource not accessible by integration"}
        if method == "GET" and listed:
            size, page = int(listed[1]), int(listed[2])
            rows = [{"id": number, "body": body} for number, body in self.comments.items()]
            return 200, rows[size * (page - 1) : size * page]
        if method == "POST" and path == _CREATE:
            number = len(self.comments) + 1
        elif method == "PATCH" and updated and int(updated[1]) in self.comments:
            number = int(updated[1])
            if number in self.locked:
                return 403, {"message": "Must have admin rights"}
        else:
            return 404, {"message": "Not Found"}
        self.comments[number] = value["body"]
        return 201, {"id": number, "html_url": f"{self.url}/company/app/pull/7#{number}"}


def _handler(github: FakeGitHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            github.tokens.add(self.headers["Authorization"])
            sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, value = github.answer(self.command, self.path, json.loads(sent or b"null"))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        do_GET = do_POST = do_PATCH = do  # noqa: N815 - the names that http.server calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
