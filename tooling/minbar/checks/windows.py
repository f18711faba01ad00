"""The windows of the campaign's calendar, as rules read them: the same calendar that the gate of an edition asks."""

from datetime import UTC, datetime
from functools import lru_cache

from minbar.calendar import Calendar, InForce, Subject
from minbar.calendar.scope import subject_of
from minbar.calendar.spans import LATEST
from minbar.checks.same import Same
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.settings import Settings

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def calendar_of(campaign: Campaign) -> Calendar | None:
    """The calendar of a campaign; None where a zone is named that there is none of, which is said where it is written."""
    return _calendar(Same(campaign.settings))


def about(campaign: Campaign, document: Document) -> Subject:
    """What a document says of its contests, voters and place."""
    return subject_of(document.facts, campaign.territory)


def shown(item: InForce) -> str:
    """The two ends of a window in its own zone, for a message."""
    return f"{item.start.astimezone(item.zone):%Y-%m-%d %H:%M} to {end_shown(item)}"


def end_shown(item: InForce) -> str:
    """When a window ends, for a message; one that waits for polls whose closing is not said has no end."""
    if item.end >= LATEST:
        return "«polls_close», which is not said"
    return f"{item.end.astimezone(item.zone):%Y-%m-%d %H:%M} ({item.zone.key})"


def written(campaign: Campaign, instant: datetime) -> str:
    """An instant as a document writes it, in the campaign's own zone, to the minute."""
    return f"{instant.astimezone(read_zone(campaign.settings.timezone)):%Y-%m-%dT%H:%M}"


@lru_cache(maxsize=8)
def _calendar(settings: Same[Settings]) -> Calendar | None:
    try:
        return Calendar(settings.value, read_zone)
    except ValueError:
        return None
