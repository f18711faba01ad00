"""Is everything as the last build left it? Told from the stamps of all files, without reading one.

This module imports next to nothing, since most builds of a campaign that publishes all day change
nothing, and are asked for every few minutes.
"""

import os
import sys
import sysconfig
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from minbar.content.tree import RACY_NS, Stamp, list_tree, stamp_of
from minbar.store.checked import read_checked, write_checked
from minbar.store.segments import DamagedError
from minbar.templates import default_root

NAME = "fingerprint"
WATCHED = ("content", "templates")
MKDOCS = "mkdocs.yml"


class Fingerprint(Struct, frozen=True):
    """What a build left: a digest of all stamps, the instants that it holds for, and what it said.

    `since` and `until` are seconds since 1970; `at` is the text of `--at`, or empty; `told` is the
    build's report.
    """

    digest: bytes
    since: float
    until: float
    at: str
    told: dict[str, Any]


def is_standing(
    root: Path, site: Path, folder: Path, audience: str, at: str
) -> dict[str, Any] | None:
    """Give what the last build said, if another one would say and make the same.

    Args:
        root: the campaign folder.
        site: where readers look.
        folder: what is remembered of the site.
        audience: who the site is for.
        at: the instant that is asked for, as written; empty for now.
    """
    try:
        payload = read_checked(folder / NAME)
        last = msgspec.msgpack.decode(payload, type=Fingerprint) if payload else None
    except (DamagedError, msgspec.DecodeError, OSError):
        return None
    if last is None or at != last.at:
        return None
    if not at and not last.since <= _now() < last.until:
        return None
    digest = take(root, site, audience)
    return last.told if digest is not None and digest == last.digest else None


def leave(
    root: Path,
    site: Path,
    folder: Path,
    audience: str,
    at: str,
    span: tuple[float, float],
    told: dict[str, Any],
) -> None:
    """Leave a fingerprint for the next build; none where a file changed so lately that it may again.

    Args:
        root: the campaign folder.
        site: where readers look.
        folder: what is remembered of the site.
        audience: who the site is for.
        at: the instant that was asked for, as written; empty for now.
        span: the instants that what was made holds for, in seconds since 1970.
        told: what the build said.
    """
    digest = take(root, site, audience)
    if digest is None:
        (folder / NAME).unlink(missing_ok=True)
    else:
        last = Fingerprint(digest, *span, at, told)
        write_checked(folder / NAME, msgspec.msgpack.encode(last))


def _now() -> float:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(epoch) if epoch.isdigit() else time.time()


def take(root: Path, site: Path, audience: str) -> bytes | None:
    """A digest of the stamps of all that goes into a site, and of the site; None if it cannot be trusted."""
    looked_ns = time.time_ns()
    made = blake2b(f"{sys.version}\0{audience}\0".encode(), digest_size=16)
    for name, stamp in _stamps(root):
        if stamp[0] > looked_ns - RACY_NS:
            return None
        made.update(f"{name}\0{stamp}\0".encode())
    site_files = list_tree(site)
    made.update("\0".join(f"{name} {stamp}" for name, stamp in sorted(site_files.items())).encode())
    head = _head(root)
    if head is None:
        return None
    made.update(head)
    return made.digest()


def _stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    package = Path(__file__).parents[1]
    folders = [package, default_root(), *(root / name for name in WATCHED)]
    for folder in folders:
        for name, stamp in sorted(list_tree(folder, without=("__pycache__",)).items()):
            yield f"{folder}/{name}", stamp
    for path in (root / MKDOCS, default_root() / MKDOCS, Path(sysconfig.get_paths()["purelib"])):
        try:
            yield str(path), stamp_of(path.stat())
        except FileNotFoundError:
            yield str(path), (0, 0, 0)


def _head(root: Path) -> bytes | None:
    """What git has checked out, read from its files; None where that takes git itself."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            head = (git / "HEAD").read_bytes()
            if not head.startswith(b"ref: "):
                return head
            try:
                return (git / os.fsdecode(head[5:].strip())).read_bytes()
            except FileNotFoundError:
                packed = git / "packed-refs"
                return packed.read_bytes() if packed.exists() else b"unborn"
        if git.exists():
            return None
    return b"no git"
