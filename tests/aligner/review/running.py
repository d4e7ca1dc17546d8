"""A server over a real socket, in this process, and how it is asked."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aligner.review.built import BuildResults
from aligner.review.guard import TOKEN, Access
from aligner.review.pages import LARGE, addresses
from aligner.review.serving import access, listen, server
from aligner.review.site import site
from aligner.review.workspace import Workspace


class Running(NamedTuple):
    """A server and how it is asked."""

    port: int
    access: Access
    corpora: Path
    workspace: Workspace

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, bytes, Mapping[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, target, body=body, headers=dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.read(), {name.lower(): value for name, value in response.getheaders()}
        finally:
            connection.close()

    def get(self, target: str) -> Any:  # noqa: ANN401  (any JSON value)
        status, body, _ = self.ask("GET", target)
        assert status == 200, body
        return json.loads(body)

    def post(self, target: str, value: object, **headers: str) -> tuple[int, Any]:
        sent = {"Content-Type": "application/json", TOKEN: self.access.token}
        sent.update({name.replace("_", "-"): text for name, text in headers.items()})
        status, body, _ = self.ask("POST", target, sent, json.dumps(value).encode())
        return status, json.loads(body)

    def upload(self, target: str, body: bytes) -> tuple[int, Any]:
        status, answer, _ = self.ask("POST", target, {TOKEN: self.access.token}, body)
        return status, json.loads(answer)


@contextlib.contextmanager
def serving(built: BuildResults, host: str = "127.0.0.1") -> Iterator[Running]:
    """Serve ``built`` until the block ends."""
    workspace = Workspace(lambda: built, lambda: "build")
    opened = listen(host, 0)
    port = opened.getsockname()[1]
    let_in = access(host, port, LARGE)
    served = server(site(addresses(workspace), let_in))
    thread = threading.Thread(target=served.run, kwargs={"sockets": [opened]})
    thread.start()
    try:
        yield Running(port, let_in, built.corpora, workspace)
    finally:
        served.should_exit = True
        thread.join()
        opened.close()
