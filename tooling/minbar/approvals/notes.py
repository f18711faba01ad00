"""Where statements are kept: notes of git, on the commit that was approved.

A commit of the notes has the approved commit for a second parent, so that who fetches the notes also
has what was approved, when its branch is long gone.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from minbar.approvals.git import CHUNK, Objects, UnreadableError
from minbar.approvals.statement import FETCHED, NOTES, Statement, parse_statements
from minbar.model.setup import SetupError

LIMIT_NOTES = 50_000
LIMIT_NOTE_BYTES = 1024 * 1024
LIMIT_STATEMENTS = 100_000
"""Whoever may push notes may fill them: more than that is not read, so that a verification ends in time."""


def read_statements(objects: Objects) -> list[Statement]:
    """Every statement that is here, whoever made it: one's own, and what was fetched of the others'."""
    known = objects.names("refs/notes")
    blobs: dict[str, None] = {}
    for ref in (NOTES, FETCHED):
        try:
            files = _files(objects, known[ref]) if ref in known else {}
        except (
            UnreadableError
        ):  # whoever cannot read notes has no yes of them, and says so step by step
            continue
        blobs |= {blob: None for mode, blob in files.values() if mode == "100644"}
    notes = _read_notes(objects, list(blobs)[:LIMIT_NOTES])
    found: dict[Statement, None] = {}
    for note in notes:
        found |= dict.fromkeys(islice(parse_statements(note), LIMIT_STATEMENTS - len(found)))
    return list(found)


def _files(objects: Objects, tip: str) -> dict[bytes, tuple[str, str]]:
    return objects.files(objects.run("rev-parse", f"{tip}^{{tree}}").decode().strip())


def _read_notes(objects: Objects, blobs: list[str]) -> Iterator[bytes]:
    """Yield the notes that can be read; one that cannot, or is too large, says no yes and hinders no other."""
    for start in range(0, len(blobs), CHUNK):
        part = blobs[start : start + CHUNK]
        try:
            yield from objects.read_all(part, "blob", LIMIT_NOTE_BYTES)
            continue
        except UnreadableError:
            pass
        for blob in part:
            with suppress(UnreadableError):
                yield from objects.read_all([blob], "blob", LIMIT_NOTE_BYTES)


def append_statements(objects: Objects, lines: Sequence[tuple[str, bytes]]) -> None:
    """Add lines to the notes of commits, beside those that are there and those that were fetched.

    Args:
        objects: the repository.
        lines: each with the commit that it is about.

    Raises:
        SetupError: git does not take it.
    """
    known = objects.names("refs/notes")
    own, fetched = known.get(NOTES, ""), known.get(FETCHED, "")
    if own and fetched and objects.is_ancestor(fetched, own):
        fetched = ""
    there, theirs = (_by_commit(objects, tip) for tip in (own or fetched, fetched if own else ""))
    texts: dict[str, bytes] = {}
    for head, (_, blob) in theirs.items():
        if head not in there or there[head][1] != blob:
            old = objects.read(there[head][1], "blob") if head in there else b""
            texts[head] = _joined(old, objects.read(blob, "blob"))
    for head, line in lines:
        old = objects.read(there[head][1], "blob") if head in there else b""
        texts[head] = line + texts.get(head, old)  # in front: of too many the first are looked at
    for head, line in lines:
        if len(texts[head]) > LIMIT_NOTE_BYTES:  # somebody has filled it, and nobody reads it
            texts[head] = line
    write = _Writer(objects)
    entries = {
        there.get(head, (head, ""))[0]: write.git("hash-object", "-w", "--stdin", given=text)
        for head, text in texts.items()
    }
    tree = write.tree(own or fetched, entries)
    heads = dict.fromkeys(head for head, _ in lines)
    parents = [part for parent in (own, fetched, *heads) if parent for part in ("-p", parent)]
    commit = write.git("commit-tree", tree, *parents, "-m", "minbar approve")
    write.git("update-ref", "-m", "minbar approve", NOTES, commit, own or "0" * len(commit))


def _by_commit(objects: Objects, tip: str) -> dict[str, tuple[str, str]]:
    """Path and blob of each note by the commit that it is about; a path may have slashes in it."""
    files = _files(objects, tip) if tip else {}
    return {
        path.replace(b"/", b"").decode("ascii", "replace"): (path.decode("ascii", "replace"), blob)
        for path, (mode, blob) in files.items()
        if mode == "100644"
    }


def _joined(first: bytes, second: bytes) -> bytes:
    """The lines of two notes, each once."""
    lines = dict.fromkeys((*first.splitlines(), *second.splitlines()))
    return b"".join(line + b"\n" for line in lines)


class _Writer:
    """Writes to the real repository, with an index of its own and as nobody in particular."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._index = objects.scratch / "notes.index"
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", "minbar approve"), ("EMAIL", "approve@minbar.invalid"))
        }
        self._environment = kept | who | {"GIT_INDEX_FILE": str(self._index), "LC_ALL": "C"}

    def tree(self, tip: str, entries: Mapping[str, str]) -> str:
        """The tree of the notes with other blobs at some paths."""
        self._index.unlink(missing_ok=True)
        if tip:
            self.git("read-tree", tip)
        rows = "".join(f"100644 {blob}\t{path}\n" for path, blob in entries.items())
        self.git("update-index", "--add", "--index-info", given=rows.encode())
        return self.git("write-tree")

    def git(self, *arguments: str, given: bytes = b"") -> str:
        done = subprocess.run(
            ["git", "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", *arguments],
            cwd=self._objects.root,
            env=self._environment,
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise SetupError(f"the approval could not be written: git says: {said[:300]}")
        return done.stdout.decode().strip()
