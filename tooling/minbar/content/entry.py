"""What is known of a file without opening it: where its record stands, and what others need of it.

A campaign of a hundred thousand files is planned from its entries alone.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from minbar.content.document_file import parse_data, parse_known_path
from minbar.content.documents import Parsed
from minbar.content.files import read_data
from minbar.content.record import encode_record
from minbar.content.tree import Stamp, blob_id
from minbar.markdown.render import render
from minbar.model.document import Version
from minbar.model.election import Audience
from minbar.model.finding import Finding
from minbar.model.targets import may_link, resolve
from minbar.store import Packer, Ref

UNSTAMPED: Stamp = (0, 0, 0)


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """One file of a document.

    `blob` is git's name for its bytes; `ref` leads to its record and is empty where the file has
    faults. What follows comes from the source language's file, but `targets`, the files that
    the body links to or shows. `committed` is when the file last changed as git knows it, and
    `clean` git's name for its bytes then; empty where git does not have it. Instants are seconds
    since 1970.
    """

    path: str
    stamp: Stamp
    blob: bytes
    ref: Ref | None = None
    findings: tuple[Finding, ...] = ()
    targets: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    draft: bool = False
    publish: float | None = None
    expires: float | None = None
    withdrawn: float | None = None
    contests: tuple[str, ...] = ()
    voters: Audience = "everyone"
    place: str = ""
    theme: str = ""
    contest: str = ""
    position: int = 0
    name: dict[str, str] | None = None
    committed: float = 0
    clean: bytes = b""

    @property
    def kind(self) -> str:
        """The folder under content/."""
        return self.path.split("/", 2)[1]

    @property
    def slug(self) -> str:
        """The name that its languages share."""
        return self.path.rpartition("/")[2].split(".", 1)[0]

    @property
    def language(self) -> str:
        """The code in its name."""
        return self.path.rsplit(".", 2)[1]


def read_entry(
    root: Path,
    path: str,
    stamp: Stamp,
    languages: tuple[str, ...],
    zone_name: str,
    writer: Packer,
) -> Entry:
    """Read a file, write its record down, and tell what others need of it."""
    data, findings = read_data(root, path)
    if data is None:
        return Entry(path, UNSTAMPED, b"", findings=tuple(findings))
    return parse_entry(data, path, stamp, languages, zone_name, writer)


def parse_entry(
    data: bytes,
    path: str,
    stamp: Stamp,
    languages: tuple[str, ...],
    zone_name: str,
    writer: Packer,
) -> Entry:
    """The same for bytes that somebody else has read."""
    blob = blob_id(data)
    parsed, findings = parse_data(data, path, languages, zone_name)
    named, _ = parse_known_path(path, languages)
    if parsed is None or named is None:
        return Entry(path, stamp, blob, findings=tuple(findings))
    ref = writer.append(encode_record(named[0], parsed))
    said = dict(_said(parsed)) if parsed.facts is not None else {}
    return Entry(path, stamp, blob, ref, tuple(findings), _targets(parsed.version), **said)


def _said(parsed: Parsed) -> dict[str, Any]:
    facts: Any = parsed.facts
    pictures = (getattr(facts, field, None) for field in ("image", "photo"))
    return {
        "pictures": tuple(picture for picture in pictures if picture),
        "draft": parsed.desk is not None and parsed.desk.status == "draft",
        "publish": _seconds(facts.publish),
        "expires": _seconds(facts.expires),
        "withdrawn": _seconds(facts.withdrawn),
        "contests": facts.contests,
        "voters": facts.voters or "everyone",
        "place": getattr(facts, "territory", None) or "",
        "theme": getattr(facts, "theme", None) or "",
        "contest": getattr(facts, "contest", None) or "",
        "position": getattr(facts, "position", 0),
        "name": getattr(facts, "name", None),
    }


def _seconds(instant: datetime | None) -> float | None:
    return instant.timestamp() if instant else None


def _targets(version: Version) -> tuple[str, ...]:
    """The files of the campaign that a body leads to, each once, sorted."""
    if not may_link(version.body):
        return ()
    return tuple(sorted({resolve(version.path, address) for address in render(version.body).links}))
