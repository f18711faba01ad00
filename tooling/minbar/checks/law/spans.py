"""The windows of the campaign's elections, as spans of time."""

from datetime import UTC, datetime, time, timedelta

from msgspec import Struct

from minbar.model.document import Document
from minbar.model.election import Election
from minbar.model.settings import Settings
from minbar.model.territory import TerritoryTree

STANDING = ("planned", "held")
"""The windows of an election that is postponed or cancelled do not hold."""


class Span(Struct, frozen=True):
    """From when to when something holds, for which election and which places; all of them by default."""

    election: str
    start: datetime
    end: datetime
    territories: tuple[str, ...] = ()

    def holds(self, instant: datetime) -> bool:
        """Tell whether an instant lies inside."""
        return self.start <= instant < self.end

    def concerns(self, document: Document, tree: TerritoryTree) -> bool:
        """Tell whether it is for the place of a document, or for a place around it."""
        code = getattr(document.facts, "territory", None)
        if not self.territories or code is None or code not in tree:
            return True
        return not set(self.territories).isdisjoint(tree.lineage(code))

    @property
    def shown(self) -> str:
        """Its two ends, for a message."""
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC"


def spans_of(settings: Settings, kind: str) -> list[Span]:
    """Every window of a type whose two ends are known, of elections that stand."""
    found: list[Span] = []
    for name, election in settings.elections.items():
        if election.status not in STANDING:
            continue
        for window in election.windows:
            start, end = election.instant(window.start), election.instant(window.end)
            if window.type == kind and start and end:
                found.append(
                    Span(name, start.astimezone(UTC), end.astimezone(UTC), window.territories)
                )
    return found


def polls_end(election: Election) -> datetime:
    """When the polls of an election close; the end of its day in UTC where that is not said."""
    if election.polls_close:
        return election.polls_close.astimezone(UTC)
    return datetime.combine(election.day, time(), UTC) + timedelta(days=1)


def votes_end(settings: Settings) -> datetime | None:
    """When the last polls of all elections that stand close; None where none stands."""
    ends = [polls_end(item) for item in settings.elections.values() if item.status in STANDING]
    return max(ends, default=None)
