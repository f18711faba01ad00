"""What another process does meanwhile: two of them list files and load a program in the time of one."""

import os
from collections.abc import Callable

from minbar.build.threads import runs_alone


def aside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin; what is given back waits for the result, which is empty if the process was ended before.

    The work is done here, when it is waited for, where the system can fork no process or another thread runs,
    which might hold what the process would need.
    """
    if not hasattr(os, "fork") or not runs_alone():
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(work())
        finally:
            os._exit(0)
    os.close(writing)
    return lambda: _wait(reading, child)


def _wait(reading: int, child: int) -> bytes:
    with os.fdopen(reading, "rb") as pipe:
        done = pipe.read()
    os.waitpid(child, 0)
    return done
