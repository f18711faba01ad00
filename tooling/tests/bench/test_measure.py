"""A process is measured with all that it starts."""

import resource
import sys
from pathlib import Path

import pytest
from bench.measure import CommandError, run
from bench.table import exponent

EATER = """
import os, time
child = os.fork()
eaten = bytearray(64 * 2**20)
time.sleep(0.4)
if child:
    os.waitpid(child, 0)
"""


def test_memory_of_processes_that_run_at_once_is_added_up(tmp_path: Path) -> None:
    cost = run([sys.executable, "-c", EATER], tmp_path, tmp_path / "log")
    one = 64 * 2**20
    # Linux lets a child's peak begin with that of the process which began it: here, this test's own.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert one < cost.largest_bytes < max(2 * one, own + one)
    assert 2 * one < cost.together_bytes < 4 * one
    assert cost.processes == 2
    assert cost.wall_s > 0.4


def test_a_command_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such campaign"):
        run(
            [sys.executable, "-c", "import sys; sys.exit('no such campaign')"],
            tmp_path,
            tmp_path / "log",
        )


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
def test_the_exponent_is_that_of_the_power_law(power: float) -> None:
    points = [(size, 3 * size**power) for size in (1_000, 10_000, 50_000)]
    assert exponent(points) == pytest.approx(power, abs=1e-9)
