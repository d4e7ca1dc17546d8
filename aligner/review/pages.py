"""The pages and their addresses."""

from __future__ import annotations

from typing import Any, cast

from aligner.review.desk import Desk, Query
from aligner.review.server import Application, Values

HTML, CSS, SCRIPT = "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"
PAGES = {
    "/": ("alignment.html", HTML),
    "/review.css": ("review.css", CSS),
    "/common.js": ("common.js", SCRIPT),
    "/alignment.js": ("alignment.js", SCRIPT),
}


def application(desk: Desk) -> Application:
    """The pages over what a build left."""
    return Application(
        pages=PAGES,
        reads={"/api/documents": lambda values: desk.documents(), "/api/rows": lambda values: _rows(desk, values)},
        writes={
            "/api/act": lambda values: _act(desk, values),
            "/api/undo": lambda values: _step(desk, values, back=True),
            "/api/redo": lambda values: _step(desk, values, back=False),
        },
    )


def _rows(desk: Desk, values: Values) -> dict[str, Any]:
    return desk.rows(
        Query(
            document=int(values["document"]),
            order="doubt" if values.get("order") == "doubt" else "document",
            show=str(values.get("show", "all")),
            text=str(values.get("text", ""))[:500],
            offset=max(int(values.get("offset", 0)), 0),
            limit=max(int(values.get("limit", 100)), 1),
        )
    )


def _act(desk: Desk, values: Values) -> dict[str, Any]:
    places = [_number(each) for each in values["rows"]]
    desk.act(_number(values["document"]), str(values["version"]), str(values["action"]), places, _cut(values))
    return desk.documents()


def _cut(values: Values) -> tuple[int, int] | None:
    cut = values.get("cut")
    if cut is None:
        return None
    source, target = cast("list[object]", cut)
    return _number(source), _number(target)


def _step(desk: Desk, values: Values, *, back: bool) -> dict[str, Any]:
    (desk.undo if back else desk.redo)(str(values["version"]))
    return desk.documents()


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not a number")
    return value
