"""A server on the loopback device that answers each request as its script says, well or badly."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

ETAG = '"first-version"'


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    symbol: str
    language: str
    kind: str
    headers: dict[str, str]
    path: str


Answer = Callable[[socket.socket, Asked], None]
"""Writes an answer, or what passes for one, to the connection."""


@dataclass(slots=True)
class Script:
    """What to answer: the first answer left for a path, the last one for ever; 404 for paths without any."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def on(self, symbol: str, language: str, kind: str, *answers: Answer) -> None:
        """Answer requests for a document."""
        self.answers[f"{symbol} {language} {kind}"] = list(answers)

    def at(self, path: str, *answers: Answer) -> None:
        """Answer requests for another path."""
        self.answers[path] = list(answers)

    def next(self, asked: Asked) -> Answer:
        """The answer due."""
        self.asked.append(asked)
        key = f"{asked.symbol} {asked.language} {asked.kind}" if asked.symbol else asked.path
        left = self.answers.get(key, [status(404)])
        return left.pop(0) if len(left) > 1 else left[0]

    @property
    def address(self) -> str:
        """The template to give to the command."""
        return f"http://127.0.0.1:{self.port}/access?s={{symbol}}&l={{language}}&t={{type}}"


def whole(data: bytes, *headers: str) -> Answer:
    """200 with everything, whatever stretch was asked for."""
    return lambda connection, _: connection.sendall(_head("200 OK", f"Content-Length: {len(data)}", *headers) + data)


def stretches(data: bytes, etag: str = ETAG) -> Answer:
    """Everything, or the stretch asked for, if it is of this version."""

    def answer(connection: socket.socket, asked: Asked) -> None:
        wanted = asked.headers.get("range", "")
        if not wanted or asked.headers.get("if-range") != etag:
            connection.sendall(_head("200 OK", f"Content-Length: {len(data)}", f"ETag: {etag}") + data)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        span = f"Content-Range: bytes {start}-{len(data) - 1}/{len(data)}"
        rest = data[start:]
        connection.sendall(_head("206 Partial Content", span, f"Content-Length: {len(rest)}") + rest)

    return answer


def cut(data: bytes, at: int, *headers: str) -> Answer:
    """Promise everything, send the first ``at`` bytes, hang up."""
    return lambda connection, _: connection.sendall(
        _head("200 OK", f"Content-Length: {len(data)}", *headers) + data[:at]
    )


def without_length(data: bytes) -> Answer:
    """Send ``data`` and hang up, as HTTP/1.0 did: nobody can tell whether that was all."""
    return lambda connection, _: connection.sendall(_head("200 OK") + data)


def status(code: int, *headers: str) -> Answer:
    """A status with a page about it."""
    page = b"<!DOCTYPE html><html><body>Sorry</body></html>"
    return lambda connection, _: connection.sendall(
        _head(f"{code} Whatever", f"Content-Length: {len(page)}", "Content-Type: text/html", *headers) + page
    )


def raw(data: bytes) -> Answer:
    """Bytes that may be no HTTP at all."""
    return lambda connection, _: connection.sendall(data)


def endless(connection: socket.socket, _: Asked) -> None:
    """A body without end."""
    connection.sendall(_head("200 OK"))
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b"PK\x03\x04" * 2**12)


def silent(connection: socket.socket, _: Asked) -> None:
    """Wait for the other side to give up."""
    with contextlib.suppress(OSError):
        connection.settimeout(20)
        connection.recv(1)


def dripping(data: bytes) -> Answer:
    """One byte after the other, as long as somebody listens."""

    def answer(connection: socket.socket, _: Asked) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(_head("200 OK", f"Content-Length: {len(data)}"))
            for byte in data:
                connection.sendall(bytes([byte]))
                time.sleep(0.02)

    return answer


@contextlib.contextmanager
def serving() -> Iterator[Script]:
    """Serve a script, to be filled by the test."""
    script = Script()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked = _request(self.request)
            if asked is not None:
                with contextlib.suppress(OSError):
                    script.next(asked)(self.request, asked)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        script.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join()


def _head(line: str, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {line}", "Connection: close", *headers, "", ""]).encode("latin-1")


def _request(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(4096)
        if not piece:
            return None
        data += piece
    first, *lines = data.decode("latin-1").split("\r\n")
    path = first.split(" ")[1]
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(path).query))
    headers = {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines if line)}
    return Asked(query.get("s", ""), query.get("l", ""), query.get("t", ""), headers, path)
