"""From YAML nodes to typed structs, with every fault and its place.

msgspec converts and checks each scalar; this walk around it is what lets one run show all
faults of a file, each at its own line, where a converter stops at the first.
"""

import re
import types
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo

from minbar.content.instants import parse_day, parse_instant
from minbar.content.strict_yaml import Mapping, Node, Scalar, Sequence
from minbar.model import rules
from minbar.model.document import Marks
from minbar.model.finding import Finding, Place
from minbar.model.spelling import did_you_mean

WRONG = object()
_WHOLE = re.compile(r"-?[0-9]{1,15}")


@cache
def _owners(types: tuple[type[Struct], ...]) -> dict[str, tuple[type[Struct], FieldInfo]]:
    """For each key of a mapping, the struct that it belongs to."""
    return {info.encode_name: (cls, info) for cls in types for info in msgspec.structs.fields(cls)}


class Decoder:
    """Converts nodes of one file; collects findings and the place of each field."""

    def __init__(self, path: str, zone: ZoneInfo) -> None:
        """Read instants without an offset in this zone."""
        self.findings: list[Finding] = []
        self.marks: Marks = {}
        self.path = path
        self._zone = zone

    def fields(self, node: Mapping, *types: type[Struct]) -> dict[type[Struct], Any]:
        """Share the keys of one mapping out over several structs.

        Returns:
            For each type its struct, or WRONG where a field of it is wrong.
        """
        owners = _owners(types)
        values: dict[type[Struct], dict[str, Any]] = {cls: {} for cls in types}
        wrong: set[type[Struct]] = set()
        for key, child in node.entries:
            if key.value not in owners:
                self._unknown(key, sorted(owners))
                continue
            cls, info = owners[key.value]
            value = self.value(child, info.type, key.value)
            if value is WRONG:
                wrong.add(cls)
            else:
                values[cls][info.name] = value
        present = {key.value for key, _ in node.entries}
        for name, (cls, info) in owners.items():
            if info.required and name not in present:
                self._missing(node, name, info.type)
                wrong.add(cls)
        return {cls: WRONG if cls in wrong else cls(**values[cls]) for cls in types}

    def value(self, node: Node, wanted: Any, name: str) -> Any:
        """Convert one node; WRONG if anything in it is wrong."""
        self.marks[name] = (node.line, node.column)
        bare = _bare(wanted)
        if isinstance(bare, type) and issubclass(bare, Struct):
            return self._struct(node, bare, name)
        origin = get_origin(bare)
        if origin is tuple:
            return self._list(node, wanted, bare, name)
        if origin is dict:
            return self._dict(node, wanted, bare, name)
        if not isinstance(node, Scalar):
            return self._wrong(
                node, name, wanted, "one value is expected here, not a list or a map"
            )
        return self._scalar(node, wanted, bare, name)

    def _struct(self, node: Node, cls: type[Struct], name: str) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, name, cls, "keys with values are expected here")
        inner = Decoder(self.path, self._zone)
        made = inner.fields(node, cls)[cls]
        self.findings += inner.findings
        self.marks |= {f"{name}.{key}": mark for key, mark in inner.marks.items()}
        return made

    def _list(self, node: Node, wanted: Any, bare: Any, name: str) -> Any:
        if not isinstance(node, Sequence):
            return self._wrong(node, name, wanted, "a list is expected here: [one, two]")
        if len(node.items) < _least(wanted):
            return self._wrong(node, name, wanted, "at least one entry is expected here")
        item = get_args(bare)[0]
        values = [self.value(child, item, f"{name}.{i}") for i, child in enumerate(node.items)]
        return WRONG if any(value is WRONG for value in values) else tuple(values)

    def _dict(self, node: Node, wanted: Any, bare: Any, name: str) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, name, wanted, "keys with values are expected here")
        if len(node.entries) < _least(wanted):
            return self._wrong(node, name, wanted, "at least one entry is expected here")
        key_type, value_type = get_args(bare)
        made: dict[str, Any] = {}
        for key, child in node.entries:
            checked = self._scalar(key, key_type, str, f"{name}.{key.value}")
            made[key.value] = (
                WRONG if checked is WRONG else self.value(child, value_type, f"{name}.{key.value}")
            )
        return WRONG if any(value is WRONG for value in made.values()) else made

    def _scalar(self, node: Scalar, wanted: Any, bare: Any, name: str) -> Any:
        try:
            return self._convert(node.value.rstrip("\n"), wanted, bare)
        except (msgspec.ValidationError, ValueError) as error:
            return self._wrong(node, name, wanted, _reason(bare, error))

    def _convert(self, text: str, wanted: Any, bare: Any) -> Any:
        options = (
            get_args(bare)
            if isinstance(bare, types.UnionType) or get_origin(bare) is Union
            else (bare,)
        )
        literals = [
            value
            for option in options
            if get_origin(option) is Literal
            for value in get_args(option)
        ]
        if text in literals:
            return text
        if any(_bare(option) is datetime for option in options):
            return parse_instant(text, self._zone)
        if any(_bare(option) is date for option in options):
            return parse_day(text)
        if literals:
            raise ValueError(did_you_mean(text, literals))
        if bare is int and not _WHOLE.fullmatch(text):
            raise ValueError("is not a whole number")
        return msgspec.convert(text, wanted, strict=False)

    def _unknown(self, key: Scalar, known: list[str]) -> None:
        place = Place(self.path, key.line, key.column)
        message = f"there is no field «{key.value}» here; {did_you_mean(key.value, known)}"
        self.findings.append(rules.FIELD_UNKNOWN.at(place, message, key.value))

    def _missing(self, node: Mapping, name: str, wanted: Any) -> None:
        place = Place(self.path, node.line, node.column)
        message = f"the field «{name}» is missing"
        self.findings.append(rules.FIELD_MISSING.at(place, message, example=_example(name, wanted)))

    def _wrong(self, node: Node, name: str, wanted: Any, reason: str) -> Any:
        text = node.value if isinstance(node, Scalar) else ""
        place = Place(self.path, node.line, node.column)
        label = name.rsplit(".", 1)[-1]
        message = f"«{name}»: {text!r} {reason}" if text else f"«{name}»: {reason}"
        self.findings.append(rules.VALUE_WRONG.at(place, message, text, _example(label, wanted)))
        return WRONG


