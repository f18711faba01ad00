"""Pictures: which there are, and how large, read from their headers alone."""

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from minbar.model import rules
from minbar.model.finding import Finding, Place

FOLDER = "content/media"
FORMATS = ("JPEG", "PNG", "WEBP")
LIMIT_PIXELS = 24_000_000
LIMIT_BYTES = 8 * 1024 * 1024
_SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}


def read_media(root: Path, paths: list[str]) -> tuple[dict[str, tuple[int, int]], list[Finding]]:
    """Read width and height in px of each picture, by path under content/media/."""
    sizes: dict[str, tuple[int, int]] = {}
    findings: list[Finding] = []
    for path in paths:
        fault = _read(root / path, sizes, path.removeprefix(FOLDER + "/"))
        if fault:
            findings.append(rules.MEDIA_REFUSED.at(Place(path), fault, path.rsplit("/", 1)[-1]))
    return sizes, findings


def _read(file: Path, sizes: dict[str, tuple[int, int]], name: str) -> str:
    if file.stat().st_size > LIMIT_BYTES:
        return f"larger than {LIMIT_BYTES // 1024 // 1024} MB"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                size, kind = picture.size, str(picture.format)
                metadata = set(picture.info) & {
                    "exif",
                    "comment",
                    "Comment",
                    "xmp",
                    "XML:com.adobe.xmp",
                }
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return "this is not a JPEG, PNG or WebP picture that can be read"
    if size[0] * size[1] > LIMIT_PIXELS:
        return f"{size[0]}×{size[1]} px is more than {LIMIT_PIXELS // 1_000_000} million pixels"
    if not name.endswith(_SUFFIXES[kind]):
        return f"this is {kind}, but its name says otherwise"
    if metadata:
        return "carries hidden data (place, camera, comment): export it again without"
    sizes[name] = size
    return ""
