"""Who may ask the pages' server, and for how much: refused before anything of ours sees the request.

The pages are for the person at this computer. A page of another site that the same browser shows must not read or
write here (foreign Host and Origin, no token), and with ``--host`` another computer must show a token first.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 64 * 1024
"""Bytes of a request's body."""
TOKEN = "X-Dragoman-Token"  # noqa: S105  (a header's name)
COOKIE = "dragoman"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a request must bring."""

    hosts: tuple[str, ...]
    """Names, with their port, under which a browser may have asked."""
    port: int = 0
    """Where not 0, a bare address at this port is a good name, too: only names can be turned to another machine."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Written into the pages; a write must bring it back."""
    key: str = ""
    """What a person must show first; empty where only this computer is served."""
    large: Mapping[str, int] = field(default_factory=dict)
    """Paths whose bodies may be larger than :data:`LARGEST`, with their bytes."""

    def knows(self, host: str) -> bool:
        """Whether ``host`` is this server."""
        if host in self.hosts:
            return True
        name, _, port = host.rpartition(":")
        if not self.port or port != str(self.port):
            return False
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


def failure(status: int, message: str) -> Response:
    """A refusal, as the pages show it."""
    body = json.dumps({"error": message}, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, media_type="application/json")


class Guard:
    """Refuses what should not reach the pages, bounds what does, and adds the headers that bind the browser."""

    def __init__(self, app: ASGIApp, access: Access, ask: Response) -> None:
        self.app = app
        self.access = access
        self.ask = ask
        """The page that asks a stranger for the token."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        answer = self._refused(request) or self._stranger(request) or self.app
        await answer(scope, receive, _binding(send))

    def _refused(self, request: Request) -> Response | None:
        headers = request.headers
        if not self.access.knows(headers.get("host", "")):
            return failure(421, "This server answers on its own address only.")
        if headers.get("origin", f"http://{headers['host']}") != f"http://{headers['host']}":
            return failure(403, "Requests from other pages are refused.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and request.method != "GET":
            return failure(403, "Requests from other pages are refused.")
        if request.method not in ("GET", "POST"):
            return failure(405, "Only GET and POST are answered.")
        return self._oversized(request) or (self._untrusted(request) if request.method == "POST" else None)

    def _oversized(self, request: Request) -> Response | None:
        length = request.headers.get("content-length", "0")
        if "transfer-encoding" in request.headers or not length.isascii() or not length.isdigit():
            return _closing(failure(411, "The length of the request must be given."))
        # the server reads no more of a body than its length says
        if len(length) > 12 or int(length) > self.access.large.get(request.url.path, LARGEST):
            return _closing(failure(413, "The request is too large."))
        return None

    def _untrusted(self, request: Request) -> Response | None:
        if not _equal(request.headers.get(TOKEN, ""), self.access.token):
            return failure(403, "This page is from an earlier start of the server: reload it.")
        return None

    def _stranger(self, request: Request) -> Response | None:
        if not self.access.key or _equal(request.cookies.get(COOKIE, ""), self.access.key):
            return None
        if _equal(request.query_params.get("token", ""), self.access.key):
            # out of the address at once: it would stay in the browser's history
            known = RedirectResponse(request.url.path, 303)
            known.set_cookie(COOKIE, self.access.key, httponly=True, samesite="strict")
            return known
        return self.ask


def _equal(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _closing(response: Response) -> Response:
    response.headers["Connection"] = "close"
    return response


def _binding(send: Send) -> Send:
    async def bound(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return bound
