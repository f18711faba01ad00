"""Programs that a test has begun: what they write, and whether they have ended."""

import os
import time
from pathlib import Path


def written(path: Path) -> str:
    """What a program writes into a file before long."""
    for _ in range(1000):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.01)
    raise AssertionError(f"nothing in {path}")


def has_ended(process: int) -> bool:
    """Whether there is no such process any more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def ends(process: int) -> bool:
    """Whether a process ends before long."""
    return any(has_ended(process) or time.sleep(0.01) for _ in range(1000))


def children() -> set[str]:
    """The processes that this one has begun, those that nobody has waited for among them."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {process for task in tasks for process in task.read_text().split()}


def open_files() -> set[str]:
    """The numbers of this process's open files."""
    return {path.name for path in Path("/proc/self/fd").iterdir()}
