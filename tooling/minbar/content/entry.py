"""What is known of a file without opening it: where its record stands, and what others need of it.

A campaign of a hundred thousand files is planned from its entries alone.
"""

from datetime import datetime
from pathlib import Path
from sys import intern
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from minbar.content.document_file import parse_data
from minbar.content.documents import Parsed
from minbar.content.files import read_data
from minbar.content.record import encode_record
from minbar.content.tree import BLOB_BYTES, STAMP_BYTES, UNSTAMPED, Stamp, blob_id
from minbar.markdown.render import render
from minbar.model.document import Version
from minbar.model.election import Audience
from minbar.model.finding import Finding
from minbar.model.kinds.candidate import CandidateFacts
from minbar.model.names import pack_names
from minbar.model.targets import may_link, resolve
from minbar.store import Packer, Ref

RECORD_AT = STAMP_BYTES + BLOB_BYTES
AS_IT_IS = b"="


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """One file of a document.

    `seal` has its stamp, git's name for its bytes, and where its record stands, one behind the
    other: the last is missing where the file has faults. What follows comes from the source language's file, but `targets`, the files that
    the body links to or shows. `called` is a candidate's name by language, packed. `committed` is
    when the file last changed as git knows it, and `was` git's name for its bytes then; empty
    where git does not have it, and AS_IT_IS where they are the same. Instants are seconds since 1970.
    """

    path: str
    seal: bytes
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
    called: bytes = b""
    committed: float = 0
    was: bytes = b""

    @property
    def stamp(self) -> Stamp:
        """The stamp of the file."""
        return self.seal[:STAMP_BYTES]

    @property
    def blob(self) -> bytes:
        """Git's name for its bytes; empty where it could not be read."""
        return self.seal[STAMP_BYTES:RECORD_AT]

    @property
    def record(self) -> bytes:
        """Where its record stands, packed; empty where it has faults."""
        return self.seal[RECORD_AT:]

    @property
    def clean(self) -> bytes:
        """Git's name for the bytes that were committed; empty where there are none."""
        return self.blob if self.was == AS_IT_IS else self.was

    def share_words(self) -> None:
        """Keep one copy of words that very many entries have."""
        for name in ("place", "theme", "contest"):
            if word := getattr(self, name):
                force_setattr(self, name, intern(word))

    @property
    def ref(self) -> Ref | None:
        """Where its record stands."""
        return Ref.unpack(self.record) if self.record else None

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
        return Entry(path, UNSTAMPED, findings=tuple(findings))
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
    if parsed is None:
        return Entry(path, stamp + blob, findings=tuple(findings))
    ref = writer.append(encode_record(path.split("/", 2)[1], parsed))
    said = dict(_said(parsed)) if parsed.facts is not None else {}
    targets = _targets(parsed.version)
    return Entry(path, stamp + blob + ref.pack(), tuple(findings), targets, **said)


def stamp_entry(entry: Entry, stamp: Stamp) -> Entry:
    """The same entry with another stamp."""
    return replace(entry, seal=stamp + entry.seal[STAMP_BYTES:])


def date_entry(entry: Entry, committed: float, clean: bytes) -> Entry:
    """The same entry, with when it was committed, and as which bytes."""
    was = AS_IT_IS if clean and clean == entry.blob else clean
    if entry.committed == committed and entry.was == was:
        return entry
    return replace(entry, committed=committed, was=was)


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
        "called": pack_names(facts.name) if isinstance(facts, CandidateFacts) else b"",
    }


def _seconds(instant: datetime | None) -> float | None:
    return instant.timestamp() if instant else None


def _targets(version: Version) -> tuple[str, ...]:
    """The files of the campaign that a body leads to, each once, sorted."""
    if not may_link(version.body):
        return ()
    return tuple(sorted({resolve(version.path, address) for address in render(version.body).links}))
