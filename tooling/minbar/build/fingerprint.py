"""Is everything as the last build left it? Told from the stamps of all files, without reading one.

This module imports next to nothing, since most builds of a campaign that publishes all day change
nothing, and are asked for every few minutes.
"""

import os
import re
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from minbar.content.paths import CANDIDATES
from minbar.content.tree import RACY_NS, UNSTAMPED, Stamp, changed_ns, list_tree, stamp_of
from minbar.store.checked import read_checked, write_checked
from minbar.store.segments import DamagedError
from minbar.templates import default_root

NAME = "fingerprint"
STATE = "state"
"""What `state.py` keeps: where it is missing, everything is to be made."""
TEMPLATES = "templates"
MKDOCS = "mkdocs.yml"
PROJECT = "pyproject.toml"
"""Where a repository sets how severe rules are; `content/project.py` reads it."""
NAMES_AT_ONCE = 1_000
COMMIT = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")


class Fingerprint(Struct, frozen=True):
    """What a build left: digests of all stamps, the instants that it holds for, and what it said.

    `since` and `until` are seconds since 1970; `at` is the text of `--at`, or empty; `told` is the
    build's report. `texts` is a digest of part of the inputs.
    """

    inputs: bytes
    site: bytes
    since: float
    until: float
    at: str
    told: dict[str, Any]
    texts: bytes = b""


def is_known(folder: Path) -> bool:
    """Tell whether anything is remembered of a site: if not, all of it is to be made."""
    return (folder / NAME).exists() or (folder / STATE).exists()


def read_fingerprint(folder: Path, say: Callable[[str], None]) -> Fingerprint | None:
    """Read what the last build left, if it can be used."""
    try:
        payload = read_checked(folder / NAME)
        return msgspec.msgpack.decode(payload, type=Fingerprint) if payload else None
    except (DamagedError, msgspec.DecodeError) as error:
        say(f"{error}: all files are looked at")
        return None


def holds(last: Fingerprint, at: str) -> bool:
    """Tell whether what was made then would be made now, from the same files.

    Args:
        last: what the last build left.
        at: the instant that is asked for, as written; empty for now.
    """
    return at == last.at and bool(at or last.since <= now() < last.until)


def leave(
    folder: Path,
    at: str,
    span: tuple[float, float],
    told: dict[str, Any],
    inputs: bytes | None,
    texts: bytes,
    site: Mapping[str, Stamp],
) -> None:
    """Leave a fingerprint for the next build; none where a file changed so lately that it may again.

    Args:
        folder: what is remembered of the site.
        at: the instant that was asked for, as written; empty for now.
        span: the instants that what was made holds for, in seconds since 1970.
        told: what the build said.
        inputs: what `digest_inputs` gave before the first file was read.
        texts: what `digest_texts` gave then.
        site: the stamps of the files that were made, by path on the site.
    """
    if inputs is not None:
        last = Fingerprint(inputs, digest_stamps(site), *span, at, told, texts)
        write_checked(folder / NAME, [msgspec.msgpack.encode(last)])


def forget(folder: Path) -> None:
    """Leave nothing: what is remembered is about to be that of another site."""
    (folder / NAME).unlink(missing_ok=True)


def now() -> float:
    """Seconds since 1970, or SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(epoch) if epoch.isdigit() else time.time()


def digest_inputs(root: Path, audience: str, content: Mapping[str, Stamp]) -> bytes | None:
    """A digest of the stamps of all that goes into a site; None if it cannot be trusted.

    Args:
        root: the campaign folder.
        audience: who the site is for.
        content: the stamps of the campaign's files, by path.
    """
    looked_ns = time.time_ns()
    stamps = {**content, **dict(list_tools(root))}
    if max(map(changed_ns, stamps.values())) > looked_ns - RACY_NS:
        return None
    head = read_head(root)
    if head is None:
        return None
    return digest_stamps(stamps, f"{sys.version}\0{audience}\0".encode() + head)


def digest_texts(content: Mapping[str, Stamp]) -> bytes:
    """A digest of the stamps of a campaign's files but the candidates'."""
    folder = f"{CANDIDATES}/"
    return digest_stamps(
        {path: stamp for path, stamp in content.items() if not path.startswith(folder)}
    )


def digest_stamps(files: Mapping[str, Stamp], beside: bytes = b"") -> bytes:
    """A digest of names and stamps, and of something beside them."""
    names = sorted(files)
    made = blake2b(digest_size=16)
    for first in range(0, len(names), NAMES_AT_ONCE):
        run = names[first : first + NAMES_AT_ONCE]
        made.update("\0".join(run).encode("utf-8", "surrogateescape") + b"\0\0")
        made.update(b"".join(map(files.__getitem__, run)))
    made.update(beside)
    return made.digest()


def list_tools(root: Path | None = None) -> Iterator[tuple[str, Stamp]]:
    """The stamps of all that pages are made with: Minbar itself, templates, what is installed.

    Those of a campaign are among them where it is given.
    """
    package = Path(__file__).parents[1]
    folders = (package, default_root(), *((root / TEMPLATES,) if root else ()))
    for folder in folders:
        for name, stamp in list_tree(folder, without=("__pycache__",)).items():
            yield f"{folder}/{name}", stamp
    own = (root / MKDOCS, root / PROJECT) if root else ()
    for path in (*own, default_root() / MKDOCS, Path(sysconfig.get_paths()["purelib"])):
        try:
            yield str(path), stamp_of(path.stat())
        except FileNotFoundError:
            yield str(path), UNSTAMPED


def read_commit(root: Path) -> str:
    """The commit that git has checked out; empty where that takes git itself."""
    head = read_head(root) or b""
    return head.decode("ascii", "replace").strip() if COMMIT.fullmatch(head.strip()) else ""


def read_head(root: Path) -> bytes | None:
    """What git has checked out, read from its files; None where that takes git itself."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if (git / "shallow").exists() or (git / "reftable").exists():
            return None
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
