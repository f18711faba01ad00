"""One file whose every byte is covered by a digest that stands in front of it."""

from hashlib import blake2b
from pathlib import Path

from minbar.store.segments import DamagedError

DIGEST_BYTES = 16


def read_checked(path: Path) -> bytes | None:
    """Read what `write_checked` wrote; None if there is no such file.

    Raises:
        DamagedError: the bytes are not those that were written.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    payload = data[DIGEST_BYTES:]
    if blake2b(payload, digest_size=DIGEST_BYTES).digest() != data[:DIGEST_BYTES]:
        raise DamagedError(f"{path} is damaged")
    return payload


def write_checked(path: Path, payload: bytes) -> None:
    """Put a file in the place of the last one in one step; a full disk leaves the last one.

    There is one writer at a time; what a killed one left beside the file is written over.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_bytes(blake2b(payload, digest_size=DIGEST_BYTES).digest() + payload)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
