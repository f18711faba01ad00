"""No figures of opinion polls while the law bars them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from minbar.checks.law.sources import law_for
from minbar.checks.law.spans import STANDING, Span, polls_end, spans_of
from minbar.checks.law.words import finder
from minbar.checks.passages import passages, place_in
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.settings import Settings

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
_FIGURE = re.compile(r"[0-9٠-٩] ?(?:%|٪|في المائة|في المئة|بالمائة|بالمئة|pour cent|points?\b|نقط)")

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
    law = law_for("LW004", campaign.settings.preset)
    if law is None or document.kind not in KINDS_OF_NEWS:
        return
    span = next((span for span in bans(campaign.settings) if _is_public(document, span)), None)
    if span is None:
        return
    for version in document.versions.values():
        for passage in passages(version):
            hits = POLLS.find(passage.text)
            if hits and _FIGURE.search(passage.text):
                place = place_in(version, passage, hits[0].start)
                message = f"figures of a poll would be public while polls are barred, {span.shown} ({law})"
                yield rules.POLL_IN_BAN.at(
                    place, message, hits[0].text, related=("content/campaign.yml",)
                )


def bans(settings: Settings) -> list[Span]:
    """The bans that the calendar says, or those that follow from the country's law."""
    said = spans_of(settings, "poll_ban")
    if said or settings.preset not in DERIVED:
        return said
    before = timedelta(days=DERIVED[settings.preset])
    if settings.preset == "morocco":
        ends = {name: polls_end(election) for name, election in settings.elections.items()}
        return [
            Span(span.election, span.start - before, ends[span.election])
            for span in spans_of(settings, "campaign")
        ]
    return [
        Span(name, polls_end(election) - before, polls_end(election))
        for name, election in settings.elections.items()
        if election.status in STANDING
    ]


def _is_public(document: Document, ban: Span) -> bool:
    """Tell whether a document is there for some of the ban; without a day it is there from today on."""
    publish, expires = document.facts.publish, document.facts.expires
    begins = publish or datetime.min.replace(tzinfo=UTC)
    ends = expires or datetime.max.replace(tzinfo=UTC)
    return begins < ban.end and ends > ban.start
