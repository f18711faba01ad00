"""Jobs are done here or in other processes; errors come back, and nothing outlives the build."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from minbar.build.pool import Here, Pool, Processes, local_pool
from minbar.model.setup import SetupError
from minbar.store import DamagedError
from msgspec import DecodeError

FORKS = hasattr(os, "fork")


def double(number: int) -> int:
    return 2 * number


def whose(_: int) -> int:
    return os.getpid()


def fail(error: Exception) -> None:
    raise error


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


NEEDS_FORK = pytest.mark.skipif(not FORKS, reason="this system forks no processes")
ALONE = (pytest.mark.alone, NEEDS_FORK)


@pytest.fixture(params=["here", pytest.param("processes", marks=ALONE)])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    made: Pool = Here() if request.param == "here" else Processes()
    yield made
    made.close()


def test_every_job_is_done_once(pool: Pool) -> None:
    assert sorted(pool.run(double, range(50))) == list(range(0, 100, 2))
    assert list(pool.run(double, [])) == []


def test_one_job_is_begun_and_waited_for(pool: Pool) -> None:
    assert [wait() for wait in [pool.start(double, number) for number in range(3)]] == [0, 2, 4]


def test_a_pool_that_was_closed_works_again(pool: Pool) -> None:
    for _ in range(2):
        assert sorted(pool.run(double, [1, 2])) == [2, 4]
        pool.close()
    pool.close()


@pytest.mark.parametrize(
    "error", [DamagedError("a is damaged"), DecodeError("truncated"), OSError(28, "No space left")]
)
def test_an_error_comes_back_as_it_was(pool: Pool, error: Exception) -> None:
    for ask in (lambda: list(pool.run(fail, [error])), lambda: pool.start(fail, error)()):
        with pytest.raises(type(error)) as found:
            ask()
        assert str(found.value) == str(error)
        assert getattr(found.value, "errno", None) == getattr(error, "errno", None)


def test_an_error_does_not_spoil_the_pool(pool: Pool) -> None:
    with pytest.raises(DamagedError):
        list(pool.run(fail, [DamagedError("x")]))

    assert list(pool.run(double, [2])) == [4]


@pytest.mark.alone
@NEEDS_FORK
class TestProcesses:
    def test_others_do_it(self) -> None:
        pool = Processes()
        found = set(pool.run(whose, range(20)))
        pool.close()

        assert os.getpid() not in found

    def test_a_process_that_is_ended_from_outside_is_said(self) -> None:
        pool = Processes()
        for ask in (lambda: list(pool.run(die, [1])), lambda: pool.start(die, 1)()):
            with pytest.raises(SetupError, match="ended from outside"):
                ask()
        pool.close()
        assert list(pool.run(double, [1])) == [2]
        pool.close()

    def test_no_thread_is_left_when_it_is_closed(self) -> None:
        before = threading.active_count()
        pool = Processes()
        list(pool.run(double, range(4)))
        pool.close()

        assert threading.active_count() == before

    def test_what_was_begun_ends_with_a_killed_build(self, tmp_path: Path) -> None:
        code = (
            "import os, sys, time\n"
            "from minbar.build.pool import Processes\n"
            "def work(number):\n"
            "    open(f'{sys.argv[1]}/{os.getpid()}', 'w').close()\n"
            "    time.sleep(60)\n"
            "pool = Processes()\n"
            "pool.workers = 3\n"
            "list(pool.run(work, range(3)))\n"
        )
        with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as process:
            assert wait_for(lambda: len(list(tmp_path.iterdir())) == 3)
            process.kill()
        pids = [int(path.name) for path in tmp_path.iterdir()]

        assert wait_for(lambda: not any(is_running(pid) for pid in pids))


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended; one that nobody asks after stays as a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def test_a_process_with_threads_is_not_forked() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert isinstance(local_pool(), Here)
    finally:
        end.set()
        thread.join()


@pytest.mark.skipif(
    not FORKS or (os.cpu_count() or 1) < 2, reason="there is nobody to ask for help"
)
def test_a_process_without_threads_is_helped() -> None:
    code = "from minbar.build.pool import local_pool; print(type(local_pool()).__name__)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout == "Processes\n"
