"""A document names only what exists: themes, pillars, places, planks, contests, channels."""

from collections.abc import Collection, Iterator, Mapping

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Rule
from minbar.model.spelling import closest, did_you_mean

Known = Mapping[str, Collection[str]]
"""What each field of a reference can name."""


def check_references(campaign: Campaign, known: Known) -> Iterator[Finding]:
    """Yield each reference that names nothing; `known` is that of the whole campaign."""
    for document in campaign.documents:
        for name, values in _references(document):
            for value in values:
                if value not in known[name]:
                    yield _unknown(document, name, value, known[name])


def check_channel_names(campaign: Campaign) -> Iterator[Finding]:
    """Yield channels that texts are written for and that there are none of."""
    for document in campaign.documents:
        yield from _channels(document)


def known_names(campaign: Campaign) -> Known:
    """What references can name, from all but the candidates, to whom none leads."""
    slugs: dict[str, dict[str, None]] = {"programme": {}, "rebuttals": {}}
    for document in campaign.documents:
        if document.kind in slugs:
            slugs[document.kind][document.slug] = None
    return {
        "theme": campaign.house.themes,
        "themes": campaign.house.themes,
        "pillar": campaign.house.pillars,
        "audiences": campaign.house.audiences,
        "territory": {place.code: None for place in campaign.territory},
        "contest": campaign.settings.contests,
        "contests": campaign.settings.contests,
        "plank": slugs["programme"],
        "rebuttal": slugs["rebuttals"],
    }


REFERENCES = {
    "theme": "content/message-house.yml",
    "themes": "content/message-house.yml",
    "pillar": "content/message-house.yml",
    "audiences": "content/message-house.yml",
    "territory": "content/territory.csv",
    "contest": "content/campaign.yml",
    "contests": "content/campaign.yml",
    "plank": "content/programme/{value}.{language}.md",
    "rebuttal": "content/rebuttals/{value}.{language}.md",
}
"""The fields that name something, and the file in which that is."""


def _references(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in REFERENCES:
        value = getattr(document.facts, name, None)
        if value:
            yield name, (value,) if isinstance(value, str) else value


def _unknown(document: Document, name: str, value: str, known: Collection[str]) -> Finding:
    source = document.source
    values = getattr(document.facts, name)
    mark = name if isinstance(values, str) else f"{name}.{values.index(value)}"
    message = f"«{name}»: there is no «{value}»; {did_you_mean(value, list(known))}"
    right = closest(value, list(known)) or next(iter(known), "")
    example = f"{name}: {right if isinstance(values, str) else f'[{right}]'}" if right else ""
    related = REFERENCES[name].format(value=value, language=source.language)
    return rules.REFERENCE_UNKNOWN.at(source.place(mark), message, value, example, (related,))


def _channels(document: Document) -> Iterator[Finding]:
    named = [
        (version, channel)
        for version in document.versions.values()
        for channel in getattr(version.text, "channels", ())
    ]
    if not named:
        return
    from minbar.channels import CHANNELS  # candidates, who are the most, name none

    rule: Rule = rules.CHANNEL_UNKNOWN
    for version, channel in named:
        if channel not in CHANNELS:
            message = f"there is no channel «{channel}»; {did_you_mean(channel, list(CHANNELS))}"
            yield rule.at(version.place(f"channels.{channel}"), message, channel)
