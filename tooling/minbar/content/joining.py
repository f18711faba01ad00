"""The files of one slug to a document: its languages, the source language first."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from minbar.content.document_file import parse_data, parse_known_path
from minbar.content.documents import Parsed
from minbar.content.files import read_data
from minbar.content.tree import blob_id
from minbar.model import rules
from minbar.model.document import Desk, Document, Facts, Version
from minbar.model.finding import Finding, Place

Key = tuple[str, str]
"""Kind and slug."""


class Joined(Struct, frozen=True):
    """What the files of one slug say together.

    `document` is None where one of its files, or the source, is at fault or missing; `blobs` are
    git's names for the bytes of each file, empty for one that cannot be read.
    """

    document: Document | None
    findings: list[Finding]
    blobs: list[bytes]


def group_paths(
    paths: Iterable[str], languages: tuple[str, ...]
) -> tuple[dict[Key, list[str]], dict[str, list[Finding]]]:
    """Sort the paths of documents by slug; those that are refused by their name, with why, apart."""
    groups: dict[Key, list[str]] = {}
    refused: dict[str, list[Finding]] = {}
    for path in paths:
        named, findings = parse_known_path(path, languages)
        if named is None:
            refused[path] = findings
        else:
            groups.setdefault(named[:2], []).append(path)
    return groups, refused


def read_joined(
    root: Path, key: Key, paths: Sequence[str], languages: tuple[str, ...], zone_name: str
) -> Joined:
    """Read the files of one slug.

    Args:
        root: the campaign folder.
        key: kind and slug.
        paths: the files, sorted.
        languages: the codes, the source language first.
        zone_name: an IANA time zone, for instants without an offset.
    """
    group: dict[str, Parsed] = {}
    findings: list[Finding] = []
    blobs: list[bytes] = []
    failed = False
    for path in paths:
        data, faults = read_data(root, path)
        blobs.append(b"" if data is None else blob_id(data))
        parsed = None
        if data is not None:
            parsed, faults = parse_data(data, path, languages, zone_name)
        findings += faults
        if parsed is None:
            failed = True
        elif parsed.version.language in group:
            findings.append(_collision(key[1], parsed, group[parsed.version.language]))
        else:
            group[parsed.version.language] = parsed
    document = _join(key, group, languages)
    if document is None and group and not failed:
        findings.append(_without_source(next(iter(group.values())).version.path, languages[0]))
    return Joined(document, findings, blobs)


def _join(key: Key, group: dict[str, Parsed], languages: tuple[str, ...]) -> Document | None:
    source = group.get(languages[0])
    if source is None or source.facts is None:
        return None
    versions: dict[str, Version] = {
        code: group[code].version for code in languages if code in group
    }
    facts: Facts = source.facts
    return Document(key[0], key[1], source.desk or Desk(), facts, versions)


def _collision(slug: str, parsed: Parsed, first: Parsed) -> Finding:
    message = f"{first.version.path} has the same slug and language"
    related = (first.version.path,)
    return rules.PATHS_COLLIDE.at(Place(parsed.version.path), message, slug, related=related)


def _without_source(path: str, language: str) -> Finding:
    message = f"a translation without its source: the file in «{language}» is missing"
    source_path = f"{path.rsplit('.', 2)[0]}.{language}.md"
    return rules.SOURCE_MISSING.at(Place(path), message, related=(source_path,))
