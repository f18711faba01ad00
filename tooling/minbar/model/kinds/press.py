"""press/: releases for newspapers, printed and online."""

from minbar.model.document import Facts, SummarisedText
from minbar.model.fields import Instant, TerritoryCode, Venue


class PressFacts(Facts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A release always has a day."""

    publish: Instant
    territory: TerritoryCode | None = None


class PressText(SummarisedText, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Title, dateline and lead; the release is the body."""

    place: Venue
