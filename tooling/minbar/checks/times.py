"""Things end after they begin."""

from collections.abc import Iterator

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding

SPANS = (("publish", "expires"), ("start", "end"))


def check_times(campaign: Campaign) -> Iterator[Finding]:
    """Yield spans that end before they begin."""
    for document in campaign.documents:
        for first, last in SPANS:
            begin, end = (getattr(document.facts, name, None) for name in (first, last))
            if begin and end and end <= begin:
                message = f"«{last}» is not after «{first}»"
                yield rules.TIMES_REVERSED.at(document.source.place(last), message, end.isoformat())
