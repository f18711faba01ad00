"""When each file last changed, as git knows it: true, or absent.

The date of a file is the committer date of the last commit of the main line (first parents) that
changed it: for what came by a merge, the merge, since that is when it came onto the main line.
A file that is not as it was committed has no date, nor has any file of a shallow clone, whose
oldest commit would seem to have written everything.

Source: git-log(1), git-status(1), git-config(1) of git 2.39, read 2026-11-25.
"""

import os
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from minbar.late import pattern
from minbar.model.document import Document
from minbar.model.setup import SetupError
from minbar.model.visible import visible

CHUNK_BYTES = 1 << 18
TIMEOUT_S = 120
QUIET = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.attributesFile=/dev/null"),
    *("-c", "diff.orderFile=/dev/null"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.follow=false"),
)
"""A repository's own configuration cannot have a program run, nor change what is listed."""
SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "",  # what a partial clone lacks is not fetched
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
STATUS = ("--porcelain=v1", "-z", "--untracked-files=no", "--ignore-submodules=all", "--no-renames")
LOG = (
    "--first-parent",
    "--diff-merges=first-parent",
    "--sparse",  # the first parent of every commit is needed, not of those alone that change something
    "--no-show-signature",
    "--format=@%ct %P",
    *("--name-status", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative"),
)
_COMMIT = pattern(r"[0-9a-f]{40,64}")


class Dates(Struct, frozen=True):
    """When files last changed.

    `dates` has those that are as they were committed. `committed` also has those that were edited
    since: with `head`, the commit that was read, it is what the next reading can start from.
    `note` says why there are no dates; empty where there can be.
    """

    dates: dict[str, datetime] = {}
    committed: dict[str, datetime] = {}
    head: str = ""
    note: str = ""


class GitError(Exception):
    """Git cannot say; the message says why."""


def read_dates(
    root: Path, paths: Iterable[str], known: Mapping[str, datetime] | None = None, since: str = ""
) -> Dates:
    """Ask git when files last changed.

    Args:
        root: a folder in a work tree; paths are below it, with `/`.
        paths: the files that are asked about.
        known: `committed` of an earlier reading.
        since: `head` of that reading. Only what came after it is walked, if it is on the main
            line; else everything is.
    """
    wanted = {os.fsencode(path): path for path in paths}
    if not wanted:
        return Dates()
    try:
        return _read(_Git(root, _folder(wanted.values())), wanted, known or {}, since)
    except GitError as error:
        return Dates(note=f"no dates of change: {error}")


def read_head(root: Path) -> str:
    """Name the commit that is checked out; empty where there is none, or no git."""
    try:
        return _head(_Git(root, ""))
    except GitError:
        return ""


def read_staged(root: Path) -> list[str]:
    """List what the next commit changes under a folder, what it deletes too, as paths below the folder.

    Raises:
        SetupError: git cannot say.
    """
    git = _Git(root, "")
    git.take_index()
    try:
        listed = git.run(*["diff", "--cached", "--name-only", "--no-renames", "--relative", "-z"])
    except GitError as error:
        raise SetupError(f"what is staged is not known: {error}") from error
    return [os.fsdecode(path) for path in listed.split(b"\0") if path]


def _head(git: "_Git") -> str:
    asked = ("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return git.run(*asked, accept=1).decode().strip()


def read_blobs(root: Path, head: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Git's names of files as a commit has them, by path; those that it lacks are left out.

    Args:
        root: a folder in a work tree; paths are below it, with `/`.
        head: a commit.
        paths: few enough for one command line.
    """
    try:
        listed = _Git(root, "").run("ls-tree", "-z", "-r", head, "--", *paths)
    except GitError:
        return {}
    found: dict[str, bytes] = {}
    for row in listed.split(b"\0"):
        facts, tab, path = row.partition(b"\t")
        if tab:
            found[os.fsdecode(path)] = bytes.fromhex(facts.split()[2].decode("ascii"))
    return found


def date_documents(
    documents: Iterable[Document], dates: Mapping[str, datetime]
) -> dict[str, datetime]:
    """When each document last changed in any language, by `kind/slug`.

    A document is left out if one of its files has no date: it may have changed since.
    """
    found = {}
    for document in documents:
        own = [dates.get(version.path) for version in document.versions.values()]
        known = [date for date in own if date is not None]
        if len(known) == len(own):
            found[f"{document.kind}/{document.slug}"] = max(known)
    return found


def _read(
    git: "_Git", wanted: Mapping[bytes, str], known: Mapping[str, datetime], since: str
) -> Dates:
    shallow, _, prefix = git.run("rev-parse", "--is-shallow-repository", "--show-prefix").partition(
        b"\n"
    )
    if shallow == b"true":
        raise GitError(
            "this is a shallow clone, which does not hold the history; "
            "right: git fetch --unshallow (in a workflow: fetch-depth: 0)"
        )
    head = _head(git)
    if not head:
        raise GitError("nothing is committed yet")
    git.quieten_filters()
    changed = git.changed(prefix[:-1])
    tracked = git.tracked()
    added = {path for path, status in changed.items() if b"A" in status}
    held = {path for path in wanted if path in tracked or path in changed} - added
    stamps = _stamps(
        git, held, {os.fsencode(path): date for path, date in known.items()}, since, head
    )
    committed = {wanted[path]: date for path, date in stamps.items() if date is not None}
    clean = {wanted[path] for path in held if path not in changed and tracked.get(path) == b"H"}
    return Dates(
        dates={path: date for path, date in committed.items() if path in clean},
        committed=committed,
        head=head,
    )


def _folder(paths: Collection[str]) -> str:
    """What all paths lie in: what the first and the last of them lie in."""
    return os.path.commonpath((min(paths), max(paths)))


Stamps = dict[bytes, datetime | None]
"""The date of the last change by path; None where the commit has no date that can be."""


def _stamps(
    git: "_Git", wanted: set[bytes], known: Mapping[bytes, datetime], since: str, head: str
) -> Stamps:
    """Date files of a commit: what came since an earlier one, and what was known then."""
    news: Stamps = {}
    if _COMMIT.fullmatch(since) and since != head:
        try:
            news, oldest = git.walk(f"{since}..{head}", wanted)
        except GitError:  # the commit is not here any more
            news, oldest = {}, ""
        if oldest != since and len(news) < len(wanted):
            return git.walk(head, wanted)[0]
    elif since != head:
        return git.walk(head, wanted)[0]
    kept: Stamps = {path: known[path] for path in wanted - news.keys() if path in known}
    found = news | kept
    lacking = wanted - found.keys()
    return found | (git.walk(head, lacking)[0] if lacking else {})


class _Git:
    """Git in one folder, where neither the user's configuration nor the repository's runs anything."""

    def __init__(self, root: Path, below: str) -> None:
        """Look at what lies in or under `below`, a path under the root."""
        self._root = root
        self._below = below
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._environment = kept | SURROUNDINGS

    def run(self, *arguments: str, accept: int = 0) -> bytes:
        """Give what git prints.

        Raises:
            GitError: git is not there, or says no with another exit code than `accept`.
        """
        try:
            done = subprocess.run(
                ["git", *QUIET, *arguments],
                cwd=self._root,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(f"git could not be run ({error})") from error
        if done.returncode not in {0, accept}:
            raise GitError(_reason(done.stderr))
        return done.stdout

    def take_index(self) -> None:
        """Look into the index of the commit that is being made, which git names to its hooks."""
        if index := os.environ.get("GIT_INDEX_FILE"):
            self._environment["GIT_INDEX_FILE"] = str(Path(index).absolute())

    def quieten_filters(self) -> None:
        """Have no program of the repository's configuration look into files that seem changed."""
        listed = self.run(
            *("config", "--includes", "-z", "--name-only", "--get-regexp", r"^filter\."), accept=1
        )
        names = sorted({name.rpartition(b".")[0] for name in listed.split(b"\0") if name})
        keys = [
            (os.fsdecode(name) + key, value)
            for name in names
            for key, value in ((".clean", ""), (".process", ""), (".required", "false"))
        ]
        for number, (key, value) in enumerate(keys):
            self._environment |= {
                f"GIT_CONFIG_KEY_{number}": key,
                f"GIT_CONFIG_VALUE_{number}": value,
            }
        if keys:
            self._environment["GIT_CONFIG_COUNT"] = str(len(keys))

    def changed(self, prefix: bytes) -> dict[bytes, bytes]:
        """What is not as it was committed: path to two letters, of the index and of the file.

        `git diff` would say it too, but writes to the index on its way.
        """
        listed = self.run("status", *STATUS, "--", self._below)
        start = len(prefix) + 3
        return {entry[start:]: entry[:2] for entry in listed.split(b"\0") if entry}

    def tracked(self) -> dict[bytes, bytes]:
        """Files of the index: path to tag, which is H where git looks for changes of the file."""
        listed = self.run("ls-files", "-v", "-z", "--", self._below)
        return {entry[2:]: entry[:1] for entry in listed.split(b"\0") if entry}

    def walk(self, commits: str, wanted: Iterable[bytes]) -> tuple[Stamps, str]:
        """Date files from the latest commit on, and stop when all of them are dated.

        Returns:
            The dates, and the first parent of the last commit that was looked at.
        """
        lacking = set(wanted)
        found: Stamps = {}
        stamp: datetime | None = None
        parent = ""
        for status, path in self._log(commits):
            if status == b"@":
                if not lacking:
                    break
                seconds, _, parents = path.decode().partition(" ")
                stamp, parent = _instant(seconds), parents.partition(" ")[0]
            elif path in lacking:
                found[path] = stamp
                lacking.remove(path)
        return found, parent

    def _log(self, commits: str) -> Iterator[tuple[bytes, bytes]]:
        """Yield `@` with date and parents of each commit, then (status, path) of what it changed."""
        command = ["git", *QUIET, "log", *LOG, commits, "--", self._below]
        with tempfile.TemporaryFile() as complaints:
            try:
                process = subprocess.Popen(
                    command,
                    cwd=self._root,
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=complaints,
                )
            except OSError as error:
                raise GitError(f"git could not be run ({error})") from error
            assert process.stdout
            try:
                yield from _entries(process.stdout.fileno())
                if process.wait(TIMEOUT_S):
                    complaints.seek(0)
                    raise GitError(_reason(complaints.read()))
            finally:
                process.kill()
                process.stdout.close()
                process.wait()


def _entries(descriptor: int) -> Iterator[tuple[bytes, bytes]]:
    """Cut git's output at its zeros, as it comes."""
    rest = b""
    status = b""
    while chunk := os.read(descriptor, CHUNK_BYTES):
        *parts, rest = (rest + chunk).split(b"\0")
        for part in parts:
            if status:
                yield status, part
                status = b""
            elif part.startswith(b"@"):
                yield b"@", part[1:]
            else:
                status = part.lstrip(b"\n")


def _instant(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _reason(complaints: bytes) -> str:
    lines = complaints.decode("utf-8", "replace").splitlines()
    first = next((line for line in lines if line.strip()), "nothing")
    if "not a git repository" in first:
        return "the folder is in no git repository"
    return f"git says: {visible(first[:300])}"
