"""From YAML nodes to typed structs, with every fault and its place.

msgspec converts and checks each scalar; this walk around it is what lets one run show all
faults of a file, each at its own line, where a converter stops at the first.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from minbar.content.instants import parse_day, parse_instant
from minbar.content.nodes import Mapping, Node, Scalar, Sequence
from minbar.content.plan import Fields, Plan, example_of, form_of, plan_fields
from minbar.content.zones import Zones, read_zone
from minbar.late import pattern
from minbar.model import rules
from minbar.model.characters import Unsafe, find_unsafe, is_plain, is_seen, name_of
from minbar.model.document import LINE, Marks
from minbar.model.fields import Zone
from minbar.model.finding import Finding, Place
from minbar.model.rules import unsafe_rule
from minbar.model.spelling import closest, did_you_mean

WRONG = object()
LIMIT_SHOWN = 80
"""Characters of a wrong value that a message shows."""
_LENGTH = pattern(r"of length ([<>])= (\d+)")
_WHOLE = pattern(r"-?[0-9]{1,15}")


class NotPlainError(Exception):
    """A value has to be looked at by itself; every header can be read all the same."""


class Decoder:
    """Converts nodes of one file; collects findings and the place of each field."""

    def __init__(self, path: str, zone: ZoneInfo, zones: Zones = read_zone) -> None:
        """Read instants without an offset in this zone, or in that which a mapping names for itself."""
        self.findings: list[Finding] = []
        self.marks: Marks = {}
        self.path = path
        self._zone = zone
        self._zones = zones

    def fields(self, node: Mapping, *types: type[Struct]) -> dict[type[Struct], Any]:
        """Share the keys of one mapping out over several structs.

        Returns:
            For each type its struct, or WRONG where a field of it is wrong.
        """
        fields = plan_fields(types)
        made = self._at_once(node, fields, types)
        return made or self._one_by_one(node, fields, types)

    def _at_once(
        self, node: Mapping, fields: Fields, types: tuple[type[Struct], ...]
    ) -> dict[type[Struct], Any] | None:
        """Have msgspec convert each struct in one go; None where a field is not plain or wrong."""
        values: dict[type[Struct], dict[str, Any]] = {cls: {} for cls in types}
        try:
            for key, child in node.entries:
                field = fields.by_key[key.value]
                values[field.owner][key.value] = self._plain(child, field.plan, key.value)
            return {cls: msgspec.convert(found, cls, strict=False) for cls, found in values.items()}
        except (KeyError, NotPlainError, msgspec.ValidationError):
            return None

    def _plain(self, node: Node, plan: Plan, name: str) -> Any:
        """A node as msgspec takes it: text, and lists and maps of texts."""
        self.marks[name] = node.line * LINE + node.column
        if isinstance(node, Scalar):
            if plan.shape is str:
                return plain_text(node.value, plan)
        elif isinstance(node, Sequence):
            if plan.shape is tuple:
                item = plan.parts[0]
                return [
                    self._plain(child, item, f"{name}.{i}") for i, child in enumerate(node.items)
                ]
        elif plan.shape is dict:
            keys, values = plan.parts
            return {
                plain_text(key.value, keys): self._plain(child, values, f"{name}.{key.value}")
                for key, child in node.entries
            }
        raise NotPlainError

    def _one_by_one(
        self, node: Mapping, fields: Fields, types: tuple[type[Struct], ...]
    ) -> dict[type[Struct], Any]:
        """Convert each value by itself, so that every fault is found."""
        values: dict[type[Struct], dict[str, Any]] = {cls: {} for cls in types}
        wrong: set[type[Struct]] = set()
        present: set[str] = set()
        for key, child in node.entries:
            present.add(key.value)
            field = fields.by_key.get(key.value)
            if field is None:
                self._unknown(key, sorted(fields.by_key))
                continue
            value = self.value(child, field.plan, key.value)
            if value is WRONG:
                wrong.add(field.owner)
            else:
                values[field.owner][field.name] = value
        for name in fields.required:
            if name not in present:
                field = fields.by_key[name]
                self._missing(node, name, field.plan.wanted)
                wrong.add(field.owner)
        return {cls: WRONG if cls in wrong else cls(**values[cls]) for cls in types}

    def value(self, node: Node, plan: Plan, name: str) -> Any:
        """Convert one node; WRONG if anything in it is wrong."""
        self.marks[name] = node.line * LINE + node.column
        if plan.shape is Struct:
            return self._struct(node, plan.bare, name)
        if plan.shape is tuple:
            return self._list(node, plan, name)
        if plan.shape is dict:
            return self._dict(node, plan, name)
        if not isinstance(node, Scalar):
            return self._wrong(
                node, name, plan.wanted, "one value is expected here, not a list or a map"
            )
        return self._scalar(node, plan, name)

    def _struct(self, node: Node, cls: type[Struct], name: str) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, name, cls, "keys with values are expected here")
        inner = Decoder(self.path, self._zone_in(node, cls), self._zones)
        made = inner.fields(node, cls)[cls]
        self.findings += inner.findings
        self.marks |= {f"{name}.{key}": mark for key, mark in inner.marks.items()}
        return made

    def _zone_in(self, node: Mapping, cls: type[Struct]) -> ZoneInfo:
        """The zone that a mapping names for its own instants and for those in it, or else this one."""
        named = [value for key, value in node.entries if key.value == "timezone"]
        if not (named and isinstance(named[0], Scalar) and "timezone" in cls.__struct_fields__):
            return self._zone
        try:
            return self._zones(named[0].value)
        except ValueError as error:
            place = Place(self.path, named[0].line, named[0].column)
            example = example_of("timezone", Zone)
            self.findings.append(rules.VALUE_WRONG.at(place, str(error), named[0].value, example))
            return self._zone

    def _list(self, node: Node, plan: Plan, name: str) -> Any:
        if not isinstance(node, Sequence):
            return self._wrong(node, name, plan.wanted, "a list is expected here: [one, two]")
        if fault := _fault_of_length(len(node.items), plan):
            return self._wrong(node, name, plan.wanted, fault)
        item = plan.parts[0]
        values = [self.value(child, item, f"{name}.{i}") for i, child in enumerate(node.items)]
        return WRONG if any(value is WRONG for value in values) else tuple(values)

    def _dict(self, node: Node, plan: Plan, name: str) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, name, plan.wanted, "keys with values are expected here")
        if fault := _fault_of_length(len(node.entries), plan):
            return self._wrong(node, name, plan.wanted, fault)
        keys, values = plan.parts
        made: dict[str, Any] = {}
        for key, child in node.entries:
            label = f"{name}.{key.value}"
            checked = self._scalar(key, keys, label)
            made[key.value] = WRONG if checked is WRONG else self.value(child, values, label)
        return WRONG if any(value is WRONG for value in made.values()) else made

    def _scalar(self, node: Scalar, plan: Plan, name: str) -> Any:
        text = node.value.rstrip("\n")
        if (unsafe := find_unsafe(text)) or (text and not is_seen(text)):
            return self._hidden(node, name, unsafe)
        try:
            return self._convert(text, plan)
        except (msgspec.ValidationError, ValueError) as error:
            return self._wrong(node, name, plan.wanted, _reason(plan, error))

    def _convert(self, text: str, plan: Plan) -> Any:
        if plan.wanted is str or text in plan.literals:
            return text
        if plan.moment is datetime:
            instant = parse_instant(text, self._zone)
            return instant.isoformat() if plan.bare is str else instant
        if plan.moment is date:
            return parse_day(text)
        if plan.literals:
            raise ValueError(did_you_mean(text, plan.literals))
        if plan.bare is int and not _WHOLE.fullmatch(text):
            raise ValueError("is not a whole number")
        if plan.check is not None and (reason := plan.check(text)):
            raise ValueError(reason)
        return msgspec.convert(text, plan.wanted, strict=False)

    def _hidden(self, node: Scalar, name: str, unsafe: list[Unsafe]) -> Any:
        """Say of each sort of fault the first character."""
        place = Place(self.path, node.line, node.column)
        if not unsafe:
            message = f"«{name}»: nothing can be seen here but {name_of(node.value[0])}"
            self.findings.append(rules.CONTROL_CHARACTER.at(place, message, node.value))
        for found in {item.concerns_direction: item for item in reversed(unsafe)}.values():
            self.findings.append(
                unsafe_rule(found).at(place, f"«{name}»: {found.message}", node.value)
            )
        return WRONG

    def _unknown(self, key: Scalar, known: list[str]) -> None:
        place = Place(self.path, key.line, key.column)
        message = f"there is no field «{key.value}» here; {did_you_mean(key.value, known)}"
        close = closest(key.value, known)
        right = f"{close}: …" if close else "leave the line out"
        self.findings.append(rules.FIELD_UNKNOWN.at(place, message, key.value, right))

    def _missing(self, node: Mapping, name: str, wanted: Any) -> None:
        place = Place(self.path, node.line, node.column)
        message = f"the field «{name}» is missing"
        self.findings.append(
            rules.FIELD_MISSING.at(place, message, example=example_of(name, wanted))
        )

    def _wrong(self, node: Node, name: str, wanted: Any, reason: str) -> Any:
        text = node.value if isinstance(node, Scalar) else ""
        place = Place(self.path, node.line, node.column)
        shown = text if len(text) <= LIMIT_SHOWN else text[:LIMIT_SHOWN] + "…"
        message = f"«{name}»: {shown!r} {reason}" if text else f"«{name}»: {reason}"
        self.findings.append(rules.VALUE_WRONG.at(place, message, text, _right(name, wanted)))
        return WRONG


def _right(name: str, wanted: Any) -> str:
    """A right line for a field, or for an entry of a list."""
    owner, _, label = name.rpartition(".")
    right = example_of(label, wanted)
    if not label.isdigit() or not right:
        return right
    return f"{owner.rpartition('.')[2]}: [{right.partition(': ')[2]}]"


def _fault_of_length(entries: int, plan: Plan) -> str:
    if entries < plan.least:
        return "at least one entry is expected here"
    if plan.most and entries > plan.most:
        return f"at most {plan.most} entries are expected here, and there are {entries}"
    return ""


def plain_text(text: str, plan: Plan) -> str:
    """A value that msgspec alone has to look at.

    Raises:
        NotPlainError: others have to.
    """
    if (
        not is_plain(text)
        or plan.moment
        or (plan.literals and text not in plan.literals)
        or (plan.bare is int and not _WHOLE.fullmatch(text))
        or (plan.check and plan.check(text))
    ):
        raise NotPlainError
    return text


def _reason(plan: Plan, error: Exception) -> str:
    if isinstance(error, msgspec.ValidationError):
        if form := form_of(plan.wanted):
            return f"is not {form}"
        if plan.bare is int:
            return (
                "is not a whole number"
                if "Expected `int`" in str(error) and "got" in str(error)
                else f"is out of range ({error})"
            )
        if plan.bare is bool:
            return "must be true or false"
        if length := _LENGTH.search(str(error)):
            at = "at most" if length[1] == "<" else "at least"
            return f"must have {at} {length[2]} character{'' if length[2] == '1' else 's'}"
        return f"does not have the right form ({str(error).replace('Expected `str` ', '')})"
    return str(error)
