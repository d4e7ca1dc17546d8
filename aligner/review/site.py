"""The pages as an application: fixed addresses only, plain functions behind them.

Starlette with Jinja2 templates and plain scripts: small, typed, well kept, and loaded in a third of a second. A
framework that keeps the page's state on the server would need a connection for every open page and would lose it
when the server is killed; here the state is the files of decisions, and a page is reloaded at any time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import anyio
import anyio.to_thread
import jinja2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from aligner.errors import AlignerError
from aligner.review.decisions import StaleDecisions
from aligner.review.guard import Access, Guard, failure
from tmx.errors import TmxError

Values = Mapping[str, Any]
_AT_ONCE = anyio.CapacityLimiter(4)
"""Requests worked on at once; the others wait: more threads would take memory, and one interpreter serves them all."""
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file for the person to keep."""

    name: str
    kind: str
    """Media type."""
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """What is answered where."""

    pages: Mapping[str, str]
    """Name of the template by path."""
    reads: Mapping[str, Callable[[Values], Any]] = field(default_factory=dict)
    """JSON value or :class:`Download` by path, from the values of the query."""
    writes: Mapping[str, Callable[[Values], Any]] = field(default_factory=dict)
    """JSON value by path, from the values of a JSON body."""
    uploads: Mapping[str, Callable[[bytes], Any]] = field(default_factory=dict)
    """JSON value by path, from the body itself."""


def site(addresses: Addresses, access: Access) -> ASGIApp:
    """The application that answers ``addresses`` to whom ``access`` lets in."""
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("aligner.review"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    routes = [
        *(_page(path, templates.get_template(name), access.token) for path, name in addresses.pages.items()),
        *_assets(),
        *(Route(path, _read(function)) for path, function in addresses.reads.items()),
        *(Route(path, _write(function), methods=["POST"]) for path, function in addresses.writes.items()),
        *(Route(path, _upload(function), methods=["POST"]) for path, function in addresses.uploads.items()),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _nothing})
    app.router.redirect_slashes = False
    ask = HTMLResponse(templates.get_template("token.html").render(), 401)
    return Guard(app, access, ask)


def _page(path: str, template: jinja2.Template, token: str) -> Route:
    async def page(request: Request) -> Response:
        return HTMLResponse(template.render(token=token, here=path))

    return Route(path, page)


def _assets() -> Iterator[Route]:
    """Yield a fixed address for each file of the package: none is looked for by a name from a request."""
    for file in resources.files("aligner.review").joinpath("assets").iterdir():
        body, kind = file.read_bytes(), KINDS["." + file.name.rpartition(".")[2]]

        async def asset(request: Request, body: bytes = body, kind: str = kind) -> Response:
            return Response(body, media_type=kind)

        yield Route(f"/{file.name}", asset)


def _read(function: Callable[[Values], Any]) -> Callable[[Request], Any]:
    async def read(request: Request) -> Response:
        return await _answer(function, dict(request.query_params))

    return read


def _write(function: Callable[[Values], Any]) -> Callable[[Request], Any]:
    async def write(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return failure(415, "Only JSON is read.")
        return await _answer(lambda body: function(_values(body)), await request.body())

    return write


def _values(body: bytes) -> Values:
    values = json.loads(body)
    if not isinstance(values, dict):
        raise TypeError(type(values).__name__)
    return values


def _upload(function: Callable[[bytes], Any]) -> Callable[[Request], Any]:
    async def upload(request: Request) -> Response:
        return await _answer(function, await request.body())

    return upload


async def _answer(function: Callable[[Any], Any], given: object) -> Response:
    """What ``function`` gives; what a person or a program did wrong is answered with a sentence."""
    try:
        found = await anyio.to_thread.run_sync(function, given, limiter=_AT_ONCE)
    except StaleDecisions as error:
        return failure(409, str(error))
    except (AlignerError, TmxError) as error:
        return failure(400, str(error))
    except OSError as error:
        return failure(500, f"{error.filename or 'A file'} can't be written: {error.strerror}")
    except (ValueError, TypeError, KeyError, RecursionError):
        return failure(400, "The request is not as the pages make it.")
    if isinstance(found, Download):
        disposition = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return Response(found.body, media_type=found.kind, headers=disposition)
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, media_type="application/json")


async def _nothing(request: Request, error: Exception) -> Response:
    return failure(404, "There is nothing at this address.")
