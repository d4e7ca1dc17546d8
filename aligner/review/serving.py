"""The pages' socket and the server behind it."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping

import uvicorn
from starlette.types import ASGIApp

from aligner.errors import UsageError
from aligner.review.guard import Access

LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANY = ("0.0.0.0", "::")  # noqa: S104  (served only on request, behind a token)
WAITING = 512
"""Connections the system keeps until they are taken."""


def listen(host: str, port: int) -> socket.socket:
    """A socket on ``host`` and ``port`` (0: any that is free).

    Raises :class:`~aligner.errors.UsageError` for an address that is not this computer's, or a port that is taken.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise UsageError(f"--host {host}: no address of this computer", advice="give its name or IP address") from error
    try:
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(WAITING)
    except OSError as error:
        opened.close()
        advice = "leave the port out for a free one"
        raise UsageError(f"--host {host} --port {port}: can't be used: {error.strerror}", advice=advice) from error
    return opened


def access(host: str, port: int, large: Mapping[str, int], key: str = "") -> Access:
    """Who may ask a server that listens on ``host`` and ``port``: where others can reach it, who shows the key.

    The key is made up where it is not given.
    """
    if host in LOOPBACK:
        return Access(hosts=tuple(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")), large=large)
    names = dict.fromkeys([host, socket.gethostname(), "127.0.0.1", "localhost"])
    return Access(
        hosts=tuple(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names),
        port=port if host in ANY else 0,
        key=key or secrets.token_urlsafe(16),
        large=large,
    )


def server(app: ASGIApp) -> uvicorn.Server:
    """A server for ``app``; ``run(sockets=[…])`` serves until it is interrupted."""
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        backlog=WAITING,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
