"""Who approved what is shown: a record for each file of each document, for whoever wants to check it.

`provenance.json` names the parts with their SHA-256; a part holds the records of some documents.
Only a cleared edition has any: of a preview nobody has approved anything.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from minbar.edition.approval import Approval, Approvals

INDEX = "provenance.json"
RECORDS_A_PART = 2_000

File = tuple[str, bytes]


class Part(Struct, frozen=True):
    """A file of records: those of the paths from the first to the last, sorted."""

    file: str
    sha256: str
    records: int
    first: str
    last: str


def render_provenance(approvals: Approvals, paths: Iterable[str]) -> Iterator[File]:
    """Yield (path on the site, JSON) of the index and of its parts.

    Args:
        approvals: by the path of a file in the repository.
        paths: the files of what is shown.
    """
    shown = sorted(path for path in paths if path in approvals)
    parts: list[Part] = []
    for start in range(0, len(shown), RECORDS_A_PART):
        run = shown[start : start + RECORDS_A_PART]
        file = f"provenance/{len(parts)}.json"
        data = _lines([approvals[path] for path in run])
        digest = hashlib.sha256(data).hexdigest()
        parts.append(Part(file, digest, len(run), run[0], run[-1]))
        yield file, data
    index = {"records": len(shown), "parts": parts}
    yield INDEX, msgspec.json.format(msgspec.json.encode(index), indent=1) + b"\n"


def _lines(records: list[Approval]) -> bytes:
    """A JSON array with a record a line, which git and grep can work with."""
    return b"[\n" + b",\n".join(msgspec.json.encode(record) for record in records) + b"\n]\n"
