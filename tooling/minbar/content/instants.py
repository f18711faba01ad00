"""Instants as people write them: with an offset, or in the campaign's own zone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from minbar.model.fields import INSTANT_PATTERN

_INSTANT = re.compile(INSTANT_PATTERN)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT = re.compile(r"24:00(?!:(?!00))")


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """Read a day or an instant; 24:00 is 00:00 of the next day.

    Returns:
        An aware instant in UTC.

    Raises:
        ValueError: it is no instant, or the clocks of the zone change over it.
    """
    if not _INSTANT.fullmatch(text):
        raise ValueError("is not a day or an instant")
    day = parse_day(text[:10])
    clock = text[11:] or "00:00"
    try:
        if _MIDNIGHT.match(clock):
            day, clock = day + timedelta(days=1), "00" + clock[2:]
        moment = datetime.combine(day, time.fromisoformat(clock))
        return moment.astimezone(UTC) if moment.tzinfo else _in_zone(moment, zone)
    except OverflowError as error:
        raise ValueError("is too far from today") from error


def parse_day(text: str) -> date:
    """Read a day as year-month-day, and in no other way.

    Raises:
        ValueError: it is no day.
    """
    if not _DAY.fullmatch(text):
        raise ValueError("is not a day: year-month-day")
    return date.fromisoformat(text)


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    early, late = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early != late:
        raise ValueError("falls where the clocks change: write the offset, as in +01:00,")
    return early
