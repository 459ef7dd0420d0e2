"""The YAML language server, driven as an editor drives it: JSON-RPC over stdin and stdout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from npm_clients import client

if TYPE_CHECKING:
    from pathlib import Path

Message = dict[str, Any]
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


class LanguageServer:
    """One server and the files of a folder that are open in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = client("yaml-language-server") / "bin" / "yaml-language-server"
        self.process = subprocess.Popen(
            [str(shutil.which("node")), str(program), "--stdio"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.number = 0
        self.problems: dict[str, list[str]] = {}
        markdown = {"completionItem": {"documentationFormat": ["markdown"]}}
        capabilities = {
            "textDocument": {"completion": markdown, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self._ask("initialize", processId=os.getpid(), rootUri=None, capabilities=capabilities)
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings={"yaml": SETTINGS})

    def close(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.communicate(timeout=30)

    def open(self, name: str, text: str) -> list[str]:
        """Open a file, and return what is underlined in it."""
        document = {"uri": self._uri(name), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        while self._uri(name) not in self.problems:
            self._handle(self._read())
        return self.problems[self._uri(name)]

    def complete(self, name: str, line: int, column: int) -> dict[str, str]:
        """Return what is offered at a place, 0-based, each with what it means."""
        answer = self._ask("textDocument/completion", **self._place(name, line, column))
        found = {}
        for item in answer["items"]:
            told = item.get("documentation", "")
            found[item["label"]] = told["value"] if isinstance(told, dict) else told
        return found

    def hover(self, name: str, line: int, column: int) -> str:
        """Return what is shown over a place, 0-based."""
        answer = self._ask("textDocument/hover", **self._place(name, line, column))
        return str(answer["contents"]["value"])

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _place(self, name: str, line: int, column: int) -> Message:
        position = {"line": line, "character": column}
        return {"textDocument": {"uri": self._uri(name)}, "position": position}

    def _ask(self, method: str, **params: Any) -> Any:  # noqa: ANN401 - any answer
        self.number += 1
        number = self.number
        self._write({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message["result"]
            self._handle(message)

    def _tell(self, method: str, **params: Any) -> None:  # noqa: ANN401 - any parameter
        self._write({"method": method, "params": params})

    def _handle(self, message: Message) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.problems[params["uri"]] = [found["message"] for found in params["diagnostics"]]
        elif "method" in message and "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                asked = [item.get("section") for item in message["params"]["items"]]
                result = [SETTINGS if section == "yaml" else None for section in asked]
            self._write({"id": message["id"], "result": result})

    def _write(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _read(self) -> Message:
        assert self.process.stdout is not None
        length = 0
        while header := self.process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        message: Message = json.loads(self.process.stdout.read(length))
        return message
