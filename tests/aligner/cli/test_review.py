"""``dragoman review`` as a program: bad use, workbooks, and a server that is killed."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.pipeline.build import BuildOptions, build
from aligner.review.decisions import FILE, read

FRENCH = "I. Forêts\n1. Les États devraient protéger les forêts.\n2. Le Secrétariat devrait publier 12 guides.\n"
ENGLISH = "I. Forests\n1. States should protect forests.\n2. The Secretariat should publish 12 guides.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, text in (("fr", FRENCH), ("en", ENGLISH)):
        (tmp_path / "corpora" / language).mkdir(parents=True)
        (tmp_path / "corpora" / language / "A-1.txt").write_text(text, encoding="utf-8")
    build(BuildOptions(corpora=tmp_path / "corpora", out=tmp_path / "build"))
    return tmp_path


def run(*arguments: str | Path, code: str = "from aligner.cli import main; main()") -> tuple[int, str, str]:
    command = [sys.executable, "-c", code, "review", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def test_without_the_extra_the_remedy_is_named(folder: Path) -> None:
    code = "import sys; sys.modules['starlette'] = None; from aligner.cli import main; main()"
    assert run(folder / "build", code=code) == (
        2,
        "",
        "dragoman: the pages need the extra 'review' (starlette is not installed) (pip install 'dragoman[review]')\n",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--host", "192.0.2.7"], "dragoman: --host 192.0.2.7 --port 0: can't be used: "),
        (["--import", "missing.xlsx"], "dragoman: missing.xlsx: No such file or directory\n"),
        (["--port", "99999"], "dragoman: Invalid value for '--port': 99999 is not in the range"),
    ],
)
def test_bad_use_is_one_line(folder: Path, options: list[str], message: str) -> None:
    status, out, err = run(folder / "build", "--no-browser", *options)
    assert (status, out) == (2, "")
    assert err.startswith(message)
    assert "Traceback" not in err


def test_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    status, _, err = run(tmp_path, "--no-browser")
    assert (status, err) == (2, f"dragoman: {tmp_path}: no build was made here (run 'dragoman build' again)\n")


def test_a_workbook_goes_out_and_comes_back(folder: Path) -> None:
    from openpyxl import load_workbook

    sheet = folder / "alignment.xlsx"
    assert run(folder / "build", "--export", sheet) == (0, "", "")
    book = load_workbook(sheet)
    book["alignment"]["C3"] = "no"
    book.save(sheet)
    status, _, err = run(folder / "build", "--import", sheet)
    assert (status, err) == (0, f"{sheet}: 1 decisions about the alignment taken over\n")
    (decision,) = read(folder / "corpora" / FILE)
    assert (decision.verdict, decision.source[0].ref) == ("rejected", "I.1")
    sheet.write_bytes(b"PK")
    status, _, err = run(folder / "build", "--import", sheet)
    assert status == 2
    assert err.startswith(f"dragoman: {sheet}: not a workbook: ")


@pytest.fixture
def started(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "review", str(folder / "build")]
    process = subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process, process.stdout.readline().strip()
    process.kill()
    process.communicate()


def connected(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=20)


def test_what_was_answered_survives_a_kill(started: tuple[subprocess.Popen[str], str], folder: Path) -> None:
    process, address = started
    connection = connected(address)
    connection.request("GET", "/")
    token = re.search('name="token" content="([^"]+)"', connection.getresponse().read().decode())
    assert token is not None
    connection.request("GET", "/api/documents")
    version = json.loads(connection.getresponse().read())["version"]
    body = json.dumps({"document": 0, "version": version, "action": "accept", "rows": [1]})
    connection.request("POST", "/api/act", body, {"Content-Type": "application/json", "X-Dragoman-Token": token[1]})
    assert connection.getresponse().status == 200
    process.send_signal(signal.SIGKILL)
    process.wait()
    connection.close()
    assert [one.verdict for one in read(folder / "corpora" / FILE)] == ["accepted"]


def test_a_newer_build_is_shown_without_a_new_start(started: tuple[subprocess.Popen[str], str], folder: Path) -> None:
    _, address = started
    connection = connected(address)
    (folder / "corpora" / "fr" / "A-1.txt").write_text(FRENCH + "3. Il est neuf.\n", encoding="utf-8")
    build(BuildOptions(corpora=folder / "corpora", out=folder / "build"))
    connection.request("GET", "/api/documents")
    assert json.loads(connection.getresponse().read())["documents"][0]["count"] == 4
    connection.close()


def test_an_interrupt_ends_it_quietly(started: tuple[subprocess.Popen[str], str]) -> None:
    process, _ = started
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert err.endswith("ended\n")
    assert "Traceback" not in err
