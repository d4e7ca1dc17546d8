"""Terms that a coordination takes apart: « abus d'autorité ou d'une situation … », "technical and legal assistance"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aligner.glossary.words import BREAK, COMMA, CONTENT, FUNCTION, JOINING, LINKING, NUMBER, Side

LONGEST_GAP = 8
"""Words a coordination may put between two words of a term."""
MEMBERS = 4
"""Members of a list whose conjunctions are written onto them, at most."""
LAST_MEMBER = 4
"""Words in which the joint of a list has to follow where only a comma stands before the member looked for."""


def coordinated(side: Side, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches that hold the words ``keys`` with one coordination inside: first place, place after the last."""
    content = sorted(
        {key for key in keys if side.kinds[key] in (CONTENT, NUMBER)}, key=lambda key: len(side.places(key))
    )
    units = side.units[side.places(content[0])] if content else np.empty(0, np.int32)
    for key in content[1:]:
        if len(units) == 0:
            return
        # the places of a word ascend, and so do the texts it stands in
        others = side.units[side.places(key)]
        at = np.minimum(np.searchsorted(others, units), len(others) - 1)
        units = units[others[at] == units]
    if len(units) == 0:
        return
    firsts = side.places(keys[0])
    # a joint has to stand within reach
    reach = firsts + LONGEST_GAP + len(keys) + LAST_MEMBER
    reach = np.minimum(reach, side.pointer[side.units[firsts] + 1])
    firsts = firsts[side.joined[reach] > side.joined[firsts]]
    for begin in firsts[np.isin(side.units[firsts], units)].tolist():
        end = _through(side, keys, begin)
        if end and end - begin > len(keys):
            yield begin, end


def _through(side: Side, keys: Sequence[int], begin: int) -> int:
    """End of a coordinated occurrence that begins there, 0 where there is none."""
    stop = int(side.pointer[side.units[begin] + 1])
    cut = 0
    while cut < len(keys) and begin + cut < stop and side.ids[begin + cut] == keys[cut]:
        cut += 1
        if cut == len(keys):
            break
        end = _after_gap(side, keys[cut:], (begin, begin + cut), stop) or _after_conjoined(
            side, keys[cut:], begin + cut, stop
        )
        if end:
            return end
    return 0


def _after_gap(side: Side, rest: Sequence[int], span: tuple[int, int], stop: int) -> int:
    """End of ``rest`` where only a coordination stands between what was found (``span``) and it, else 0."""
    start, at = span
    window = side.ids[at : min(at + LONGEST_GAP + len(rest), stop)].tolist()
    linked = side.kinds[rest[0]] == LINKING
    for gap in range(2, min(LONGEST_GAP, len(window) - 1) + 1):
        # the second preposition may be left out: « abus d'autorité ou une situation … »
        for tail in (list(rest), list(rest[1:])) if linked and len(rest) > 1 else (list(rest),):
            end = at + gap + len(tail)
            if window[gap : gap + len(tail)] == tail and _is_coordination(
                side, (start, at, at + gap, end, stop), rest[0], whole=len(tail) == len(rest)
            ):
                return end
    return 0


def _after_conjoined(side: Side, rest: Sequence[int], at: int, stop: int) -> int:
    """End of ``rest`` where the members before it are single words and the conjunction is written onto each.

    « بلدان المنشأ والعبور والمقصد » holds *بلد العبور*.
    """
    for gap in range(1, MEMBERS):
        begin, end = at + gap, at + gap + len(rest)
        if end > stop or not side.conjoined[begin] or side.kinds[side.ids[begin - 1]] != CONTENT:
            return 0
        if side.ids[begin:end].tolist() == list(rest):
            return end
    return 0


def _is_coordination(side: Side, span: tuple[int, int, int, int, int], first: int, *, whole: bool) -> bool:
    """Whether the words in between are « d'autorité ou » or "and legal": joined members, at one end their joint.

    ``span`` is where the term begins, where the gap begins and ends, where what follows it ends, and where the text
    does; ``first`` the word that what follows begins with, ``whole`` whether it is there.
    """
    start, at, begin, end, stop = span
    kinds = side.kinds[side.ids[at:begin]]
    if (kinds == BREAK).any() or (kinds == FUNCTION).any():
        return False
    joints = np.flatnonzero((kinds == JOINING) | (kinds == COMMA))
    if len(joints) == 0:
        return False
    linked = side.kinds[first] == LINKING
    ids = side.ids[at:begin]
    if joints[-1] == len(kinds) - 1:
        # « abus [d'autorité ou] d'une situation »: the members before the joint are built as the one behind it
        if kinds[-1] == COMMA and not _goes_on(side, end, stop, first if linked and whole else -1):
            return False
        members = _members(ids[: joints[-1]].tolist(), kinds[: joints[-1]].tolist())
        if linked and not whole:
            # « países de origen, tránsito y destino »: said once, the preposition holds for all
            return (
                bool(members)
                and _alike(members[0], side, first)
                and all(_alike(member, side, -1) or _alike(member, side, first) for member in members[1:])
            )
        return all(_alike(member, side, first if linked else -1) for member in members)
    if joints[0] != 0 or not whole or not (kinds == JOINING).any():
        return False
    if linked and side.determined[at + 1] != side.determined[start]:
        # « (services) d'exploitation et les produits du travail » are not built alike
        return False
    # « prévention [et répression] de la traite »
    members = _members(ids[1:].tolist(), kinds[1:].tolist())
    return all(_alike(member, side, -1) for member in members) and len(members) <= (3 if linked else 2)


def _members(ids: list[int], kinds: list[int]) -> list[list[int]]:
    """The words between the joints."""
    members: list[list[int]] = [[]]
    for word, kind in zip(ids, kinds, strict=True):
        if kind in (JOINING, COMMA):
            members.append([])
        else:
            members[-1].append(word)
    return [member for member in members if member]


def _alike(member: Sequence[int], side: Side, linking: int) -> bool:
    """Whether a member begins with the preposition, or, without one (-1), is one word of content."""
    if linking >= 0:
        return member[0] == linking and len(member) > 1
    return len(member) == 1 and bool(side.kinds[member[0]] == CONTENT)


def _goes_on(side: Side, end: int, stop: int, linking: int) -> bool:
    """Whether a list goes on to its joint behind ``end``: « pays d'origine, de transit [et de destination] »."""
    for at in range(end, min(end + LAST_MEMBER, stop - 1)):
        kind = side.kinds[side.ids[at]]
        if kind == JOINING:
            return linking < 0 or int(side.ids[at + 1]) == linking
        if kind in (BREAK, FUNCTION):
            return False
    return False
