"""Exchanging two folders in one step, where the system can.

Source: renameat2(2), RENAME_EXCHANGE, Linux 3.15 and glibc 2.28; not every file system has it.
"""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(one: Path, other: Path) -> bool:
    """Give each of two folders the other's name; no reader meets a moment without either.

    Returns:
        False if nothing was done: one is missing, or the system cannot do it.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
