"""What a check keeps of each document: what was found in it, and what rules on other documents ask of it.

All of it stands in one file under one digest; what is damaged or of another make is made anew.
"""

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.build.outline import decode_outline
from minbar.content.joining import Key
from minbar.content.media import Seen
from minbar.content.tree import BLOB_BYTES, STAMP_BYTES, Stamp
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.store import DamagedError, read_checked, write_checked

NAME = Path(".minbar") / "facts"
SEAL_BYTES = STAMP_BYTES + BLOB_BYTES
NO_BLOB = bytes(BLOB_BYTES)
"""Stands for the bytes of a file that cannot be read."""
DIGEST_BYTES = 12


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """One document, or one file whose name is refused.

    `files` are its paths, sorted, and `seals` their stamps and git's names for their bytes, one
    behind the other. `asked` are the questions about other files that its findings depend on,
    each with its answer (`asking.py`). `outline` is empty where there
    is no document; `waives` says that it sets rules aside.
    """

    files: tuple[str, ...]
    seals: bytes
    asked: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    outline: bytes = b""
    waives: bool = False

    @property
    def key(self) -> Key:
        """Kind and slug, as the first file's name has them."""
        path = self.files[0]
        return path.split("/", 2)[1], path.rpartition("/")[2].partition(".")[0]

    def stamp(self, number: int) -> Stamp:
        """The stamp of one of the files."""
        return self.seals[number * SEAL_BYTES : number * SEAL_BYTES + STAMP_BYTES]

    @property
    def blobs(self) -> list[bytes]:
        """Git's names for the bytes of the files."""
        return [
            self.seals[first + STAMP_BYTES : first + SEAL_BYTES]
            for first in range(0, len(self.seals), SEAL_BYTES)
        ]

    def document(self) -> Document:
        """The outline of the document."""
        return decode_outline(*self.key, self.outline)


class Kept(Struct, frozen=True, array_like=True):
    """What a check leaves for the next.

    `made` is a digest of what checks are made of, `ground` one of what all documents depend on,
    `names` one of the ballot names and
    `pictures` one of the pictures that there are; `together` is what was found in outlines held
    against each other; `seen` are the pictures by path, each with its stamp.
    """

    made: bytes = b""
    ground: bytes = b""
    names: bytes = b""
    pictures: bytes = b""
    facts: tuple[Facts, ...] = ()
    together: tuple[Finding, ...] = ()
    seen: dict[str, tuple[Stamp, Seen]] = {}


_DECODER = msgspec.msgpack.Decoder(Kept)


def seal_of(stamps: list[Stamp], blobs: list[bytes]) -> bytes:
    """Stamps and blobs of some files, one behind the other."""
    return b"".join(stamp + (blob or NO_BLOB) for stamp, blob in zip(stamps, blobs, strict=True))


def digest_files(files: tuple[str, ...], blobs: list[bytes]) -> bytes:
    """Name these files with these bytes."""
    return digest(
        [path.encode() + b"\0" + (blob or NO_BLOB) for path, blob in zip(files, blobs, strict=True)]
    )


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
