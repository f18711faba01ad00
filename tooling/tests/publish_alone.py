"""`minbar publish` as a program, its verdicts given: whether a commit is cleared is not asked here."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from demonstration import call_minbar
from minbar.cli.boundary import run
from minbar.publish import verdict
from minbar.publish.outcome import Cleared
from publishing import yes


def given(root: Path, anchor: str, commit: str, reviews: object) -> Cleared:
    """Stands for the verdict on a commit: all of it is cleared."""
    return yes(root)(commit)


def call(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Publish in this process: the same answer, sooner."""
    with patch.object(verdict, "read_verdict", given):
        return call_minbar(*arguments, cwd=cwd)


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
    verdict.read_verdict = given
    sys.exit(run(sys.argv[1:]))
