"""What was published last, and until when it stands: told without reading a single text."""

import sys
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from minbar.build.fingerprint import digest_stamps, list_tools
from minbar.content.tree import Stamp, list_tree
from minbar.store.checked import read_checked, write_checked
from minbar.store.segments import DamagedError

NAME = "record"


class Record(Struct, frozen=True):
    """What was published, from what and where to; `at` is the text of `--at`, or empty.

    `since` and `until` bound the instants that it stands for, in seconds since 1970; `told` is
    what the run said.
    """

    head: str
    anchor: str
    notes: str
    tools: bytes
    at: str
    site: str
    files: bytes
    since: float
    until: float
    told: dict[str, Any]


def read_record(folder: Path, site: Path) -> Record | None:
    """What was published at a place last, if that can be known."""
    try:
        payload = read_checked(folder / _name(site))
        return msgspec.msgpack.decode(payload, type=Record) if payload else None
    except (DamagedError, msgspec.DecodeError):
        return None


def write_record(folder: Path, site: Path, record: Record) -> None:
    """Keep it for the next run."""
    write_checked(folder / _name(site), [msgspec.msgpack.encode(record)])


def forget_record(folder: Path, site: Path) -> None:
    """Leave nothing: another site is about to stand there."""
    (folder / _name(site)).unlink(missing_ok=True)


def stands(last: Record, now: Record, seconds: float) -> bool:
    """Tell whether what was published last is what would be published now."""
    same = all(
        getattr(last, name) == getattr(now, name)
        for name in ("head", "anchor", "notes", "tools", "at", "site", "files")
    )
    return same and bool(now.at or last.since <= seconds < last.until)


def digest_tools() -> bytes:
    """Stands for all that sites are made with besides the campaign."""
    return digest_stamps(dict(list_tools()), sys.version.encode())


def digest_site(site: Path, files: Mapping[str, Stamp] | None = None) -> bytes:
    """Stands for every file that lies there, also those for the host."""
    return digest_stamps(list_tree(site) if files is None else files)


def _name(site: Path) -> str:
    return f"{NAME}-{blake2b(str(site).encode(), digest_size=4).hexdigest()}"
