"""Things end after they begin, and what waits for the polls to close knows when that is."""

from collections.abc import Iterator
from datetime import timedelta

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.election import Election
from minbar.model.fields import POLLS_CLOSE
from minbar.model.finding import Finding

SETTINGS = "content/campaign.yml"
SPANS = (("publish", "expires"), ("start", "end"))
LATER = timedelta(hours=2)
"""How long a right example lasts."""


def check_windows(campaign: Campaign) -> Iterator[Finding]:
    """Yield windows of elections that end before they begin."""
    for key, election in campaign.settings.elections.items():
        yield from _windows(campaign, f"elections.{key}", election)


def check_times(campaign: Campaign) -> Iterator[Finding]:
    """Yield documents that expire before they are published, or end before they start."""
    for document in campaign.documents:
        for first, last in SPANS:
            begin, end = (getattr(document.facts, name, None) for name in (first, last))
            if begin and end and end <= begin:
                message = f"«{last}» is not after «{first}»"
                right = f"{last}: {begin + LATER:%Y-%m-%dT%H:%M}"
                place = document.source.place(last)
                yield rules.TIMES_REVERSED.at(place, message, end.isoformat(), right)


def _windows(campaign: Campaign, mark: str, election: Election) -> Iterator[Finding]:
    for i, window in enumerate(election.windows):
        place = campaign.place(SETTINGS, f"{mark}.windows.{i}.end")
        begin, end = election.instant(window.start), election.instant(window.end)
        if begin and end and end <= begin:
            message = f"the window «{window.type}»: «end» is not after «start»"
            yield rules.TIMES_REVERSED.at(place, message, window.end)
        for name in ("start", "end"):
            if getattr(window, name) == POLLS_CLOSE and election.polls_close is None:
                place = campaign.place(SETTINGS, f"{mark}.windows.{i}.{name}")
                message = f"the window «{window.type}» waits for «polls_close», which this election does not say"
                yield rules.FIELD_MISSING.at(
                    place, message, POLLS_CLOSE, "polls_close: 2027-09-08T19:00"
                )
