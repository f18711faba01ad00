"""Where the steps of a build are done: in this process, in several of this machine, or in a cluster."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_all_start_methods, get_context
from typing import Protocol, TypeVar

J = TypeVar("J")
R = TypeVar("R")


class Pool(Protocol):
    """Does jobs; what each gives comes in any order."""

    @property
    def workers(self) -> int:
        """How many jobs are done at once."""
        ...

    def run(self, step: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Do a step for each job.

        Raises:
            Exception: whatever the step raises.
        """
        ...

    def start(self, step: Callable[[J], R], job: J) -> Callable[[], R]:
        """Begin with one job; what is given back waits for its end."""
        ...

    def close(self) -> None:
        """Let go of what was taken."""
        ...


class Here:
    """In this process."""

    workers = 1

    def run(self, step: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """One after the other."""
        return map(step, jobs)

    def start(self, step: Callable[[J], R], job: J) -> Callable[[], R]:
        """When its end is waited for, and not before."""
        return lambda: step(job)

    def close(self) -> None:
        """Nothing was taken."""


class Processes:
    """In as many processes as there are processors.

    They are forked at the first job: what is loaded then is neither copied nor loaded again.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self.workers = os.cpu_count() or 1
        self._executor: Executor | None = None

    def run(self, step: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """All at once, and from now on, whenever what they give is asked for."""
        executor = self._forked()
        return _each({executor.submit(step, job) for job in jobs})

    def start(self, step: Callable[[J], R], job: J) -> Callable[[], R]:
        """At once."""
        return self._forked().submit(step, job).result

    def _forked(self) -> Executor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self.workers, get_context("fork"), gc.enable)
        return self._executor

    def close(self) -> None:
        """End the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


def _each(waiting: set[Future[R]]) -> Iterator[R]:
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        while done:  # so that nothing holds what was given once it is taken
            yield done.pop().result()


def local_pool() -> Pool:
    """Processes where the system can fork and there is more than one processor."""
    many = (os.cpu_count() or 1) > 1 and "fork" in get_all_start_methods()
    return Processes() if many else Here()
