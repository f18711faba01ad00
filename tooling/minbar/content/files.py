"""Bytes on a disk to text, with the limits that hold for every file."""

import os
import stat
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from minbar.model import rules
from minbar.model.finding import Finding, Place

LIMIT_BYTES = 64 * 1024
LIMIT_TABLE_BYTES = 16 * 1024 * 1024
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_text(
    root: Path, path: str, limit_bytes: int = LIMIT_BYTES
) -> tuple[str | None, list[Finding]]:
    """Read a file as NFC text with LF line ends; a byte order mark is dropped."""
    data, findings = read_data(root, path, limit_bytes)
    return (None, findings) if data is None else parse_text(data, path)


def read_data(
    root: Path, path: str, limit_bytes: int = LIMIT_BYTES
) -> tuple[bytes | None, list[Finding]]:
    """Read the bytes of a regular file, up to a limit; a link is not followed."""
    file = f"{root}/{path}"
    try:
        mode = os.lstat(file).st_mode
        if stat.S_ISLNK(mode):
            message = "symbolic links are not followed: they can lead out of the campaign"
            return None, [rules.LINK_REFUSED.at(Place(path), message)]
        if not stat.S_ISREG(mode):
            return None, [rules.FILE_UNREADABLE.at(Place(path), "this is not a regular file")]
        data = _read_bytes(file, limit_bytes + 1)
    except OSError as error:
        return None, [rules.FILE_UNREADABLE.at(Place(path), f"cannot be opened: {error.strerror}")]
    if len(data) > limit_bytes:
        message = f"the file is larger than {limit_bytes // 1024} kB"
        return None, [rules.FILE_TOO_LARGE.at(Place(path), message)]
    return data, []


def parse_text(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """Take bytes to NFC text with LF line ends; a byte order mark is dropped."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [
            rules.FILE_UNREADABLE.at(
                Place(path, line, column),
                f"this byte is not UTF-8: {_encoding_of(data)}",
                repr(data[error.start : error.start + 8]),
                "save the file as UTF-8 (Notepad: Save as, Encoding: UTF-8)",
            )
        ]
    if b"\r" in data:
        text = text.replace("\r\n", "\n")
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff")), []


def _encoding_of(data: bytes) -> str:
    """Say what a file that is not UTF-8 is likely to be."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "the file is UTF-16, which Windows calls Unicode"
    return "the file may be in an older encoding, such as Windows-1256 (Arabic) or Windows-1252 (French)"


def _read_bytes(file: str, most: int) -> bytes:
    """Read a file up to so many bytes; a buffered stream would take twice as long."""
    parts: list[bytes] = []
    descriptor = os.open(file, _FLAGS)
    try:
        while most and (part := os.read(descriptor, most)):
            parts.append(part)
            most -= len(part)
    finally:
        os.close(descriptor)
    return b"".join(parts)
