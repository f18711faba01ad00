"""Tests that fork: where threads run beside them, as under pytest-xdist, they get a process of their own."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from minbar.build.threads import runs_alone


def run_alone(file: str, name: str = "") -> None:
    """Go on if no other thread runs; else run a test, or all of a file, elsewhere, and skip it here."""
    if runs_alone():
        return
    told = _fault(f"{file}::{name}" if name else file)
    if told:
        pytest.fail(told, pytrace=False)
    pytest.skip("passed in a process without threads")


@cache
def _fault(test: str) -> str:
    """What pytest says of tests that fail; empty where they pass."""
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", test]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    passed = done.returncode == 0 and " passed" in done.stdout
    return "" if passed else done.stdout + done.stderr
