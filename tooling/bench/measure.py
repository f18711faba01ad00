"""One whole process, with everything it starts, measured from outside."""

import os
import subprocess
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

SAMPLE_S = 0.02
SHARED_EVERY = 25
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """What a command took.

    `largest_bytes` is the peak resident size of the largest process (the kernel's number);
    `together_bytes` the largest sum over all processes that ran at once, sampled every 20 ms, in which
    memory that processes share counts once for each; `proportional_bytes` the same with shared memory
    divided among those who share it, sampled every half second.
    """

    wall_s: float
    cpu_s: float
    largest_bytes: int
    together_bytes: int
    proportional_bytes: int
    processes: int

    def __add__(self, other: "Cost") -> "Cost":
        """One after the other: times add up, peaks do not."""
        return Cost(
            self.wall_s + other.wall_s,
            self.cpu_s + other.cpu_s,
            max(self.largest_bytes, other.largest_bytes),
            max(self.together_bytes, other.together_bytes),
            max(self.proportional_bytes, other.proportional_bytes),
            max(self.processes, other.processes),
        )

    def record(self) -> dict[str, float | int]:
        """As JSON wants it."""
        return asdict(self)


class CommandError(Exception):
    """A command that should have worked did not."""


class _Sampler(threading.Thread):
    """Looks at a session's processes until told to stop."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._done = threading.Event()
        self._ours: dict[str, bool] = {}
        self._seconds: dict[str, float] = {}
        self.together = 0
        self.proportional = 0
        self.most = 1

    def run(self) -> None:
        count = 0
        while not self._done.is_set():
            self._look(count % SHARED_EVERY == 0)
            count += 1
            self._done.wait(SAMPLE_S)

    def stop(self) -> list[int]:
        """Stop, and name the processes that were left running."""
        self._done.set()
        self.join()
        return [int(pid) for pid in self._members()]

    @property
    def cpu_s(self) -> float:
        """What all of them were last seen to have used: some are never waited for by who started them."""
        return sum(self._seconds.values())

    def _members(self) -> list[str]:
        present = {name for name in os.listdir(PROC) if name.isdecimal()}  # noqa: PTH208 - 50 times a second
        for pid in present - self._ours.keys():
            self._ours[pid] = _session_of(pid) == self._session
        for pid in self._ours.keys() - present:
            del self._ours[pid]
        return [pid for pid, ours in self._ours.items() if ours]

    def _look(self, proportional: bool) -> None:
        members = self._members()
        self.most = max(self.most, len(members))
        resident = 0
        for pid in members:
            size, seconds = _usage(pid)
            resident += size
            self._seconds[pid] = max(self._seconds.get(pid, 0), seconds)
        self.together = max(self.together, resident)
        if proportional:
            self.proportional = max(self.proportional, sum(map(_share, members)))


def _read(pid: str, name: str) -> str:
    try:
        return (PROC / pid / name).read_text("utf-8", "replace")
    except OSError:
        return ""  # it has just ended


def _session_of(pid: str) -> int:
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return int(fields[3]) if fields else -1


def _usage(pid: str) -> tuple[int, float]:
    """Resident bytes, and processor seconds so far."""
    fields = _read(pid, "stat").rpartition(")")[2].split()
    if not fields:
        return 0, 0.0
    return int(fields[21]) * PAGE_BYTES, (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def _share(pid: str) -> int:
    lines = (line.split() for line in _read(pid, "smaps_rollup").splitlines())
    return sum(int(line[1]) * 1024 for line in lines if line[0] == "Pss:")


def _as_installed(environment: dict[str, str]) -> dict[str, str]:
    """Without what would have Python compile every module again at each start."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(
    command: list[str], folder: Path, log: Path, environment: dict[str, str] | None = None
) -> Cost:
    """Run a command to its end and say what it cost.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        log: takes what it prints.
        environment: variables on top of ours.

    Raises:
        CommandError: it failed, or left processes running that nobody has paid for.
    """
    os.sync()  # what an earlier command wrote must not slow this one
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_as_installed({**os.environ, **(environment or {})}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    left = sampler.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text("utf-8", "replace")[-2000:]
        raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    if left:
        raise CommandError(f"{' '.join(command)} left processes running: {left}")
    largest = usage.ru_maxrss * 1024
    return Cost(
        wall_s=round(wall, 4),
        cpu_s=round(max(usage.ru_utime + usage.ru_stime, sampler.cpu_s), 4),
        largest_bytes=largest,
        together_bytes=max(sampler.together, largest),
        proportional_bytes=sampler.proportional,
        processes=sampler.most,
    )
