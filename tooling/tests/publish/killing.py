"""Publishes two commits in turn and is killed each time, at a moment all over the run; prints what it found.

    python killing.py ROOT COMMIT OTHER KILLS

One process has read all modules and is copied for each run, so that a kill costs no start of Python.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from demonstration import read_tree
from minbar.publish.ledger import ledger_path
from minbar.publish.outcome import Published
from publishing import publish

MENDED_EVERY = 10
MOST = 4
"""So many runs are begun for each that is to be killed: one that has ended before is not counted."""
Tree = dict[str, bytes]


def forget_ledger(root: Path) -> None:
    """Let an older commit be published again, which a place refuses that knows of it."""
    ledger_path(root / ".git", root, root / "site").unlink(missing_ok=True)


def run_whole(root: Path, revision: str) -> tuple[Tree, float]:
    """Publish to the end; the site, and how long it took."""
    start = time.perf_counter()
    forget_ledger(root)
    child = os.fork()
    if child == 0:
        done = publish(root, revision=revision)
        os._exit(0 if isinstance(done, Published) else 1)
    _, status = os.waitpid(child, 0)
    assert status == 0, f"publishing {revision} failed"
    return read_tree(root / "site"), time.perf_counter() - start


def kill_after(root: Path, revision: str, seconds: float) -> bool:
    """Begin to publish and kill that; tells whether it was still running."""
    forget_ledger(root)
    child = os.fork()
    if child == 0:
        publish(root, revision=revision)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(root: Path, revisions: list[str], kills: int) -> dict[str, int]:
    """Kill so many runs; count broken sites, and runs after which the next one went wrong."""
    moments = random.Random(20270908)
    sites, longest = zip(*(run_whole(root, one) for one in revisions), strict=True)
    span = max(run_whole(root, one)[1] for one in revisions)
    assert sites[0] != sites[1]
    found = {"runs": 0, "killed": 0, "broken": 0, "unmended": 0}
    while found["killed"] < kills and found["runs"] < MOST * kills:
        revision = found["runs"] % 2
        found["killed"] += kill_after(root, revisions[revision], span * moments.random())
        found["broken"] += read_tree(root / "site") not in sites
        if found["runs"] % MENDED_EVERY == 0:
            found["unmended"] += run_whole(root, revisions[revision])[0] != sites[revision]
        found["runs"] += 1
    found["unmended"] += run_whole(root, revisions[0])[0] != sites[0]
    assert max(longest) > 0
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2:4], int(sys.argv[4]))))  # noqa: T201
