"""A real Dask cluster on this machine's loopback: a scheduler and workers, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
WORKER = "from distributed.cli.dask_worker import main; main()"
PATIENCE_S = 60


def die(bench: Any, parcel: Any) -> None:
    """A step that kills whoever does it."""
    os.kill(os.getpid(), signal.SIGKILL)


class DaskCluster:
    """One scheduler, and workers that come and go."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        """Start a scheduler in a folder."""
        self.folder = folder
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        self._file = folder / "scheduler.json"
        paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
        self._env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), **env}
        self.scheduler = self._start("scheduler", SCHEDULER, "--port", "0", "--no-show")
        self._until(self._file.exists)
        self.address: str = json.loads(self._file.read_text("utf-8"))["address"]

    def add_worker(self, name: str, before: str = "", threads: int = 1) -> subprocess.Popen[bytes]:
        """Start a worker; `before` is what its process does first."""
        code = f"{before}; {WORKER}" if before else WORKER
        self.workers[name] = self._start(
            name, code, "--name", name, "--nthreads", str(threads), "--no-nanny"
        )
        return self.workers[name]

    def wait_for_workers(self, count: int) -> None:
        """Wait until so many are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=PATIENCE_S)

    def close(self) -> None:
        """End what still runs."""
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()

    def _start(self, name: str, code: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", code, "--scheduler-file", str(self._file)]
        place = ["--host", "127.0.0.1", "--no-dashboard", *arguments]
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [*command, *place], cwd=self.folder, env=self._env, stdout=log, stderr=log
            )

    def _until(self, true: Any) -> None:
        end = time.monotonic() + PATIENCE_S
        while not true():
            assert time.monotonic() < end, (self.folder / "scheduler.log").read_text("utf-8")
            time.sleep(0.05)


@contextmanager
def dask_cluster(
    folder: Path, workers: int = 2, env: Mapping[str, str] | None = None
) -> Iterator[DaskCluster]:
    """Run a cluster for as long as the context lasts."""
    folder.mkdir(parents=True)
    cluster = DaskCluster(folder, env or {})
    try:
        for number in range(workers):
            cluster.add_worker(f"worker-{number}")
        if workers:
            cluster.wait_for_workers(workers)
        yield cluster
    finally:
        cluster.close()
