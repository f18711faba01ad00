"""The rules of law and the gate of an edition read one calendar: what one lets pass, the other does too.

Each boundary of each country's elections (`tests/calendar/cases/`), one second before, at it and one second after,
for texts about each contest, each public and each place.
"""

from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from elections import read_elections, settings_of, zones_of
from minbar.build.check.folder import check_folder
from minbar.calendar import Calendar, Subject
from minbar.calendar.scope import subject_of
from minbar.checks.calendar import check_silence
from minbar.checks.law import planned_in_silence, poll_in_ban
from minbar.content.instants import parse_instant
from minbar.content.zones import read_zone
from minbar.edition.gate import Gate, Terms
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.territory import TerritoryTree
from msgspec.structs import replace

CASES = read_elections()
STEPS = (timedelta(seconds=-1), timedelta(0), timedelta(seconds=1))


def places_of(case: dict[str, Any]) -> set[str]:
    windows = [window for item in case["elections"].values() for window in item.get("windows", ())]
    return {code for window in windows for code in window.get("territories", ())}


def country_of(case: dict[str, Any], name: str, campaign: Campaign) -> Campaign:
    """The small campaign with a case's elections, in its country, and with its places."""
    settings = settings_of(case, zones_of("installed"))
    places = tuple(campaign.territory)
    own = (replace(places[1], code=code, parent="00") for code in sorted(places_of(case)))
    tree = TerritoryTree((*places, *own))
    preset = name.partition("-")[0]
    return replace(campaign, settings=replace(settings, preset=preset), territory=tree)


def texts_of(case: dict[str, Any], message: Document) -> list[Document]:
    contests = [(), *((name,) for name in case["contests"])]
    places = [None, *sorted(places_of(case))]
    return [
        replace(
            message,
            facts=replace(message.facts, contests=contest, voters=voters, territory=place),
        )
        for contest, voters, place in product(contests, (None, "home", "abroad"), places)
    ]


def gate_lets_through(calendar: Calendar, subject: Subject, instant: datetime) -> bool:
    """Tell whether a text that is to appear at an instant does."""
    at = instant.timestamp()
    gate = Gate("cleared", calendar.at(instant).windows)
    return gate.state(Terms("messages", "water", False, at, None, None, subject), at) == "live"


@pytest.fixture
def campaign(campaign_folder: Path) -> Campaign:
    found, findings = check_folder(campaign_folder)
    assert found is not None
    assert findings == []
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_gate_holds_back_what_a_rule_finds_and_nothing_else(
    name: str, campaign: Campaign
) -> None:
    case = CASES[name]
    campaign = country_of(case, name, campaign)
    calendar = Calendar(campaign.settings, read_zone)
    message = next(item for item in campaign.documents if item.slug == "water")
    told = {True: 0, False: 0}
    for boundary, step, text in product(case["boundaries"], STEPS, texts_of(case, message)):
        at = parse_instant(boundary["local"], read_zone(case["timezone"])).astimezone(UTC) + step
        planned = replace(text, facts=replace(text.facts, publish=at))
        subject = subject_of(planned.facts, campaign.territory)
        found = list(planned_in_silence(campaign, planned))
        told_by_calendar = list(check_silence(replace(campaign, documents=(planned,))))
        assert len(found) + len(told_by_calendar) <= 1
        lets = gate_lets_through(calendar, subject, at)
        assert lets == (not found and not told_by_calendar), (boundary, step, planned.facts)
        told[lets] += 1
    assert all(told.values())


def facts_at(campaign: Campaign, at: str, **own: Any) -> Document:
    message = next(item for item in campaign.documents if item.slug == "water")
    instant = datetime.fromisoformat(at).replace(tzinfo=read_zone(campaign.settings.timezone))
    return replace(message, facts=replace(message.facts, publish=instant, **own))


@pytest.mark.parametrize(
    ("at", "expires", "is_barred"),
    [
        ("2026-08-20T10:00", "2026-08-25T23:59", False),
        ("2026-08-20T10:00", "2026-08-26T00:01", True),
        ("2026-09-23T18:59", "2026-10-01T00:00", True),
        ("2026-09-23T19:00", "2026-10-01T00:00", False),
    ],
)
def test_polls_in_morocco_in_2026(
    campaign: Campaign, at: str, expires: str, is_barred: bool
) -> None:
    """Barred from 15 days before the campaign, 26 August, to the end of voting: said or counted, it is the same."""
    case = CASES["morocco-house-2026"]
    said = country_of(case, "morocco-house-2026", campaign)
    election = said.settings.elections["house-2026"]
    less = tuple(window for window in election.windows if window.type != "poll_ban")
    counted = replace(
        said,
        settings=replace(said.settings, elections={"house-2026": replace(election, windows=less)}),
    )
    for holding in (said, counted):
        ends = datetime.fromisoformat(expires).replace(tzinfo=read_zone("Africa/Casablanca"))
        text = facts_at(holding, at, expires=ends)
        version = replace(text.source, body="Un sondage nous donne 34 %.")
        poll = replace(text, versions={"fr": version})
        assert bool(list(poll_in_ban(holding, poll))) == is_barred


def test_nights_of_asse_bind_asse_alone(campaign: Campaign) -> None:
    asse = country_of(CASES["belgium-nights-of-asse-2024"], "belgium-nights", campaign)
    night = "2024-06-06T23:00"
    (found,) = planned_in_silence(asse, facts_at(asse, night, territory="23002"))

    assert "2024-06-06 22:00 to 2024-06-07 07:00 (Europe/Brussels)" in found.message
    assert found.example == "publish: 2024-06-06T21:59"
    assert not list(planned_in_silence(asse, facts_at(asse, night)))
    assert not list(planned_in_silence(asse, facts_at(asse, "2024-06-06T12:00", territory="23002")))


def test_tunisia_is_silent_abroad_a_day_earlier(campaign: Campaign) -> None:
    tunisia = country_of(CASES["tunisia-abroad-and-at-home-2024"], "tunisia", campaign)
    last_day_at_home = "2024-10-04T12:00"
    (abroad,) = planned_in_silence(tunisia, facts_at(tunisia, last_day_at_home, voters="abroad"))

    assert "2024-10-04 00:00 to 2024-10-07 04:00" in abroad.message
    assert not list(planned_in_silence(tunisia, facts_at(tunisia, last_day_at_home, voters="home")))


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_nothing_is_asked_of_an_election_that_does_not_stand(
    campaign: Campaign, status: str
) -> None:
    named = country_of(CASES["morocco-house-2026"], "morocco", campaign)
    off = {key: replace(item, status=status) for key, item in named.settings.elections.items()}
    named = replace(named, settings=replace(named.settings, elections=off))

    assert not list(planned_in_silence(named, facts_at(named, "2026-09-23T10:00")))
