"""LW: what electoral law asks of a campaign. Each rule holds in the countries whose law it names.

A rule is help for a writer, and no legal advice: see `sources.py` for what was read, and when.
"""

from collections.abc import Callable, Container, Iterator

from minbar.checks.law.calendar import planned_in_silence, planned_outside_campaign
from minbar.checks.law.colours import red_with_green
from minbar.checks.law.paid import imprint_missing, label_missing, paid_abroad
from minbar.checks.law.personal import personal_data
from minbar.checks.law.polls import poll_in_ban
from minbar.checks.law.worship import event_at_worship
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.kinds import KINDS

LawRule = Callable[[Campaign, Document], Iterator[Finding]]

DOCUMENT_RULES: tuple[LawRule, ...] = (
    imprint_missing,
    label_missing,
    paid_abroad,
    poll_in_ban,
    planned_in_silence,
    planned_outside_campaign,
    personal_data,
    event_at_worship,
)


def check_law(campaign: Campaign, chosen: Container[str]) -> Iterator[Finding]:
    """Yield what the law of the campaign's country has against a document; `chosen` are the files to look into."""
    if campaign.settings.preset is None:
        return
    for document in campaign.documents:
        if KINDS[document.kind].internal:
            continue
        for rule in DOCUMENT_RULES:
            yield from (found for found in rule(campaign, document) if found.path in chosen)


def check_party_law(campaign: Campaign) -> Iterator[Finding]:
    """Yield what the law has against the campaign's own settings."""
    return red_with_green(campaign)
