"""Documents and bitexts as JSON values, for the cache and for processes that work side by side.

The mapping follows dataclasses and named tuples field by field, so a field added to one is kept here.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any


def to_json(value: object) -> Any:  # noqa: ANN401  (any JSON value)
    """A JSON value (lists for tuples, lists of field values for dataclasses and named tuples)."""
    if dataclasses.is_dataclass(value):
        return [to_json(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in sorted(value.items())}
    return value


def from_json(kind: Any, value: Any) -> Any:  # noqa: ANN401  (a type and any JSON value)
    """The value of type ``kind`` that :func:`to_json` turned into ``value``."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        arguments = typing.get_args(kind)
        if arguments[-1:] == (Ellipsis,):
            return tuple(from_json(arguments[0], item) for item in value)
        return tuple(from_json(each, item) for each, item in zip(arguments, value, strict=True))
    if origin in (types.UnionType, typing.Union):
        inner = [each for each in typing.get_args(kind) if each is not type(None)]
        return None if value is None else from_json(inner[0], value)
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
        hints = _hints(kind)
        fields = [from_json(hint, item) for hint, item in zip(hints.values(), value, strict=True)]
        return kind(**dict(zip(hints, fields, strict=True)))
    return value


_known: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _known:
        _known[kind] = typing.get_type_hints(kind)
    return _known[kind]
