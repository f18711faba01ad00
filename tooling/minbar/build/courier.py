"""Carries requests to a program that answers them, and its answers back. A program of its own, that loads nothing of ours.

    courier.py COMMAND … < requests > answers

Each request ends with a comma, and gets an answer that does. The program is ended when the last one is there, or when
this is told to end; if it ends before, so does this, with its exit code.
"""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

END = b","
READ_BYTES = 1 << 20
ENDED_EARLY = 1


def carry(command: list[str], requests: bytes, answers: IO[bytes]) -> int:
    """Put requests to a program, and write down what it answers; gives an exit code."""
    try:
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
    except OSError as error:
        sys.stderr.write(f"it does not start on this machine: {error}")
        return ENDED_EARLY
    assert program.stdin
    assert program.stdout
    threading.Thread(target=_ask, args=(program.stdin, requests), daemon=True).start()
    try:
        left = requests.count(END)
        while left > 0:
            said = program.stdout.read(READ_BYTES)
            if not said:
                return program.wait() or ENDED_EARLY
            left -= said.count(END)
            answers.write(said)
        return 0
    finally:
        program.kill()
        program.wait()


def _ask(program: IO[bytes], requests: bytes) -> None:
    """Write all of it; the pipe stays open, since some programs end with it and answer no more."""
    left = memoryview(requests)
    with suppress(BrokenPipeError):  # it has ended, and whoever reads its answers sees that
        while left:
            left = left[program.write(left) :]


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED_EARLY))
    sys.exit(carry(sys.argv[1:], sys.stdin.buffer.read(), sys.stdout.buffer))
