"""Which files of which commit are shown at an instant, by whose clock, and what takes their place.

A window that lets nothing newer appear has the site made from the last commit before it; one that
is about a part of the campaign alone, from that commit's files of this part.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from minbar.calendar import InForce, Standing, Subject
from minbar.calendar.scope import EVERYTHING, subject_of
from minbar.edition.gate import Gate
from minbar.model.document import Facts
from minbar.model.election import STRENGTH, Mode
from minbar.model.setup import SetupError
from minbar.model.territory import TerritoryTree
from minbar.publish.source import Key, Source

SECOND = timedelta(seconds=1)
"""Instants are whole seconds: this is just before one of them."""

Before = Callable[[datetime], Source | None]
"""What was cleared of the last commit before an instant; None where there was none."""
ReadFacts = Callable[[Key, Source], Facts | None]
"""What a document of a source says of itself; None where that cannot be read."""


class Plan(Struct, frozen=True):
    """What a site is made from.

    `files` are paths with their blobs; `dated_by` is the commit whose history dates them; `at` is
    the instant that the edition is made for. `holding` is the window for which a holding page
    takes the place of all this. It holds up to `until`.
    """

    files: dict[str, str]
    dated_by: str
    at: datetime
    gate: Gate
    holding: InForce | None
    until: datetime | None


def make_plan(
    at: datetime,
    standing: Standing,
    head: Source,
    before: Before,
    read: ReadFacts,
    tree: TerritoryTree,
    handed_over: Iterable[InForce] = (),
) -> Plan:
    """Plan what is shown at an instant.

    Args:
        at: the instant.
        standing: the windows in force then.
        head: what is cleared of the commit to publish.
        before: gives what was cleared before an instant.
        read: gives the facts of a document.
        tree: the places.
        handed_over: what these windows go on holding for others before them.

    Raises:
        SetupError: what was cleared before cannot be known, and is to be shown.
    """
    binding = [item for item in standing.windows if STRENGTH[item.window.mode]]
    whole = [item for item in binding if item.scope == EVERYTHING]
    parts = [item for item in binding if item.scope != EVERYTHING] + list(handed_over)
    base, clock, windows = head, at, [*parts]
    since = min((item.since for item in whole), default=at)
    holding = next((item for item in whole if item.window.mode == "holding_page"), None)
    last = _known_before(before, since, holding) if whole else head
    if last is None:
        windows += [_as(item, "holding_page") for item in whole]
    elif whole:
        base = last
        if any(item.window.mode == "freeze" for item in whole):
            clock = since - SECOND
        else:
            windows += [_as(item, "block_new") for item in whole]
    documents, closed = _mix(base, parts, before, read, tree)
    gone, next_gone = _gone(documents, head, at, read, is_stopped=clock != at)
    edges = [item for item in (standing.until, next_gone) if item]
    gate = Gate(
        "cleared",
        tuple(windows),
        frozenset("/".join(key) for key in closed | gone),
        standing.since.timestamp() if standing.since else float("-inf"),
        min(edges).timestamp() if edges else float("inf"),
    )
    return Plan(
        _files(base, documents), base.commit, clock, gate, holding, min(edges, default=None)
    )


def _known_before(before: Before, since: datetime, holding: InForce | None) -> Source | None:
    """What was there before; a holding page, which shows nothing of it, does not depend on an answer.

    Raises:
        SetupError: that cannot be known, and is to be shown.
    """
    try:
        return before(since)
    except SetupError:
        if holding is None:
            raise
        return None


def _as(item: InForce, mode: Mode) -> InForce:
    return replace(item, window=replace(item.window, mode=mode))


def _mix(
    base: Source, parts: Iterable[InForce], before: Before, read: ReadFacts, tree: TerritoryTree
) -> tuple[dict[Key, dict[str, str]], set[Key]]:
    """Take what a window is about from before that window; what was not there then is closed."""
    documents, closed = dict(base.documents), set[Key]()
    for item in sorted(parts, key=lambda part: part.since, reverse=True):
        is_held = item.window.mode == "holding_page"
        last = _known_before(before, item.since, item if is_held else None)
        then = last.documents if last else {}
        for key, own in base.documents.items():
            if then.get(key) == own or not _is_about(item, key, base, last, read, tree):
                continue
            if key in then:
                documents[key] = then[key]
                closed.discard(key)
            else:
                closed.add(key)
    return documents, closed


def _is_about(
    item: InForce,
    key: Key,
    base: Source,
    last: Source | None,
    read: ReadFacts,
    tree: TerritoryTree,
) -> bool:
    """Tell whether a window is about a document as it is, or as it was."""
    sources = [base, last] if last and key in last.documents else [base]
    return any(item.concerns(_subject(read(key, source), tree)) for source in sources)


def _files(base: Source, documents: Mapping[Key, dict[str, str]]) -> dict[str, str]:
    """Path to blob of these documents, and of all else of a commit."""
    own = {path for files in base.documents.values() for path in files}
    files = {path: blob for path, blob in base.files.items() if path not in own}
    for parts in documents.values():
        files |= parts
    return files


def _subject(facts: Facts | None, tree: TerritoryTree) -> Subject:
    """What a document is about; what cannot be read may be about anything."""
    return subject_of(facts, tree) if facts else Subject(lineage=[place.code for place in tree])


def _gone(
    documents: Mapping[Key, dict[str, str]],
    head: Source,
    at: datetime,
    read: ReadFacts,
    *,
    is_stopped: bool,
) -> tuple[set[Key], datetime | None]:
    """What of older commits was deleted or withdrawn since, and when the next of it will be.

    Where the clock of what is shown `is_stopped`, also what says itself from when on it is withdrawn.
    """
    gone: set[Key] = set()
    coming: list[datetime] = []
    for key, own in documents.items():
        now = head.documents.get(key)
        if now is None:
            gone.add(key)
        elif (is_stopped or now != own) and (facts := read(key, head)) and facts.withdrawn:
            if facts.withdrawn <= at:
                gone.add(key)
            else:
                coming.append(facts.withdrawn)
    return gone, min(coming, default=None)
