"""What each country's calendar says one second before a boundary, at it, and one second after."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from elections import RELEASES, calendar_of, read_elections, told, zones_of
from hypothesis import given
from hypothesis import strategies as st
from minbar.calendar import Subject, concerns
from minbar.content.instants import parse_instant
from minbar.content.zones import NEEDED, is_recent, refuse_old
from minbar.model.setup import SetupError

CASES = read_elections()
SECOND = timedelta(seconds=1)
YEAR = timedelta(days=366)


def read_boundary(case: dict[str, Any], boundary: dict[str, Any], release: str) -> datetime:
    """A boundary in UTC; its local time, read with the same release, must be the same instant."""
    said = boundary["utc"]
    utc = datetime.fromisoformat(said if isinstance(said, str) else said[release])
    zone = zones_of(release)(case["timezone"])
    assert parse_instant(boundary["local"], zone) == utc
    return utc


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", CASES)
def test_every_boundary_to_the_second(name: str, release: str) -> None:
    case = CASES[name]
    calendar = calendar_of(case, release)
    for boundary in case["boundaries"]:
        at = read_boundary(case, boundary, release)
        before, there, after = (calendar.at(at + step * SECOND) for step in (-1, 0, 1))

        assert [told(item) for item in before.windows] == boundary["before"], (boundary, "-1 s")
        assert [told(item) for item in there.windows] == boundary["then"], (boundary, "0")
        assert [told(item) for item in after.windows] == boundary["then"], (boundary, "+1 s")
        assert before.until == at == there.since == after.since


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", CASES)
def test_no_boundary_is_left_out(name: str, release: str) -> None:
    case = CASES[name]
    boundaries = [read_boundary(case, item, release) for item in case["boundaries"]]
    calendar = calendar_of(case, release)
    changes = calendar.changes(boundaries[0] - YEAR, boundaries[-1] + YEAR)

    assert sorted({change.at for change in changes}) == boundaries
    assert [change.at for change in changes] == sorted(change.at for change in changes)
    assert calendar.at(boundaries[0] - YEAR).windows == ()
    assert calendar.at(boundaries[-1] + YEAR).until is None


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name in CASES for number in range(len(CASES[name].get("subjects", ())))],
)
def test_whom_it_concerns(name: str, number: int) -> None:
    case = CASES[name]
    asked = case["subjects"][number]
    at = parse_instant(asked["at"], zones_of("installed")(case["timezone"]))
    subject = Subject(**asked["for"])
    windows = calendar_of(case, "installed").at(at).windows

    assert [told(item) for item in windows if concerns(item.scope, subject)] == asked["concerned"]


def test_windows_that_follow_each_other_are_one_silence() -> None:
    """What was held back in one night does not appear in the silence that the night ends with."""
    calendar = calendar_of(CASES["belgium-nights-of-asse-2024"], "installed")
    night, last = (
        calendar.at(datetime.fromisoformat(text)).windows[0]
        for text in ("2024-06-07T03:00Z", "2024-06-09T10:00Z")
    )

    assert night.since == night.start == datetime.fromisoformat("2024-06-06T20:00Z")
    assert last.start == datetime.fromisoformat("2024-06-07T22:00Z")
    assert last.since == datetime.fromisoformat("2024-06-07T20:00Z")


BOUNDS = {
    name: [read_boundary(case, item, "installed").timestamp() for item in case["boundaries"]]
    for name, case in CASES.items()
}
CALENDARS = {name: calendar_of(case, "installed") for name, case in CASES.items()}


@given(st.sampled_from(sorted(CASES)), st.floats(-0.1, 1.1))
def test_between_two_boundaries_nothing_changes(name: str, share: float) -> None:
    calendar, bounds = CALENDARS[name], BOUNDS[name]
    seconds = bounds[0] + share * (bounds[-1] - bounds[0])
    standing = calendar.at(datetime.fromtimestamp(int(seconds), UTC))
    if standing.since:
        assert calendar.at(standing.since).windows == standing.windows
    if standing.until:
        assert calendar.at(standing.until - SECOND).windows == standing.windows
        assert calendar.at(standing.until).windows != standing.windows


def test_all_countries_are_there() -> None:
    stems = {name.partition("-")[0] for name in CASES}
    assert stems == {"morocco", "lebanon", "tunisia", "belgium", "canada"}


def test_old_data_is_refused() -> None:
    assert is_recent(NEEDED)
    assert is_recent("2030.1")
    assert not is_recent("2025.2")
    with pytest.raises(SetupError, match=r"tzdata 2025\.2 is older than .* pip install"):
        refuse_old("2025.2")


def test_the_older_release_is_as_it_was_published() -> None:
    names = {path.name for path in (Path(__file__).parent / "tzdata-2025.2/zoneinfo").rglob("*")}
    assert {"Casablanca", "Beirut", "Tunis", "Brussels", "Toronto"} <= names
