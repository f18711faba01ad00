"""HO: the message house holds together: somebody speaks to everyone it names, with one figure each."""

from collections.abc import Iterator

from msgspec import Struct

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Place
from minbar.model.kinds.plank import Measure, PlankFacts

HOUSE = "content/message-house.yml"
TERRITORY = "content/territory.csv"
MESSAGES_ENOUGH = 12
"""With fewer messages a campaign has only begun, and a hole says nothing."""


class Coverage(Struct, frozen=True):
    """How many messages speak to one thing: its group, key and name, and where it is defined.

    A region is spoken to by any document but a candidate that is for a place in it.
    """

    group: str
    key: str
    name: str
    texts: int
    place: Place


def coverage(campaign: Campaign) -> list[Coverage]:
    """Count what speaks of each pillar, theme and audience, and what is for each region, in the order of the house."""
    house, language = campaign.house, campaign.settings.source_language
    counts = _counted(campaign)
    rows = [
        Coverage(
            group,
            key,
            thing.name.get(language, key),
            counts.get((group, key), 0),
            campaign.place(HOUSE, f"{group}.{key}"),
        )
        for group in ("pillars", "themes", "audiences")
        for key, thing in getattr(house, group).items()
    ]
    tree = campaign.territory
    for place in tree:
        if place.parent == tree.root and place.code != tree.root:
            told = counts.get(("regions", place.code), 0)
            named = place.names.get(language, place.code)
            rows.append(Coverage("regions", place.code, named, told, Place(TERRITORY)))
    return rows


def pillar_unspoken(campaign: Campaign) -> Iterator[Finding]:
    """No message hangs on a pillar of the house.

    **Why.** A pillar that nobody speaks of is a promise of the leadership that the public never hears.

    **Wrong.** `pillars: {trust: …}`, and no message with `pillar: trust`.

    **Right.** A message with `pillar: trust`, or a house without that pillar.
    """
    for row in _holes(campaign, "pillars"):
        yield rules.PILLAR_MISSING.at(row.place, _says(row, "on this pillar"), row.key)


def plank_missing(campaign: Campaign) -> Iterator[Finding]:
    """A message names no plank, though the programme has one on its theme.

    **Why.** Who reads the message cannot follow it to figures, cost and sources.

    **Wrong.** `theme: health` without `plank:`, beside `programme/health`.

    **Right.** `plank: health`
    """
    planks = {
        getattr(document.facts, "theme", ""): document
        for document in campaign.documents
        if document.kind == "programme"
    }
    for document in _messages(campaign):
        theme = getattr(document.facts, "theme", "")
        if theme in planks and not getattr(document.facts, "plank", None):
            plank = planks[theme]
            message = f"the programme has a plank on «{theme}»: name it, plank: {plank.slug}"
            place = document.source.place("theme")
            yield rules.PLANK_MISSING.at(
                place, message, theme, f"plank: {plank.slug}", (plank.source.path,)
            )


def theme_unspoken(campaign: Campaign) -> Iterator[Finding]:
    """No message speaks of a theme.

    **Why.** Voters who care for it find nothing. It is only said once there are twelve messages.

    **Wrong.** `themes: {water: …}`, and no message with `theme: water`.

    **Right.** A message with `theme: water`.
    """
    for row in _holes(campaign, "themes"):
        yield rules.THEME_UNSPOKEN.at(row.place, _says(row, "of this theme"), row.key)


def audience_unspoken(campaign: Campaign) -> Iterator[Finding]:
    """No message speaks to an audience.

    **Why.** Those are voters whom nobody addresses. It is only said once there are twelve messages.

    **Wrong.** `audiences: {youth: …}`, and no message with youth among its `audiences`.

    **Right.** `audiences: [youth]`
    """
    for row in _holes(campaign, "audiences"):
        yield rules.AUDIENCE_UNSPOKEN.at(row.place, _says(row, "to this audience"), row.key)


def region_unspoken(campaign: Campaign) -> Iterator[Finding]:
    """Candidates stand in a region, and no other document is for it or for a place in it.

    **Why.** Its teams have nothing of their own to post. It is only said once there are twelve messages.

    **Wrong.** Lists in twelve regions, messages and events for eleven of them.

    **Right.** A message with a `territory` in the twelfth.
    """
    standing = _reached(campaign, {"candidates"})
    for row in _holes(campaign, "regions"):
        if row.key in standing:
            yield rules.REGION_UNSPOKEN.at(row.place, _says(row, "to this region"), row.key)


def figures_contradict(campaign: Campaign) -> Iterator[Finding]:
    """Two planks for the same place give different figures, cost or year for one measure.

    **Why.** Opponents quote the one against the other.

    **Wrong.** `clinics: {figure: 40}` in one plank, `clinics: {figure: 60}` in another.

    **Right.** The same figure in both, or the measure in one of them only.
    """
    first: dict[tuple[str, str | None], tuple[Document, Measure]] = {}
    for document in campaign.documents:
        if not isinstance(document.facts, PlankFacts):
            continue
        for name, measure in document.facts.measures.items():
            other, said = first.setdefault((name, document.facts.territory), (document, measure))
            for field in ("figure", "cost", "by"):
                mine, theirs = getattr(measure, field), getattr(said, field)
                if mine is not None and theirs is not None and mine != theirs:
                    place = document.source.place(f"measures.{name}.{field}")
                    message = (
                        f"«{name}»: {field} is {mine} here and {theirs} in {other.source.path}"
                    )
                    related = (other.source.path,)
                    yield rules.FIGURES_CONTRADICT.at(place, message, str(mine), related=related)


def _messages(campaign: Campaign) -> list[Document]:
    return [document for document in campaign.documents if document.kind == "messages"]


def _counted(campaign: Campaign) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    kinds = {document.kind for document in campaign.documents} - {"candidates"}
    for code, texts in _reached(campaign, kinds).items():
        counts["regions", code] = texts
    for document in _messages(campaign):
        facts = document.facts
        told = [("pillars", getattr(facts, "pillar", "")), ("themes", getattr(facts, "theme", ""))]
        told += [("audiences", name) for name in getattr(facts, "audiences", ())]
        for key in told:
            counts[key] = counts.get(key, 0) + 1
    return counts


def _reached(campaign: Campaign, kinds: set[str]) -> dict[str, int]:
    """How many documents of some kinds are for each place or for one in it."""
    tree = campaign.territory
    counts: dict[str, int] = {}
    for document in campaign.documents:
        code = getattr(document.facts, "territory", None)
        if document.kind in kinds and code and code in tree:
            for above in tree.lineage(code):
                counts[above] = counts.get(above, 0) + 1
    return counts


def _holes(campaign: Campaign, group: str) -> list[Coverage]:
    if len(_messages(campaign)) < MESSAGES_ENOUGH:
        return []
    return [row for row in coverage(campaign) if row.group == group and not row.texts]


def _says(row: Coverage, what: str) -> str:
    return f"nothing speaks {what}: «{row.key}», {row.name}"
