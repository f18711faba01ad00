"""Another program that answers requests on its standard input, and works while this process does other things.

Its pipes are made wide enough for most of what is asked, so that it seldom waits for us. There is no thread: this
process may be forked meanwhile.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from tempfile import TemporaryFile
from typing import IO, cast

from minbar.model.setup import SetupError

PIPE_BYTES = 1 << 20
"""What Linux lets anybody widen a pipe to (`/proc/sys/fs/pipe-max-size`); others keep their own."""
SHOWN_BYTES = 2000


class Service:
    """One run of a program, which ends with the context."""

    def __init__(
        self, name: str, command: list[str], requests: Iterable[bytes], end: bytes
    ) -> None:
        """Start it, and ask as much as it takes at once.

        Args:
            name: what people call it.
            command: the program and its arguments.
            requests: all that is asked, in order; each gets one answer.
            end: stands behind each request and each answer.

        Raises:
            SetupError: it does not start.
        """
        asked = list(requests)
        self._name, self._end, self._awaited = name, end, len(asked)
        self._left = memoryview(b"".join(one + end for one in asked))
        with ExitStack() as opened:
            self._log = opened.enter_context(TemporaryFile())
            self._process = opened.enter_context(_start(name, command, self._log))
            self._opened = opened.pop_all()
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)
        for pipe in (self._input, self._output):
            _widen(pipe)
        os.set_blocking(self._input.fileno(), False)
        self._feed()

    def __enter__(self) -> "Service":
        """Wait for nothing yet."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the program, if it still runs."""
        self._process.kill()
        self._opened.close()

    def answers(self) -> list[bytes]:
        """Ask what is left to ask, and wait for all answers.

        Raises:
            SetupError: the program ended before.
        """
        said = bytearray()
        with DefaultSelector() as waiting:
            waiting.register(self._output, EVENT_READ)
            if self._left:
                waiting.register(self._input, EVENT_WRITE)
            while self._awaited:
                for key, _ in waiting.select():
                    if key.fileobj is self._output:
                        said += self._take(said)
                    elif self._feed():
                        waiting.unregister(self._input)
        return bytes(said).split(self._end)[:-1]

    def _feed(self) -> bool:
        """Write what the pipe takes now; tells whether nothing is left."""
        with suppress(BlockingIOError):
            while self._left:
                try:
                    self._left = self._left[os.write(self._input.fileno(), self._left) :]
                except BrokenPipeError:  # it has ended: reading its answers tells why
                    self._left = self._left[:0]
        return not self._left

    def _take(self, said: bytearray) -> bytes:
        """Read what is there."""
        data = os.read(self._output.fileno(), PIPE_BYTES)
        if not data:
            raise SetupError(self._ended(bytes(said)))
        self._awaited -= data.count(self._end)
        return data

    def _ended(self, said: bytes) -> str:
        code = self._process.wait()
        self._log.seek(0)
        logged = self._log.read(SHOWN_BYTES) or said[:SHOWN_BYTES]
        return f"{self._name} failed with exit code {code}: {logged.decode('utf-8', 'replace').strip()}"


def _start(name: str, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0
        )
    except OSError as error:
        raise SetupError(f"{name} does not start on this machine: {error}") from error


def _widen(pipe: IO[bytes]) -> None:
    with suppress(AttributeError, OSError):  # not Linux, or it allows no more
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
