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
from minbar.checks.law.polls import KINDS_OF_NEWS, poll_in_ban
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

PUBLIC = tuple(kind.name for kind in KINDS.values() if not kind.internal)

DOCUMENT_RULES: tuple[tuple[Rule, LawRule, tuple[str, ...]], ...] = (
    (rules.IMPRINT_MISSING, imprint_missing, ("messages",)),
    (rules.LABEL_MISSING, label_missing, ("messages",)),
    (rules.PAID_ABROAD, paid_abroad, ("messages",)),
    (rules.POLL_IN_BAN, poll_in_ban, KINDS_OF_NEWS),
    (rules.PLANNED_IN_SILENCE, planned_in_silence, PUBLIC),
    (rules.PLANNED_OUTSIDE_CAMPAIGN, planned_outside_campaign, PUBLIC),
    (rules.PERSONAL_DATA, personal_data, PUBLIC),
    (rules.EVENT_AT_WORSHIP, event_at_worship, ("events",)),
)
"""Each with the kinds of documents that it looks at."""


def check_law(campaign: Campaign, chosen: Container[str]) -> Iterator[Finding]:
    """Yield what the law of the campaign's country has against a document; `chosen` are the files to look into."""
    preset = campaign.settings.preset
    active = {
        kind: [
            (rule, find)
            for rule, find, kinds in DOCUMENT_RULES
            if kind in kinds and law_for(rule.code, preset)
        ]
        for kind in PUBLIC
    }
    for document in campaign.documents:
        for rule, find in active.get(document.kind, ()):
            findings = guarded(rule, document.source.path, partial(find, campaign, document))
            yield from (found for found in findings if found.path in chosen)


def check_party_law(campaign: Campaign) -> Iterator[Finding]:
    """Yield what the law has against the campaign's own settings."""
    return red_with_green(campaign)
