"""One build of a campaign at a time: the one that read last is the one that stays."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import IO

from minbar.model.setup import SetupError

WORK = ".minbar"
"""What Minbar keeps beside a campaign for itself; no part of it is published."""

NAME = "lock"
PATIENCE_S = 600.0
PAUSE_S = 0.05


def work_folder(root: Path) -> Path:
    """Make the folder that Minbar works in, if it is not there yet.

    Raises:
        SetupError: it is a link.
    """
    folder = refuse_link(root / WORK)
    folder.mkdir(exist_ok=True)
    return folder


def memory_of(root: Path, site: Path) -> Path:
    """The folder for what is remembered of a site.

    Raises:
        SetupError: it is a link.
    """
    name = f"{site.name}-{blake2b(os.fsencode(site), digest_size=4).hexdigest()}"
    return refuse_link(work_folder(root) / name)


def refuse_link(folder: Path) -> Path:
    """Give a folder of Minbar's own back.

    Raises:
        SetupError: it is a link: what is written and deleted there could lie anywhere.
    """
    if folder.is_symlink():
        raise SetupError(f"{folder} is a link: delete it, and Minbar makes a folder of that name")
    return folder


@contextmanager
def one_at_a_time(
    root: Path, say: Callable[[str], None], patience_s: float = PATIENCE_S
) -> Iterator[None]:
    """Wait until no other build of this campaign runs; the system frees the lock of a killed one.

    Args:
        root: the campaign folder.
        say: is called once if there is something to wait for.
        patience_s: how long to wait.

    Raises:
        SetupError: another build still runs after that.
    """
    path = work_folder(root) / NAME
    with path.open("ab") as file:
        if not _take(file):
            say("another build of this campaign is running; this one begins when that has ended")
            end = time.monotonic() + patience_s
            while not _take(file):
                if time.monotonic() > end:
                    message = f"another build of this campaign has held {path} for {patience_s:.0f} s: end it, then build again"
                    raise SetupError(message)
                time.sleep(PAUSE_S)
        yield


def _take(file: IO[bytes]) -> bool:
    """Take the lock, or tell that somebody holds it; a system without flock has no lock."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
