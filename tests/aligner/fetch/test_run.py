"""What fetching does with a corpora folder that has something in it already."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.errors import AlignerError, UsageError
from aligner.fetch.symbols import UN_DOCUMENTS, Address, checked, stem_of
from tests.aligner.fetch import server
from tests.aligner.fetch.samples import ENGLISH, FRENCH, STEM, SYMBOL, Fetching, word
from tests.aligner.fetch.server import Script

DOCX = word(FRENCH)
MANIFEST = """\
# kept by hand
[[document]]
file = "fr/A-1.txt"   # the oldest
symbol = "A/1"

[[document]]
file = "en/CTOC-COP-WG.4-2019-5.docx"
status = "working translation"   # until the official one is there
"""


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def script() -> Iterator[Script]:
    with server.serving() as running:
        running.on(SYMBOL, "fr", "docx", server.whole(DOCX))
        running.on(SYMBOL, "en", "docx", server.whole(word(ENGLISH)))
        yield running


@pytest.fixture
def fetching(script: Script, tmp_path: Path) -> Fetching:
    return Fetching(script=script, folder=tmp_path / "corpora")


def test_the_manifest_says_what_was_fetched_and_keeps_the_rest(script: Script, fetching: Fetching) -> None:
    fetching.folder.mkdir()
    path = fetching.folder / "manifest.toml"
    path.write_text(MANIFEST, encoding="utf-8")
    fetching(languages=("fr", "en"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# kept by hand\n[[document]]\nfile = "fr/A-1.txt"   # the oldest\nsymbol = "A/1"\n')
    assert 'status = "official"   # until the official one is there' in text
    entries = {entry["file"]: entry for entry in tomllib.loads(text)["document"]}
    assert list(entries) == ["fr/A-1.txt", f"en/{STEM}.docx", f"fr/{STEM}.docx"]
    assert entries[f"fr/{STEM}.docx"] == {
        "file": f"fr/{STEM}.docx",
        "symbol": SYMBOL,
        "language": "fr",
        "status": "official",
        "source": f"http://127.0.0.1:{script.port}/access?s=CTOC%2FCOP%2FWG.4%2F2019%2F5&l=fr&t=docx",
        "licence": "United Nations terms of use, https://www.un.org/en/about-us/terms-of-use",
        "sha256": hashlib.sha256(DOCX).hexdigest(),
    }


def test_what_is_there_and_unchanged_is_not_asked_for_again(script: Script, fetching: Fetching) -> None:
    fetching()
    asked = len(script.asked)
    (outcome,) = fetching()
    assert (outcome.state, outcome.sha256, len(script.asked)) == ("present", hashlib.sha256(DOCX).hexdigest(), asked)


def test_a_changed_file_is_left_alone_unless_forced(script: Script, fetching: Fetching) -> None:
    fetching()
    path = fetching.folder / "fr" / f"{STEM}.docx"
    path.write_bytes(b"worked on")
    (outcome,) = fetching()
    assert outcome.state == "failed"
    assert outcome.reason == f"{path} has been changed since it was entered into the manifest (--force replaces it)"
    assert path.read_bytes() == b"worked on"
    (outcome,) = fetching(force=True)
    assert (outcome.state, path.read_bytes()) == ("fetched", DOCX)


def test_a_file_nobody_entered_is_entered_if_it_is_the_same(fetching: Fetching) -> None:
    path = fetching.folder / "fr" / f"{STEM}.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"another")
    (outcome,) = fetching()
    assert (outcome.state, path.read_bytes()) == ("failed", b"another")
    path.write_bytes(DOCX)
    (outcome,) = fetching()
    assert outcome.state == "fetched"
    assert (fetching.folder / "manifest.toml").is_file()


def test_a_file_that_a_build_would_take_instead_is_named(fetching: Fetching) -> None:
    path = fetching.folder / "fr" / f"{STEM}.txt"
    path.parent.mkdir(parents=True)
    path.write_text(FRENCH, encoding="utf-8")
    (outcome,) = fetching()
    assert outcome.warnings == (f"{path} stands before it: 'build' reads that file until you take it away",)
    assert path.is_file()


def test_a_document_in_another_language_is_told(script: Script, fetching: Fetching) -> None:
    script.on(SYMBOL, "fr", "docx", server.whole(word(ENGLISH)))
    (outcome,) = fetching()
    (warning,) = outcome.warnings
    assert warning.endswith("looks like 'en', not 'fr'")


def test_a_manifest_that_cannot_be_read_stops_before_any_request(script: Script, fetching: Fetching) -> None:
    fetching.folder.mkdir()
    (fetching.folder / "manifest.toml").write_text("[[document]\n", encoding="utf-8")
    with pytest.raises(AlignerError, match="not a readable manifest"):
        fetching()
    assert script.asked == []


def test_two_symbols_of_one_name_are_refused(fetching: Fetching) -> None:
    with pytest.raises(UsageError, match=r"A/RES/1 and A/RES-1 would have the same file name"):
        fetching("A/RES/1", "A/RES-1")


@pytest.mark.parametrize("text", ["", "hello", "../../etc/passwd", "A/../B", "A//B", "A/B\n", "A/" + "9" * 200, "a/b"])
def test_what_is_no_symbol_is_refused(text: str) -> None:
    if text == "A/B\n":
        assert checked(text) == "A/B"
        return
    with pytest.raises(UsageError, match="is no document symbol"):
        checked(text)


@pytest.mark.parametrize("symbol", ["S/RES/1440 (2002)", "A/55/305-S/2000/809", "A/C.3/78/L.60/Rev.1", "ST/AI/2019/1*"])
def test_symbols_in_use_make_names_without_folders(symbol: str) -> None:
    stem = stem_of(checked(symbol))
    assert "/" not in stem
    assert not stem.startswith(".")
    assert stem.isascii()


def test_the_address_is_filled_in_without_loopholes() -> None:
    assert (
        Address(UN_DOCUMENTS).of("S/RES/1440 (2002)", "fr", "docx")
        == "https://documents.un.org/api/symbol/access?s=S%2FRES%2F1440%20%282002%29&l=fr&t=docx"
    )


@pytest.mark.parametrize(
    "template",
    ["ftp://x/{symbol}/{language}", "file:///{symbol}{language}", "https://x/{symbol}", "https://x/{symbol}{language}{a.b}",
     "https://x/{symbol", "http://[/{symbol}{language}", "{symbol}{language}"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(template: str) -> None:
    with pytest.raises(UsageError):
        Address(template)


def run(script: Script, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from aligner.cli import main; main()", "fetch", *arguments],
        cwd=folder,
        env={**os.environ, "DRAGOMAN_ADDRESS": script.address},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_reports_on_standard_output_and_by_its_exit_code(script: Script, tmp_path: Path) -> None:
    done = run(script, tmp_path, SYMBOL, "--lang", "fr,en", "--interval", "0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith(f"fetched   fr  {SYMBOL}  corpora/fr/{STEM}.docx  ")
    done = run(script, tmp_path, SYMBOL, "--lang", "fr,zh", "--interval", "0", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    rows = json.loads(done.stdout)
    assert [(row["language"], row["state"]) for row in rows] == [("fr", "present"), ("zh", "missing")]
    script.on(SYMBOL, "ru", "docx", server.status(403))
    done = run(script, tmp_path, SYMBOL, "--lang", "ru", "--interval", "0")
    assert done.returncode == 2
    assert done.stderr == f"dragoman: {SYMBOL} in 'ru': DOCX: the server answers 403 Whatever\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((SYMBOL,), "dragoman: Missing option '--lang' ('dragoman fetch --help' says more)"),
        ((SYMBOL, "--lang", "xx"), "dragoman: no language 'xx'; known are ar, en, es, fr, ru, zh"),
        ((SYMBOL, "--lang", ","), "dragoman: no language named (--lang fr,en)"),
        (
            ("what?", "--lang", "fr"),
            "dragoman: 'what?' is no document symbol (write it as printed: CTOC/COP/WG.4/2019/5)",
        ),
    ],
)
def test_wrong_usage_is_one_line_and_leaves_nothing(
    script: Script, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run(script, tmp_path, *arguments)
    assert (done.returncode, done.stderr, done.stdout) == (2, message + "\n", "")
    assert not (tmp_path / "corpora").exists()


def test_the_settings_name_the_address(script: Script, tmp_path: Path) -> None:
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "dragoman.toml").write_text(f'address = "{script.address}"\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from aligner.cli import main; main()", "fetch", SYMBOL, "--lang", "fr"],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key != "DRAGOMAN_ADDRESS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(script.asked)) == (0, 1)


def test_a_killed_run_leaves_no_half_document_and_the_next_one_goes_on(script: Script, tmp_path: Path) -> None:
    def stalling(connection: socket.socket, asked: server.Asked) -> None:
        connection.sendall(
            f"HTTP/1.1 200 OK\r\nETag: {server.ETAG}\r\nContent-Length: {len(DOCX)}\r\n\r\n".encode() + DOCX[:200]
        )
        server.silent(connection, asked)

    script.on(SYMBOL, "fr", "docx", stalling, server.stretches(DOCX))
    running = subprocess.Popen(
        [sys.executable, "-c", "from aligner.cli import main; main()", "fetch", SYMBOL, "--lang", "fr"],
        cwd=tmp_path,
        env={**os.environ, "DRAGOMAN_ADDRESS": script.address},
        stderr=subprocess.DEVNULL,
    )
    state = tmp_path / "corpora" / ".dragoman" / f"fr-{STEM}.docx.part.json"
    while not state.is_file():
        assert running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not (tmp_path / "corpora" / "fr").exists()
    done = run(script, tmp_path, SYMBOL, "--lang", "fr")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "corpora" / "fr" / f"{STEM}.docx").read_bytes() == DOCX


def test_two_runs_at_once_lose_nothing(script: Script, fetching: Fetching, tmp_path: Path) -> None:
    symbols = [f"A/RES/{number}/1" for number in range(1, 7)]
    for symbol in symbols:
        script.on(symbol, "fr", "docx", server.whole(DOCX))
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", "from aligner.cli import main; main()", "fetch", *chosen, "--lang", "fr",
             "--interval", "0"],
            cwd=tmp_path,
            env={**os.environ, "DRAGOMAN_ADDRESS": script.address},
            stdout=subprocess.DEVNULL,
        )
        for chosen in (symbols[:4], symbols[2:])
    ]  # fmt: skip
    assert [running.wait() for running in runs] == [0, 0]
    entries = tomllib.loads((tmp_path / "corpora" / "manifest.toml").read_text(encoding="utf-8"))["document"]
    assert sorted(entry["symbol"] for entry in entries) == symbols
    assert len(script.asked) == len(symbols)
