"""Headers in a form that was read before: the same keys in the same order, with other values.

Nearly all headers of a kind are written in a few forms. The first of each is read by way of nodes; what it
shows is where each value goes and where it stands, so that those after it take half the time. A value is what
stands behind `: ` to the end of its line, in quotes or without; all else is the form itself, lists in one
line among it. Values that have to be looked at one by one, as instants, make a header that has no form.
"""

import re
from typing import Any

import msgspec
from msgspec import Struct

from minbar.content.decode import NotPlainError, plain_text
from minbar.content.nodes import Mapping, Node, Scalar, Sequence
from minbar.content.plain_yaml import LIMIT_CHARACTERS, PLAIN, QUOTED, parse_plain
from minbar.content.plan import Plan, plan_fields
from minbar.model.document import Marks

LIMIT_FORMS, LIMIT_FORMLESS = 500, 10_000

Types = tuple[type[Struct], ...]
Made = dict[type[Struct], Any]

_VALUE = re.compile(rf": ({QUOTED}|{PLAIN})(?=\n|\Z)")


class _Slot(Struct, frozen=True):
    """Where a value goes: its number, and how it is read."""

    number: int
    plan: Plan


class _Form(Struct, frozen=True):
    """What the values of each struct are put into, and where they stand in a file."""

    shapes: dict[type[Struct], dict[str, Any]]
    marks: Marks


class Forms:
    """The forms that a process has met."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[tuple[object, ...], _Form] = {}
        self._formless: set[int] = set()

    def read(self, header: str, types: Types) -> tuple[Made, Marks] | None:
        """Read a header; None where it has no form that is known, or a value that is not plain.

        Args:
            header: as it stands between its two lines of dashes.
            types: the structs that share its keys.

        Returns:
            Each struct, and where the fields stand; marks are shared, and nobody changes them.
        """
        if len(header) > LIMIT_CHARACTERS:
            return None
        parts = _VALUE.split(header)
        form = self._known.get((types, *parts[::2]))
        if form is None:
            return None
        values = list(map(_bare, parts[1::2]))
        try:
            return {
                cls: msgspec.convert(_filled(shape, values), cls, strict=False)
                for cls, shape in form.shapes.items()
            }, form.marks
        except (NotPlainError, msgspec.ValidationError):
            return None

    def learn(self, header: str, first_line: int, types: Types, marks: Marks) -> None:
        """Take the form of a header in which no fault was found, where it has one.

        Args:
            header: as in `read`.
            first_line: the line of the file that it starts at.
            types: as in `read`.
            marks: where its fields stand.
        """
        if len(header) > LIMIT_CHARACTERS:
            return
        key = types, *_VALUE.split(header)[::2]
        if key in self._known or hash(key) in self._formless:
            return
        node = parse_plain(header, first_line)
        values = _values_in(header, first_line)
        form = _form_of(node, types, marks, values) if node else None
        if form is None:
            _make_room(self._formless, LIMIT_FORMLESS)
            self._formless.add(hash(key))
        else:
            _make_room(self._known, LIMIT_FORMS)
            self._known[key] = form


def _make_room(kept: dict[tuple[object, ...], _Form] | set[int], limit: int) -> None:
    if len(kept) >= limit:
        kept.clear()


def _bare(value: str) -> str:
    return value[1:-1] if value[0] in "\"'" else value


def _values_in(header: str, first_line: int) -> dict[Scalar, int]:
    """The numbers of the values, by what they are read to where each is one by itself."""
    found: dict[Scalar, int] = {}
    for number, match in enumerate(_VALUE.finditer(header)):
        start = match.start(1)
        line = first_line + header.count("\n", 0, start)
        column = start - header.rfind("\n", 0, start)
        found[Scalar(_bare(match[1]), line, column)] = number
    return found


def _form_of(node: Mapping, types: Types, marks: Marks, values: dict[Scalar, int]) -> _Form | None:
    fields = plan_fields(types).by_key
    shapes: dict[type[Struct], dict[str, Any]] = {cls: {} for cls in types}
    try:
        for key, child in node.entries:
            field = fields[key.value]
            shapes[field.owner][key.value] = _shape_of(child, field.plan, values)
    except (KeyError, NotPlainError):
        return None
    return None if values else _Form(shapes, marks)


def _shape_of(node: Node, plan: Plan, values: dict[Scalar, int]) -> Any:
    """A node as msgspec takes it, with slots for its values, which are taken out of `values`."""
    if isinstance(node, Scalar) and plan.shape is str:
        number = values.pop(node, None)
        text = plain_text(node.value, plan)
        return text if number is None else _Slot(number, plan)
    if isinstance(node, Sequence) and plan.shape is tuple:
        return [_shape_of(item, plan.parts[0], values) for item in node.items]
    if isinstance(node, Mapping) and plan.shape is dict:
        keys, parts = plan.parts
        return {
            plain_text(key.value, keys): _shape_of(child, parts, values)
            for key, child in node.entries
        }
    raise NotPlainError


def _filled(shape: dict[str, Any], values: list[str]) -> dict[str, Any]:
    return {key: _fill(part, values) for key, part in shape.items()}


def _fill(part: Any, values: list[str]) -> Any:
    if isinstance(part, _Slot):
        return plain_text(values[part.number], part.plan)
    if isinstance(part, dict):
        return _filled(part, values)
    if isinstance(part, list):
        return [_fill(item, values) for item in part]
    return part
