"""When files last changed. Git is asked again only where its last answer cannot be enough."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from minbar.build.fingerprint import read_commit
from minbar.content.entry import Entry, date_entry
from minbar.content.history import read_blobs, read_dates, read_head
from minbar.edition.register import Listed, Register

FEW = 500
"""With more files edited than this, git is asked anew each time."""


class Question(Struct, frozen=True):
    """The files that git is asked about."""

    root: str
    paths: tuple[str, ...]


class Answer(Struct, frozen=True, array_like=True):
    """When files last changed, and which are as they were committed, file by file as they were asked about.

    `committed` are seconds since 1970 (64 bits, floating), 0 where git knows none; in `clean` a byte is 1 for what is
    as it was committed. `others` has git's names for the bytes that were committed of files that are not, by path.
    """

    head: str
    note: str
    committed: bytes
    clean: bytes
    others: dict[str, bytes]


def ask_git(question: Question) -> Answer:
    """Ask; any process can."""
    dates = read_dates(Path(question.root), question.paths)
    edited = sorted(dates.committed.keys() - dates.dates.keys())
    others = read_blobs(Path(question.root), dates.head, edited) if 0 < len(edited) < FEW else {}
    found = map(dates.committed.get, question.paths)
    committed = array("d", [date.timestamp() if date else 0 for date in found])
    clean = bytes(path in dates.dates for path in question.paths)
    return Answer(dates.head, dates.note, committed.tobytes(), clean, others)


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
        if last is entry:
            continue
        if last is None or (last.committed and not last.clean and last.blob != entry.blob):
            return False
    return True


def carry_over(entries: Iterable[Entry], known: dict[str, Entry]) -> list[Entry]:
    """Give files the dates that they had."""
    return [_carry_over(entry, known[entry.path]) for entry in entries]


def _carry_over(entry: Entry, last: Entry) -> Entry:
    return entry if entry is last else date_entry(entry, last.committed, last.clean)


def date_entries(entries: Iterable[Entry], answer: Answer) -> list[Entry]:
    """Give files the dates that git has answered when it was asked about these."""
    committed = array("d", answer.committed)
    once: dict[float, float] = {}  # many files were committed at the same instant
    return [
        date_entry(
            entry,
            once.setdefault(date, date),
            entry.blob if is_clean else answer.others.get(entry.path, b""),
        )
        for entry, date, is_clean in zip(entries, committed, answer.clean, strict=True)
    ]


class Dates(Mapping[str, datetime]):
    """When each document that is shown last changed, by `kind/slug`, where that is known."""

    def __init__(self, register: Register) -> None:
        """Tell of what a register shows."""
        self._shown = register.shown

    def __getitem__(self, name: str) -> datetime:
        """When a document last changed."""
        kind, _, slug = name.partition("/")
        found = date_of(self._shown[kind, slug])
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        """The documents whose date is known, in the register's order."""
        return (f"{kind}/{slug}" for (kind, slug), item in self._shown.items() if item.changed)

    def __len__(self) -> int:
        """How many they are."""
        return sum(1 for _ in self)


def date_of(item: Listed) -> datetime | None:
    """When a document last changed; None where that is not known."""
    return _instant(item.changed) if item.changed else None


@lru_cache(maxsize=4_096)
def _instant(seconds: float) -> datetime:
    """Many files are committed at once."""
    return datetime.fromtimestamp(seconds, UTC)
