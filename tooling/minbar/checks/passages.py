"""What a document says in words, field by field, and where in its file a letter of it stands."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from minbar.checks.prose import prose_of
from minbar.checks.same import Same
from minbar.model.document import Version
from minbar.model.finding import Place


class Passage(Struct, frozen=True):
    """A text of a document: the field it stands in, empty for the body."""

    mark: str
    text: str


def passages(version: Version) -> Iterator[Passage]:
    """Yield each text of a version in the order of its fields, then the body."""
    for name in version.text.__struct_fields__:
        yield from passages_in(name, getattr(version.text, name))
    if version.body:
        yield Passage("", version.body)


@lru_cache(maxsize=8)
def prose_in(version: Same[Version]) -> tuple[tuple[Passage, str], ...]:
    """Each text of a version, and what of it is prose."""
    return tuple((passage, prose_of(passage.text)) for passage in passages(version.value))


def place_in(version: Version, passage: Passage, offset: int) -> Place:
    """Where a letter of a passage stands.

    Of a header's field this is right for a value that is written in one line without quotes; for
    others `pin_findings` looks into the file.
    """
    before = passage.text[:offset]
    line, column = before.count("\n"), offset - (before.rfind("\n") + 1) + 1
    if not passage.mark:
        return Place(version.path, version.body_line + line, column)
    place = version.place(passage.mark)
    return place if line else Place(place.path, place.line, place.column + offset)


def passages_in(mark: str, value: object) -> Iterator[Passage]:
    """Yield each text of a value, lists, maps and structs gone through; `mark` is the field that it stands in."""
    if isinstance(value, str):
        yield Passage(mark, value)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from passages_in(f"{mark}.{number}", item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from passages_in(f"{mark}.{key}", item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from passages_in(f"{mark}.{name}", getattr(value, name))
