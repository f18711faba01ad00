"""Git, asked so that nothing but its objects can answer.

Objects are read through an empty repository of our own that borrows the objects of the real one:
there its configuration, hooks, grafts, replacements, shallow borders and attributes do not exist.
The real one is asked for two things alone, where its objects lie and what a name stands for.
Whatever is read here is held against its digest.

Source: git(1), gitrepository-layout(5), git-cat-file(1), git-diff-tree(1), git-merge-tree(1) of git
2.39, read 2026-11-25.
"""

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from minbar.approvals.surroundings import (
    QUIET,
    UnreadableError,
    clean_environment,
    reason_of,
    run_git,
)
from minbar.approvals.trees import FOLDER, Change, MalformedError, parse_changes, parse_tree
from minbar.model.setup import SetupError
from minbar.model.visible import visible

__all__ = ["FULL", "Objects", "UnreadableError"]

CHUNK = 100
"""So many names are asked for at once: fewer bytes than a pipe holds."""
LIMIT_OBJECT_BYTES = 32 * 1024 * 1024
FULL = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
PREFIX = re.compile(r"[0-9a-fA-F]{4,63}")


class Objects:
    """The objects of one repository."""

    def __init__(self, root: Path) -> None:
        """Find the repository that a folder lies in.

        Raises:
            SetupError: there is none, or no git.
        """
        self.root = root
        self.common = Path(self._real("rev-parse", "--path-format=absolute", "--git-common-dir"))
        self.format = self._real("rev-parse", "--show-object-format")
        if "\n" in str(self.common):
            raise SetupError("the path of the repository has a line break in it: move it")
        self._folder = tempfile.TemporaryDirectory(prefix="minbar-git-")
        self._environment = clean_environment() | {"GIT_DIR": self._folder.name}
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Objects":
        """Lay out the empty repository."""
        own = Path(self._folder.name)
        (own / "objects" / "info").mkdir(parents=True)
        (own / "refs").mkdir()
        (own / "HEAD").write_text("ref: refs/heads/none\n")
        settings = "[core]\n\trepositoryFormatVersion = 1\n\tbare = true\n\tcommitGraph = false\n"
        extension = f"[extensions]\n\tobjectFormat = {self.format}\n"
        (own / "config").write_text(settings + extension)
        (own / "objects" / "info" / "alternates").write_text(f"{self.common}/objects\n")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the process that reads, and remove the empty repository."""
        self._end_reader()
        self._folder.cleanup()

    def _end_reader(self) -> None:
        """What it would still say belongs to a question that nobody asks any more."""
        if self._reader:
            self._reader.kill()
            self._reader.communicate()
            self._reader = None

    @property
    def is_shallow(self) -> bool:
        """Tell whether the history was cut off when it was fetched."""
        return (self.common / "shallow").exists()

    def resolve(self, name: str) -> str:
        """The commit that a name stands for in the real repository.

        A short form of an object's name is never taken for a branch or a tag that is called so.

        Raises:
            UnreadableError: none, or more than one.
        """
        if PREFIX.fullmatch(name) and not FULL.fullmatch(name):
            found = self._real("rev-parse", f"--disambiguate={name.lower()}").split()
            kinds = [each for each in found if self._kind(each) == "commit"]
            if len(kinds) != 1:
                raise UnreadableError(f"«{visible(name)}» names {len(kinds)} commits here")
            return kinds[0]
        try:
            found = [self._real("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")]
        except SetupError:
            raise UnreadableError(f"there is no commit «{visible(name)}» here") from None
        return found[0]

    def names(self, prefix: str) -> dict[str, str]:
        """What the names below a prefix stand for; a name with a line break cannot be."""
        listed = self._real("for-each-ref", "--format=%(objectname) %(refname)", prefix)
        rows = [line.split(" ", 1) for line in listed.splitlines()]
        return {name: target for target, name in rows}

    def read(self, name: str, kind: str) -> bytes:
        """The bytes of one object.

        Raises:
            UnreadableError: it is missing, of another kind, or damaged.
        """
        return self.read_all([name], kind)[0]

    def read_all(self, names: Sequence[str], kind: str, limit_bytes: int = 0) -> list[bytes]:
        """The bytes of many objects of one kind; without a limit of their own, that of any object holds.

        Raises:
            UnreadableError: one is missing, of another kind, damaged, or larger than the limit.
        """
        found: list[bytes] = []
        pipe_in, pipe_out = self._pipes()
        for start in range(0, len(names), CHUNK):
            part = names[start : start + CHUNK]
            if not all(FULL.fullmatch(name) for name in part):
                raise UnreadableError("this is no name of an object")
            pipe_in.write("".join(f"{name}\n" for name in part).encode())
            pipe_in.flush()
            try:
                found += [self._take(pipe_out, name, kind, limit_bytes) or b"" for name in part]
            except UnreadableError:
                self._end_reader()
                raise
        return found

    def present(self, names: Iterable[str]) -> set[str]:
        """Those of some commits that are here."""
        found = set()
        pipe_in, pipe_out = self._pipes()
        for name in names:
            if FULL.fullmatch(name):
                pipe_in.write(f"{name}\n".encode())
                pipe_in.flush()
                if self._take(pipe_out, name, "commit", may_miss=True) is not None:
                    found.add(name)
        return found

    def run(self, *arguments: str, given: str = "", accept: int = 0) -> bytes:
        """What git prints, in the empty repository.

        Raises:
            UnreadableError: git says no with another exit code than `accept`.
        """
        done = run_git(arguments, Path(self._folder.name), self._environment, given.encode())
        if done.returncode not in {0, accept}:
            raise UnreadableError(reason_of(done.stderr))
        return done.stdout

    def ancestry(self, heads: Iterable[str], without: str) -> dict[str, tuple[str, ...]]:
        """Every commit from some heads on that another one has not behind it, with its parents."""
        given = "".join(f"{head}\n" for head in heads) + f"^{without}\n"
        listed = self.run("rev-list", "--parents", "--stdin", given=given).decode()
        rows = [line.split(" ") for line in listed.splitlines()]
        return {row[0]: tuple(row[1:]) for row in rows}

    def is_ancestor(self, first: str, last: str) -> bool:
        """Tell whether one commit has another behind it, or is it."""
        arguments = ("merge-base", "--is-ancestor", first, last)
        return run_git(arguments, Path(self._folder.name), self._environment).returncode == 0

    def changes(self, pairs: Sequence[tuple[str, str]]) -> list[list[Change]]:
        """What differs between two trees each, folders included."""
        given = "".join(f"{old} {new}\n" for old, new in pairs)
        listed = self.run(
            *("diff-tree", "--stdin", "-r", "-t", "-z", "--raw", "--no-abbrev", "--no-renames"),
            given=given,
        )
        try:
            return parse_changes(listed, pairs)
        except MalformedError as error:
            raise UnreadableError(str(error)) from error

    def files(self, tree: str) -> dict[bytes, tuple[str, str]]:
        """Mode and blob of every path of a tree.

        Raises:
            UnreadableError: it is not as git writes it.
        """
        found: dict[bytes, tuple[str, str]] = {}
        todo = [(b"", tree)]
        while todo:
            above, name = todo.pop()
            for mode, part, blob in self.rows(name):
                if mode == FOLDER:
                    todo.append((above + part + b"/", blob))
                else:
                    found[above + part] = (mode, blob)
        return found

    def entry(self, tree: str, path: str) -> tuple[str, str] | None:
        """Mode and object of one path."""
        mode, found = FOLDER, tree
        for part in path.encode().split(b"/"):
            if mode != FOLDER:
                return None
            rows = {name: (kind, blob) for kind, name, blob in self.rows(found)}
            if part not in rows:
                return None
            mode, found = rows[part]
        return mode, found

    def rows(self, tree: str) -> list[tuple[str, bytes, str]]:
        """Mode, name and object of each entry of one tree.

        Raises:
            UnreadableError: it is not as git writes it.
        """
        try:
            return parse_tree(self.read(tree, "tree"), self.digest_bytes)
        except MalformedError as error:
            raise UnreadableError(f"tree {tree}: {error}") from error

    def merged(self, ours: str, theirs: str) -> str:
        """The tree that git makes of two commits by itself; empty where they conflict."""
        done = run_git(
            ("merge-tree", "--write-tree", "--no-messages", ours, theirs),
            Path(self._folder.name),
            self._environment,
        )
        name = done.stdout.decode("ascii", "replace").split("\n", 1)[0]
        return name if done.returncode == 0 and FULL.fullmatch(name) else ""

    @property
    def scratch(self) -> Path:
        """A folder that is removed at the end."""
        return Path(self._folder.name)

    @property
    def digest_bytes(self) -> int:
        """How many bytes name an object."""
        return 32 if self.format == "sha256" else 20

    def _kind(self, name: str) -> str:
        return self.run("cat-file", "-t", name).decode().strip()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._reader is None:
            self._reader = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=self._folder.name,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        assert self._reader.stdin
        assert self._reader.stdout
        return self._reader.stdin, self._reader.stdout

    def _take(
        self,
        pipe: IO[bytes],
        name: str,
        kind: str,
        limit_bytes: int = 0,
        *,
        may_miss: bool = False,
    ) -> bytes | None:
        """Take one answer; None for what is missing and may be."""
        head = pipe.readline().decode("ascii", "replace").split()
        if may_miss and head == [name, "missing"]:
            return None
        if len(head) != 3 or head[0] != name:
            raise UnreadableError(f"{kind} {name} is missing")
        size = int(head[2])
        limit_bytes = limit_bytes or LIMIT_OBJECT_BYTES
        if size > limit_bytes:
            self._end_reader()
            raise UnreadableError(f"{kind} {name} is larger than {limit_bytes} bytes")
        data = pipe.read(size + 1)[:-1]
        made = hashlib.new(self.format, b"%s %d\0" % (head[1].encode(), len(data)) + data)
        if head[1] != kind or made.hexdigest() != name:
            raise UnreadableError(f"{name} is not the {kind} that it should be")
        return data

    def _real(self, *arguments: str) -> str:
        """What the real repository says, without the line end.

        Raises:
            SetupError: it says no.
        """
        done = run_git((*QUIET, *arguments), self.root, clean_environment())
        if done.returncode:
            raise SetupError(f"{self.root}: {reason_of(done.stderr)}")
        return os.fsdecode(done.stdout).removesuffix("\n")
