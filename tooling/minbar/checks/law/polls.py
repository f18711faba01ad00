"""No figures of opinion polls while the law bars them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from minbar.calendar import Calendar, Subject
from minbar.checks.law.sources import law_for
from minbar.checks.law.words import finder
from minbar.checks.passages import passages, place_in
from minbar.checks.windows import FIRST, LAST, about, calendar_of
from minbar.late import pattern
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.preset import Country

KINDS_OF_NEWS = ("messages", "press", "replies", "rebuttals", "events")

POLLS = finder(
    "استطلاع*|استطلاعات رأي|الرأي|آراء|الآراء",
    "سبر آراء|الآراء|الرأي",
    "نوايا|نية التصويت",
    "sondage*",
    "intention*|intentions de vote",
    "enquête* opinion",
    "enquête* d’opinion",
    unless=(
        "sondage* géotechnique*",
        "sondage* … sol|puits|forage|terrain",
        "sondage* archéologique*",
    ),
)
_FIGURE = pattern(r"[0-9٠-٩] ?(?:%|٪|في المائة|في المئة|بالمائة|بالمئة|pour cent|points?\b|نقط)")

DERIVED = {"morocco": 15, "lebanon": 10}
"""Days that the ban begins before the campaign opens (Morocco) or before the vote (Lebanon)."""


def poll_in_ban(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A text gives figures of an opinion poll and is public while polls are barred.

    **Why.** Publishing, commenting or handing on the results of a poll in that time is an offence.

    **Wrong.** `publish: 2027-08-20T10:00` and «Un sondage nous donne 34 %» where the ban began on
    2027-08-11.

    **Right.** Publish and let expire before the ban: `expires: 2027-08-10`

    **Source.** `sources.py`, LW004. Without a window of type `poll_ban` in `content/campaign.yml` the
    ban is counted from the campaign's or the vote's day.
    """
    law, calendar = law_for("LW004", campaign.settings.preset), calendar_of(campaign)
    if law is None or calendar is None or document.kind not in KINDS_OF_NEWS:
        return
    begins, ends = _public(document)
    ban = first_ban(calendar, about(campaign, document), campaign.settings.preset, begins, ends)
    if ban is None:
        return
    for version in document.versions.values():
        for passage in passages(version):
            hits = POLLS.find(passage.text)
            if hits and _FIGURE.search(passage.text):
                place = place_in(version, passage, hits[0].start)
                message = (
                    f"figures of a poll would be public while polls are barred, {ban.shown} ({law})"
                )
                before = f"expires: {ban.start - timedelta(days=1):%Y-%m-%d}"
                yield rules.POLL_IN_BAN.at(
                    place, message, hits[0].text, before, ("content/campaign.yml",)
                )


class Ban(Struct, frozen=True, order=True):
    """From when to when polls are barred, in local time."""

    start: datetime
    end: datetime

    @property
    def shown(self) -> str:
        """Its two ends, for a message."""
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M}"


def first_ban(
    calendar: Calendar, subject: Subject, country: Country | None, begins: datetime, ends: datetime
) -> Ban | None:
    """The first ban that holds for a text at some instant between two others.

    It is what the calendar says; where that has no window of a ban, what follows from the country's law.
    """
    if calendar.whole("poll_ban", subject):
        item = calendar.first("poll_ban", subject, begins, ends)
        return Ban(*(at.astimezone(item.zone) for at in (item.start, item.end))) if item else None
    found = (ban for ban in derived(calendar, subject, country) if ban.start < ends)
    return min((ban for ban in found if ban.end > begins), default=None)


def derived(calendar: Calendar, subject: Subject, country: Country | None) -> Iterator[Ban]:
    """Yield the bans that follow from a country's law and the days of the campaign and of the vote."""
    if country not in DERIVED:
        return
    before = timedelta(
        days=DERIVED[country]
    )  # by the clock of the place: aware times keep their hour
    votes = {vote.election: vote for vote in calendar.votes(subject)}
    if country == "morocco":
        for item in calendar.whole("campaign", subject):
            if vote := votes.get(item.election):
                start = item.start.astimezone(item.zone) - before
                yield Ban(start, vote.closes.astimezone(vote.zone))
        return
    for vote in votes.values():
        closes = vote.closes.astimezone(vote.zone)
        yield Ban(closes - before, closes)


def _public(document: Document) -> tuple[datetime, datetime]:
    """From when to when a document is there; without a day it is there from today on."""
    facts = document.facts
    ends = [moment for moment in (facts.expires, facts.withdrawn) if moment]
    return (facts.publish or FIRST).astimezone(UTC), min(ends, default=LAST).astimezone(UTC)
