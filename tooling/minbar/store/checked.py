"""One file whose every byte is covered by a digest that stands in front of it."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from minbar.store.segments import DamagedError

DIGEST_BYTES = 16


def read_checked(path: Path) -> memoryview | None:
    """Read what `write_checked` wrote; None if there is no such file.

    Raises:
        DamagedError: the bytes are not those that were written.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    payload = memoryview(data)[DIGEST_BYTES:]
    if blake2b(payload, digest_size=DIGEST_BYTES).digest() != data[:DIGEST_BYTES]:
        raise DamagedError(f"{path} is damaged")
    return payload


def write_checked(path: Path, parts: Iterable[bytes]) -> None:
    """Put a file in the place of the last one in one step; a full disk leaves the last one.

    There is one writer at a time; what a killed one left beside the file is written over.

    Args:
        path: the file.
        parts: what it is to hold, one after the other.
    """
    beside = path.with_name(f"{path.name}.new")
    digest = blake2b(digest_size=DIGEST_BYTES)
    try:
        with beside.open("wb") as file:
            file.write(bytes(DIGEST_BYTES))
            for part in parts:
                digest.update(part)
                file.write(part)
            file.seek(0)
            file.write(digest.digest())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
