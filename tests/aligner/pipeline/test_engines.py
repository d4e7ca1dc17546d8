"""Engines give the same results in the same order, whatever happens to their processes."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.pipeline.engines import Engine, InProcess, Lost, Processes, open_engine


def double(number: int) -> int:
    return 2 * number


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise UsageError("seven", source="x.txt", advice="take eight")
    return number


def die_once(task: tuple[str, int]) -> int:
    """End the process the first time the third task is done."""
    mark = Path(task[0])
    if task[1] == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return task[1]


def die_always(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("engine", [InProcess(), Processes(2), Processes(3)])
def test_results_come_in_order(engine: Engine) -> None:
    with contextlib.closing(engine):
        assert list(engine.run(double, range(50))) == [(number, 2 * number) for number in range(50)]
        assert list(engine.run(double, [])) == []


@pytest.mark.parametrize("engine", [InProcess(), Processes(2)])
def test_an_error_comes_out_as_it_was_raised(engine: Engine) -> None:
    with contextlib.closing(engine), pytest.raises(UsageError, match=r"^x.txt: seven \(take eight\)$"):
        list(engine.run(fail_at_seven, range(20)))


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless() -> object:
        for number in range(10_000):
            taken.append(number)
            yield number

    with contextlib.closing(Processes(2)) as engine:
        running = engine.run(double, endless())  # type: ignore[arg-type]  # a generator
        assert next(running) == (0, 0)
        assert len(taken) < 50


def test_a_killed_process_costs_only_what_it_was_at(tmp_path: Path) -> None:
    tasks = [(str(tmp_path / "mark"), number) for number in range(30)]
    with contextlib.closing(Processes(2)) as engine:
        assert [result for _, result in engine.run(die_once, tasks)] == list(range(30))
    assert (tmp_path / "mark").exists()


def test_a_task_that_kills_its_process_is_given_up_and_the_others_are_done() -> None:
    with contextlib.closing(Processes(2)) as engine:
        results = dict(engine.run(die_always, range(12)))
    lost = results.pop(3)
    assert isinstance(lost, Lost)
    assert "twice" in lost.reason
    assert results == {number: number for number in range(12) if number != 3}


def test_a_scheduler_is_for_dask() -> None:
    with pytest.raises(UsageError, match="--scheduler is for --engine dask"):
        open_engine("local", 1, "tcp://127.0.0.1:1")
    with pytest.raises(UsageError, match="needs --scheduler"):
        open_engine("dask", 1, "")
