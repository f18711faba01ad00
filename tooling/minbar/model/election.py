"""Elections: polling days, and the windows around them in which something is allowed or forbidden."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from minbar.model.fields import (
    POLLS_CLOSE,
    Day,
    Instant,
    Line,
    Link,
    Moment,
    Slug,
    TerritoryCode,
    Zone,
)

Audience = Literal["everyone", "home", "abroad"]
Mode = Literal["warn", "block_new", "freeze", "holding_page"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Clock = Annotated[
    str,
    Meta(
        pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$",
        description="A time of the day.",
        examples=['"22:00"'],
    ),
]

STRENGTH: dict[Mode, int] = {"warn": 0, "block_new": 1, "freeze": 2, "holding_page": 3}
"""Of several modes in force, the strongest holds."""


class Recurrence(Struct, frozen=True, forbid_unknown_fields=True):
    """A window that comes again every day: what `ends` before it `begins` ends on the next day."""

    begins: Clock
    ends: Clock
    days: Annotated[
        tuple[Weekday, ...],
        Meta(
            description="The days on which it begins. Left out: every day.", examples=["[friday]"]
        ),
    ] = ()


class Window(Struct, frozen=True, forbid_unknown_fields=True):
    """A span of time in which something is allowed or forbidden.

    It concerns what is said on its contests, to its audience, in its territories and in all that
    lies in them; by default all contests of its election, everybody, the whole country.
    """

    type: Literal["campaign", "silence", "poll_ban", "poster_removal"]
    start: Moment
    end: Moment
    mode: Annotated[
        Mode,
        Meta(
            description="warn: only say so. block_new: nothing newer appears. freeze: all stays as it "
            "was before. holding_page: a lawful page stands at every address."
        ),
    ] = "warn"
    audience: Annotated[
        Audience, Meta(description="The voters that it is for: at home, abroad, or all of them.")
    ] = "everyone"
    territories: tuple[TerritoryCode, ...] = ()
    contests: Annotated[
        tuple[Slug, ...], Meta(description="Left out: all contests of the election.")
    ] = ()
    recurrence: Recurrence | None = None
    timezone: Zone | None = None


class Election(Struct, frozen=True, forbid_unknown_fields=True):
    """A polling day and the windows around it; those of one that is postponed or cancelled do not hold."""

    contests: tuple[Slug, ...]
    day: Day
    status: Literal["planned", "held", "postponed", "cancelled"] = "planned"
    jurisdiction: Annotated[Line | None, Meta(description="Whose law it is held under.")] = None
    timezone: Zone | None = None
    polls_close: Instant | None = None
    windows: tuple[Window, ...] = ()
    sources: tuple[Link, ...] = ()

    @property
    def stands(self) -> bool:
        """Tell whether its windows hold."""
        return self.status in {"planned", "held"}

    def instant(self, moment: str) -> datetime | None:
        """When a moment of a window is, as read into UTC; None for polls_close where that is not known."""
        return self.polls_close if moment == POLLS_CLOSE else datetime.fromisoformat(moment)