def _bare(wanted: Any) -> Any:
    """Take Annotated and `| None` off a type."""
    while get_origin(wanted) is Annotated:
        wanted = get_args(wanted)[0]
    if isinstance(wanted, types.UnionType) or get_origin(wanted) is Union:
        options = [option for option in get_args(wanted) if option is not types.NoneType]
        if len(options) == 1:
            return _bare(options[0])
    return wanted


def _metas(wanted: Any) -> list[Meta]:
    found = (
        [meta for meta in get_args(wanted)[1:] if isinstance(meta, Meta)]
        if get_origin(wanted) is Annotated
        else []
    )
    return found + [
        meta for arg in get_args(wanted) if not isinstance(arg, Meta) for meta in _metas(arg)
    ]


def _least(wanted: Any) -> int:
    """How many entries a list or a map must have."""
    own = get_args(wanted)[1:] if get_origin(wanted) is Annotated else ()
    return max((meta.min_length or 0 for meta in own if isinstance(meta, Meta)), default=0)


def _example(name: str, wanted: Any) -> str:
    examples = [str(example) for meta in _metas(wanted) for example in meta.examples or ()]
    if examples:
        return f"{name}: {examples[0]}"
    if get_origin(_bare(wanted)) is Literal:
        return f"{name}: {get_args(_bare(wanted))[0]}"
    return ""


def _reason(bare: Any, error: Exception) -> str:
    if isinstance(error, msgspec.ValidationError):
        if bare is int:
            return (
                "is not a whole number"
                if "Expected `int`" in str(error) and "got" in str(error)
                else f"is out of range ({error})"
            )
        if bare is bool:
            return "must be true or false"
        return f"does not have the right form ({str(error).replace('Expected `str` ', '')})"
    return str(error)
