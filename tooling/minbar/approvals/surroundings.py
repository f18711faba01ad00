"""How git is run, so that nothing around it changes what it says: no configuration, no hook, no network.

Source: git(1) of git 2.39, read 2026-11-25.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from minbar.model.setup import SetupError
from minbar.model.visible import visible

TIMEOUT_S = 600
SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_ALLOW_PROTOCOL": "",  # what a partial clone lacks is not fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
QUIET = (
    *("-c", "safe.directory=*"),  # only names are asked for in it, and nothing of it is run
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
)


class UnreadableError(Exception):
    """Something of the history is missing or is not what it should be; the message says what."""


def clean_environment() -> dict[str, str]:
    """The environment of this process without what git would heed of it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | SURROUNDINGS


def run_git(
    arguments: Sequence[str], folder: Path, environment: dict[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git to its end, whatever it says.

    Raises:
        SetupError: there is no git.
        UnreadableError: it does not answer in time.
    """
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise SetupError("git is not here: install git 2.38 or newer") from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"git did not answer within {TIMEOUT_S} s") from error


def reason_of(complaints: bytes) -> str:
    """What git complains of, in one line."""
    lines = complaints.decode("utf-8", "replace").splitlines()
    told = (line for line in lines if line.strip() and not line.startswith("hint:"))
    first = next(told, "nothing")
    if "not a git repository" in first:
        return "the folder is in no git repository"
    return f"git says: {visible(first[:300])}"
