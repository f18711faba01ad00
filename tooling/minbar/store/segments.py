"""Segments: files that payloads are appended to, and found in again by a reference.

A process writes into a segment of its own, so that many can write at once. What no reference
names any more is dropped with its segment, or when the segments are written anew.
"""

import os
import struct
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from msgspec import Struct

CHECK_BYTES = 8
SEGMENT_BYTES = 8
FLUSH_BYTES = 1_000_000
_REF = struct.Struct(f"<QQQ{CHECK_BYTES}s")
LIMIT_OPEN = 200
"""So many segments are held open: systems commonly grant a process 1,024 files, or 256."""
SUFFIX = ".segment"


class DamagedError(Exception):
    """What is remembered is not what was written: it is made anew, and said."""


class Ref(Struct, frozen=True, array_like=True, gc=False):
    """Where a payload stands: segment, offset and length in bytes, and the digest it must have."""

    segment: int
    offset: int
    length: int
    check: bytes

    def pack(self) -> bytes:
        """As few bytes: a reference of which there are very many."""
        return _REF.pack(self.segment, self.offset, self.length, self.check)

    @classmethod
    def unpack(cls, packed: bytes) -> "Ref":
        """Take what `pack` gave."""
        return cls(*_REF.unpack(packed))

    @staticmethod
    def segments_in(packed: Iterable[bytes]) -> set[int]:
        """The segments that packed references name: very many name few."""
        numbers = {one[:SEGMENT_BYTES] for one in packed}
        return {int.from_bytes(number, "little") for number in numbers}


class Packer:
    """Puts payloads one behind the other, as a segment will hold them; the disk is not touched."""

    def __init__(self, number: int) -> None:
        """Pack for a segment of a number that nobody else takes."""
        self._number = number
        self._parts: list[bytes] = []
        self._offset = 0

    def append(self, payload: bytes) -> Ref:
        """Take a payload, and say where it will stand."""
        offset, self._offset = self._offset, self._offset + len(payload)
        self._parts.append(payload)
        return Ref(self._number, offset, len(payload), check_of(payload))

    def data(self) -> bytes:
        """Everything that was taken."""
        return b"".join(self._parts)


class Writer(Packer):
    """Appends payloads to one new segment; there is no file where nothing was appended.

    What was appended is on the disk when the writer is left.
    """

    def __init__(self, folder: Path, number: int) -> None:
        """Write to a segment of a number that no other process takes."""
        super().__init__(number)
        self._path = path_of(folder, number)
        self._written = 0

    def append(self, payload: bytes) -> Ref:
        """Take a payload, and say where it will stand; what comes together is written on the way."""
        ref = super().append(payload)
        if self._offset - self._written >= FLUSH_BYTES:
            self._flush()
        return ref

    def _flush(self) -> None:
        with self._path.open("ab" if self._written else "wb") as file:
            file.writelines(self._parts)
        self._parts.clear()
        self._written = self._offset

    def __enter__(self) -> "Writer":
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Write the rest; nothing is left where something went wrong."""
        if kind is not None:
            self._path.unlink(missing_ok=True)
        elif self._parts:
            self._flush()


def write_segment(folder: Path, number: int, data: bytes) -> None:
    """Write a segment that was packed; none where nothing was."""
    if data:
        path_of(folder, number).write_bytes(data)


class Segments:
    """Reads payloads by reference; keeps files open from one to the next."""

    def __init__(self, folder: Path) -> None:
        """Read the segments of a folder."""
        self._folder = folder
        self._open: dict[int, int] = {}

    def read(self, ref: Ref) -> bytes:
        """Read a payload.

        Raises:
            DamagedError: it is not there, or not as it was written.
        """
        if not ref.length:  # a segment that holds nothing is not written
            return b""
        try:
            payload = os.pread(self._descriptor(ref.segment), ref.length, ref.offset)
        except OSError as error:
            raise DamagedError(f"{path_of(self._folder, ref.segment)}: {error.strerror}") from error
        if check_of(payload) != ref.check:
            raise DamagedError(
                f"{path_of(self._folder, ref.segment)} is damaged at byte {ref.offset}"
            )
        return payload

    def _descriptor(self, number: int) -> int:
        if number not in self._open:
            if len(self._open) >= LIMIT_OPEN:
                self.close()
            flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
            self._open[number] = os.open(path_of(self._folder, number), flags)
        return self._open[number]

    def close(self) -> None:
        """Close the files."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()

    def keep(self, numbers: set[int]) -> None:
        """Delete every other segment."""
        self.close()
        kept = {path_of(self._folder, number) for number in numbers}
        for path in self._folder.glob(f"*{SUFFIX}"):
            if path not in kept:
                path.unlink(missing_ok=True)


def path_of(folder: Path, number: int) -> Path:
    """The file of a segment."""
    return folder / f"{number:016x}{SUFFIX}"


def check_of(payload: bytes) -> bytes:
    """The digest that a reference carries."""
    return blake2b(payload, digest_size=CHECK_BYTES).digest()
