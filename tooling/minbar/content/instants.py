"""Instants as people write them: with an offset, or in the campaign's own zone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from minbar.model.fields import INSTANT_PATTERN

_INSTANT = re.compile(INSTANT_PATTERN)


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """Read a day or an instant; 24:00 is 00:00 of the next day.

    Returns:
        An aware instant in UTC.

    Raises:
        ValueError: it is no instant, or the clocks of the zone change over it.
    """
    if not _INSTANT.match(text):
        raise ValueError("is not a day or an instant")
    day = date.fromisoformat(text[:10])
    clock = text[11:]
    if clock.startswith("24:00"):
        day, clock = day + timedelta(days=1), "00:00" + clock[5:]
    if not clock:
        clock = "00:00"
    parsed = time.fromisoformat(clock)
    moment = datetime.combine(day, parsed)
    if parsed.tzinfo is not None:
        return moment.astimezone(UTC)
    return _in_zone(moment, zone)


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    early, late = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early != late:
        raise ValueError("falls where the clocks change: write the offset, as in +01:00,")
    return early
