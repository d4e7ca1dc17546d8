"""What is released: the same bytes from the same source, complete, and working outside the checkout."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

EPOCH = "1700000000"


def built(root: Path, folder: Path) -> tuple[Path, Path]:
    """Build wheel and sdist into ``folder``."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="module")
def distribution(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built(root, tmp_path_factory.mktemp("dist"))


def tracked(root: Path, *folders: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", *folders], cwd=root, capture_output=True, text=True, check=False)
    if not listed.stdout:
        pytest.skip("not a git checkout")
    return {name for name in listed.stdout.split("\0") if name and (root / name).is_file()}


def test_the_same_source_gives_the_same_bytes(root: Path, distribution: tuple[Path, Path], tmp_path: Path) -> None:
    for first, second in zip(distribution, built(root, tmp_path), strict=True):
        assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest(), first.name


def test_the_wheel_holds_both_packages_whole_and_typed(root: Path, distribution: tuple[Path, Path]) -> None:
    names = set(zipfile.ZipFile(distribution[0]).namelist())
    assert {"tmx/py.typed", "aligner/py.typed"} <= names
    assert {name for name in names if ".dist-info/" not in name} == tracked(root, "tmx", "aligner")
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_source_archive_holds_what_is_tracked(root: Path, distribution: tuple[Path, Path]) -> None:
    with tarfile.open(distribution[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    left_out = {name for name in tracked(root) - names if not name.startswith(".")}
    assert left_out == set()
    assert not {name for name in names if name.startswith((".venv", "build/", ".git/"))}


def test_the_lock_names_what_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(one for names in project["project"]["optional-dependencies"].values() for one in names),
        *(one for names in project["dependency-groups"].values() for one in names if isinstance(one, str)),
    ]
    names = {re.split(r"[\[<>=!~; ]", one, maxsplit=1)[0].lower().replace("_", "-") for one in wanted}
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    packages = {package["name"]: package for package in lock["package"]}
    assert names <= set(packages), "run uv lock"
    for package in packages.values():
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert all(file["hash"].startswith("sha256:") for file in files), package["name"]
        assert files or "editable" in package["source"], package["name"]


@pytest.fixture(scope="module")
def installed(distribution: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel; its libraries are borrowed from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=False)
    bin_folder = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    target = [sys.executable, "-m", "pip", "--python", str(bin_folder / "python")]
    install = ["install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", str(distribution[0])]
    subprocess.run([*target, *install], check=True)
    # a plain folder on the path: neither its .pth files nor the checkout come with it
    (site,) = (folder / "venv").rglob("site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return bin_folder


def test_it_works_outside_the_checkout(root: Path, installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    where = subprocess.run(
        [installed / "python", "-c", "import aligner, tmx; print(aligner.__file__, tmx.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(root) not in where.stdout
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    def dragoman(*arguments: str) -> str:
        command = [str(installed / "dragoman"), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert dragoman("--version") == f"dragoman, version {version}\n"
    for language, text in (("fr", "1. Une loi.\n2. Douze forêts.\n"), ("en", "1. A law.\n2. Twelve forests.\n")):
        (tmp_path / f"{language}.txt").write_text(text, encoding="utf-8")
    dragoman("align", "fr.txt", "en.txt", "-o", "m.tmx")
    assert (tmp_path / "m.tmx").read_text(encoding="utf-8").count("<tu ") == 2
    assert "number-mismatch" in dragoman("checks")
