"""When files last changed. Git is asked again only where its last answer cannot be enough."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.fingerprint import read_commit
from minbar.content.entry import Entry
from minbar.content.history import read_blobs, read_dates, read_head
from minbar.edition.register import Register

FEW = 500
"""With more files edited than this, git is asked anew each time."""


class Question(Struct, frozen=True):
    """The files that git is asked about."""

    root: str
    paths: tuple[str, ...]


class Answer(Struct, frozen=True, array_like=True):
    """When files last changed, in seconds since 1970, and which are as they were committed.

    `others` has git's names for the bytes that were committed of files that are not.
    """

    head: str = ""
    note: str = ""
    committed: dict[str, float] = {}
    clean: frozenset[str] = frozenset()
    others: dict[str, bytes] = {}


def ask_git(question: Question) -> Answer:
    """Ask; any process can."""
    dates = read_dates(Path(question.root), question.paths)
    committed = {path: date.timestamp() for path, date in dates.committed.items()}
    edited = sorted(committed.keys() - dates.dates.keys())
    others = read_blobs(Path(question.root), dates.head, edited) if 0 < len(edited) < FEW else {}
    return Answer(dates.head, dates.note, committed, frozenset(dates.dates), others)


def is_answered(root: Path, head: str, entries: Iterable[Entry], known: dict[str, Entry]) -> bool:
    """Tell whether all can be known from the last answer: same commit, no file that it did not see.

    Args:
        root: the campaign folder.
        head: the commit that git was asked at last.
        entries: the files as they are now.
        known: the files as they were then, by path.
    """
    if not head or (read_commit(root) or read_head(root)) != head:
        return False
    for entry in entries:
        last = known.get(entry.path)
        if last is None or (last.committed and not last.clean and last.blob != entry.blob):
            return False
    return True


def carry_over(entries: Iterable[Entry], known: dict[str, Entry]) -> list[Entry]:
    """Give files the dates that they had."""
    return [
        entry
        if entry.committed == known[entry.path].committed and entry.clean == known[entry.path].clean
        else replace(entry, committed=known[entry.path].committed, clean=known[entry.path].clean)
        for entry in entries
    ]


def date_entries(entries: Iterable[Entry], answer: Answer) -> list[Entry]:
    """Give files the dates that git has answered."""
    return [
        replace(
            entry,
            committed=answer.committed.get(entry.path, 0),
            clean=entry.blob if entry.path in answer.clean else answer.others.get(entry.path, b""),
        )
        for entry in entries
    ]


def date_register(register: Register) -> dict[str, datetime]:
    """When each document that is shown last changed in any language, by `kind/slug`.

    A document is left out if one of its files has no date: it may have changed since.
    """
    found: dict[str, datetime] = {}
    for (kind, slug), item in register.shown.items():
        if all(entry.committed and entry.clean == entry.blob for entry in item.entries):
            latest = max(entry.committed for entry in item.entries)
            found[f"{kind}/{slug}"] = datetime.fromtimestamp(latest, UTC)
    return found
