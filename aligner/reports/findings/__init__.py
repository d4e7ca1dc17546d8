"""Findings for people and programs: each module ``as_<name>`` of this folder is the format of that name."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import ModuleType

from aligner.reports.findings.report import FindingsReport


@functools.cache
def formats() -> dict[str, ModuleType]:
    """The modules that write reports, by the format's name, in name order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("as_"))
    return {name.removeprefix("as_"): importlib.import_module(f"{__name__}.{name}") for name in names}


def render(report: FindingsReport, name: str) -> str:
    """Return ``report`` in the format called ``name``: the same findings give the same text."""
    text: str = formats()[name].render(report)
    return text
