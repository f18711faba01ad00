"""A share of a site in a folder, and beside it the paper that says what it is a share of.

`shard.json` names all that decides the bytes of the whole site, every unit of it by share, and
every file of this share by its digest: what `merge.py` needs to see that shares belong together,
that none is missing, and that nothing was changed on the way.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from minbar.build.base import base_digest
from minbar.build.ground import Ground
from minbar.build.protect import KEPT, MARKER
from minbar.content.campaign import CONFIGURATION, TERRITORY
from minbar.content.entry import Entry
from minbar.content.media import FOLDER as MEDIA
from minbar.content.tree import Stamp, blob_id
from minbar.edition import Audience
from minbar.edition.register import Register, digest_of
from minbar.model.setup import SetupError
from minbar.model.share import Share

NAME = "shard.json"
UNIT = "shard"
"""The unit that `shard.json` is, for the build."""
INSTANT = "edition"
"""The question of units that depend on the very instant."""
RESERVED = frozenset({NAME, MARKER, *KEPT})
"""What no unit can have as a file."""


class Piece(Struct, frozen=True):
    """A file of a share."""

    path: str
    bytes: int
    sha256: str


class Window(Struct, frozen=True):
    """From when on, and until when, the same is shown; empty where there is no bound."""

    since: str = ""
    until: str = ""


class Identity(Struct, frozen=True):
    """All that decides the bytes of a site; shares that belong together have the same.

    `minbar`: its code. `base`: settings, words, templates. `texts`, `pictures`: what is said and
    shown. `dates`: when texts last changed. `window`: when it holds. `kind`: cleared or a preview.
    """

    minbar: str
    base: str
    texts: str
    pictures: str
    dates: str
    audience: Audience
    window: Window
    kind: Literal["preview", "cleared"]


class Origin(Struct, frozen=True):
    """What a site is made from: code, files, pictures by path, dates, and what is shown of it all."""

    minbar: bytes
    entries: list[Entry]
    pictures: Mapping[str, Stamp]
    dates: Mapping[str, datetime]
    register: Register
    ground: Ground


def identify(root: Path, origin: Origin) -> Identity:
    """Name all that decides the bytes of a site."""
    audience = origin.ground.edition.audience
    return Identity(
        minbar=origin.minbar.hex(),
        base=base_digest(root, audience).hex(),
        texts=digest_files((entry.path, entry.blob) for entry in origin.entries),
        pictures=digest_pictures(root, origin.pictures),
        dates=digest_dates(origin.dates),
        audience=audience,
        window=_window(origin.register),
        kind=origin.ground.edition.kind,
    )


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What `shard.json` says.

    `at` is the instant it was built for; `asks_instant`: other instants give other bytes, even in
    the window. `plan`: the units of each share. `units`: the files of this share's own.
    """

    identity: Identity
    share: Share
    at: datetime
    asks_instant: bool
    documents: int
    notes: list[str]
    plan: list[list[str]]
    units: dict[str, list[Piece]]


_DECODER = msgspec.json.Decoder(Manifest)


def decode_manifest(data: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        msgspec.DecodeError: this is none.
    """
    return _DECODER.decode(data)


def encode_manifest(manifest: Manifest) -> bytes:
    """Write a manifest."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def refuse_site(folder: Path) -> None:
    """See that a share does not take the place of a whole site.

    Raises:
        SetupError: it would.
    """
    if (folder / MARKER).is_file() and not (folder / NAME).is_file():
        raise SetupError(
            f"{folder} holds a whole site, and a share would replace it; right: --site-dir shard-1"
        )


def digest_files(blobs: Iterable[tuple[str, bytes]]) -> str:
    """Name files by their paths and git's names for their bytes."""
    return digest_of(part for path, blob in sorted(blobs) for part in (path.encode(), blob)).hex()


def digest_pictures(root: Path, paths: Iterable[str]) -> str:
    """Name pictures by their bytes."""
    return digest_files((path, blob_id((root / path).read_bytes())) for path in paths)


def digest_dates(dates: Mapping[str, datetime]) -> str:
    """Name when documents last changed, in the order of a register."""
    return digest_of(f"{name} {date.isoformat()}".encode() for name, date in dates.items()).hex()


def is_text(path: str) -> bool:
    """Tell whether a file under content/ is a document's."""
    return not path.startswith(f"{MEDIA}/") and path not in {*CONFIGURATION, TERRITORY}


def _window(register: Register) -> Window:
    return Window(_iso(register.since), _iso(register.until))


def _iso(instant: float) -> str:
    return datetime.fromtimestamp(instant, UTC).isoformat() if isfinite(instant) else ""


def list_pieces(folder: Path, paths: Iterable[str]) -> list[Piece]:
    """Weigh and name files of a folder."""
    return [_piece(path, (folder / path).read_bytes()) for path in paths]


def _piece(path: str, data: bytes) -> Piece:
    return Piece(path, len(data), digest_data(data))


def digest_data(data: bytes) -> str:
    """The name of a file's bytes."""
    return sha256(data).hexdigest()
