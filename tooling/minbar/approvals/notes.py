"""Where statements are kept: notes of git, on the commit that was approved.

A commit of the notes has the approved commit for a second parent, so that who fetches the notes also
has what was approved, when its branch is long gone.
"""

import os
import subprocess
from collections.abc import Iterator

from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.statement import NOTES, Statement, parse_statements
from minbar.model.setup import SetupError

LIMIT_NOTES = 200_000


def read_statements(objects: Objects) -> list[Statement]:
    """Every statement that is here, whoever made it."""
    tip = objects.names(NOTES).get(NOTES)
    if tip is None:
        return []
    try:
        files = objects.files(objects.run("rev-parse", f"{tip}^{{tree}}").decode().strip())
        blobs = list(dict.fromkeys(blob for mode, blob in files.values() if mode == "100644"))
    except UnreadableError:  # whoever cannot read the notes has no yes, and says so step by step
        return []
    notes = _read_notes(objects, blobs[:LIMIT_NOTES])
    return [each for note in notes for each in parse_statements(note)]


def _read_notes(objects: Objects, blobs: list[str]) -> Iterator[bytes]:
    """Yield the notes that can be read; one that cannot, or is too large, says no yes and hinders no other."""
    try:
        yield from objects.read_all(blobs, "blob")
        return
    except UnreadableError:
        pass
    for blob in blobs:
        try:
            yield objects.read(blob, "blob")
        except UnreadableError:
            continue


def append_statement(objects: Objects, head: str, line: bytes) -> None:
    """Add a line to the note of a commit, beside those that are there.

    Raises:
        SetupError: git does not take it.
    """
    write = _Writer(objects)
    tip = objects.names(NOTES).get(NOTES, "")
    entry = head
    old = b""
    if tip:
        tree = objects.run("rev-parse", f"{tip}^{{tree}}").decode().strip()
        for path, (_, blob) in objects.files(tree).items():
            if path.replace(b"/", b"") == head.encode():
                entry, old = path.decode(), objects.read(blob, "blob")
    blob = write.git("hash-object", "-w", "--stdin", given=old + line)
    tree = write.tree(tip, entry, blob)
    parents = [part for parent in (tip, head) if parent for part in ("-p", parent)]
    commit = write.git("commit-tree", tree, *parents, "-m", "minbar approve")
    write.git("update-ref", "-m", "minbar approve", NOTES, commit, tip or "0" * len(head))


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

    def tree(self, tip: str, path: str, blob: str) -> str:
        """The tree of the notes with one note more."""
        self._index.unlink(missing_ok=True)
        if tip:
            self.git("read-tree", tip)
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
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
