"""Full disks, read-only folders, closed pipes, bare environments, two writers at once: old or new, never half."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tmx
from tests.hardening import samples
from tests.hardening.samples import OLD, WRITING, contents, dragoman, filled, leftovers
from tmx.compiled import cache_folder

DRAGOMAN = [sys.executable, "-c", "from aligner.cli import main; main()"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return samples.make(tmp_path / "corpora")


def prepared(name: str, folder: Path) -> Path:
    """An output folder that holds an older version of everything the command writes."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in WRITING[name].files:
        (folder / file).write_bytes(WRITING[name].old(file))
    return folder


def refused_in_one_line(done: subprocess.CompletedProcess[bytes], *reasons: str) -> None:
    """Exit code 2, and a last line that names a file and gives one of the reasons."""
    said = done.stderr.decode("utf-8")
    assert done.returncode == 2, (done.returncode, said)
    assert "Traceback" not in said
    last = said.splitlines()[-1]
    assert last.startswith("dragoman: "), said
    assert any(reason in last for reason in reasons), said


@pytest.mark.parametrize("name", WRITING)
def test_a_file_that_may_not_grow_leaves_the_old_one(name: str, source: Path, tmp_path: Path) -> None:
    out = prepared(name, tmp_path / "out")
    old = contents(out)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))

    done = dragoman(*filled(WRITING[name], source, out), preexec_fn=limit)
    refused_in_one_line(done, "File too large", "disk I/O error")
    assert contents(out) == old
    assert leftovers(out) == []


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of its own, of a few kilobytes; the test is skipped where none may be mounted."""
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_leaves_the_old_file(name: str, source: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        out = prepared(name, disk / "out")
        handle = os.open(disk / "filling", os.O_WRONLY | os.O_CREAT)
        with contextlib.suppress(OSError):
            while os.write(handle, b"\0" * 4096):
                pass
        os.close(handle)
        old = contents(out)
        done = dragoman(*filled(WRITING[name], source, out))
        refused_in_one_line(done, "No space left on device")
        assert contents(out) == old
        assert leftovers(out) == []


def test_standard_output_on_a_full_disk_is_an_error(source: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = dragoman(
            "read", str(source / "fr" / "A-1.txt"), stdout=full, stderr=subprocess.PIPE, capture_output=False
        )
    refused_in_one_line(done, "No space left on device")


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Nothing can be written in ``folder``: by its mode, or for the root user by a file system that is read only."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mounting = ["mount", "--bind", str(folder), str(folder)]
    if shutil.which("mount") is None or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here, and the root user may write anywhere")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", WRITING)
def test_a_folder_that_may_not_be_written_is_named(name: str, source: Path, tmp_path: Path) -> None:
    out = prepared(name, tmp_path / "out")
    with unwritable(out):
        done = dragoman(*filled(WRITING[name], source, out))
    refused_in_one_line(done, "Permission denied", "Read-only file system")
    assert str(out) in done.stderr.decode("utf-8").splitlines()[-1]
    assert all(data == WRITING[name].old(file) for file, data in contents(out).items())


def test_corpora_that_may_not_be_written_can_be_built(source: Path, tmp_path: Path) -> None:
    with unwritable(source):
        done = dragoman(*filled(WRITING["build"], source, tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "command",
    [
        ("read", "{in}/fr/A-1.txt", "--format", "json"),
        ("checks",),
        ("--help",),
        ("check", "{in}", "--format", "json"),
    ],
)
def test_a_reader_that_goes_away_is_no_error(command: tuple[str, ...], source: Path) -> None:
    arguments = [part.replace("{in}", str(source)) for part in command]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = dragoman(*arguments, stdout=writing, stderr=subprocess.PIPE, capture_output=False)
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_standard_stream_does_no_harm(closed: int, source: Path, tmp_path: Path) -> None:
    out = prepared("convert", tmp_path / "out")
    done = dragoman(*filled(WRITING["convert"], source, out), preexec_fn=lambda: os.close(closed))
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert contents(out)["m.csv"] != OLD


BARE = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "0"}
"""No HOME, no LANG, nothing."""
ENVIRONMENTS = (
    {**BARE, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {**BARE, "LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "HOME": "/dev/null/none"},
)


@pytest.mark.parametrize("name", WRITING)
def test_the_environment_changes_no_byte(name: str, source: Path, tmp_path: Path) -> None:
    for language in ("fr", "en"):
        (source / language / "A-1.txt").rename(source / language / "Élève-1.txt")
    seen = []
    # compiled code lies where it always does: compiling anew is not what is tested here
    kept = {"NUMBA_CACHE_DIR": str(cache_folder() or tmp_path)}
    for environment in ({**os.environ, "SOURCE_DATE_EPOCH": "0"}, *ENVIRONMENTS):
        out = tmp_path / "here" / "out"
        shutil.rmtree(out, ignore_errors=True)
        prepared(name, out)
        command = [part.replace("A-1", "Élève-1") for part in filled(WRITING[name], source, out)]
        done = dragoman(*command, env={**environment, **kept})
        assert done.returncode in WRITING[name].codes, done.stderr
        assert b"Traceback" not in done.stderr
        seen.append((done.stdout, contents(out)))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("name", WRITING)
def test_two_writers_at_once_leave_what_one_would(name: str, source: Path, tmp_path: Path) -> None:
    alone, both = prepared(name, tmp_path / "alone"), prepared(name, tmp_path / "both")
    dragoman(*filled(WRITING[name], source, alone))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    runs = [
        subprocess.Popen([*DRAGOMAN, *filled(WRITING[name], source, both)], env=environment,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(3)
    ]  # fmt: skip
    for running in runs:
        _, said = running.communicate()
        assert running.returncode in WRITING[name].codes, said
    assert contents(both) == contents(alone)
    assert leftovers(both) == []


def test_names_that_are_no_text_are_shown_as_well_as_can_be(source: Path, tmp_path: Path) -> None:
    if sys.platform == "darwin":
        pytest.skip("the file system takes UTF-8 only")
    for language in ("fr", "en"):
        old = os.fsencode(source / language / "A-1.txt")
        Path(os.fsdecode(old)).rename(os.fsdecode(old.replace(b"A-1", b"\xc9l\xe8ve")))
    french, english = (os.fsdecode(os.fsencode(source / language) + b"/\xc9l\xe8ve.txt") for language in ("fr", "en"))
    for name in ("a.tmx", "a.json", "a.html"):
        done = dragoman("align", french, english, "-o", str(tmp_path / name))
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
        assert "\N{REPLACEMENT CHARACTER}l" in (tmp_path / name).read_text(encoding="utf-8")
    done = dragoman("build", str(source), "-o", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_import_onto_a_full_disk_leaves_the_store_as_it_was(source: Path, tmp_path: Path) -> None:
    many = [
        tmx.TranslationUnit(f"u{n}", (tmx.Variant("fr", f"phrase {n} " * 40), tmx.Variant("en", f"text {n} " * 40)))
        for n in range(2000)
    ]
    tmx.write(tmp_path / "many.tmx", many)
    with small_disk(tmp_path / "disk", "512k") as disk:
        shutil.copy(source / "store.db", disk / "store.db")
        database = f"sqlite:///{disk / 'store.db'}"
        done = dragoman("memory", "import", str(tmp_path / "many.tmx"), "--db", database)
        refused_in_one_line(done, "disk is full", "No space left on device", "disk I/O error")
        stats = dragoman("memory", "stats", "--db", database, "--format", "json")
        assert b'"units": 2' in stats.stdout, stats


def test_an_import_into_a_folder_that_may_not_be_written_says_so(source: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    shutil.copy(source / "store.db", tmp_path / "closed" / "store.db")
    database = f"sqlite:///{tmp_path / 'closed' / 'store.db'}"
    with unwritable(tmp_path / "closed"):
        done = dragoman("memory", "import", str(source / "m.tmx"), "--db", database)
        refused_in_one_line(
            done, "readonly", "read-only", "Read-only file system", "Permission denied", "unable to open"
        )
        assert str(tmp_path / "closed") in done.stderr.decode()
    assert b'"units": 2' in dragoman("memory", "stats", "--db", database, "--format", "json").stdout


def test_two_imports_at_once_lose_nothing(source: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        units = [
            tmx.TranslationUnit(
                f"{name}{n}", (tmx.Variant("fr", f"{name} phrase {n}"), tmx.Variant("en", f"{name} {n}"))
            )
            for n in range(500)
        ]
        tmx.write(tmp_path / f"{name}.tmx", units)
    database = f"sqlite:///{tmp_path / 'memory.db'}"
    runs = [
        subprocess.Popen([*DRAGOMAN, "memory", "import", str(tmp_path / f"{name}.tmx"), "--db", database],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]  # fmt: skip
    for running in runs:
        _, said = running.communicate()
        assert (running.returncode, said) == (0, b"")
    stats = dragoman("memory", "stats", "--db", database, "--format", "json")
    assert b'"units": 1000' in stats.stdout


KILLED = """
import os, signal, sqlite3, sys
connect, steps = sqlite3.connect, int(sys.argv[1])
def watched(*arguments, **options):
    connection = connect(*arguments, **options)
    connection.set_progress_handler(lambda: os.kill(os.getpid(), signal.SIGKILL), steps)
    return connection
sqlite3.connect = watched
from aligner.cli import main
sys.argv = ["dragoman", *sys.argv[2:]]
main()
"""
"""The command line, killed after so many steps of SQLite's virtual machine."""


def test_a_killed_import_leaves_a_sound_store(source: Path, tmp_path: Path) -> None:
    database = tmp_path / "memory.db"
    arguments = ["memory", "import", str(source / "m.tmx"), "--db", f"sqlite:///{database}"]
    killed = 0
    for steps in (1, 20, 100, 200, 400, 800):
        done = subprocess.run([sys.executable, "-c", KILLED, str(steps), *arguments], capture_output=True, check=False)
        killed += done.returncode == -signal.SIGKILL
    assert killed > 2
    assert dragoman(*arguments).returncode == 0
    stats = dragoman("memory", "stats", "--db", f"sqlite:///{database}", "--format", "json")
    assert b'"units": 2' in stats.stdout
