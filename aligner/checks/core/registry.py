"""All checks, collected from the modules of :mod:`aligner.checks`, in name order."""

from __future__ import annotations

import difflib
import functools
import importlib
import inspect
import pkgutil
from collections.abc import Iterable

import aligner.checks
from aligner.checks.core.check import Check
from aligner.errors import UsageError


@functools.cache
def all_checks() -> dict[str, Check]:
    """Every check by id, in id order; each module of the folder defines one, named after it."""
    checks: dict[str, Check] = {}
    for module in sorted(pkgutil.iter_modules(aligner.checks.__path__), key=lambda module: module.name):
        if module.ispkg:
            continue
        check: Check = importlib.import_module(f"aligner.checks.{module.name}").check
        assert check.id == module.name.replace("_", "-"), module.name
        checks[check.id] = check
    return checks


def documentation(check: Check) -> str:
    """The check's page: its module's docstring."""
    module = importlib.import_module("aligner.checks." + check.id.replace("-", "_"))
    return inspect.cleandoc(module.__doc__ or "")


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Check]:
    """The checks to run: ``select`` (default: all that are enabled) without ``ignore``, in id order.

    Raises :class:`UsageError` naming the nearest id for one that does not exist.
    """
    checks = all_checks()
    select, ignore = list(select), list(ignore)
    for name in (*select, *ignore):
        if name not in checks:
            near = difflib.get_close_matches(name, checks, n=1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            raise UsageError(f"no check '{name}'", advice=f"{hint}'dragoman checks' lists them")
    wanted = set(select) if select else {name for name, check in checks.items() if check.enabled}
    return [check for name, check in checks.items() if name in wanted - set(ignore)]
