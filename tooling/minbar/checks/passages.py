"""What a document says in words, field by field, and where in its file a letter of it stands."""

from collections.abc import Iterator

from msgspec import Struct

from minbar.checks.peculiar import has_peculiar, has_rare
from minbar.checks.prose import is_all_prose, prose_of
from minbar.model.document import Version
from minbar.model.finding import Place

HASHTAGS = "hashtags."


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


class Prose:
    """What a version says to people: worked out once, for all rules that look at it one after the other.

    Attributes:
        texts: each text, and what of it is prose.
        whole: all of it, the header's texts first.
        body: the prose of the body, letter for letter where it stands.
        running: the texts but hashtags, which are not set like other words.
        running_whole: all of these, to be looked through at once.
        peculiar: those of all texts that have a digit, a rare sign or a letter of another script: few have.
        has_rare_signs: whether one has a sign that typography asks about and few texts have.
    """

    def __init__(self, version: Version) -> None:
        """Work it out."""
        self.version = version
        self.language = version.language
        self.texts = _prose_in(version)
        self.whole = _joined(self.texts)
        self.body = next((prose for passage, prose in self.texts if not passage.mark), "")
        self.running = [item for item in self.texts if not item[0].mark.startswith(HASHTAGS)]
        has_hashtags = len(self.running) < len(self.texts)
        self.running_whole = _joined(self.running) if has_hashtags else self.whole
        self.peculiar = [item for item in self.texts if has_peculiar(item[1], self.language)]
        self.has_rare_signs = any(has_rare(prose) for _, prose in self.peculiar)


def _prose_in(version: Version) -> list[tuple[Passage, str]]:
    found = list(passages(version))
    if is_all_prose("\n".join([passage.text for passage in found])):
        return [(passage, passage.text) for passage in found]
    return [(passage, prose_of(passage.text)) for passage in found]


def _joined(texts: list[tuple[Passage, str]]) -> str:
    return "\n".join([prose for _, prose in texts])


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
