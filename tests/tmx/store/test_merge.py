"""Two memories made one, or compared: by declared policy, nothing left out in silence."""

from __future__ import annotations

import pytest
from hypothesis import given

import tmx
from tests.tmx.store.samples import unit
from tests.tmx.strategies import UNITS
from tmx.store.merge import Policy, diff, merge

OLD = unit("1", "Le port.", "The harbour.", ref="I.1")._replace(changed="20190101T000000Z")
NEW = unit("2", "Le port.", "The port.", ref="I.1")._replace(changed="20200101T000000Z")
OTHER = unit("3", "Le phare.", "The lighthouse.", ref="I.2")


@pytest.mark.parametrize(
    ("policy", "kept"),
    [("both", [OLD, OTHER, NEW]), ("first", [OLD, OTHER]), ("second", [OTHER, NEW]), ("newest", [OTHER, NEW])],
)
def test_conflicts(policy: Policy, kept: list[tmx.TranslationUnit]) -> None:
    found = merge([OLD, OTHER], [NEW], policy)
    assert found.units == kept
    assert [(one.first, one.second) for one in found.conflicts] == [((OLD,), NEW)]


def test_of_duplicates_the_decided_one_stays() -> None:
    decided = unit("9", "Le phare.", "The lighthouse.", ref="I.2", review="confirmed")
    found = merge([OLD, OTHER], [decided, OLD])
    assert (found.units, found.duplicates, found.added, found.conflicts) == ([OLD, decided], 2, 0, [])


def test_differences() -> None:
    found = diff([OLD, OTHER], [NEW, unit("4", "La digue.", "The dyke.")])
    assert (found.removed, found.changed, [one.id for one in found.added]) == ([OTHER], [(OLD, NEW)], ["4"])
    assert bool(found)


@given(UNITS, UNITS)
def test_nothing_is_lost(first: list[tmx.TranslationUnit], second: list[tmx.TranslationUnit]) -> None:
    found = merge(first, second)
    assert len(found.units) == len(first) + found.added + len(found.conflicts)
    assert found.duplicates + found.added + len(found.conflicts) == len(second)
    assert not diff(first, first)
    compared = diff(first, second)
    assert compared.same + len(compared.removed) + len(compared.changed) == len(first)
    assert compared.same + len(compared.added) + len(compared.changed) == len(second)
