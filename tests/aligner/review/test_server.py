"""The server over a real socket: what it answers, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.review.decisions import FILE
from aligner.review.guard import LARGEST, TOKEN
from aligner.review.pages import PAGES, UPLOAD
from aligner.review.serving import listen
from tests.aligner.review.running import Running, serving
from tests.aligner.review.samples import built


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with serving(built(tmp_path)) as running:
        yield running


ACCEPT = {"document": 0, "version": "build.", "action": "accept", "rows": [0]}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_may_load_only_its_own(running: Running, page: str) -> None:
    status, body, headers = running.ask("GET", page)
    assert status == 200
    assert running.access.token.encode() in body
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert b"onclick" not in body
    assert b"://" not in body


def test_an_action_is_answered_when_it_is_on_disk(running: Running) -> None:
    status, answer = running.post("/api/act", ACCEPT)
    assert status == 200
    assert answer["documents"][0]["open"] == 5
    assert (running.corpora / FILE).read_text(encoding="utf-8").count("\n") == 1
    status, answer = running.post("/api/undo", {"version": answer["version"]})
    assert (status, (running.corpora / FILE).read_text(encoding="utf-8")) == (200, "")


def test_a_stale_write_is_refused(running: Running) -> None:
    assert running.post("/api/act", ACCEPT)[0] == 200
    assert running.post("/api/act", {**ACCEPT, "rows": [1]}) == (
        409,
        {"error": "someone decided something since this page was loaded (look again)"},
    )


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_refused(running: Running, host: str) -> None:
    assert running.ask("GET", "/", {"Host": host})[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
def test_another_origin_is_refused(running: Running, origin: str) -> None:
    assert running.post("/api/act", ACCEPT, Origin=origin) == (403, {"error": "Requests from other pages are refused."})
    assert running.ask("GET", "/api/rows?document=0", {"Origin": origin})[0] == 403
    assert not (running.corpora / FILE).exists()


def test_a_write_needs_the_pages_token_and_json(running: Running) -> None:
    assert running.post("/api/act", ACCEPT, **{TOKEN: "x"})[0] == 403
    assert running.post("/api/act", ACCEPT, Content_Type="text/plain")[0] == 415
    assert running.post("/api/act", ACCEPT, Sec_Fetch_Site="cross-site")[0] == 403
    assert running.post("/api/act", ACCEPT, Origin=f"http://localhost:{running.port}")[0] == 403
    assert running.post("/api/act", ACCEPT, Origin=f"http://127.0.0.1:{running.port}")[0] == 200


@pytest.mark.parametrize(
    "target", ["/../pyproject.toml", "/assets/review.css", "/%2e%2e/x", "/api", "//etc/passwd", "/review.css/../x"]
)
def test_no_address_leads_to_a_file(running: Running, target: str) -> None:
    assert running.ask("GET", target)[0] == 404
    assert running.post("/", ACCEPT)[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD"])
def test_other_methods_are_refused(running: Running, method: str) -> None:
    assert running.ask(method, "/")[0] == 405


@pytest.mark.parametrize("length", [str(LARGEST + 1), "999999999999999999999", "000000000999999"])
def test_a_large_body_is_refused_before_it_is_read(running: Running, length: str) -> None:
    headers = {"Content-Length": length, "Content-Type": "application/json", TOKEN: running.access.token}
    # a number that no machine could mean is refused one layer below
    assert running.ask("POST", "/api/act", headers)[0] == (413 if len(length) < 20 else 400)


@pytest.mark.parametrize("headers", [{"Content-Length": "-1"}, {"Transfer-Encoding": "chunked"}])
def test_a_body_without_a_length_is_refused(running: Running, headers: dict[str, str]) -> None:
    assert running.ask("POST", "/api/act", headers)[0] in (400, 411)


@pytest.mark.parametrize(
    "value",
    [
        [],
        3,
        {},
        {**ACCEPT, "rows": "0"},
        {**ACCEPT, "rows": [None]},
        {**ACCEPT, "cut": [1]},
        {**ACCEPT, "document": "0"},
    ],
)
def test_a_request_that_the_pages_do_not_make_is_refused(running: Running, value: object) -> None:
    assert running.post("/api/act", value) == (400, {"error": "The request is not as the pages make it."})
    assert running.ask("GET", "/api/rows?document=x")[0] == 400


def test_what_cannot_be_done_is_a_sentence(running: Running) -> None:
    assert running.post("/api/act", {**ACCEPT, "action": "burn"}) == (400, {"error": "unknown action 'burn'"})
    assert running.ask("GET", "/api/rows?document=5")[0] == 400


def test_two_hundred_requests_at_once_are_answered(running: Running) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: running.ask("GET", "/api/rows?document=0")[0], range(200)))
    assert answers == [200] * 200


def test_of_many_writes_at_once_one_wins_and_the_others_are_told(running: Running) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda row: running.post("/api/act", {**ACCEPT, "rows": [row]})[0], range(6)))
    assert sorted(answers) == [200, *[409] * 5]
    assert (running.corpora / FILE).read_text(encoding="utf-8").count("\n") == 1


def test_texts_from_documents_never_become_markup(running: Running) -> None:
    text = "<script>alert(1)</script>"
    _, body, headers = running.ask("GET", f"/api/concordance?text={text}")
    assert headers["content-type"] == "application/json"
    assert headers["x-content-type-options"] == "nosniff"
    assert text not in running.ask("GET", f"/?symbol={text}&token={text}")[1].decode()
    assert json.loads(body)["total"] == 0


@pytest.mark.parametrize("body", [b"", b"PK", b"not a workbook", b"\x00" * 1000])
def test_an_upload_that_is_no_workbook_is_refused(running: Running, body: bytes) -> None:
    status, answer = running.upload(UPLOAD, body)
    assert (status, answer["error"].startswith("the workbook: ")) == (400, True)
    assert not (running.corpora / FILE).exists()


def test_an_upload_is_bounded_and_needs_the_token(running: Running) -> None:
    assert running.ask("POST", UPLOAD, {TOKEN: running.access.token, "Content-Length": str(2**30)})[0] == 413
    assert running.ask("POST", UPLOAD, {}, b"x")[0] == 403


def test_where_others_can_reach_it_a_token_is_asked_for(tmp_path: Path) -> None:
    with serving(built(tmp_path), "0.0.0.0") as running:
        key = running.access.key
        assert len(key) > 20
        for target in ("/", "/api/documents", "/review.css", "/?token=wrong"):
            status, body, _ = running.ask("GET", target)
            assert (status, b"asks for the token" in body) == (401, True)
        sent = {"Content-Type": "application/json", TOKEN: running.access.token}
        assert running.ask("POST", "/api/act", sent, json.dumps(ACCEPT).encode())[0] == 401
        assert not (tmp_path / FILE).exists()
        status, _, headers = running.ask("GET", f"/?token={key}")
        assert (status, headers["location"]) == (303, "/")
        cookie = headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert running.ask("GET", "/", {"Cookie": f"dragoman={key}"})[0] == 200
        assert running.ask("GET", "/", {"Cookie": f"dragoman={key}", "Host": f"192.0.2.1:{running.port}"})[0] == 200
        assert running.ask("GET", "/", {"Cookie": f"dragoman={key}", "Host": f"evil.example:{running.port}"})[0] == 421


@pytest.mark.parametrize("host", ["no such host.invalid", "192.0.2.77"])
def test_an_address_that_is_not_this_computers_is_said(host: str) -> None:
    with pytest.raises(UsageError, match=f"--host {host}"):
        listen(host, 0)


def test_a_port_that_is_taken_is_said() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="can't be used: Address already in use"):
        listen("127.0.0.1", taken.getsockname()[1])
