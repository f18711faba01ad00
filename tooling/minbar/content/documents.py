"""One Markdown file to a Version, and the versions of one slug to a Document."""

import hashlib
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from minbar.content.decode import WRONG, Decoder
from minbar.content.forms import Forms, Made, Types
from minbar.content.front_matter import Split, parse_front_matter
from minbar.content.nodes import Mapping
from minbar.content.plan import plan_fields
from minbar.content.strict_yaml import parse_yaml
from minbar.markdown.guard import check_body
from minbar.model import rules
from minbar.model.document import Desk, Facts, Marks, Text, Version
from minbar.model.finding import Finding, Place
from minbar.model.kinds import Kind

DIGEST_LETTERS = 12
_FORMS = Forms()
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Translation(Struct, frozen=True, forbid_unknown_fields=True):
    """What a translation says of its source."""

    translates: Annotated[
        str,
        Meta(
            pattern="^[0-9a-f]{12}$",
            description="Digest of the source text; `minbar translations --accept` writes it.",
            examples=["3f9a1c0d2b7e"],
        ),
    ] = ""


class Parsed(Struct, frozen=True):
    """A file that could be taken; facts and desk only come from the source language."""

    version: Version
    facts: Facts | None
    desk: Desk | None


def digest_text(text: Text, body: str) -> str:
    """Name exactly these words: 12 hexadecimal digits."""
    words = _ENCODER.encode(text) + b"\n" + body.encode()
    return hashlib.sha256(words).hexdigest()[:DIGEST_LETTERS]


def parse_document(
    content: str, path: str, kind: Kind, language: str, zone: ZoneInfo, *, is_source: bool
) -> tuple[Parsed | None, list[Finding]]:
    """Read one language's file of a document.

    Returns:
        What it says, or None with every fault of the file.
    """
    split, findings = parse_front_matter(content, path)
    if split is None:
        return None, findings
    findings = check_body(split.body, path, split.body_line)
    types = (kind.facts, kind.text, Desk) if is_source else (kind.text, Translation)
    known = None if findings else _FORMS.read(split.header, types)
    if known is not None:
        return _parsed(known[0], kind, split, path, language, known[1]), []
    node, faults = parse_yaml(split.header, path, split.header_line)
    findings += faults
    if not isinstance(node, Mapping):
        if not faults:
            message = "the header must be keys with values, one a line"
            findings.append(
                rules.FRONT_MATTER_MISSING.at(Place(path, 2), message, split.header[:80])
            )
        return None, findings
    decoder = Decoder(path, zone)
    made = _decode(decoder, node, kind, types, is_source=is_source)
    findings += decoder.findings
    if findings or any(value is WRONG for value in made.values()):
        return None, findings
    _FORMS.learn(split.header, split.header_line, types, decoder.marks)
    return _parsed(made, kind, split, path, language, decoder.marks), []


def _decode(decoder: Decoder, node: Mapping, kind: Kind, types: Types, *, is_source: bool) -> Made:
    if is_source:
        return decoder.fields(node, *types)
    shared = plan_fields((kind.facts, Desk)).by_key
    mine = Mapping([], node.line, node.column)
    for key, child in node.entries:
        if key.value in shared:
            place = Place(decoder.path, key.line, key.column)
            message = f"«{key.value}» is shared by all languages: write it in the source language's file only"
            right = "leave the line out of the translation"
            decoder.findings.append(rules.FIELD_UNKNOWN.at(place, message, key.value, right))
        else:
            mine.entries.append((key, child))
    return decoder.fields(mine, *types)


def _parsed(made: Made, kind: Kind, split: Split, path: str, language: str, marks: Marks) -> Parsed:
    body = split.body.strip("\n")
    lead = len(split.body) - len(split.body.lstrip("\n"))
    translation = made.get(Translation, Translation())
    version = Version(
        language=language,
        path=path,
        text=made[kind.text],
        body=body,
        body_line=split.body_line + lead,
        digest=digest_text(made[kind.text], body),
        translates=translation.translates,
        marks=marks,
    )
    return Parsed(version, made.get(kind.facts), made.get(Desk))
