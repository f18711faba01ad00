"""What is planned keeps to the campaign's own calendar."""

from collections.abc import Iterator
from datetime import datetime

from minbar.checks.law.paid import paid_for
from minbar.checks.law.sources import law_for
from minbar.checks.law.spans import Span, spans_of, votes_end
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
    law = law_for("LW005", campaign.settings.preset)
    if law is None:
        return
    for name, instant in _instants(document):
        for span in spans_of(campaign.settings, "silence"):
            if span.holds(instant) and span.concerns(document, campaign.territory):
                message = (
                    f"«{name}» lies inside the silence of «{span.election}», {span.shown} ({law})"
                )
                yield rules.PLANNED_IN_SILENCE.at(
                    document.source.place(name), message, related=("content/campaign.yml",)
                )
                break


def planned_outside_campaign(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """Something is planned when the vote is over, or paid for before the campaign opens.

    **Why.** After the last polls close a message asks for votes that cannot be given any more; an
    advertisement before the campaign opens is outside what the law allows a campaign to spend on.

    **Wrong.** `publish: 2027-09-10T09:00` for a vote on 2027-09-08.

    **Right.** A day inside the window of type `campaign`, or `status: postponed` on the election.

    **Source.** `sources.py`, LW006; the windows are those of `content/campaign.yml`.
    """
    law = law_for("LW006", campaign.settings.preset)
    planned = list(_instants(document))
    over = votes_end(campaign.settings) if planned else None
    if law is None or over is None:
        return
    windows = spans_of(campaign.settings, "campaign")
    paid = paid_for(document) is not None
    for name, instant in planned:
        place = document.source.place(name)
        related = ("content/campaign.yml",)
        if instant >= over:
            message = (
                f"«{name}» comes after the last polls close, {over:%Y-%m-%d %H:%M} UTC ({law})"
            )
            yield rules.PLANNED_OUTSIDE_CAMPAIGN.at(place, message, related=related)
        elif paid and windows and not any(span.holds(instant) for span in windows):
            message = f"a paid message is planned outside the campaign, {_shown(windows)} ({law})"
            yield rules.PLANNED_OUTSIDE_CAMPAIGN.at(place, message, related=related)


def _instants(document: Document) -> Iterator[tuple[str, datetime]]:
    for name in PLANNED:
        instant = getattr(document.facts, name, None)
        if instant is not None:
            yield name, instant


def _shown(spans: list[Span]) -> str:
    return " and ".join(span.shown for span in spans)
