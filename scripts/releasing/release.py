"""Build and test a release; see ``scripts/release``."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
UV = Path(sys.executable).with_name("uv")
OLDEST = (3, 11)
PLACES = ("/usr/bin", "/usr/local/bin", "/opt/python/bin", str(Path.home() / ".pyenv" / "versions" / "*" / "bin"))
"""Where interpreters are looked for, beside the path."""
RESOLUTIONS = ("lowest-direct", "highest")
SOME = ["tests/tmx", "tests/aligner/documents", "tests/aligner/cli"]
"""Tests run in each environment."""


def say(text: str) -> None:
    """Tell what goes on."""
    print(text, flush=True)


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Run a command and return what it printed; end with what it complained about if it fails."""
    # what lies in the caller's environment (paths, settings of pip) must not decide what is released
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**kept, **environment},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)  # fmt: skip
    if done.returncode:
        sys.exit(f"error: {' '.join(map(str, command[:4]))} …\n" + "\n".join(done.stdout.splitlines()[-40:]))
    return done.stdout


def exported(folder: Path) -> Path:
    """The last commit's files alone: what lies about in the checkout is not released."""
    archive = folder / "source.tar"
    run("git", "archive", "-o", archive, "HEAD")
    source = folder / "source"
    source.mkdir()
    run("tar", "-xf", archive, "-C", source)
    return source


def build(source: Path, epoch: str) -> list[Path]:
    """Build twice, compare, and put the result into dist/."""
    twice = []
    for number in ("1", "2"):
        folder = source.parent / f"dist-{number}"
        run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=source, SOURCE_DATE_EPOCH=epoch)
        twice.append(sorted(folder.iterdir()))
    for first, second in zip(*twice, strict=True):
        if first.read_bytes() != second.read_bytes():
            sys.exit(f"error: {first.name} is not built to the same bytes twice")
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    return [Path(shutil.copy(path, DIST)) for path in twice[0]]


def interpreters() -> dict[str, Path]:
    """Every Python from the oldest one allowed on, by version, one of each minor version."""
    found: dict[str, Path] = {}
    folders = [Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part]
    folders += [match for place in PLACES for match in sorted(Path("/").glob(place.lstrip("/")))]
    for folder in folders:
        for path in sorted(folder.glob("python3.[0-9]*")) if folder.is_dir() else ():
            minor = re.fullmatch(r"python3\.(\d+)", path.name)
            if minor and (3, int(minor[1])) >= OLDEST:
                name = f"3.{minor[1]}"
                works = subprocess.run([path, "-c", "import ensurepip"], capture_output=True, check=False)
                if works.returncode == 0:
                    found.setdefault(name, path)
    return dict(sorted(found.items(), key=lambda item: int(item[0].split(".")[1])))


def constraints(version: str, resolution: str, python: Path) -> Path:
    """The versions of all libraries for one environment, written to dist/."""
    name = "lowest" if resolution.startswith("lowest") else "newest"
    path = DIST / f"constraints-{name}-py{version}.txt"
    run(UV, "pip", "compile", ROOT / "pyproject.toml", "--extra", "all", "--group", ROOT / "pyproject.toml:dev",
        "--resolution", resolution, "--only-binary", ":all:", "--python", python, "--no-header", "--no-annotate",
        "--no-emit-package", "dragoman", "-o", path)  # fmt: skip
    return path


def tried(python: Path, pinned: Path, files: tuple[Path, list[str]]) -> None:
    """Install a distribution with these libraries into an empty environment, run it, and its tests."""
    distribution, tests = files
    with tempfile.TemporaryDirectory(prefix="dragoman-release-") as name:
        folder = Path(name)
        run(UV, "venv", "--python", python, folder / "venv")
        inside = folder / "venv" / "bin" / "python"
        run(UV, "pip", "install", "--python", inside, "-r", pinned, distribution)
        for language, text in (("fr", "1. Une loi.\n2. Douze forêts.\n"), ("en", "1. A law.\n2. Twelve forests.\n")):
            (folder / f"{language}.txt").write_text(text, encoding="utf-8")
        program = inside.with_name("dragoman")
        run(program, "--version", cwd=folder)
        run(program, "align", "fr.txt", "en.txt", "-o", "m.tmx", "-o", "m.xlsx", cwd=folder)
        run(program, "memory", "import", "m.tmx", "--db", "sqlite:///m.db", cwd=folder)
        if tests:
            copied(folder)
            said = run(inside, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, cwd=folder)
            say("    " + said.splitlines()[-1])


def copied(folder: Path) -> None:
    """The tests out of the source archive, without the packages: they have to come from the environment."""
    (archive,) = DIST.glob("*.tar.gz")
    run("tar", "-xzf", archive, "--strip-components=1", "-C", folder)
    for package in ("tmx", "aligner"):
        shutil.rmtree(folder / package)


def components(python: Path, wheel: Path) -> Path:
    """Write the list of everything a user installs, as CycloneDX."""
    path = DIST / f"{wheel.name.split('-py3')[0]}.cdx.json"
    with tempfile.TemporaryDirectory(prefix="dragoman-release-") as name:
        folder = Path(name) / "venv"
        run(UV, "venv", "--python", python, folder)
        run(UV, "pip", "install", "--python", folder / "bin" / "python", f"{wheel}[all]")
        run(sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", ROOT / "pyproject.toml",
            "--output-reproducible", "-o", path, folder / "bin" / "python")  # fmt: skip
    return path


def _tried_on(version: str, python: Path, built: tuple[Path, Path], tests: list[str]) -> Iterator[str]:
    """Try a release on one Python, with the lowest and the newest libraries; yield what fails, and go on."""
    wheel, sdist = built
    for resolution in RESOLUTIONS:
        pinned = constraints(version, resolution, python)
        for distribution in (wheel, sdist) if version == f"{OLDEST[0]}.{OLDEST[1]}" else (wheel,):
            name = f"Python {version}, {resolution} libraries, {distribution.suffix.lstrip('.')}"
            say(f"  {name}")
            try:
                tried(python, pinned, (distribution, tests if distribution == wheel else []))
            except SystemExit as failure:
                say("    failed")
                yield f"{name}: {failure}"


def main() -> None:
    """Build, test, list, sum up."""
    given = set(sys.argv[1:])
    if given - {"--quick", "--full"}:
        sys.exit("usage: scripts/release [--quick | --full]")
    tests = [] if "--quick" in given else ["tests"] if "--full" in given else SOME
    epoch = run("git", "log", "-1", "--format=%ct").strip()
    run(UV, "lock", "--check")
    with tempfile.TemporaryDirectory(prefix="dragoman-release-") as name:
        sdist, wheel = sorted(build(exported(Path(name)), epoch), key=lambda path: path.suffix == ".whl")
    say(f"built twice, the same bytes: {wheel.name}, {sdist.name}")
    pythons = interpreters()
    failed = [
        message for version, python in pythons.items() for message in _tried_on(version, python, (wheel, sdist), tests)
    ]
    if failed:
        sys.exit("\n".join(failed))
    missing = [f"3.{minor}" for minor in range(OLDEST[1], 15) if f"3.{minor}" not in pythons]
    if missing:
        say("not tested, since it is not here: Python " + ", ".join(missing))
    say(f"components: {components(list(pythons.values())[-1], wheel).name}")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(DIST.iterdir())]
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    say(f"dist/ holds {len(sums)} files and their checksums")


if __name__ == "__main__":
    main()
