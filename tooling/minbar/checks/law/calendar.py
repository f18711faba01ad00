"""What is planned keeps to the campaign's own calendar."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from minbar.calendar import Calendar, InForce, Subject
from minbar.checks.law.paid import paid_for
from minbar.checks.law.sources import law_for
from minbar.checks.windows import about, calendar_of, end_shown, shown, written
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding

PLANNED = ("publish", "start")
"""The fields of a document that say when something of it happens."""


def planned_in_silence(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """Something is planned while the campaign must be silent.

    **Why.** Electoral silence holds to the second. What is planned inside it breaks the law, or is
    stopped at the last moment and never appears.

    **Wrong.** `publish: 2027-09-08T09:00` where the silence begins on 2027-09-08T00:00.

    **Right.** `publish: 2027-09-07T20:00`

    **Source.** `sources.py`, LW005; the windows are those of `content/campaign.yml`.
    """
    law, calendar = law_for("LW005", campaign.settings.preset), calendar_of(campaign)
    if law is None or calendar is None:
        return
    for name, instant in _instants(document):
        silence = silence_at(campaign, document, instant)
        if silence:
            message = (
                f"«{name}» lies inside the silence of «{silence.election}», {shown(silence)}; "
                f"right: before it, or from {end_shown(silence)} on ({law})"
            )
            before = written(campaign, silence.since - timedelta(minutes=1))
            yield rules.PLANNED_IN_SILENCE.at(
                document.source.place(name),
                message,
                example=f"{name}: {before}",
                related=("content/campaign.yml",),
            )


def silence_at(campaign: Campaign, document: Document, instant: datetime) -> InForce | None:
    """The silence that binds a document at an instant, in countries whose law knows one (LW005)."""
    calendar = calendar_of(campaign)
    if law_for("LW005", campaign.settings.preset) is None or calendar is None:
        return None
    return calendar.holding("silence", about(campaign, document), instant)


def planned_outside_campaign(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """Something is planned when the vote is over, or paid for before the campaign opens.

    **Why.** After the last polls close a message asks for votes that cannot be given any more; an
    advertisement before the campaign opens is outside what the law allows a campaign to spend on.

    **Wrong.** `publish: 2027-09-10T09:00` for a vote on 2027-09-08.

    **Right.** A day inside the window of type `campaign`, or `status: postponed` on the election.

    **Source.** `sources.py`, LW006; the windows are those of `content/campaign.yml`.
    """
    law, calendar = law_for("LW006", campaign.settings.preset), calendar_of(campaign)
    if law is None or calendar is None:
        return
    subject, paid = about(campaign, document), paid_for(document) is not None
    for name, instant in _instants(document):
        if silence_at(campaign, document, instant):
            continue  # that is said already, and is the graver fault
        fault = _outside(calendar, subject, instant, paid=paid)
        if fault:
            place = document.source.place(name)
            message = f"«{name}»: {fault} ({law})"
            yield rules.PLANNED_OUTSIDE_CAMPAIGN.at(
                place, message, related=("content/campaign.yml",)
            )


def _outside(calendar: Calendar, subject: Subject, instant: datetime, *, paid: bool) -> str:
    """Say why an instant is no time to ask for votes, or to pay for asking; nothing where it is one."""
    votes = calendar.votes(subject)
    last = max(votes, key=lambda vote: vote.closes, default=None)
    if last and instant >= last.closes:
        closes = last.closes.astimezone(last.zone)
        return f"this comes after the last polls close, {closes:%Y-%m-%d %H:%M} ({last.zone.key})"
    campaigns = calendar.whole("campaign", subject) if paid else []
    if campaigns and not calendar.holding("campaign", subject, instant):
        spans = " and ".join(shown(item) for item in campaigns)
        return f"a paid message is planned outside the campaign, {spans}"
    return ""


def _instants(document: Document) -> Iterator[tuple[str, datetime]]:
    for name in PLANNED:
        instant = getattr(document.facts, name, None)
        if instant is not None:
            yield name, instant.astimezone(UTC)
