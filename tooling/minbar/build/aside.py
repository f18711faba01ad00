"""What another process does meanwhile: two of them list files and load a program in the time of one."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from minbar.build.threads import runs_alone

PATIENCE = 10
"""By how much work that is waited for late gives way to other work; `nice` counts so."""


class Aside:
    """Work that has begun; it ends when it is closed, waited for or not.

    It is done here, when it is waited for, where the other process did not end well: what is wrong is then told
    where it belongs. So it is where the system can fork none, and where another thread runs, which might hold what
    the process would need.
    """

    def __init__(self, work: Callable[[], bytes], *, patient: bool = False) -> None:
        """Begin.

        Args:
            work: what is to be done.
            patient: whether it gives way to other work.
        """
        self._work = work
        self._result: bytes | None = None
        self._child = 0
        if hasattr(os, "fork") and runs_alone():
            self._reading, writing = os.pipe()
            self._child = os.fork()
            if self._child == 0:
                _do(work, self._reading, writing, patient=patient)
            os.close(writing)

    def result(self) -> bytes:
        """What the work gives, once it is done."""
        if self._result is None:
            self._result = self._wait()
        return self._result

    def _wait(self) -> bytes:
        if not self._child:
            return self._work()
        child, self._child = self._child, 0
        with os.fdopen(self._reading, "rb") as pipe:
            done = pipe.read()
        return done if _ended_well(child) else self._work()

    def close(self) -> None:
        """End it, unless it has been waited for."""
        if self._child:
            child, self._child = self._child, 0
            os.close(self._reading)
            os.kill(child, signal.SIGKILL)
            _ended_well(child)


def _do(work: Callable[[], bytes], reading: int, writing: int, *, patient: bool) -> NoReturn:
    """Be the other process; it ends with the one that waits, since nobody else can read from the pipe."""
    code = 1
    try:
        os.close(reading)
        if patient:
            with suppress(OSError):
                os.nice(PATIENCE)
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
