"""What is to appear does so when the calendar lets it."""

from collections.abc import Iterator

from minbar.calendar.spans import LATEST
from minbar.checks.law.calendar import silence_at
from minbar.checks.windows import about, calendar_of, end_shown, written
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.election import STRENGTH
from minbar.model.finding import Finding


def check_silence(campaign: Campaign) -> Iterator[Finding]:
    """Yield documents whose embargo ends in a window that lets nothing new appear.

    A silence that the country's law asks for is an error of its own (LW005), and said once.
    """
    calendar = calendar_of(campaign)
    for document in campaign.documents if calendar else ():
        publish = document.facts.publish
        if calendar is None or publish is None or silence_at(campaign, document, publish):
            continue
        held = (
            item
            for item in calendar.at(publish).about(about(campaign, document))
            if STRENGTH[item.window.mode]
        )
        item = next(held, None)
        if item:
            message = (
                f"«publish» lies in the window «{item.window.type}» of «{item.election}» "
                f"({item.window.mode}): it appears when that ends, {end_shown(item)}"
            )
            example = f"publish: {written(campaign, item.end)}" if item.end < LATEST else ""
            yield rules.PUBLISHED_IN_SILENCE.at(
                document.source.place("publish"), message, publish.isoformat(), example
            )
