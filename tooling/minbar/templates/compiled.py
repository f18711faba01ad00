"""Templates as they were compiled last: to compile all of them anew takes longer than most edits.

They are code, so they are kept where Python's own packages keep what only their user may write, and
never with a campaign, whose files come from many hands.
"""

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_IWGRP, S_IWOTH
from tempfile import NamedTemporaryFile

import jinja2
from jinja2.bccache import Bucket

DIGEST_BYTES = 16
NAME = "minbar"
PRIVATE = 0o700


class Compiled(jinja2.BytecodeCache):
    """Keeps what one environment compiles, a file a template.

    A file that is damaged, of another release, or of a template that has changed is written anew; where
    none can be kept, each process compiles for itself.
    """

    def __init__(self, environment: str) -> None:
        """Take the name of the environment: others may compile the same template otherwise."""
        self._environment = environment

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if it is what was written."""
        folder = cache_folder()
        try:
            data = (folder / self._name(bucket)).read_bytes() if folder else b""
        except OSError:
            return
        payload = data[DIGEST_BYTES:]
        if payload and _digest(payload) == data[:DIGEST_BYTES]:
            bucket.bytecode_from_string(payload)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; several processes may at once."""
        folder = cache_folder()
        if folder is None or sys.dont_write_bytecode:
            return
        payload = bucket.bytecode_to_string()
        with suppress(OSError):  # a full disk, a deleted folder: the next process compiles again
            _put(folder / self._name(bucket), _digest(payload) + payload)

    def _name(self, bucket: Bucket) -> str:
        return f"{self._environment}-{bucket.key}.{sys.implementation.cache_tag}.bin"


@cache
def cache_folder() -> Path | None:
    """The folder that compiled templates are kept in; None where there can be none that is only ours.

    Source: XDG Base Directory Specification 0.8, `$XDG_CACHE_HOME`; Apple and Microsoft as
    `platformdirs` knows them.
    """
    from platformdirs import user_cache_path  # only here

    try:
        above = user_cache_path(NAME, appauthor=False)
        above.parent.mkdir(parents=True, exist_ok=True)
        folders = (above, above / "templates")
        for folder in folders:
            folder.mkdir(exist_ok=True, mode=PRIVATE)
        return folders[-1] if all(map(_is_ours, folders)) else None
    except (OSError, RuntimeError):  # RuntimeError: this user has no home
        return None


def _is_ours(folder: Path) -> bool:
    """Tell whether nobody else can write there."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.lstat()
    is_private = S_ISDIR(status.st_mode) and not status.st_mode & (S_IWGRP | S_IWOTH)
    return is_private and status.st_uid == os.getuid()


def _put(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, or leave nothing of it."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(data)
            file.close()
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _digest(payload: bytes) -> bytes:
    """Names the bytes and what compiled them."""
    return blake2b(payload, digest_size=DIGEST_BYTES, key=_compiler()).digest()


@cache
def _compiler() -> bytes:
    """A digest of all that a template is compiled with, but Python, which Jinja2 looks at itself."""
    made = blake2b(digest_size=DIGEST_BYTES)
    for module in (jinja2.__file__, __file__):
        for path in sorted(Path(module).parent.glob("*.py")):
            made.update(path.read_bytes())
    return made.digest()
