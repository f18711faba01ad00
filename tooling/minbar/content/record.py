"""What one file says, as bytes and back: reading a record is a tenth of the work of reading the file."""

from typing import Any

import msgspec
from msgspec import Struct

from minbar.content.documents import Parsed
from minbar.model.document import Desk, Marks, Text, Version
from minbar.model.kinds import KINDS, Kind

_ENCODER = msgspec.msgpack.Encoder()


def _shape(kind: Kind) -> type[Struct]:
    """The struct of a kind's records: facts and desk only where the source language says them."""
    fields = [
        ("facts", kind.facts | None),
        ("desk", Desk | None),
        ("text", kind.text),
        ("body", str),
        ("body_line", int),
        ("digest", str),
        ("translates", str),
        ("marks", Marks),
    ]
    return msgspec.defstruct(f"Record_{kind.name}", fields, frozen=True, array_like=True)


_SHAPES = {name: _shape(kind) for name, kind in KINDS.items()}
_DECODERS: dict[str, Any] = {
    name: msgspec.msgpack.Decoder(shape) for name, shape in _SHAPES.items()
}


def encode_record(kind: str, parsed: Parsed) -> bytes:
    """Write down a parsed file."""
    version = parsed.version
    text: Text = version.text
    record: Any = _SHAPES[kind]
    return _ENCODER.encode(
        record(
            parsed.facts,
            parsed.desk,
            text,
            version.body,
            version.body_line,
            version.digest,
            version.translates,
            version.marks,
        )
    )


def decode_record(kind: str, path: str, language: str, payload: bytes) -> Parsed:
    """Read a parsed file back; instants come back in UTC.

    Raises:
        msgspec.DecodeError: these are not the bytes of a record of this kind.
    """
    record = _DECODERS[kind].decode(payload)
    version = Version(
        language=language,
        path=path,
        text=record.text,
        body=record.body,
        body_line=record.body_line,
        digest=record.digest,
        translates=record.translates,
        marks=record.marks,
    )
    return Parsed(version, record.facts, record.desk)
