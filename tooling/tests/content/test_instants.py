"""Instants as people write them."""

import contextlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.content.instants import parse_day, parse_instant
from minbar.content.zones import read_zone

CASABLANCA = read_zone("Africa/Casablanca")
BEIRUT = read_zone("Asia/Beirut")
DAYS = st.dates(min_value=datetime(1970, 1, 2).date(), max_value=datetime(2090, 1, 1).date())


@given(DAYS)
def test_24_00_is_00_00_of_the_next_day(day: object) -> None:
    assert isinstance(day, type(datetime(2000, 1, 1).date()))
    late = parse_instant(f"{day}T24:00", ZoneInfo("UTC"))
    assert late == parse_instant(f"{day + timedelta(days=1)}T00:00", ZoneInfo("UTC"))
    assert late == parse_instant(f"{day}T24:00:00Z", CASABLANCA)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2090, 1, 1)), st.integers(-840, 840))
def test_an_offset_says_it_all(local: datetime, minutes: int) -> None:
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    text = f"{local:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{rest:02}"
    assert parse_instant(text, CASABLANCA) == parse_instant(text, BEIRUT)
    moment = local.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=minutes)
    assert parse_instant(text, CASABLANCA) == moment


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)))
def test_local_time_comes_back_as_it_was_written_or_is_refused(local: datetime) -> None:
    text = f"{local:%Y-%m-%dT%H:%M:%S}"
    try:
        instant = parse_instant(text, BEIRUT)
    except ValueError:
        first, second = (local.replace(tzinfo=BEIRUT, fold=fold).utcoffset() for fold in (0, 1))
        assert first != second
    else:
        assert f"{instant.astimezone(BEIRUT):%Y-%m-%dT%H:%M:%S}" == text


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"))
def test_anything_else_is_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_instant(text, CASABLANCA).tzinfo is UTC


def test_morocco_in_the_newest_data_stays_on_gmt_after_september_2026() -> None:
    assert parse_instant("2026-09-19T12:00", CASABLANCA).hour == 11
    assert parse_instant("2027-09-08T19:00", CASABLANCA).hour == 19


@pytest.mark.parametrize(
    ("text", "zone", "why"),
    [
        ("2026-02-15T02:30", CASABLANCA, "the clocks change"),  # put back: happens twice
        ("2026-03-22T02:30", CASABLANCA, "the clocks change"),  # put forward: never happens
        ("2027-03-28T00:30", BEIRUT, "the clocks change"),
        ("2026-10-05T24:01", CASABLANCA, "hour must be"),
        ("2026-10-05T24:00:01", CASABLANCA, "hour must be"),
        ("2026-10-05T25:00", CASABLANCA, "hour must be"),
        ("2026-02-29", CASABLANCA, "day"),
        ("9999-12-31T24:00", CASABLANCA, "too far"),
        ("0001-01-01T00:00+14:00", CASABLANCA, "too far"),
        ("2026-10-05T18:30\n", CASABLANCA, "not a day or an instant"),
        ("٢٠٢٦-١٠-٠٥", CASABLANCA, "not a day"),
        ("20261005", CASABLANCA, "not a day"),
        ("2026-10-05T18:30:00.5", CASABLANCA, "not a day or an instant"),
        ("2026-10-05T18:30+99:00", CASABLANCA, "offset|isoformat"),
    ],
)
def test_what_is_refused(text: str, zone: ZoneInfo, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_instant(text, zone)


@pytest.mark.parametrize(
    "text", ["20261005", "2026-W41-1", "2026-1-5", "٢٠٢٦-١٠-٠٥", "2026-10-05 "]
)
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match="year-month-day"):
        parse_day(text)


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../tzdata", "Africa/../Casablanca", "Mars/Base"]
)
def test_a_zone_that_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        read_zone(name)
