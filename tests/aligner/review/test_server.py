"""The server over a real socket: what it answers, and what it refuses."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aligner.errors import UsageError
from aligner.review.decisions import FILE, DecisionFile
from aligner.review.desk import Desk
from aligner.review.pages import application
from aligner.review.server import LARGEST, TOKEN, listen
from tests.aligner.review.samples import bitext


class Running(NamedTuple):
    """A server and how it is asked."""

    port: int
    token: str
    file: Path

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

    def post(self, target: str, value: object, **headers: str) -> tuple[int, Any]:
        sent = {"Content-Type": "application/json", TOKEN: self.token}
        sent.update({name.replace("_", "-"): text for name, text in headers.items()})
        status, body, _ = self.ask("POST", target, sent, json.dumps(value).encode())
        return status, json.loads(body)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = application(Desk([bitext()], DecisionFile(tmp_path / FILE)))
    server = listen(made, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Running(server.server_address[1], made.token, tmp_path / FILE)
    server.shutdown()
    server.server_close()
    thread.join()


ACCEPT = {"document": 0, "version": "", "action": "accept", "rows": [0]}


def test_a_page_may_load_only_its_own(running: Running) -> None:
    status, body, headers = running.ask("GET", "/")
    assert status == 200
    assert running.token.encode() in body
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert b"onclick" not in body
    assert b"://" not in body


def test_an_action_is_answered_when_it_is_on_disk(running: Running) -> None:
    status, answer = running.post("/api/act", ACCEPT)
    assert status == 200
    assert answer["documents"][0]["open"] == 5
    assert running.file.read_text(encoding="utf-8").count("\n") == 1
    status, answer = running.post("/api/undo", {"version": answer["version"]})
    assert (status, running.file.read_text(encoding="utf-8")) == (200, "")


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
    assert not running.file.exists()


def test_a_write_needs_the_pages_token_and_json(running: Running) -> None:
    assert running.post("/api/act", ACCEPT, **{TOKEN: "x"})[0] == 403
    assert running.post("/api/act", ACCEPT, Content_Type="text/plain")[0] == 415
    assert running.post("/api/act", ACCEPT, Sec_Fetch_Site="cross-site")[0] == 403
    assert running.post("/api/act", ACCEPT, Origin=f"http://localhost:{running.port}")[0] == 200


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
    headers = {"Content-Length": length, "Content-Type": "application/json", TOKEN: running.token}
    assert running.ask("POST", "/api/act", headers)[0] == 413


@pytest.mark.parametrize("headers", [{"Content-Length": "-1"}, {"Transfer-Encoding": "chunked"}])
def test_a_body_without_a_length_is_refused(running: Running, headers: dict[str, str]) -> None:
    assert running.ask("POST", "/api/act", headers)[0] == 411


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
    assert running.file.read_text(encoding="utf-8").count("\n") == 1


def test_only_this_computer_is_served(tmp_path: Path) -> None:
    made = application(Desk([bitext()], DecisionFile(tmp_path / FILE)))
    with pytest.raises(UsageError) as caught:
        listen(made, "0.0.0.0", 0)
    assert str(caught.value) == (
        "--host 0.0.0.0: the pages are served to this computer only (to work from afar, use 'ssh -L')"
    )
