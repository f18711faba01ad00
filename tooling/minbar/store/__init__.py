"""Remembered work on a disk: every byte is verified when it is read, and may be deleted at any time."""

from minbar.store.checked import read_checked, write_checked
from minbar.store.segments import DamagedError, Packer, Ref, Segments, Writer, write_segment

__all__ = [
    "DamagedError",
    "Packer",
    "Ref",
    "Segments",
    "Writer",
    "read_checked",
    "write_checked",
    "write_segment",
]
