"""The pages' server: this computer only, fixed addresses only, writes only from its own pages.

The standard library's server is enough: one person, a dozen addresses, and nothing to install or to load at start.
What is answered is decided by :class:`Application`, a function of plain values; the rest moves bytes.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aligner.errors import AlignerError, UsageError
from aligner.review.decisions import StaleDecisions

LOOPBACK = ("127.0.0.1", "localhost")
LARGEST = 64 * 1024
"""Bytes of a request's body."""
TOKEN = "X-Dragoman-Token"  # noqa: S105  (a header's name)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came in."""

    method: str
    target: str
    """Path and query."""
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What is answered."""

    status: int
    kind: str
    """Media type."""
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Application:
    """Answers requests by fixed addresses."""

    reads: Mapping[str, Callable[[Values], Any]]
    """JSON value by path, from the values of the query; a :class:`Response` is given as it is."""
    writes: Mapping[str, Callable[[Values], Any]]
    """JSON value by path, from the values of the body."""
    pages: Mapping[str, tuple[str, str]]
    """Name of the asset and media type by path."""
    hosts: tuple[str, ...] = ()
    """Host and port that the browser must have asked for."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def answer(self, request: Request) -> Response:
        """Answer one request; what a person or a program did wrong is answered with a sentence."""
        refused = self._refused(request)
        if refused:
            return _failure(*refused)
        try:
            address = urlsplit(request.target)
            if request.method == "GET":
                return self._read(address.path, dict(parse_qsl(address.query)))
            return self._write(address.path, json.loads(request.body))
        except StaleDecisions as error:
            return _failure(409, str(error))
        except AlignerError as error:
            return _failure(400, str(error))
        except OSError as error:
            return _failure(500, f"{error.filename or 'A file'} can't be written: {error.strerror}")
        except (ValueError, TypeError, KeyError):
            return _failure(400, "The request is not as the pages make it.")

    def _read(self, path: str, values: Values) -> Response:
        if path in self.pages:
            name, kind = self.pages[path]
            text = resources.files("aligner.review").joinpath("assets", name).read_text(encoding="utf-8")
            return Response(status=200, kind=kind, body=text.replace("{{token}}", self.token).encode())
        if path in self.reads:
            found = self.reads[path](values)
            return found if isinstance(found, Response) else _json(200, found)
        return _failure(404, "There is nothing at this address.")

    def _write(self, path: str, values: object) -> Response:
        if path not in self.writes:
            return _failure(404, "There is nothing at this address.")
        if not isinstance(values, dict):
            raise TypeError(type(values).__name__)
        return _json(200, self.writes[path](values))

    def _refused(self, request: Request) -> tuple[int, str] | None:
        headers = request.headers
        if headers.get("host", "") not in self.hosts:
            return 421, "This server answers on its own address only."
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return 403, "Requests from other pages are refused."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and request.method != "GET":
            return 403, "Requests from other pages are refused."
        if request.method not in ("GET", "POST"):
            return 405, "Only GET and POST are answered."
        if request.method == "POST":
            given = headers.get(TOKEN.lower(), "")
            if not hmac.compare_digest(given.encode(), self.token.encode()):
                return 403, "This page is from an earlier start of the server: reload it."
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                return 415, "Only JSON is read."
        return None


def _json(status: int, value: object) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Response(status=status, kind="application/json; charset=utf-8", body=body)


def _failure(status: int, message: str) -> Response:
    return _json(status, {"error": message})


def listen(application: Application, host: str, port: int) -> ThreadingHTTPServer:
    """A server on ``host`` and ``port`` (0: any that is free) that is not serving yet.

    Raises :class:`~aligner.errors.UsageError` for an address that others could reach, or one that is taken.
    """
    if host not in LOOPBACK:
        raise UsageError(
            f"--host {host}: the pages are served to this computer only", advice="to work from afar, use 'ssh -L'"
        )
    try:
        server = _Server(("127.0.0.1", port), _handler(application))
    except (OSError, OverflowError) as error:
        raise UsageError(f"--port {port}: can't be used: {error}", advice="leave it out for a free one") from error
    application.hosts = tuple(f"{name}:{server.server_address[1]}" for name in LOOPBACK)
    return server


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def _handler(application: Application) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "dragoman"
        sys_version = ""
        timeout = 60

        def do_GET(self) -> None:
            self._answer()

        do_POST = do_GET  # noqa: N815
        do_PUT = do_GET  # noqa: N815
        do_DELETE = do_GET  # noqa: N815
        do_OPTIONS = do_GET  # noqa: N815
        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
            """Say nothing: the terminal is for what a person should know."""

        def _answer(self) -> None:
            length = self.headers.get("content-length", "0")
            if not length.isascii() or not length.isdigit() or "transfer-encoding" in self.headers:
                self._send(_failure(411, "The length of the request must be given."), close=True)
                return
            if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
                self._send(_failure(413, "The request is too large."), close=True)
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(length))
            request = Request(method=self.command, target=self.path, headers=headers, body=body)
            self._send(application.answer(request))

        def _send(self, response: Response, *, close: bool = False) -> None:
            self.send_response(response.status)
            fixed = {"Content-Type": response.kind, "Content-Length": str(len(response.body))}
            for name, value in {**HEADERS, **fixed, **response.headers}.items():
                self.send_header(name, value)
            if close:
                self.send_header("Connection", "close")
                self.close_connection = True
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(response.body)

    return Handler
