"""A Dask cluster as a pool: the steps of a build on machines that share no disk with this one.

Nothing that a worker holds is needed twice: every job can be done again elsewhere, and the
supplies too, since they are jobs themselves. So a worker that dies costs time, and no byte.

Source: distributed.dask.org, "Resilience" and "Killed Workers", release 2026.8.
"""

import socket
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit
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
AHEAD = 12
"""So many jobs are sent for each thread of the cluster: enough to be busy while this process makes
what only it can. With more than two, Dask spreads them over all workers; with fewer, over those
that hold the supplies already (`Scheduler.is_rootish`)."""
SCHEMES = ("tcp", "tls")
PORT = 8786
"""Where a scheduler listens unless it is told otherwise."""
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
        self._connected: Client | None = None
        self._count = self._threads = 0
        self._open()

    def _open(self) -> "Client":
        """The connection; made again where there is none any more."""
        if self._connected is not None:
            return self._connected
        self._here: Executor = ThreadPoolExecutor(1)
        self._supplies: dict[str, Future[Any]] = {}
        self._token = uuid4().hex[:8]
        self._counted_at = float("-inf")
        client = self._connected = _connect(self._address)
        try:
            self._check_workers(client)
        except BaseException:
            self.close()
            raise
        return client

    @property
    def inherits(self) -> bool:
        """Other machines hold nothing of this one."""
        return False

    @property
    def workers(self) -> int:
        """How many jobs are done at once; one worker far away and this process make two."""
        if monotonic() > self._counted_at + PAUSE_S:
            self._threads, self._counted_at = self._count_threads(), monotonic()
        return max(2, self._threads)

    def _count_threads(self) -> int:
        try:
            return sum(self._open().nthreads().values())
        except OSError as error:
            raise self._gone() from error

    def run(self, step: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """All at once and from now on; what needs this machine's disk is done here.

        Raises:
            SetupError: the cluster is gone, or a job has killed worker after worker.
            Exception: whatever the step raises.
        """
        if step not in ERRANDS:
            return map(step, jobs)
        run = Run(self, ERRANDS[step], iter(jobs))
        run.fill()
        return run.results()

    def start(self, step: Callable[[J], R], job: J) -> Callable[[], R]:
        """At once: in the cluster, or beside in this process where the step needs its disk."""
        if step not in ERRANDS:
            return self._here.submit(step, job).result
        errand = ERRANDS[step]
        sent = Sent(errand, job, errand.pack(job))
        future = self.send(sent)

        def finish() -> R:
            self.wait([future])
            result, _ = errand.keep(sent.job, sent.parcel, self.take(future, sent))
            return cast("R", result)

        return finish

    def close(self) -> None:
        """Take back what was sent, and leave the cluster to others."""
        if self._connected is not None:
            client, self._connected = self._connected, None
            self._here.shutdown(cancel_futures=True)
            self._supplies.clear()
            client.close()

    def _check_workers(self, client: "Client") -> None:
        """Wait for workers, and see that they make the same pages.

        Raises:
            SetupError: there are none, or one that does not.
        """
        from distributed import TimeoutError as Late

        try:
            client.wait_for_workers(1, timeout=WORKERS_S)
        except Late as error:
            message = f"the Dask cluster at {self._address} has no workers: start some on machines with the same Minbar; right: dask worker {self._address} --nthreads 1"
            raise SetupError(message) from error
        here = kin()
        there = client.run(kin, on_error="return")
        for worker, found in sorted(there.items()):
            if found != here:
                raise SetupError(_tell_stranger(worker, found, here))

    def send(self, sent: Sent) -> "Future[Any]":
        """Send a job."""
        materials = sent.errand.materials(sent.job)
        needs: list[Any] = [None, None, None]
        if materials is not None:
            needs = [
                self._supply(Supplies, materials.ground),
                self._supply(bytes, materials.fitted),
                self._supply(bytes, materials.shells),
            ]
        self._count += 1
        return self._open().submit(
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
            self._supplies[path] = self._open().submit(
                make, Path(path).read_bytes(), key=f"minbar-{name}-{self._token}", pure=False
            )
        return self._supplies[path]

    def wait(self, futures: Iterable["Future[Any]"]) -> "list[Future[Any]]":
        """Wait for some of these.

        Raises:
            SetupError: nobody is there to do them.
        """
        from distributed import TimeoutError as Late
        from distributed import wait

        waiting, lonely_since = list(futures), None
        while True:
            try:
                with self._open().as_current():
                    return list(wait(waiting, PAUSE_S, return_when="FIRST_COMPLETED").done)
            except Late:
                pass
            except CancelledError as error:
                raise self._gone() from error
            if self._open().status != "running":
                raise self._gone()
            if self._count_threads():
                lonely_since = None
            elif lonely_since is None:
                lonely_since = monotonic()
            elif monotonic() - lonely_since > self._forsaken_s:
                raise SetupError(
                    f"the Dask cluster at {self._address} has lost all its workers: start some, then build again"
                )

    def take(self, future: "Future[Any]", sent: Sent) -> Any:
        """Take what a job has given.

        Raises:
            SetupError: it has killed its workers, or nobody does it.
        """
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


class Run:
    """A step for each of many jobs: never more is under way than keeps the workers busy."""

    def __init__(self, cluster: Cluster, errand: Errand, jobs: Iterator[Any]) -> None:
        """Take the jobs; none is sent yet."""
        self._cluster, self._errand = cluster, errand
        self._parcels: Iterator[Sent] = (Sent(errand, job, errand.pack(job)) for job in jobs)
        self._waiting: dict[Future[Any], Sent] = {}

    def fill(self) -> None:
        """Send as many as there is room for."""
        room = AHEAD * self._cluster.workers - len(self._waiting)
        for sent in islice(self._parcels, max(0, room)):
            self._waiting[self._cluster.send(sent)] = sent

    def results(self) -> Iterator[Any]:
        """Give what was made as it comes, and send on."""
        while self._waiting:
            for future in self._cluster.wait(self._waiting):
                sent = self._waiting.pop(future)
                result, again = self._errand.keep(
                    sent.job, sent.parcel, self._cluster.take(future, sent)
                )
                future.release()
                if again is not None:
                    self._parcels = chain([Sent(self._errand, sent.job, again)], self._parcels)
                yield result
            self.fill()


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
        _knock(address)
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SetupError(
            f"there is no Dask scheduler at {address} ({error}): start one; right: dask scheduler, then --dask tcp://HOST:8786"
        ) from error


def _knock(address: str) -> None:
    """See that somebody listens there.

    A client that finds nobody is not let go of whole: when it is collected while the next one is
    made, it waits for a lock that this one holds.

    Raises:
        OSError: nobody does.
        ValueError: this is no address.
    """
    url = urlsplit(address if "://" in address else f"tcp://{address}")
    if url.scheme not in SCHEMES or not url.hostname:
        raise ValueError("this is no address")
    socket.create_connection((url.hostname, url.port or PORT), CONNECT_S).close()


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
