"""Words and figures that several parts of the page use."""

from __future__ import annotations

from aligner.reports.page.view import State


def state_label(state: State, names: tuple[str, str]) -> str:
    """Return the name of a state, given the names of the source's and the target's language.

    >>> state_label("doubtful", ("French", "English")), state_label("only-source", ("French", "English"))
    ('Doubtful', 'French only')
    """
    if state == "only-source":
        return f"{names[0]} only"
    return f"{names[1]} only" if state == "only-target" else state.capitalize()


def whole_percent(share: float) -> int:
    """Return a share (0 to 1) as whole percent, rounded down: what says 100 is certain.

    >>> whole_percent(0.999), whole_percent(0.29)
    (99, 29)
    """
    # 0.29 * 100 is 28.999…: a millionth above it is still the same share
    return int(share * 100 + 1e-6)


def percent(share: float) -> str:
    """Return a share (0 to 1) in words.

    >>> percent(0.5) == "50\N{NO-BREAK SPACE}%"
    True
    """
    return f"{whole_percent(share)}\N{NO-BREAK SPACE}%"


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count_of(1, "block"), count_of(1200, "block")
    ('1 block', '1,200 blocks')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def kind_label(kind: str) -> str:
    """Return a bead's type as it is written.

    >>> kind_label("1-2")
    '1–2'
    """
    return kind.replace("-", "–")
