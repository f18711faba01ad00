"""Commits, trees and bytes as git keeps them: no work tree, no filters, no configuration but our own.

Source: git-cat-file(1), git-ls-tree(1), git-log(1) of git 2.39, read 2026-11-25.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from minbar.content.history import QUIET, SURROUNDINGS
from minbar.model.setup import SetupError
from minbar.model.visible import visible

BLOBS_A_CALL = 400
TIMEOUT_S = 600
REGULAR = {b"100644", b"100755"}
OURS = ("-c", "core.autocrlf=false", "-c", "core.commitGraph=false")
NOTES = "refs/notes/minbar-approvals"


class Commit(Struct, frozen=True):
    """A commit of the main line, and when it was made, in seconds since 1970."""

    name: str
    at: int


class Objects:
    """What a repository holds."""

    def __init__(self, root: Path) -> None:
        """Take the repository that a folder is in."""
        self._root = root
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._environment = kept | SURROUNDINGS | {"GIT_GRAFT_FILE": os.devnull}

    def commit(self, revision: str) -> str:
        """The name of the commit that a revision stands for.

        Raises:
            SetupError: there is none.
        """
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return self._run(*asked).decode().strip()
        except SetupError as error:
            raise SetupError(
                f"there is no commit «{visible(revision)}» here; right: --ref main"
            ) from error

    def fork(self, base: str, head: str) -> str:
        """The commit at which a head left a base.

        Raises:
            SetupError: they have none in common.
        """
        first, second = self.commit(base), self.commit(head)
        found = self._run("merge-base", first, second, accept=1).decode().strip()
        if not found:
            raise SetupError(
                f"«{visible(base)}» and «{visible(head)}» have no commit in common; in a workflow: fetch-depth: 0"
            )
        return found

    def notes(self) -> str:
        """The commit that the statements of approvers stand in; empty where there are none."""
        return self._run("for-each-ref", "--format=%(objectname)", NOTES).decode().strip()

    def folder(self) -> Path:
        """Where git keeps its objects."""
        said = os.fsdecode(self._run("rev-parse", "--git-path", "objects")).rstrip("\n")
        return (self._root / said).resolve()

    def object_format(self) -> str:
        """How objects are named: sha1 or sha256."""
        return self._run("rev-parse", "--show-object-format").decode().strip()

    def line(self, anchor: str, head: str) -> list[Commit]:
        """The commits from an anchor to a head along first parents, the anchor first."""
        listed = self._run(
            *(
                "log",
                "--first-parent",
                "--no-show-signature",
                "--format=%H %ct",
                f"{anchor}..{head}",
            )
        )
        first = self._run("log", "-1", "--no-show-signature", "--format=%H %ct", anchor)
        rows = [*first.split(b"\n")[:1], *reversed(listed.rstrip(b"\n").split(b"\n"))]
        parts = (row.decode("ascii").split(" ") for row in rows if row)
        return [Commit(name, int(seconds)) for name, seconds in parts]

    def tree(self, commit: str, *below: str) -> dict[str, str]:
        """Path to blob of every regular file of a commit under some paths.

        Raises:
            SetupError: a link or a submodule stands among them, or a path that is no Unicode.
        """
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *below)
        found: dict[str, str] = {}
        for row in listed.split(b"\0")[:-1]:
            facts, _, path = row.partition(b"\t")
            mode, _, blob = facts.split(b" ")
            if mode not in REGULAR:
                raise SetupError(
                    f"{visible(os.fsdecode(path))} is a link or a submodule, which is not published: delete it"
                )
            found[_decode(path)] = blob.decode("ascii")
        return found

    def read(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each blob with its bytes as they were committed."""
        left = iter(blobs)
        while batch := tuple(islice(left, BLOBS_A_CALL)):
            said = self._run("cat-file", "--batch", given="\n".join((*batch, "")).encode("ascii"))
            yield from _cut(said, batch)

    def build_index(self, folder: Path, commit: str) -> None:
        """Have a git folder of our own know the files of a commit as they lie beside it."""
        self._run("read-tree", "-m", "-i", commit, at=folder)
        self._run("update-index", "-q", "--refresh", at=folder, accept=1)

    def _run(
        self, *arguments: str, given: bytes = b"", at: Path | None = None, accept: int = 0
    ) -> bytes:
        command = ["git", *QUIET, *OURS, *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=at or self._root,
                env=self._environment,
                input=given,
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SetupError(f"git could not be run ({error})") from error
        if done.returncode not in {0, accept}:
            reason = visible(done.stderr.decode("utf-8", "replace").strip()[:300])
            raise SetupError(f"git {arguments[0]} says: {reason or 'no'}")
        return done.stdout


def _decode(path: bytes) -> str:
    """A path that leads to a file below the folder that it is put in.

    Raises:
        SetupError: it is none.
    """
    try:
        name = path.decode()
    except UnicodeDecodeError as error:
        raise SetupError(f"{visible(os.fsdecode(path))} is no UTF-8: rename it") from error
    if {"", ".", "..", ".git"} & set(name.casefold().split("/")) or "\\" in name:
        raise SetupError(f"{visible(name)} leads out of the campaign: rename it")
    return name


def _cut(said: bytes, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Take the answer of `git cat-file --batch` apart."""
    at = 0
    for blob in blobs:
        end = said.index(b"\n", at)
        name, sort, *size = said[at:end].split(b" ")
        if sort != b"blob" or name.decode("ascii") != blob:
            raise SetupError(
                f"git does not have the file {blob}; right: a whole clone of the history"
            )
        start = end + 1
        at = start + int(size[0]) + 1
        yield blob, said[start : at - 1]
