"""Another program that answers requests, and works while this process does other things.

A courier (`courier.py`) speaks with the program, and writes its answers into a file: that takes threads, and this
process must have none, since it may be forked meanwhile.
"""

import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from minbar.build.courier import END
from minbar.model.setup import SetupError

COURIER = Path(__file__).with_name("courier.py")
ASKED_BYTES = 1 << 15
"""Half of what a pipe holds: who asks does not wait, and who answers has begun before all is asked."""
SHOWN_BYTES = 2000


class Service:
    """One run of a program, which ends with the context if it has not ended before."""

    def __init__(self, name: str, command: list[str], requests: Iterable[bytes]) -> None:
        """Start it, and ask; it works on the first requests while others are still made.

        Args:
            name: what people call it.
            command: the program, by its path, and its arguments. It runs in its own folder.
            requests: all that is asked, in order, without commas; each gets one answer.
        """
        self._name = name
        with ExitStack() as opened:
            self._answers = opened.enter_context(TemporaryFile())
            self._log = opened.enter_context(TemporaryFile())
            self._run = opened.enter_context(self._start(command))
            opened.callback(self._run.terminate)
            self._ask(requests)
            self._opened = opened.pop_all()

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", str(COURIER), *command],
            cwd=Path(command[0]).parent,
            stdin=subprocess.PIPE,
            stdout=self._answers,
            stderr=self._log,
            bufsize=ASKED_BYTES,
        )

    def _ask(self, requests: Iterable[bytes]) -> None:
        asked = self._run.stdin
        assert asked
        try:
            with suppress(BrokenPipeError):  # it has ended early, and its answers will say so
                for request in requests:
                    asked.write(request + END)
        finally:
            with suppress(BrokenPipeError):
                asked.close()

    def __enter__(self) -> "Service":
        """Wait for nothing yet."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the program, if it still runs."""
        self._opened.close()

    def answers(self) -> list[bytes]:
        """Wait for all answers.

        Raises:
            SetupError: the program did not start, or ended before.
        """
        code = self._run.wait()
        said, logged = _read(self._answers), _read(self._log)
        if code:
            shown = (logged or said)[-SHOWN_BYTES:].decode("utf-8", "replace").strip()
            raise SetupError(f"{self._name} failed with exit code {code}: {shown}")
        return said.split(END)[:-1]


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
