"""The parts that a picture file is made of, by an allow-list.

A photograph carries its place, its camera and comments in parts that no browser shows, and
anything can be hung on behind its end. Pillow shows some of it, and only what it knows; here
everything that is not needed to show the picture is named.

Sources: PNG (Third Edition), W3C, section 5; JPEG, ITU T.81, annex B; WebP container, RFC 9649,
section 2.
"""

from collections.abc import Iterator

_PNG = frozenset(
    [
        "IHDR",
        "PLTE",
        "IDAT",
        "IEND",
        "tRNS",
        "gAMA",
        "cHRM",
        "sRGB",
        "iCCP",
        "sBIT",
        "pHYs",
        "bKGD",
        "cICP",
        "hIST",
    ]
)
_WEBP = frozenset(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"])
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_NAMES = {0xE1: "Exif or XMP", 0xED: "Photoshop", 0xFE: "comment"}
_SCAN, _END = 0xDA, 0xD9
BEHIND = "bytes behind the end"


def surplus_parts(data: bytes, kind: str) -> list[str]:
    """Name the parts of a JPEG, PNG or WEBP that are not needed to show it."""
    walk = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[kind]
    return list(dict.fromkeys(walk(data)))


def _png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if name.decode("latin-1") not in _PNG:
            yield f"PNG part {name.decode('ascii', 'replace')}"
        if name == b"IEND":
            break
    if at < len(data):
        yield BEHIND


def _webp(data: bytes) -> Iterator[str]:
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        length, name = int.from_bytes(data[at + 4 : at + 8], "little"), data[at : at + 4]
        at += 8 + length + length % 2
        if name.decode("latin-1") not in _WEBP:
            yield f"WebP part {name.decode('ascii', 'replace').strip()}"
    if end < len(data):
        yield BEHIND


def _jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _END:
            at += 2
            break
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield from _segment(marker, data[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == _SCAN:
            at = _next_marker(data, at)
    if data[at:].rstrip(b"\0"):
        yield BEHIND


def _segment(marker: int, content: bytes) -> Iterator[str]:
    if 0xE0 <= marker <= 0xEF or marker == 0xFE:
        kept = _JPEG_KEPT.get(marker)
        if kept is None or not content.startswith(kept):
            yield f"JPEG part {_JPEG_NAMES.get(marker, f'APP{marker - 0xE0}')}"


def _next_marker(data: bytes, at: int) -> int:
    """Step over the coded picture: FF 00 and the restart markers FF D0-D7 belong to it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
