"""Every reader reads what is valid, refuses what is not in one clear line, and never does anything else.

The corpus lies in ``tests/cases/readers``: one folder a format, with ``valid`` and ``invalid`` files, and ``found``
for what fuzzing (``scripts/fuzz``) once made crash, hang or swell. ``expected.json`` says how invalid ones are refused.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hardening.mutations import ACTIONS, COMMON, Operation, changed
from tests.hardening.readers import CASES, READERS, files, refused, seeds

EXAMPLES = 25
"""Mutated files for each format in the suite; ``scripts/fuzz`` makes as many as there is time for."""


def expected() -> dict[str, dict[str, str]]:
    return cast("dict[str, dict[str, str]]", json.loads((CASES / "expected.json").read_text(encoding="utf-8")))


def of(side: str) -> list[tuple[str, str]]:
    return [(kind, path.name) for kind in READERS for path in files(kind, side)]


def test_no_corpus_is_empty_and_none_is_without_reader() -> None:
    assert {path.name for path in CASES.iterdir() if path.is_dir()} == set(READERS)
    for kind in READERS:
        assert files(kind, "valid"), kind
    assert sum(len(files(kind, "invalid")) for kind in READERS) > 80


@pytest.mark.parametrize(("kind", "name"), of("valid"))
def test_what_is_valid_is_read(kind: str, name: str, tmp_path: Path) -> None:
    assert refused(kind, copied(CASES / kind / "valid" / name, tmp_path)) == ""


@pytest.mark.parametrize(("kind", "name"), of("invalid"))
def test_what_is_invalid_is_refused_with_place_and_reason(kind: str, name: str, tmp_path: Path) -> None:
    refusal = refused(kind, copied(CASES / kind / "invalid" / name, tmp_path))
    assert refusal == expected()[kind][name]
    assert "\n" not in refusal


def test_each_invalid_file_has_its_message_and_no_message_is_without_file() -> None:
    assert {(kind, name) for kind, names in expected().items() for name in names} == set(of("invalid"))


@pytest.mark.parametrize(("kind", "name"), of("found"))
def test_what_fuzzing_found_is_read_or_refused(kind: str, name: str, tmp_path: Path) -> None:
    assert "\n" not in refused(kind, copied(CASES / kind / "found" / name, tmp_path))


@pytest.mark.parametrize("kind", READERS)
def test_mutated_files_are_read_or_refused(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(kind)
    reader = READERS[kind]
    starts = [path for path in seeds(kind) if path.stat().st_size < 40_000]
    share = st.floats(0, 1)
    pieces = st.sampled_from((*COMMON, *reader.words, *reader.words))
    operations = st.lists(st.builds(Operation, st.sampled_from(ACTIONS), share, share, pieces), min_size=1, max_size=6)

    # the same ones in every run: chance is for scripts/fuzz
    @settings(max_examples=EXAMPLES, derandomize=True)
    @given(start=st.sampled_from(starts), operations=operations, member=share)
    def check(start: Path, operations: list[Operation], member: float) -> None:
        path = folder / f"mutated{start.suffix}"
        path.write_bytes(changed(start.read_bytes(), operations, member))
        assert "\n" not in refused(kind, path)

    check()


def test_mutations_stay_inside_an_archive_and_are_the_same_for_the_same_operations() -> None:
    data = files("docx", "valid")[0].read_bytes()
    generator = random.Random(1)
    operations = [Operation(generator.choice(ACTIONS), generator.random(), 0.1, b"<w:p>") for _ in range(20)]
    for member in (0.0, 0.4, 0.8):
        mutated = changed(data, operations, member)
        assert mutated != data
        assert mutated == changed(data, operations, member)
        assert mutated.startswith(b"PK\x03\x04")


def copied(path: Path, folder: Path) -> Path:
    """A copy to read: some readers write beside what they read, and no case must ever change."""
    target = folder / path.name
    target.write_bytes(path.read_bytes())
    return target
