"""Carries requests to a program that answers them, and its answers back. A program of its own, that loads nothing of ours.

    courier.py COMMAND … < requests > answers

Each request ends with a comma, and gets an answer that does. The program is ended when no request is to come and the
last answer is there, or when this is told to end; if it ends before, so does this when all requests have come, with its
exit code.
"""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from io import FileIO
from queue import SimpleQueue
from typing import IO

END = b","
READ_BYTES = 1 << 20
ENDED_EARLY = 1


class Courier:
    """Carries between what asks and one run of a program.

    Requests are taken as soon as they come, however long the program needs for those before: who asks never waits.
    """

    def __init__(self, program: "subprocess.Popen[bytes]") -> None:
        """Take the program, begun with pipes."""
        assert program.stdin
        assert program.stdout
        self._program, self._in, self._out = program, program.stdin, program.stdout
        self._waiting: SimpleQueue[bytes] = SimpleQueue()
        self._asked = self._answered = 0
        self._has_all = False

    def carry(self, requests: FileIO, answers: IO[bytes]) -> int:
        """Put all requests to the program, and write down what it answers; gives an exit code."""
        taking = threading.Thread(target=self._take, args=(requests,), daemon=True)
        taking.start()
        threading.Thread(target=self._ask, daemon=True).start()
        while not self._is_done() and (said := self._out.read(READ_BYTES)):
            self._answered += said.count(END)
            answers.write(said)
        taking.join()
        return 0 if self._is_done() else self._program.wait() or ENDED_EARLY

    def _is_done(self) -> bool:
        return self._has_all and self._answered >= self._asked

    def _take(self, requests: FileIO) -> None:
        while asked := requests.read(READ_BYTES):
            self._asked += asked.count(END)
            self._waiting.put(asked)
        self._has_all = True
        if self._is_done():  # the last answer came before it was known to be the last
            self._program.kill()

    def _ask(self) -> None:
        """Put them to the program; its pipe stays open, since some programs end with it and answer no more."""
        with suppress(BrokenPipeError):  # it has ended, and whoever reads its answers sees that
            while True:
                left = memoryview(self._waiting.get())
                while left:
                    left = left[self._in.write(left) :]


def run(command: list[str], requests: FileIO, answers: IO[bytes]) -> int:
    """Run a program for as long as it has something to answer; gives an exit code."""
    try:
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
    except OSError as error:
        sys.stderr.write(f"it does not start on this machine: {error}")
        return ENDED_EARLY
    try:
        return Courier(program).carry(requests, answers)
    finally:
        program.kill()
        program.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED_EARLY))
    sys.exit(run(sys.argv[1:], FileIO(sys.stdin.fileno()), sys.stdout.buffer))
