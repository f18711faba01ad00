"""What the decoder has to know of a type, worked out once for each type."""

import types
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct


class Plan(Struct, frozen=True):
    """How values of one type are read.

    `shape` is Struct, tuple, dict or, for one value, str; a list or a map has `least` to `most` entries, as many as
    one likes where `most` is 0; `parts` are the plans of a list's
    entries, or of a map's keys and values; `check` gives the reason why a text is refused.
    """

    wanted: Any
    bare: Any
    shape: type
    least: int
    most: int
    parts: tuple["Plan", ...]
    literals: tuple[Any, ...]
    moment: type[date] | None
    check: Callable[[str], str] | None


class Field(Struct, frozen=True):
    """A key of a mapping: the struct that it belongs to, its name there, and how it is read."""

    owner: type[Struct]
    name: str
    plan: Plan


class Fields(Struct, frozen=True):
    """The keys of one or more structs, and those that must be there."""

    by_key: dict[str, Field]
    required: tuple[str, ...]


@cache
def plan_fields(structs: tuple[type[Struct], ...]) -> Fields:
    """Plan the keys of several structs; a key of two belongs to the last."""
    infos = {
        info.encode_name: (cls, info) for cls in structs for info in msgspec.structs.fields(cls)
    }
    return Fields(
        {key: Field(cls, info.name, plan_type(info.type)) for key, (cls, info) in infos.items()},
        tuple(key for key, (_, info) in infos.items() if info.required),
    )


def plan_type(wanted: Any) -> Plan:
    """Plan one type."""
    bare = bare_type(wanted)
    shape = _shape(bare)
    options = get_args(bare) if _is_union(bare) else (bare,)
    extra = _extra(wanted) if shape is str else {}
    word = extra.get("or_word")
    return Plan(
        wanted=wanted,
        bare=bare,
        shape=shape,
        least=_least(wanted),
        most=_most(wanted),
        parts=_parts(bare, shape),
        literals=tuple(
            value
            for option in options
            if get_origin(option) is Literal
            for value in get_args(option)
        )
        + ((word,) if word else ()),
        moment=datetime if word else _moment([bare_type(option) for option in options]),
        check=extra.get("check"),
    )


def bare_type(wanted: Any) -> Any:
    """Take Annotated and `| None` off a type."""
    while get_origin(wanted) is Annotated:
        wanted = get_args(wanted)[0]
    if _is_union(wanted):
        options = [option for option in get_args(wanted) if option is not types.NoneType]
        if len(options) == 1:
            return bare_type(options[0])
    return wanted


def example_of(name: str, wanted: Any) -> str:
    """A right line for a field; empty where its type has no example."""
    examples = [str(example) for meta in _metas(wanted) for example in meta.examples or ()]
    if examples:
        return f"{name}: {examples[0]}"
    bare = bare_type(wanted)
    return f"{name}: {get_args(bare)[0]}" if get_origin(bare) is Literal else ""


def form_of(wanted: Any) -> str:
    """What a value of a type is, in words; empty where it does not say so."""
    return str(_extra(wanted).get("form", ""))


def _is_union(wanted: Any) -> bool:
    return isinstance(wanted, types.UnionType) or get_origin(wanted) is Union


def _shape(bare: Any) -> type:
    if isinstance(bare, type) and issubclass(bare, Struct):
        return Struct
    origin = get_origin(bare)
    return origin if origin in {tuple, dict} else str


def _parts(bare: Any, shape: type) -> tuple[Plan, ...]:
    if shape is tuple:
        return (plan_type(get_args(bare)[0]),)
    return tuple(map(plan_type, get_args(bare))) if shape is dict else ()


def _moment(options: list[Any]) -> type[date] | None:
    return next((kind for kind in (datetime, date) if kind in options), None)


def _metas(wanted: Any) -> list[Meta]:
    arguments = get_args(wanted)
    own = arguments[1:] if get_origin(wanted) is Annotated else ()
    found = [meta for meta in own if isinstance(meta, Meta)]
    return found + [
        meta for part in arguments if not isinstance(part, Meta) for meta in _metas(part)
    ]


def _extra(wanted: Any) -> dict[str, Any]:
    """What a type asks for beyond its pattern."""
    return {key: value for meta in _metas(wanted) for key, value in (meta.extra or {}).items()}


def _least(wanted: Any) -> int:
    """How many entries a list or a map must have."""
    return max((meta.min_length or 0 for meta in _own_metas(wanted)), default=0)


def _most(wanted: Any) -> int:
    """How many entries a list or a map may have; 0 where there is no limit."""
    return min((meta.max_length for meta in _own_metas(wanted) if meta.max_length), default=0)


def _own_metas(wanted: Any) -> list[Meta]:
    """What is said of a type itself, not of its parts."""
    own = get_args(wanted)[1:] if get_origin(wanted) is Annotated else ()
    return [meta for meta in own if isinstance(meta, Meta)]
