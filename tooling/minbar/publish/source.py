"""What is cleared of a commit, and what its documents say of themselves."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from minbar.content.campaign import CONFIGURATION, TERRITORY, read_base
from minbar.content.document_file import parse_data
from minbar.content.paths import parse_document_path
from minbar.model.campaign import Campaign
from minbar.model.document import Facts
from minbar.model.finding import Finding, blocks
from minbar.publish.objects import Objects

DESK = "desk"
"""The folder for the campaign's own files of a commit, which say what the calendar is."""

Key = tuple[str, str]
"""Kind and slug of a document."""


class Source(Struct, frozen=True, dict=True):
    """The cleared files of a commit, path to blob, that a site is made from; `left_out` are not cleared."""

    commit: str
    files: Mapping[str, str]
    left_out: tuple[str, ...] = ()

    @cached_property
    def documents(self) -> dict[Key, dict[str, str]]:
        """The files of each document, path to blob."""
        found: dict[Key, dict[str, str]] = {}
        for path, blob in self.files.items():
            key = key_of(path)
            if key:
                found.setdefault(key, {})[path] = blob
        return found


def key_of(path: str) -> Key | None:
    """The document that a file is a part of."""
    named = parse_document_path(path)[0] if path.endswith(".md") else None
    return named and named[:2]


class Reader:
    """Reads facts of documents from git, each file once."""

    def __init__(self, objects: Objects, base: Campaign) -> None:
        """Take the campaign that says which languages there are and which zone."""
        self._objects = objects
        self._settings = base.settings
        self._known: dict[str, Facts | None] = {}

    def facts(self, files: Mapping[str, str]) -> Facts | None:
        """What a document says of itself in its source language; None where that cannot be read."""
        ending = f".{self._settings.source_language}.md"
        for path, blob in files.items():
            if path.endswith(ending):
                if blob not in self._known:
                    self._known[blob] = self._read(path, blob)
                return self._known[blob]
        return None

    def _read(self, path: str, blob: str) -> Facts | None:
        ((_, data),) = self._objects.read([blob])
        parsed, _ = parse_data(data, path, self._settings.language_codes, self._settings.timezone)
        return parsed.facts if parsed else None


def read_desk(
    folder: Path, source: Source, objects: Objects
) -> tuple[Campaign | None, list[Finding]]:
    """The campaign of a commit without its documents, or the faults of the files that say what it is."""
    desk = folder / DESK
    paths = [path for path in (*CONFIGURATION, TERRITORY) if path in source.files]
    wanted = _bytes_of(source, paths, objects)
    for path in (*CONFIGURATION, TERRITORY):
        file = desk / path
        file.unlink(missing_ok=True)
        if path in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(wanted[path])
    base, findings = read_base(desk, [])
    return (None if blocks(findings) else base), findings


def _bytes_of(source: Source, paths: Iterable[str], objects: Objects) -> dict[str, bytes]:
    named = {path: source.files[path] for path in paths}
    read = dict(objects.read(dict.fromkeys(named.values())))
    return {path: read[blob] for path, blob in named.items()}
