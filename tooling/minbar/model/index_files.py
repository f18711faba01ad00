"""Files that a browser reads in parts: numbered ones, under an index that names the version of all of them."""

import hashlib
from collections.abc import Iterable, Iterator

File = tuple[str, bytes]
"""Path on the site, and bytes."""
VERSION_DIGITS = 8


def numbered(folder: str, name: str, parts: Iterable[bytes]) -> Iterator[File]:
    """Yield the parts as `folder/name/0.json` and after."""
    for number, data in enumerate(parts):
        yield f"{folder}/{name}/{number}.json", data


def version_of(files: Iterable[File]) -> str:
    """Name the bytes of files: a browser asks for them under it, so that none is taken from an older build."""
    digest = hashlib.sha256()
    for _, data in files:
        digest.update(data)
    return digest.hexdigest()[:VERSION_DIGITS]
