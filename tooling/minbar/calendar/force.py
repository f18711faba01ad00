"""What is in force at an instant, for whom, and until when; and what is about to change."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from minbar.calendar.scope import EVERYTHING, Scope
from minbar.calendar.spans import Span, spans_near
from minbar.model.election import STRENGTH, Election, Window
from minbar.model.settings import Settings


class InForce(Struct, frozen=True):
    """A window while it holds.

    `zone` is where its hours are said in; `since` is when nothing new could appear any more: earlier than `start` where another window
    that concerns as much was in force up to this one.
    """

    election: str
    number: int
    window: Window
    scope: Scope
    zone: ZoneInfo
    start: datetime
    end: datetime
    since: datetime

    @property
    def mark(self) -> str:
        """The field of campaign.yml that it is written in."""
        return f"elections.{self.election}.windows.{self.number}"


class Standing(Struct, frozen=True):
    """The windows in force, the strongest first; nothing begins or ends from `since` on, up to `until`."""

    windows: tuple[InForce, ...]
    since: datetime | None
    until: datetime | None


class Change(Struct, frozen=True):
    """A window begins or ends."""

    at: datetime
    begins: bool
    what: InForce


class _Known(Struct, frozen=True):
    """A window of an election that stands."""

    key: str
    number: int
    election: Election
    window: Window
    zone: ZoneInfo
    scope: Scope

    def near(self, instant: datetime) -> Iterator[Span]:
        """Its spans around an instant."""
        return spans_near(self.window, self.election, self.zone, instant)


class Calendar:
    """The windows of all elections that stand."""

    def __init__(self, settings: Settings, zones: Callable[[str], ZoneInfo]) -> None:
        """Take the elections of a campaign.

        Args:
            settings: all times in them are read already; what recurs needs its zone.
            zones: name to zone.
        """
        self._known = [
            _Known(
                key,
                number,
                election,
                window,
                zones(window.timezone or election.timezone or settings.timezone),
                _scope(window, election, settings),
            )
            for key, election in settings.elections.items()
            if election.stands
            for number, window in enumerate(election.windows)
        ]

    def at(self, instant: datetime) -> Standing:
        """What holds at an instant."""
        spans = [(known, span) for known in self._known for span in known.near(instant)]
        moments = [moment for _, span in spans for moment in (span.start, span.end)]
        windows = [self._in_force(known, span) for known, span in spans if instant in span]
        windows.sort(key=lambda item: (-STRENGTH[item.window.mode], item.election, item.number))
        return Standing(
            tuple(windows),
            max((moment for moment in moments if moment <= instant), default=None),
            min((moment for moment in moments if moment > instant), default=None),
        )

    def coming(self, after: datetime, before: datetime) -> list[InForce]:
        """What is in force after an instant or begins before another one, in the order of beginning."""
        found: dict[tuple[datetime, str, int], InForce] = {}
        for known in self._known:
            at = after
            while (span := _next(known, at)) and span.start < before:
                key = (span.start, known.key, known.number)
                found[key] = self._in_force(known, span)
                at = span.end
        return [found[key] for key in sorted(found)]

    def changes(self, after: datetime, before: datetime) -> list[Change]:
        """What begins or ends after an instant and before another one, in order."""
        found = [
            Change(moment, begins, item)
            for item in self.coming(after, before)
            for moment, begins in ((item.start, True), (item.end, False))
            if after < moment < before
        ]
        return sorted(found, key=lambda change: (change.at, change.begins))

    def _in_force(self, known: _Known, span: Span) -> InForce:
        since = self._held_since(known.scope, span.start)
        return InForce(
            known.key,
            known.number,
            known.window,
            known.scope,
            known.zone,
            span.start,
            span.end,
            since,
        )

    def _held_since(self, scope: Scope, start: datetime) -> datetime:
        """Go back from window to window, as long as one ends no sooner than the next one begins."""
        holding = [
            known
            for known in self._known
            if STRENGTH[known.window.mode] and known.scope.covers(scope)
        ]
        while True:
            spans = (span for known in holding for span in known.near(start))
            before = [span.start for span in spans if span.start < start <= span.end]
            if not before:
                return start
            start = min(before)


def _scope(window: Window, election: Election, settings: Settings) -> Scope:
    contests = frozenset(window.contests or election.contests)
    return Scope(
        EVERYTHING.contests if contests >= settings.contests.keys() else contests,
        frozenset(window.territories),
        window.audience,
    )


def _next(known: _Known, instant: datetime) -> Span | None:
    """The span that an instant lies in, or else the next one."""
    return next((span for span in known.near(instant) if span.end > instant), None)
