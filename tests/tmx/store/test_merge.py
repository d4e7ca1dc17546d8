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
    with merge([OLD, OTHER], [NEW], policy) as found:
        assert list(found.units()) == kept
        assert (found.count, found.in_conflict) == (len(kept), 1)
        assert [(one.first, one.second) for one in found.conflicts()] == [((OLD,), NEW)]


def test_of_duplicates_the_decided_one_stays() -> None:
    decided = unit("9", "Le phare.", "The lighthouse.", ref="I.2", review="confirmed")
    with merge([OLD, OTHER], [decided, OLD]) as found:
        assert list(found.units()) == [OLD, decided]
        assert (found.duplicates, found.added, list(found.conflicts())) == (2, 0, [])


def test_differences() -> None:
    with diff([OLD, OTHER], [NEW, unit("4", "La digue.", "The dyke.")]) as found:
        assert (list(found.units_removed()), list(found.units_changed())) == ([OTHER], [(OLD, NEW)])
        assert [one.id for one in found.units_added()] == ["4"]
        assert (found.removed, found.added, found.changed, found.same) == (1, 1, 1, 0)
        assert bool(found)


@given(UNITS, UNITS)
def test_nothing_is_lost(first: list[tmx.TranslationUnit], second: list[tmx.TranslationUnit]) -> None:
    with merge(first, second) as found:
        conflicts = list(found.conflicts())
        assert len(list(found.units())) == found.count == len(first) + found.added + len(conflicts)
        assert found.duplicates + found.added + len(conflicts) == len(second)
    with diff(first, first) as none:
        assert not none
    with diff(first, second) as compared:
        removed, added, changed = (
            list(each) for each in (compared.units_removed(), compared.units_added(), compared.units_changed())
        )
        assert (len(removed), len(added), len(changed)) == (compared.removed, compared.added, compared.changed)
        assert compared.same + len(removed) + len(changed) == len(first)
        assert compared.same + len(added) + len(changed) == len(second)
