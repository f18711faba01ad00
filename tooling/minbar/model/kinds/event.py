"""events/: meetings and tours, by place."""

from minbar.model.document import Facts, SummarisedText
from minbar.model.fields import Instant, Slug, TerritoryCode, Venue


class EventFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When and in which territory."""

    start: Instant
    end: Instant
    territory: TerritoryCode
    theme: Slug | None = None


class EventText(SummarisedText, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What, and the venue."""

    place: Venue
