"""When the polls of each vote close."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from minbar.calendar.scope import Scope
from minbar.model.election import Election


class Vote(Struct, frozen=True):
    """An election that stands: the contests that it is about, and when its polls close (UTC)."""

    election: str
    scope: Scope
    zone: ZoneInfo
    closes: datetime


def closing(election: Election, zone: ZoneInfo) -> datetime:
    """When its polls close; where that is not said, the end of its day in the zone that it is held in."""
    if election.polls_close:
        return election.polls_close.astimezone(UTC)
    return datetime.combine(election.day + timedelta(days=1), time(), zone).astimezone(UTC)
