"""When a text would go public if it were approved now, and what of the calendar keeps it back until then."""

from datetime import datetime

from minbar.brief.told import Held, Showing
from minbar.calendar import Calendar
from minbar.calendar.scope import subject_of
from minbar.model.document import Document
from minbar.model.election import STRENGTH
from minbar.model.kinds import KINDS
from minbar.model.territory import TerritoryTree

MOST_WINDOWS = 50


def find_showing(
    document: Document, now: datetime, calendar: Calendar, tree: TerritoryTree
) -> Showing:
    """Tell when a document is first shown from an instant on, if it is approved by then."""
    facts = document.facts
    if KINDS[document.kind].internal:
        return Showing("internal")
    if facts.withdrawn and facts.withdrawn <= now:
        return Showing("withdrawn")
    if document.desk.status == "draft":
        return Showing("draft")
    at = max(now, facts.publish or now)
    subject, held = subject_of(facts, tree), list[Held]()
    for _ in range(MOST_WINDOWS):
        found = [
            item
            for item in calendar.at(at).windows
            if STRENGTH[item.window.mode] and item.concerns(subject)
        ]
        if not found:
            break
        last = max(found, key=lambda item: item.end)
        held.append(Held(last.mark, last.end))
        at = last.end
    ends = [end for end in (facts.expires, facts.withdrawn) if end]
    if ends and min(ends) <= at:
        return Showing("expired", held=tuple(held))
    return Showing("public", at if at > now else None, tuple(held))
