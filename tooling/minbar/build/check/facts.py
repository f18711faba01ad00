"""What a check keeps of each document: what was found in it, and what rules on other documents ask of it.

All of it stands in one file under one digest; what is damaged or of another make is made anew.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.build.check.outline import decode_outline
from minbar.content.joining import Key
from minbar.content.media import Looked
from minbar.content.tree import BLOB_BYTES
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.store import DamagedError, read_checked, write_checked

NAME = Path(".minbar") / "facts"
NO_BLOB = bytes(BLOB_BYTES)
"""Stands for the bytes of a file that cannot be read."""
DIGEST_BYTES = 12


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """One document, or the files of one that cannot be read.

    `key` is its kind and slug, `files` are its paths, sorted; `stamps` are theirs, and `blobs`
    git's names for their bytes, one behind the other. `asked` are the questions about other files that its findings depend on,
    each with its answer (`asking.py`). `outline` is empty where there
    is no document; `waives` says that it sets rules aside.
    """

    key: Key
    files: tuple[str, ...]
    stamps: bytes
    blobs: bytes
    asked: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    outline: bytes = b""
    waives: bool = False

    def document(self) -> Document:
        """The outline of the document."""
        return decode_outline(*self.key, self.outline)


class Kept(Struct, frozen=True, array_like=True):
    """What a check leaves for the next.

    `made` is a digest of what checks are made of, `ground` one of the files that all documents depend on, and
    `base` what these say (`base_record.py`), empty where something was found in them; `names` are the ballot names (`outline.py`) and
    `pictures` is a digest of the pictures that there are; `together` is what was found in outlines held
    against each other, `shared` what was found in the files that all depend on, under a digest of these; `seen` are the pictures by path, each with its stamp.
    """

    made: bytes = b""
    ground: bytes = b""
    base: bytes = b""
    names: bytes = b""
    pictures: bytes = b""
    facts: tuple[Facts, ...] = ()
    together: tuple[Finding, ...] = ()
    shared: tuple[bytes, tuple[Finding, ...]] = (b"", ())
    seen: dict[str, Looked] = {}


_DECODER = msgspec.msgpack.Decoder(Kept)


def join_blobs(blobs: Iterable[bytes]) -> bytes:
    """Names of bytes one behind the other; a file that cannot be read has one too."""
    return b"".join([blob or NO_BLOB for blob in blobs])


def digest_files(files: Iterable[str], blobs: bytes) -> bytes:
    """Name these files with these bytes."""
    return digest([*(path.encode() for path in files), blobs])


def digest_media(media: Mapping[str, object]) -> bytes:
    """Name the pictures that there are."""
    return digest([name.encode("utf-8", "surrogateescape") for name in sorted(media)])


def digest(parts: list[bytes]) -> bytes:
    """Name these parts in this order."""
    return blake2b(b"\0".join(parts), digest_size=DIGEST_BYTES).digest()


def read_kept(root: Path) -> Kept:
    """Read what the last check left; nothing where that cannot be believed."""
    try:
        payload = read_checked(root / NAME)
        return _DECODER.decode(payload) if payload else Kept()
    except (DamagedError, msgspec.DecodeError, OSError):
        return Kept()


def leave_kept(root: Path, kept: Kept) -> None:
    """Leave it for the next check; a disk that takes nothing is no reason to fail."""
    try:
        (root / NAME).parent.mkdir(parents=True, exist_ok=True)
        write_checked(root / NAME, [msgspec.msgpack.encode(kept)])
    except OSError:
        return
