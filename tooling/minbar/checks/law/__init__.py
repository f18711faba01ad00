"""LW: what electoral law asks of a campaign. Each rule holds in the countries whose law it names.

A rule is help for a writer, and no legal advice: see `sources.py` for what was read, and when.
"""

from collections.abc import Callable, Container, Iterator
from functools import partial

from minbar.checks.guard import guarded
from minbar.checks.law.calendar import planned_in_silence, planned_outside_campaign
from minbar.checks.law.colours import red_with_green
from minbar.checks.law.paid import imprint_missing, label_missing, paid_abroad
from minbar.checks.law.personal import personal_data
from minbar.checks.law.polls import poll_in_ban
from minbar.checks.law.sources import law_for
from minbar.checks.law.worship import event_at_worship
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Rule
from minbar.model.kinds import KINDS

__all__ = [
    "check_law",
    "check_party_law",
    "event_at_worship",
    "imprint_missing",
    "label_missing",
    "paid_abroad",
    "personal_data",
    "planned_in_silence",
    "planned_outside_campaign",
    "poll_in_ban",
    "red_with_green",
]

LawRule = Callable[[Campaign, Document], Iterator[Finding]]

DOCUMENT_RULES: tuple[tuple[Rule, LawRule], ...] = (
    (rules.IMPRINT_MISSING, imprint_missing),
    (rules.LABEL_MISSING, label_missing),
    (rules.PAID_ABROAD, paid_abroad),
    (rules.POLL_IN_BAN, poll_in_ban),
    (rules.PLANNED_IN_SILENCE, planned_in_silence),
    (rules.PLANNED_OUTSIDE_CAMPAIGN, planned_outside_campaign),
    (rules.PERSONAL_DATA, personal_data),
    (rules.EVENT_AT_WORSHIP, event_at_worship),
)


def check_law(campaign: Campaign, chosen: Container[str]) -> Iterator[Finding]:
    """Yield what the law of the campaign's country has against a document; `chosen` are the files to look into."""
    preset = campaign.settings.preset
    active = [item for item in DOCUMENT_RULES if law_for(item[0].code, preset)]
    for document in campaign.documents:
        if KINDS[document.kind].internal:
            continue
        for rule, find in active:
            findings = guarded(rule, document.source.path, partial(find, campaign, document))
            yield from (found for found in findings if found.path in chosen)


def check_party_law(campaign: Campaign) -> Iterator[Finding]:
    """Yield what the law has against the campaign's own settings."""
    return red_with_green(campaign)
