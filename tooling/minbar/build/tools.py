"""What every step of a build works with: where things are remembered, and who does what is much."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError

from minbar.build.pool import Here, Pool
from minbar.model.finding import Finding
from minbar.store import DamagedError, Segments

MANY = 150
"""From so many files or units on, other processes are asked to help."""
DAMAGED = (DamagedError, DecodeError)
"""What reading back what was remembered can raise, in this process or in another."""

Say = Callable[[str], None]
T = TypeVar("T")


class FaultyError(Exception):
    """The campaign has faults that no site may be built with.

    `findings` are those of the site; it is empty where `minbar check` shows them.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """Say what is wrong, or leave it to a check."""
        super().__init__()
        self.findings = list(findings)


class Tools:
    """The store of one site, and the pool of one build."""

    def __init__(self, store: Path, pool: Pool, segment: int, say: Say) -> None:
        """Take them.

        Args:
            store: the folder where what is remembered stands.
            pool: does what is much.
            segment: the number of the last segment there.
            say: is told what a reader of the terminal should know.
        """
        self.store, self.segments, self.say = store, Segments(store), say
        self.here, self.segment = Here(), segment
        self._many = pool

    def next_segment(self) -> int:
        """A number that no other segment has."""
        self.segment += 1
        return self.segment

    def is_much(self, jobs: int, least: int | None = None) -> bool:
        """Whether other processes are to help with so many jobs, `least` being the fewest."""
        return self._many.workers > 1 and jobs >= (MANY if least is None else least)

    def pool(self, jobs: int, least: int | None = None) -> Pool:
        """What does so many jobs."""
        return self._many if self.is_much(jobs, least) else self.here

    def close(self) -> None:
        """Let go of processes and files."""
        self._many.close()
        self.segments.close()


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Cut into runs of a size."""
    left = iter(items)
    while run := tuple(islice(left, size)):
        yield run
