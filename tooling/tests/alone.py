"""Tests that fork: where threads run beside them, as under pytest-xdist, they get a process of their own."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest


def pass_elsewhere(file: Path) -> None:
    """Pass if the tests of a file that fork do so in a process without threads."""
    told = _fault(file)
    if told:
        pytest.fail(told, pytrace=False)


@cache
def _fault(file: Path) -> str:
    """What pytest says of tests that fail; empty where they pass."""
    options = ["-m", "alone", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-header", "-rN"]
    command = [sys.executable, "-m", "pytest", *options, "-v", str(file)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    passed = done.returncode == 0 and " passed" in done.stdout and "skipped" not in done.stdout
    return "" if passed else done.stdout + done.stderr
