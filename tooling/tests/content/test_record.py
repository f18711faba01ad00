"""A record says what the file says: nothing is lost on the way to the disk and back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from campaigns import SOURCES, translation
from corpus import LANGUAGES
from demonstration import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from minbar.content.document_file import parse_data
from minbar.content.documents import Parsed
from minbar.content.record import decode_record, encode_record
from minbar.model.document import Marks
from minbar.model.kinds import KINDS

ZONE = "Africa/Casablanca"
FILES = [
    path.relative_to(REPOSITORY).as_posix()
    for path in sorted((REPOSITORY / "content").glob("*/**/*.md"))
]


def parse(data: bytes, path: str, languages: tuple[str, ...] = LANGUAGES) -> Parsed:
    parsed, findings = parse_data(data, path, languages, ZONE)
    assert parsed is not None, findings
    return parsed


def round_trip(parsed: Parsed, path: str) -> Parsed:
    kind = path.split("/")[1]
    payload = encode_record(kind, parsed)
    return decode_record(kind, path, parsed.version.language, payload)


def plain(value: Any) -> Any:
    """The same as simple values, instants as what they mean: a record keeps no time zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, msgspec.Struct):
        return type(value).__name__, [
            plain(getattr(value, name)) for name in value.__struct_fields__
        ]
    if isinstance(value, dict):
        return [(key, plain(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def test_every_file_of_the_demonstration_comes_back() -> None:
    assert len(FILES) > 100
    for path in FILES:
        parsed = parse((REPOSITORY / path).read_bytes(), path)
        assert plain(round_trip(parsed, path)) == plain(parsed), path


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_kind_comes_back(name: str) -> None:
    path = f"content/{name}.ar.md"
    parsed = parse(SOURCES[name].encode(), path)

    assert parsed.facts is not None
    assert plain(round_trip(parsed, path)) == plain(parsed)


def test_every_kind_is_tried() -> None:
    assert {name.split("/")[0] for name in SOURCES} == set(KINDS)


def test_a_translation_has_neither_facts_nor_desk() -> None:
    path = "content/messages/water.fr.md"
    parsed = parse(translation("messages/water").encode(), path)
    found = round_trip(parsed, path)

    assert (found.facts, found.desk) == (None, None)
    assert plain(found) == plain(parsed)


@given(body=st.text(), line=st.integers(0, 10**6), digest=st.text(max_size=20))
def test_any_words_come_back(body: str, line: int, digest: str) -> None:
    path = "content/replies/clinic-hours.ar.md"
    parsed = parse(SOURCES["replies/clinic-hours"].encode(), path)
    version = msgspec.structs.replace(
        parsed.version, body=body, body_line=line, digest=digest, translates=digest, marks=Marks()
    )

    assert round_trip(Parsed(version, parsed.facts, parsed.desk), path).version == version


@given(payload=st.binary(max_size=60))
def test_other_bytes_are_no_record(payload: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_record("messages", "content/messages/water.ar.md", "ar", b"\xc1" + payload)


def test_a_record_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = "content/replies/clinic-hours.ar.md"
    payload = encode_record("replies", parse(SOURCES["replies/clinic-hours"].encode(), path))

    with pytest.raises(msgspec.DecodeError):
        decode_record("candidates", path, "ar", payload)
