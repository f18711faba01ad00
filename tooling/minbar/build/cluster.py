"""A Dask cluster as a pool: the steps of a build on machines that share no disk with this one.

Nothing that a worker holds is needed twice: every job can be done again elsewhere, and the
supplies too, since they are jobs themselves. So a worker that dies costs time, and no byte.

Source: distributed.dask.org, "Resilience" and "Killed Workers", release 2026.8.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import uuid4

from msgspec import Struct

from minbar.build.far import (
    ERRANDS,
    Errand,
    Kin,
    StrangerError,
    Supplies,
    do_far,
    kin,
    tell_difference,
)
from minbar.model.setup import SetupError

if TYPE_CHECKING:
    from distributed import Client, Future

J = TypeVar("J")
R = TypeVar("R")

CONNECT_S = 10.0
WORKERS_S = 10.0
"""So long is waited for the first worker."""
FORSAKEN_S = 60.0
"""A cluster that has lost its last worker may get another one; so long is waited for it."""
PAUSE_S = 2.0
AHEAD = 4
"""So many jobs are sent for each thread of the cluster. With more than two, Dask spreads them over
all workers; with fewer, over those that hold the supplies already (`Scheduler.is_rootish`)."""
INSTALL = "right: pip install 'minbar[cluster]'"


class Sent(Struct, frozen=True):
    """A parcel that was sent, and what it is for."""

    errand: Errand
    job: Any
    parcel: Any


class Cluster:
    """A pool of the workers of a Dask cluster that runs already."""

    def __init__(self, address: str, forsaken_s: float = FORSAKEN_S) -> None:
        """Connect to a scheduler.

        Args:
            address: as in `tcp://10.0.0.5:8786`.
            forsaken_s: how long to wait for another worker when the last one is gone.

        Raises:
            SetupError: there is none, it has no workers, or one that would make other pages.
        """
        self._address, self._forsaken_s = address, forsaken_s
        self._here: Executor = ThreadPoolExecutor(1)
        self._client = _connect(address)
        self._supplies: dict[str, Future[Any]] = {}
        self._token = uuid4().hex[:8]
        self._count = self._threads = 0
        self._counted_at = float("-inf")
        try:
            self._check_workers()
        except BaseException:
            self.close()
            raise

    @property
    def workers(self) -> int:
        """How many jobs are done at once; one worker far away and this process make two."""
        if monotonic() > self._counted_at + PAUSE_S:
            self._threads, self._counted_at = self._count_threads(), monotonic()
        return max(2, self._threads)

    def _count_threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise self._gone() from error

    def run(self, step: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """All at once, but never more under way than the workers are busy with.

        Raises:
            SetupError: the cluster is gone, or a job has killed worker after worker.
            Exception: whatever the step raises.
        """
        errand = ERRANDS[step]
        parcels: Iterator[Sent] = (Sent(errand, job, errand.pack(job)) for job in jobs)
        waiting: dict[Future[Any], Sent] = {}
        while True:
            room = AHEAD * self.workers - len(waiting)
            waiting |= {self._send(sent): sent for sent in islice(parcels, max(0, room))}
            if not waiting:
                return
            for future in self._wait(waiting):
                sent = waiting.pop(future)
                result, again = errand.keep(sent.job, sent.parcel, self._take(future, sent))
                future.release()
                if again is not None:
                    parcels = chain([Sent(errand, sent.job, again)], parcels)
                yield result

    def start(self, step: Callable[[J], R], job: J) -> Callable[[], R]:
        """At once: in the cluster, or beside in this process where the step needs its disk."""
        if step not in ERRANDS:
            return self._here.submit(step, job).result
        errand = ERRANDS[step]
        sent = Sent(errand, job, errand.pack(job))
        future = self._send(sent)

        def finish() -> R:
            self._wait([future])
            result, _ = errand.keep(sent.job, sent.parcel, self._take(future, sent))
            return cast("R", result)

        return finish

    def close(self) -> None:
        """Take back what was sent, and leave the cluster to others."""
        self._here.shutdown(cancel_futures=True)
        self._supplies.clear()
        self._client.close()

    def _check_workers(self) -> None:
        """Wait for workers, and see that they make the same pages.

        Raises:
            SetupError: there are none, or one that does not.
        """
        from distributed import TimeoutError as Late

        try:
            self._client.wait_for_workers(1, timeout=WORKERS_S)
        except Late as error:
            message = f"the Dask cluster at {self._address} has no workers: start some on machines with the same Minbar; right: dask worker {self._address} --nthreads 1"
            raise SetupError(message) from error
        here = kin()
        there = self._client.run(kin, on_error="return")
        for worker, found in sorted(there.items()):
            if found != here:
                raise SetupError(_tell_stranger(worker, found, here))

    def _send(self, sent: Sent) -> "Future[Any]":
        materials = sent.errand.materials(sent.job)
        needs: list[Any] = [None, None, None]
        if materials is not None:
            needs = [
                self._supply(Supplies, materials.ground),
                self._supply(bytes, materials.fitted),
                self._supply(bytes, materials.shells),
            ]
        self._count += 1
        return self._client.submit(
            do_far,
            sent.errand.work,
            kin(),
            sent.parcel,
            *needs,
            key=(f"minbar-{sent.errand.name}-{self._token}", self._count),
            pure=False,
        )

    def _supply(self, make: Callable[[bytes], Any], path: str) -> "Future[Any] | None":
        """Send what a file holds, once; a job of its own, it is made again where it is lost."""
        if not path:
            return None
        if path not in self._supplies:
            name = Path(path).name
            self._supplies[path] = self._client.submit(
                make, Path(path).read_bytes(), key=f"minbar-{name}-{self._token}", pure=False
            )
        return self._supplies[path]

    def _wait(self, futures: Iterable["Future[Any]"]) -> "list[Future[Any]]":
        """Wait for some of these.

        Raises:
            SetupError: nobody is there to do them.
        """
        from distributed import TimeoutError as Late
        from distributed import wait

        waiting, lonely_since = list(futures), None
        while True:
            try:
                with self._client.as_current():
                    return list(wait(waiting, PAUSE_S, return_when="FIRST_COMPLETED").done)
            except Late:
                pass
            except CancelledError as error:
                raise self._gone() from error
            if self._client.status != "running":
                raise self._gone()
            if self._count_threads():
                lonely_since = None
            elif lonely_since is None:
                lonely_since = monotonic()
            elif monotonic() - lonely_since > self._forsaken_s:
                raise SetupError(
                    f"the Dask cluster at {self._address} has lost all its workers: start some, then build again"
                )

    def _take(self, future: "Future[Any]", sent: Sent) -> Any:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            raise SetupError(
                f"{_tell(sent)} has killed {error.allowed_failures + 1} workers of the Dask cluster, the last one {error.last_worker.address}: its log says why (too little memory?); without --dask this machine does it"
            ) from error
        except StrangerError as error:
            message = f"a worker that has come to the Dask cluster at {self._address} would make other pages: {error}; install the same there"
            raise SetupError(message) from error
        except CancelledError as error:
            raise self._gone() from error

    def _gone(self) -> SetupError:
        return SetupError(
            f"the Dask scheduler at {self._address} is gone: start it, then build again"
        )


def _connect(address: str) -> "Client":
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise SetupError(
            f"--dask needs distributed, which is not installed here; {INSTALL}"
        ) from error
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise SetupError(
            f"there is no Dask scheduler at {address} ({error}): start one; right: dask scheduler, then --dask tcp://HOST:8786"
        ) from error


def _tell_stranger(worker: str, found: Any, here: Kin) -> str:
    if isinstance(found, Kin):
        return f"worker {worker} would make other pages: {tell_difference(found, here)}; install the same there"
    return f"worker {worker} cannot make pages ({type(found).__name__}: {found}): install this Minbar there"


def _tell(sent: Sent) -> str:
    """Name a job."""
    units = getattr(sent.parcel, "units", ())
    if not units:
        return f"the {sent.errand.name}"
    more = f" and {len(units) - 1} more" if len(units) > 1 else ""
    return f"making {units[0]}{more}"
