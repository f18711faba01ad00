"""What publishing takes from git: commits, trees and bytes, each held against its digest, and nothing else.

No work tree, index, filter, attribute or configuration decides what is read: `approvals.git` reads
objects alone.

Source: git-log(1), git-read-tree(1), git-update-index(1) of git 2.39, read 2026-11-25.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from minbar.approvals.git import Objects as Borrowed
from minbar.approvals.git import UnreadableError
from minbar.approvals.statement import FETCHED, NOTES
from minbar.approvals.trees import FOLDER
from minbar.content.history import QUIET, SURROUNDINGS
from minbar.model.setup import SetupError
from minbar.model.visible import visible

BLOBS_A_CALL = 400
TIMEOUT_S = 600
REGULAR = {"100644", "100755"}


class Commit(Struct, frozen=True):
    """A commit of the main line, and when it was made, in seconds since 1970."""

    name: str
    at: int


class Objects:
    """What a repository holds; whoever opens it closes it."""

    def __init__(self, root: Path) -> None:
        """Take the repository that a folder is in.

        Raises:
            SetupError: there is none.
        """
        self._git = Borrowed(root)

    def __enter__(self) -> "Objects":
        """Begin to read."""
        self._git.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End what reads."""
        self._git.__exit__(kind, error, at)

    def commit(self, revision: str, right: str = "--ref main") -> str:
        """The name of the commit that a revision stands for; `right` is what is told where there is none.

        Raises:
            SetupError: there is none.
        """
        try:
            return self._git.resolve(revision)
        except UnreadableError as error:
            raise SetupError(f"{error}; right: {right}") from error

    def fork(self, base: str, head: str) -> str:
        """The commit at which a head left a base.

        Raises:
            SetupError: they have none in common.
        """
        first, second = self.commit(base), self.commit(head)
        try:
            return self._git.run("merge-base", first, second).decode("ascii").strip()
        except UnreadableError as error:
            raise SetupError(
                f"«{visible(base)}» and «{visible(head)}» have no commit in common; in a workflow: fetch-depth: 0"
            ) from error

    def notes(self) -> str:
        """The commits that the statements of approvers stand in; empty where there are none."""
        known = self._git.names("refs/notes")
        return " ".join(known[name] for name in (NOTES, FETCHED) if name in known)

    @property
    def folder(self) -> Path:
        """Where git keeps its objects."""
        return self._git.common / "objects"

    @property
    def object_format(self) -> str:
        """How objects are named: sha1 or sha256."""
        return self._git.format

    def line(self, anchor: str, head: str) -> list[Commit]:
        """The commits from an anchor to a head along first parents, the anchor first."""
        log = ("log", "--first-parent", "--no-show-signature", "--format=%H %ct")
        try:
            first = self._git.run(*log, "-1", anchor).split()
            later = self._git.run(*log, "--reverse", f"{anchor}..{head}").split()
        except UnreadableError as error:
            raise SetupError(str(error)) from error
        words = [word.decode("ascii") for word in (*first, *later)]
        return [Commit(*pair) for pair in zip(words[::2], map(int, words[1::2]), strict=True)]

    def tree(self, commit: str, *below: str) -> dict[str, str]:
        """Path to blob of every regular file of a commit: all of them, or those under some paths.

        Raises:
            SetupError: a link or a submodule stands among them, or a path that leads out.
        """
        try:
            root = self._root(commit)
            rows = self._below(root, below) if below else self._git.files(root)
        except UnreadableError as error:
            raise SetupError(str(error)) from error
        found: dict[str, str] = {}
        for path, (mode, blob) in rows.items():
            if mode not in REGULAR:
                raise SetupError(
                    f"{visible(os.fsdecode(path))} is a link or a submodule, which is not published: delete it"
                )
            found[_decode(path)] = blob
        return found

    def names_in(self, commit: str, folder: str, only: str = "") -> set[str]:
        """The names in a folder of a commit, or that one of them which is asked for; no folder has none.

        Raises:
            SetupError: the commit cannot be read.
        """
        try:
            tree = self._root(commit)
            entry = self._git.entry(tree, folder) if folder else (FOLDER, tree)
            if entry is None or entry[0] != FOLDER:
                return set()
            found = {os.fsdecode(name) for _, name, _ in self._git.rows(entry[1])}
        except UnreadableError as error:
            raise SetupError(str(error)) from error
        return found & {only} if only else found

    def _root(self, commit: str) -> str:
        """The tree of a commit."""
        return self._git.read(commit, "commit").split(b"\n", 1)[0].split(b" ")[1].decode("ascii")

    def _below(self, root: str, below: Iterable[str]) -> dict[bytes, tuple[str, str]]:
        rows: dict[bytes, tuple[str, str]] = {}
        for path in below:
            entry = self._git.entry(root, path)
            if entry and entry[0] == FOLDER:
                inner = self._git.files(entry[1])
                rows |= {path.encode() + b"/" + name: row for name, row in inner.items()}
            elif entry:
                rows[path.encode()] = entry
        return rows

    def read(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each blob with its bytes as they were committed.

        Raises:
            SetupError: one is missing or damaged.
        """
        wanted = list(blobs)
        for start in range(0, len(wanted), BLOBS_A_CALL):
            part = wanted[start : start + BLOBS_A_CALL]
            try:
                yield from zip(part, self._git.read_all(part, "blob"), strict=True)
            except UnreadableError as error:
                raise SetupError(f"{error}; right: a whole clone of the history") from error


def build_index(folder: Path, commit: str) -> None:
    """Have a git folder of our own know the files of a commit as they lie beside it.

    Raises:
        SetupError: git says no.
    """
    _run(folder, "read-tree", "-m", "-i", commit)
    _run(folder, "update-index", "-q", "--refresh", accept=1)


def _run(folder: Path, *arguments: str, accept: int = 0) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *QUIET, "-c", "core.autocrlf=false", *arguments],
            cwd=folder,
            env=kept | SURROUNDINGS,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"git could not be run ({error})") from error
    if done.returncode not in {0, accept}:
        reason = visible(done.stderr.decode("utf-8", "replace").strip()[:300])
        raise SetupError(f"git {arguments[0]} says: {reason or 'no'}")


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
