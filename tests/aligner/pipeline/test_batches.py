"""Documents are dealt out by name, so that a change concerns its own batch and group."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligner.pipeline.batches import GROUP_MOST, LARGEST, MOST, Named, batches, groups

names = st.sets(st.integers(0, 5_000), min_size=1, max_size=300)


def dealt(numbers: set[int]) -> list[list[str]]:
    return list(batches(sorted(f"A-{number:05}" for number in numbers), lambda name: Named(name, 1)))


@given(names)
def test_every_item_is_in_one_batch_in_order(numbers: set[int]) -> None:
    found = dealt(numbers)
    assert [name for batch in found for name in batch] == sorted(f"A-{number:05}" for number in numbers)
    assert all(1 <= len(batch) <= MOST for batch in found)


@given(names, st.integers(0, 5_000))
def test_one_more_document_concerns_few_batches(numbers: set[int], another: int) -> None:
    before, after = dealt(numbers - {another}), dealt(numbers | {another})
    changed = [batch for batch in after if batch not in before]
    # its own, what is left where that became too long, and what follows up to the next natural end
    assert sum(f"A-{another:05}" in batch for batch in changed) == 1
    assert len(changed) <= 2 + len(after) // 4


def test_a_batch_is_no_larger_than_what_fits() -> None:
    sizes = [LARGEST // 3] * 10 + [LARGEST * 2]
    found = list(batches([(f"{k:02}", size) for k, size in enumerate(sizes)], lambda item: Named(*item)))
    assert all(len(batch) == 1 or sum(size for _, size in batch) <= LARGEST for batch in found)


def test_groups_hold_all_batches_in_order() -> None:
    found = dealt(set(range(5_000)))
    grouped = list(groups(found, lambda batch: batch[-1]))
    assert [batch for group in grouped for batch in group] == found
    assert 1 < max(map(len, grouped)) <= GROUP_MOST
