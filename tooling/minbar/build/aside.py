"""What another process does meanwhile: two of them list files and load a program in the time of one."""

import os
from collections.abc import Callable
from typing import NoReturn

from minbar.build.threads import runs_alone

PATIENCE = 10
"""How much work that is waited for late gives way to other work."""


def aside(work: Callable[[], bytes], *, patient: bool = False) -> Callable[[], bytes]:
    """Begin; what is given back waits for the result, and is called once.

    What is `patient` gives way to other work.

    The work is done here, when it is waited for, where the other process did not end well: what is wrong is then
    told where it belongs. So it is where the system can fork none, and where another thread runs, which might hold
    what the process would need.
    """
    if not hasattr(os, "fork") or not runs_alone():
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.nice(PATIENCE if patient else 0)
        _do(work, reading, writing)
    os.close(writing)

    def wait() -> bytes:
        with os.fdopen(reading, "rb") as pipe:
            done = pipe.read()
        return done if _ended_well(child) else work()

    return wait


def _do(work: Callable[[], bytes], reading: int, writing: int) -> NoReturn:
    """Be the other process; it ends with the one that waits, since nobody else can read from the pipe."""
    code = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work())
        code = 0
    finally:
        os._exit(code)


def _ended_well(child: int) -> bool:
    """Tell whether a process ended with code 0; False where the system does not say, as some are started."""
    try:
        return os.waitpid(child, 0)[1] == 0
    except ChildProcessError:
        return False
