"""What is to appear does so when the law lets it."""

from collections.abc import Iterator

from minbar.calendar import Calendar, concerns
from minbar.calendar.scope import subject_of
from minbar.content.zones import read_zone
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.election import STRENGTH
from minbar.model.finding import Finding


def check_silence(campaign: Campaign) -> Iterator[Finding]:
    """Yield documents whose embargo ends in a window that lets nothing new appear."""
    try:
        calendar = Calendar(campaign.settings, read_zone)
    except ValueError:  # a zone that there is none of: said where it is written
        return
    for document in campaign.documents:
        publish = document.facts.publish
        if publish is None:
            continue
        subject = subject_of(document.facts, campaign.territory)
        for item in calendar.at(publish).windows:
            if STRENGTH[item.window.mode] and concerns(item.scope, subject):
                zone = read_zone(campaign.settings.timezone)
                until = item.end.astimezone(zone).isoformat(timespec="minutes")
                message = (
                    f"«publish» lies in the window «{item.window.type}» of «{item.election}» "
                    f"({item.window.mode}): it appears when that ends, {until}"
                )
                place = document.source.place("publish")
                example = f"publish: {until[:16]}"
                yield rules.PUBLISHED_IN_SILENCE.at(place, message, publish.isoformat(), example)
                break
