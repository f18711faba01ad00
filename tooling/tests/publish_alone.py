"""`minbar publish` as a program of its own, its verdicts given: whether a commit is cleared is not asked here."""

import os
import subprocess
import sys
from pathlib import Path

from minbar.cli.boundary import run
from minbar.publish import verdict
from publishing import yes


def start(*arguments: str, cwd: Path, **options: object) -> "subprocess.Popen[str]":
    """Begin to publish in another process."""
    return subprocess.Popen(
        [sys.executable, __file__, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,  # type: ignore[call-overload]
    )


if __name__ == "__main__":
    verdict.read_verdict = lambda root, anchor, commit, reviews: yes(root)(commit)
    sys.exit(run(sys.argv[1:]))
