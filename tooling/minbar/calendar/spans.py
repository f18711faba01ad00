"""When a window holds: once, or again every day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from minbar.model.election import Election, Recurrence, Window

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
REACH_DAYS = 9
"""More than a week: what recurs at all recurs within it."""
EARLIEST = datetime(1, 1, 3, tzinfo=UTC)
LATEST = datetime(9999, 12, 29, tzinfo=UTC)


class Span(Struct, frozen=True, order=True):
    """From an instant on, up to another one, at which it does not hold any more."""

    start: datetime
    end: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant < self.end


def whole_span(window: Window, election: Election) -> Span:
    """From the start of a window to its end; what waits for polls whose closing is not known never ends."""
    return Span(
        election.instant(window.start) or LATEST,
        election.instant(window.end) or LATEST,
    )


def spans_near(
    window: Window, election: Election, zone: ZoneInfo, instant: datetime
) -> Iterator[Span]:
    """Yield the spans of a window around an instant, in order: the last one before it and the next one among them."""
    whole = whole_span(window, election)
    if window.recurrence is None:
        yield whole
        return
    middle = min(max(instant, whole.start, EARLIEST), max(whole.end, EARLIEST), LATEST)
    first = middle.astimezone(zone).date()
    for distance in range(-REACH_DAYS, REACH_DAYS + 1):
        yield from _clip(window.recurrence, _move(first, distance), zone, whole)


def _move(day: date, distance_days: int) -> date:
    try:
        return day + timedelta(days=distance_days)
    except OverflowError:
        return day


def _clip(recurrence: Recurrence, day: date, zone: ZoneInfo, whole: Span) -> Iterator[Span]:
    """What of one day's occurrence lies in the window."""
    if recurrence.days and WEEKDAYS[day.weekday()] not in recurrence.days:
        return
    begins, ends = time.fromisoformat(recurrence.begins), time.fromisoformat(recurrence.ends)
    last = _move(day, 1) if ends <= begins else day
    start = max(min(_readings(day, begins, zone)), whole.start)
    end = min(max(_readings(last, ends, zone)), whole.end)
    if start < end:
        yield Span(start, end)


def _readings(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What a local time can mean where the clocks change over it; twice the same elsewhere.

    A window takes the wider reading: it is better silent for an hour too long.
    """
    moment = datetime.combine(day, clock)
    first, second = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second
