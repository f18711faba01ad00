"""Remembered work on a disk: every byte is verified when it is read, and may be deleted at any time."""

from minbar.store.checked import read_checked, write_checked
from minbar.store.segments import DamagedError, Ref, Segments, Writer

__all__ = ["DamagedError", "Ref", "Segments", "Writer", "read_checked", "write_checked"]
