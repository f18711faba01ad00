"""Pictures: which there are, and how large, read from their headers alone."""

import io
import warnings
from collections.abc import Mapping
from pathlib import Path

from minbar.content.picture_parts import surplus_parts
from minbar.content.tree import UNSTAMPED, Stamp, trusted
from minbar.model import rules
from minbar.model.finding import Finding, Place

FOLDER = "content/media"
FORMATS = ("JPEG", "PNG", "WEBP")
LIMIT_PIXELS = 24_000_000
LIMIT_BYTES = 8 * 1024 * 1024
_SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}


Seen = tuple[int, int] | str
"""Width and height of a picture in px, or what is wrong with it."""


Looked = tuple[Stamp, Seen]
"""A picture that was opened, and the stamp that it had."""


def look_again(
    root: Path, stamps: Mapping[str, Stamp], last: Mapping[str, Looked], looked_ns: int
) -> dict[str, Looked]:
    """Open the pictures that are new.

    Args:
        root: the campaign folder.
        stamps: the pictures by path.
        last: what was seen of them before.
        looked_ns: when they were listed, in ns since 1970.
    """
    seen: dict[str, Looked] = {}
    for path in sorted(stamps):
        stamp = trusted(stamps[path], looked_ns)
        known = last.get(path)
        is_known = known is not None and known[0] == stamp != UNSTAMPED
        seen[path] = known if known and is_known else (stamp, look_at(root, path))
    return seen


def read_media(
    root: Path, paths: list[str], seen: Mapping[str, Seen]
) -> tuple[dict[str, tuple[int, int]], list[Finding]]:
    """Read width and height in px of each picture, by path under content/media/.

    Args:
        root: the campaign folder.
        paths: the pictures.
        seen: those of them, by path, that need not be opened again.
    """
    sizes: dict[str, tuple[int, int]] = {}
    findings: list[Finding] = []
    for path in paths:
        found = seen[path] if path in seen else look_at(root, path)
        if isinstance(found, str):
            findings.append(rules.MEDIA_REFUSED.at(Place(path), found, path.rsplit("/", 1)[-1]))
        else:
            sizes[path.removeprefix(FOLDER + "/")] = found
    return sizes, findings


def look_at(root: Path, path: str) -> Seen:
    """Open one picture."""
    from PIL import Image, UnidentifiedImageError  # loaded where a picture is new: it takes long

    file = root / path
    try:
        if file.stat().st_size > LIMIT_BYTES:
            return f"larger than {LIMIT_BYTES // 1024 // 1024} MB"
        data = file.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                size, kind = picture.size, str(picture.format)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, SyntaxError):
        return "this is not a JPEG, PNG or WebP picture that can be read"
    return _fault(data, size, kind, path) or size


def _fault(data: bytes, size: tuple[int, int], kind: str, name: str) -> str:
    if size[0] * size[1] > LIMIT_PIXELS:
        return f"{size[0]}×{size[1]} px is more than {LIMIT_PIXELS // 1_000_000} million pixels"
    if kind not in _SUFFIXES:
        return f"several pictures in one file ({kind}): export it again as one picture"
    if not name.endswith(_SUFFIXES[kind]):
        return f"this is {kind}, but its name says otherwise"
    parts = surplus_parts(data, kind)
    if parts:
        return f"carries hidden data (place, camera, comment: {', '.join(parts[:5])}): export it again without"
    return ""
