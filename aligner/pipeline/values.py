"""Documents and bitexts as JSON values, for the cache and for processes that work side by side.

The mapping follows dataclasses and named tuples field by field, so a field added to one is kept here. What turns a
type into JSON and back is put together once a type: an archive has millions of blocks.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any

Change = Callable[[Any], Any] | None
"""What a value has to go through; None where it can stay as it is."""


def to_json(value: object) -> Any:  # noqa: ANN401  (any JSON value)
    """A JSON value (lists or tuples for tuples and for the fields of dataclasses and named tuples)."""
    kind: Any = type(value)
    if _has_fields(kind):
        encode = _encoder(kind)
        return encode(value) if encode else value
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(kind: Any, value: Any) -> Any:  # noqa: ANN401  (a type and any JSON value)
    """The value of type ``kind`` that :func:`to_json` turned into ``value``."""
    decode = _decoder(kind)
    return decode(value) if decode else value


def _has_fields(kind: Any) -> bool:  # noqa: ANN401  (a type)
    return isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"))


@functools.cache
def _fields(kind: type) -> dict[str, Any]:
    """Types of a dataclass's or named tuple's fields, by name."""
    return {name: hint for name, hint in typing.get_type_hints(kind).items() if name in _names(kind)}


def _names(kind: type) -> tuple[str, ...]:
    if dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    return tuple(getattr(kind, "_fields", ()))


def _inner(kind: Any) -> Any:  # noqa: ANN401  (a type)
    """The type of an optional value; None where ``kind`` is none."""
    if typing.get_origin(kind) not in (types.UnionType, typing.Union):
        return None
    return next(each for each in typing.get_args(kind) if each is not type(None))


@functools.cache
def _encoder(kind: Any) -> Change:  # noqa: ANN401  (a type)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if inner := _inner(kind):
        encode = _encoder(inner)
        return None if encode is None else lambda value: None if value is None else encode(value)
    if origin is tuple:
        return _every([_of_field(_encoder, part) for part in inside if part is not Ellipsis], inside, list)
    if origin is list:
        return _every([_of_field(_encoder, inside[0])], (inside[0], ...), list)
    if _is_mapping(origin):
        return _each_value(_of_field(_encoder, inside[1]))
    return _encode_fields(kind) if _has_fields(kind) else None


def _is_mapping(origin: Any) -> bool:  # noqa: ANN401  (what a generic type is made from)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _each_value(change: Change) -> Change:
    if change is None:
        return dict
    return lambda value: {key: change(item) for key, item in value.items()}


def _of_field(change: Callable[[Any], Change], kind: Any) -> Change:  # noqa: ANN401  (a type)
    """The change of a field's type; for a dataclass found when it is needed, since a block holds blocks."""
    if dataclasses.is_dataclass(kind):
        return lambda value: (change(kind) or _same)(value)  # noqa: PLW0108  (not before it is needed)
    return change(kind)


def _same(value: Any) -> Any:  # noqa: ANN401  (any value)
    return value


def _every(each: list[Change], inside: tuple[Any, ...], make: Callable[[Any], Any]) -> Change:
    """The change of a tuple whose parts are changed by ``each``; ``make`` is what it becomes."""
    if all(change is None for change in each):
        return None if make is list else make
    whole = [change or _same for change in each]
    if inside[-1:] == (Ellipsis,):
        only = whole[0]
        return lambda value: make([only(item) for item in value]) if value else make(())
    return lambda value: make([change(item) for change, item in zip(whole, value, strict=True)])


def _encode_fields(kind: type) -> Change:
    fields = _fields(kind)
    changes = _changes(_encoder, fields)
    if not dataclasses.is_dataclass(kind) and not changes:
        return None
    names = tuple(fields)
    several = operator.attrgetter(*names)

    def encode(value: object) -> list[Any]:
        found = [*several(value)] if len(names) > 1 else [several(value)]
        for place, change in changes:
            found[place] = change(found[place])
        return found

    return encode


def _changes(change: Callable[[Any], Change], fields: dict[str, Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    found = [(place, _of_field(change, hint)) for place, hint in enumerate(fields.values())]
    return [(place, each) for place, each in found if each is not None]


@functools.cache
def _decoder(kind: Any) -> Change:  # noqa: ANN401  (a type)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if inner := _inner(kind):
        decode = _decoder(inner)
        return None if decode is None else lambda value: None if value is None else decode(value)
    if origin is tuple:
        return _every([_of_field(_decoder, part) for part in inside if part is not Ellipsis], inside, tuple)
    if origin is list:
        return _every([_of_field(_decoder, inside[0])], (inside[0], ...), list)
    if _is_mapping(origin):
        return _each_value(_of_field(_decoder, inside[1]))
    return _decode_fields(kind) if _has_fields(kind) else None


def _decode_fields(kind: type) -> Change:
    fields = _fields(kind)
    changes = _changes(_decoder, fields)
    names = tuple(fields)
    if not changes and not dataclasses.is_dataclass(kind):
        make: Change = getattr(kind, "_make")  # noqa: B009  (a named tuple, which the type does not say)
        return make

    def decode(value: Any) -> Any:  # noqa: ANN401  (any JSON value)
        found = [*value]
        for place, change in changes:
            found[place] = change(found[place])
        return kind(**dict(zip(names, found, strict=True)))

    return decode
