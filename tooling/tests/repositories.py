"""Real git repositories for tests: every commit a minute after the one before it."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from campaigns import write

START = 1_790_000_000
"""Seconds of the first commit; the others follow minute by minute."""
TIDYING_OFF = {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "maintenance.auto",
    "GIT_CONFIG_VALUE_0": "false",
}
"""Git begins a process after each commit to see whether there is much to tidy up; here there never is."""


class Repository:
    """A folder under git, and a clock that is its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.at = START
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Run git as somebody with a name, without this machine's configuration."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", "Sanae"), ("EMAIL", "sanae@pont.example"))
        }
        dates = {
            "GIT_AUTHOR_DATE": "1600000000 +0000",
            "GIT_COMMITTER_DATE": f"{self.at} +0100",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        return subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=kept | who | dates | TIDYING_OFF,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def write(self, path: str, text: str) -> None:
        write(self.root, path, text)

    def commit(self, **texts: str) -> datetime:
        """Write files, `a_b` for `content/a-b.md`, commit all that changed, and give the date."""
        for name, text in texts.items():
            self.write(named(name), text)
        self.git("add", "-A")
        return self._at_once("commit", "-q", "--allow-empty", "-m", "رسالة")

    def merge(self, branch: str) -> datetime:
        return self._at_once("merge", "-q", "--no-ff", "-m", "merge", branch)

    def _at_once(self, *arguments: str) -> datetime:
        self.at += 60
        self.git(*arguments)
        return datetime.fromtimestamp(self.at, UTC)


def named(name: str) -> str:
    return f"content/{name.replace('_', '-')}.md"
