"""What is named for the public is named in every language of the campaign."""

from collections.abc import Iterator
from typing import Any

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.model.kinds.candidate import CandidateFacts


def check_configured_names(campaign: Campaign) -> Iterator[Finding]:
    """Yield names of the campaign's own files that lack a language."""
    languages = campaign.settings.language_codes
    for path, label, names in _configured(campaign):
        for code in languages:
            if not names.get(code):
                yield rules.NAME_UNTRANSLATED.at(
                    campaign.place(path, label), f"«{label}» has no name in «{code}»", label
                )


def check_names(campaign: Campaign) -> Iterator[Finding]:
    """Yield candidates whose ballot name lacks a language."""
    languages = campaign.settings.language_codes
    for document in campaign.documents:
        if isinstance(document.facts, CandidateFacts):
            for code in languages:
                if not document.facts.name.get(code):
                    message = f"the ballot name in «{code}» is missing"
                    yield rules.NAME_UNTRANSLATED.at(
                        document.source.place("name"), message, related=("content/campaign.yml",)
                    )


def _configured(campaign: Campaign) -> Iterator[tuple[str, str, dict[str, str]]]:
    settings, house = campaign.settings, campaign.house
    named: dict[str, Any] = {"party": settings.party, "imprint": settings.imprint}
    for label, thing in named.items():
        for name in thing.__struct_fields__:
            value = getattr(thing, name)
            if isinstance(value, dict):
                yield "content/campaign.yml", f"{label}.{name}", value
    yield "content/campaign.yml", "party.symbol", settings.party.symbol.name
    for key, contest in settings.contests.items():
        yield "content/campaign.yml", f"contests.{key}", contest.name
    for group in ("pillars", "themes", "audiences"):
        for key, thing in getattr(house, group).items():
            yield "content/message-house.yml", f"{group}.{key}", thing.name
    for key, pillar in house.pillars.items():
        yield "content/message-house.yml", f"pillars.{key}.says", pillar.says
    for i, principle in enumerate(campaign.charter.principles):
        yield "content/charter.yml", f"principles.{i}.says", principle.says
    for i, entry in enumerate(campaign.charter.lexicon):
        yield "content/charter.yml", f"lexicon.{i}.reason", entry.reason
        yield "content/charter.yml", f"lexicon.{i}.instead", entry.instead
