"""What a YAML document is read into: text, lists and maps, each with its place."""

from msgspec import Struct


class Scalar(Struct, frozen=True, gc=False):
    """Text, with its place."""

    value: str
    line: int
    column: int


class Sequence(Struct, frozen=True):
    """A list, with its place."""

    items: "list[Node]"
    line: int
    column: int


class Mapping(Struct, frozen=True):
    """Keys and values in file order, with its place."""

    entries: "list[tuple[Scalar, Node]]"
    line: int
    column: int


Node = Scalar | Sequence | Mapping
