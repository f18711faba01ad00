"""Where the steps of a build are done: in this process, in several of this machine, or in a cluster."""

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import Protocol, TypeVar

from minbar.build.threads import runs_alone
from minbar.model.setup import SetupError

OBJECTS_BEFORE_A_LOOK = 20_000
"""Python's own 700 is a look at the youngest objects for every few pages, which leave nothing over."""

J = TypeVar("J")
R = TypeVar("R")


class Pool(Protocol):
    """Does jobs; what each gives comes in any order."""

    @property
    def workers(self) -> int:
        """How many jobs are done at once."""
        ...

    @property
    def inherits(self) -> bool:
        """Whether what does the next job will hold all that this process holds then."""
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
        """Let go of what was taken; it is taken again if there is more to do."""
        ...


class Here:
    """In this process."""

    workers = 1
    inherits = True

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

    They are forked at the first job, or when told to: what is loaded then is neither copied nor
    loaded again. They end with this process, even if it is killed: until then they hold its lock.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self.workers = os.cpu_count() or 1
        self._executor: Executor | None = None

    @property
    def inherits(self) -> bool:
        """Until they are forked."""
        return self._executor is None

    def fork(self) -> None:
        """Begin them now: they keep what this process holds, which may be more before long."""
        self._submit(bool, 0)

    def run(self, step: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """All at once, and from now on, whenever what they give is asked for."""
        return _each({self._submit(step, job) for job in jobs})

    def start(self, step: Callable[[J], R], job: J) -> Callable[[], R]:
        """At once."""
        future = self._submit(step, job)
        return lambda: _result(future)

    def _submit(self, step: Callable[[J], R], job: J) -> "Future[R]":
        if self._executor is None:
            context = get_context("fork")
            self._executor = ProcessPoolExecutor(self.workers, context, initializer=_begin)
        try:
            return self._executor.submit(step, job)
        except BrokenProcessPool as error:
            raise _ended() from error

    def close(self) -> None:
        """End the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _result(future: "Future[R]") -> R:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise _ended() from error


def _ended() -> SetupError:
    return SetupError(
        "a process that this build had begun was ended from outside: "
        "systems do so when memory runs out; make room, then build again"
    )


def _begin() -> None:
    """Have this process look for what is left over, and end when the one that began it does.

    What it came with is left alone: to look through that would copy it.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK, 20, 20)
    threading.Thread(target=_outlive_nothing, daemon=True).start()


def _outlive_nothing() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _each(waiting: set[Future[R]]) -> Iterator[R]:
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        while done:  # so that nothing holds what was given once it is taken
            yield _result(done.pop())


def local_pool() -> Pool:
    """Processes where the system can fork and there is more than one processor.

    A process with threads is not forked: what another thread holds then is held for ever.
    """
    many = (os.cpu_count() or 1) > 1 and "fork" in get_all_start_methods()
    return Processes() if many and runs_alone() else Here()
