"""Documents and bitexts as JSON values, for the cache and for processes that work side by side.

The mapping follows dataclasses and named tuples field by field, so a field added to one is kept here.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any


def to_json(value: object) -> Any:  # noqa: ANN401  (any JSON value)
    """A JSON value (lists for tuples, lists of field values for dataclasses and named tuples)."""
    if dataclasses.is_dataclass(value):
        return [to_json(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(kind: Any, value: Any) -> Any:  # noqa: ANN401  (a type and any JSON value)
    """The value of type ``kind`` that :func:`to_json` turned into ``value``."""
    return _decoder(kind)(value)


_Decoder = Callable[[Any], Any]


@functools.cache
def _decoder(kind: Any) -> _Decoder:  # noqa: ANN401  (a type)
    """What makes a value of type ``kind``, found out once: thousands of segments share it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _of_tuple(arguments)
    if origin is list:
        item = _decoder(arguments[0])
        return lambda value: [item(each) for each in value]
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(next(each for each in arguments if each is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is not None and _is_mapping(origin):
        return _of_mapping(_decoder(arguments[1]))
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
        return _of_fields(kind)
    return _as_it_is


def _is_mapping(origin: Any) -> bool:  # noqa: ANN401  (what a generic type is made from)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401  (any JSON value)
    return value


def _of_tuple(arguments: tuple[Any, ...]) -> _Decoder:
    if arguments[-1:] == (Ellipsis,):
        each = _decoder(arguments[0])
        return tuple if each is _as_it_is else lambda value: tuple([each(item) for item in value])
    decoders = [_decoder(argument) for argument in arguments]
    return lambda value: tuple([decode(item) for decode, item in zip(decoders, value, strict=True)])


def _of_mapping(each: _Decoder) -> _Decoder:
    return lambda value: {key: each(item) for key, item in value.items()}


def _of_fields(kind: type) -> _Decoder:
    # found out at the first value, not before: a block holds blocks
    plan: list[tuple[str, _Decoder]] | None = None

    def decode(value: Any) -> Any:  # noqa: ANN401  (a list of fields)
        nonlocal plan
        if plan is None:
            plan = [(name, _decoder(hint)) for name, hint in typing.get_type_hints(kind).items()]
        return kind(**{name: made(item) for (name, made), item in zip(plan, value, strict=True)})

    return decode
