"""What is kept of a document for the rules that hold it against others: its facts, not its words.

An outline is a `Document` in which only the source language has marks, and no language a text or,
unless it may name a picture, a body.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from minbar.model.document import Desk, Document, Marks, Text, Version, Waiver
from minbar.model.kinds import KINDS, Kind
from minbar.model.kinds.candidate import CandidateFacts

PICTURED = "media/"
_NO_TEXT = Text()
_ENCODER = msgspec.msgpack.Encoder()


class Side(Struct, frozen=True, array_like=True, gc=False):
    """One language: its code, its file, and its body where that may name a picture."""

    language: str
    path: str
    body: str = ""


def _shape(kind: Kind) -> type[Struct]:
    fields: list[tuple[str, Any]] = [
        ("facts", kind.facts),
        ("sides", tuple[Side, ...]),
        ("marks", Marks),
        ("waivers", tuple[Waiver, ...]),
    ]
    return msgspec.defstruct(f"Outline_{kind.name}", fields, frozen=True, array_like=True)


_SHAPES: dict[str, Any] = {name: _shape(kind) for name, kind in KINDS.items()}
_DECODERS: dict[str, Any] = {
    name: msgspec.msgpack.Decoder(shape) for name, shape in _SHAPES.items()
}
_WORDS = {
    name: frozenset(info.encode_name for info in msgspec.structs.fields(kind.text))
    for name, kind in KINDS.items()
}


def encode_outline(document: Document) -> bytes:
    """Write down what others need of a document."""
    words = _WORDS[document.kind]
    sides = tuple(
        Side(version.language, version.path, version.body if PICTURED in version.body else "")
        for version in document.versions.values()
    )
    marks = {
        name: mark
        for name, mark in document.source.marks.items()
        if name.partition(".")[0] not in words
    }
    shape = _SHAPES[document.kind]
    outline = shape(document.facts, sides, marks, document.desk.waivers)
    return _ENCODER.encode(outline)


def decode_outline(kind: str, slug: str, payload: bytes) -> Document:
    """Read an outline back; instants come back in UTC.

    Raises:
        msgspec.DecodeError: these are not the bytes of an outline of this kind.
    """
    outline = _DECODERS[kind].decode(payload)
    versions: dict[str, Version] = {}
    marks = outline.marks
    for side in outline.sides:
        versions[side.language] = Version(
            side.language, side.path, _NO_TEXT, side.body, 1, "", "", marks
        )
        marks = {}
    return Document(kind, slug, Desk(waivers=outline.waivers), outline.facts, versions)


def outline_of(document: Document) -> Document:
    """The outline of a document, as it would be read back."""
    return decode_outline(document.kind, document.slug, encode_outline(document))


def encode_names(documents: Iterable[Document]) -> bytes:
    """Write down the ballot names of the candidates among some documents."""
    facts = (document.facts for document in documents)
    return _ENCODER.encode([item.name for item in facts if isinstance(item, CandidateFacts)])


def decode_names(names: bytes) -> list[dict[str, str]]:
    """Read ballot names back, each by language; of no bytes none."""
    return _NAMES.decode(names) if names else []


_NAMES = msgspec.msgpack.Decoder(list[dict[str, str]])
