"""What is in force at an instant, for whom, and until when; and what is about to change."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from minbar.calendar.scope import EVERYTHING, Scope, Subject, concerns, scope_of
from minbar.calendar.spans import Span, spans_near, whole_span
from minbar.calendar.votes import Vote, closing
from minbar.model.election import STRENGTH, Election, Window
from minbar.model.settings import Settings

LIMIT_HANDED_OVER = 500
"""So many ways in which windows of parts hand over to others are followed."""


class InForce(Struct, frozen=True):
    """A window while it holds.

    `zone` is where its hours are said in; `since` is when nothing new could appear any more: earlier than `start` where another window
    that concerns as much was in force up to this one. It concerns what all of `scope` and `also` do.
    """

    election: str
    number: int
    window: Window
    scope: Scope
    zone: ZoneInfo
    start: datetime
    end: datetime
    since: datetime
    also: tuple[Scope, ...] = ()

    def concerns(self, subject: Subject) -> bool:
        """Tell whether it binds a text."""
        return all(concerns(scope, subject) for scope in (self.scope, *self.also))

    @property
    def mark(self) -> str:
        """The field of campaign.yml that it is written in."""
        return f"elections.{self.election}.windows.{self.number}"


class Standing(Struct, frozen=True):
    """The windows in force, the strongest first; nothing begins or ends from `since` on, up to `until`."""

    windows: tuple[InForce, ...]
    since: datetime | None
    until: datetime | None

    def about(self, subject: Subject, kind: str = "") -> Iterator[InForce]:
        """Yield the windows that concern a text; those of one type only, where one is named."""
        return (
            item
            for item in self.windows
            if item.concerns(subject) and kind in {"", item.window.type}
        )


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
                scope_of(settings, election, window),
            )
            for key, election in settings.elections.items()
            if election.stands
            for number, window in enumerate(election.windows)
        ]
        self._votes = [
            Vote(key, scope_of(settings, election), zone, closing(election, zone))
            for key, election in settings.elections.items()
            if election.stands
            for zone in [zones(election.timezone or settings.timezone)]
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

    def handed_over(self, standing: Standing) -> list[InForce]:
        """What a window in force goes on holding that others, which concern only a part of it, held back up to it.

        Each is that window for what they all concern, from the time on at which they began to hold that.
        """
        found: dict[frozenset[Scope], InForce] = {}
        binding = (item for item in standing.windows if STRENGTH[item.window.mode])
        todo = [item for item in binding if item.window.mode != "holding_page"]
        while todo and len(found) < LIMIT_HANDED_OVER:
            for item in self._before(todo.pop()):
                key = frozenset((item.scope, *item.also))
                if key not in found or item.since < found[key].since:
                    found[key] = item
                    todo.append(item)
        return list(found.values())

    def _before(self, item: InForce) -> Iterator[InForce]:
        """Yield what each window held that was in force up to this one and does not concern all of it."""
        own = tuple(scope for scope in (item.scope, *item.also) if scope != EVERYTHING)
        for known in self._binding():
            if any(known.scope.covers(scope) for scope in own or (EVERYTHING,)):
                continue
            starts = [
                span.start for span in known.near(item.since) if span.start < item.since <= span.end
            ]
            if starts:
                since = self._held_since((known.scope, *own), min(starts))
                yield replace(item, scope=known.scope, also=own, since=since)

    def holding(self, kind: str, subject: Subject, instant: datetime) -> InForce | None:
        """The strongest window of a type that concerns a text at an instant."""
        return next((item for item in self.at(instant).about(subject, kind)), None)

    def first(
        self, kind: str, subject: Subject, after: datetime, before: datetime
    ) -> InForce | None:
        """The first window of a type that concerns a text at some instant from `after` on and before `before`."""
        found = (
            (span.start, known.key, known.number, known, span)
            for known in self._about(kind, subject)
            if (span := _next(known, after)) and span.start < before
        )
        first = min(found, key=lambda item: item[:3], default=None)
        return self._in_force(*first[3:]) if first else None

    def whole(self, kind: str, subject: Subject) -> list[InForce]:
        """Every window of a type that concerns a text, from its start to its end, whatever recurs in it."""
        return [
            self._in_force(known, whole_span(known.window, known.election))
            for known in self._about(kind, subject)
        ]

    def votes(self, subject: Subject) -> list[Vote]:
        """The votes that stand and that a text is about."""
        return [vote for vote in self._votes if concerns(vote.scope, subject)]

    def _about(self, kind: str, subject: Subject) -> Iterator[_Known]:
        return (
            known
            for known in self._known
            if known.window.type == kind and concerns(known.scope, subject)
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
        since = self._held_since((known.scope,), span.start)
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

    def _binding(self) -> Iterator[_Known]:
        return (known for known in self._known if STRENGTH[known.window.mode])

    def _held_since(self, scopes: Collection[Scope], start: datetime) -> datetime:
        """Go back from window to window, as long as one ends no sooner than the next one begins.

        A window counts that concerns all of one of the scopes, and so all that they have in common.
        """
        holding = [
            known for known in self._binding() if any(known.scope.covers(scope) for scope in scopes)
        ]
        while True:
            spans = (span for known in holding for span in known.near(start))
            before = [span.start for span in spans if span.start < start <= span.end]
            if not before:
                return start
            start = min(before)


def _next(known: _Known, instant: datetime) -> Span | None:
    """The span that an instant lies in, or else the next one."""
    return next((span for span in known.near(instant) if span.end > instant), None)
