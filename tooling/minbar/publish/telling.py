"""What a run says of itself: what it shows, until when, and what the calendar wants of people."""

from datetime import UTC, datetime

from minbar.calendar import Standing
from minbar.model.election import STRENGTH
from minbar.publish.plan import Plan

HOLDING = "holding_page"


def mode_shown(standing: Standing, plan: Plan) -> str:
    """`site`, or the strongest mode that is in force."""
    if plan.holding:
        return HOLDING
    modes = [item.window.mode for item in standing.windows if STRENGTH[item.window.mode]]
    return modes[0] if modes else "site"


def in_utc(seconds: float) -> str | None:
    """An instant in seconds since 1970 as text; None for one that never comes."""
    if seconds == float("inf"):
        return None
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def reminders(standing: Standing) -> list[str]:
    """What the calendar wants of people, since the site cannot do it."""
    return [
        f"{item.window.type} of {item.election} is in force until {item.end.isoformat()}: nothing on the site changes by itself"
        for item in standing.windows
        if item.window.mode == "warn" and item.window.type != "campaign"
    ]
