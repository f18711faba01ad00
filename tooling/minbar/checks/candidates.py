"""Lists of candidates: one person a position, in a place of the right level."""

from collections.abc import Iterator
from itertools import count

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding
from minbar.model.kinds.candidate import CandidateFacts


def check_candidates(campaign: Campaign) -> Iterator[Finding]:
    """Yield positions taken twice and places of the wrong level."""
    taken: dict[tuple[str, str, int], Document] = {}
    free: dict[tuple[str, str], int] = {}
    for document in campaign.documents:
        facts = document.facts
        if not isinstance(facts, CandidateFacts):
            continue
        yield from _level(campaign, document, facts)
        seat = (facts.contest, facts.territory, facts.position)
        other = taken.setdefault(seat, document)
        if other is not document:
            free = free or _first_free(campaign)
            message = (
                f"position {facts.position} of this list is already held in {other.source.path}"
            )
            yield rules.POSITION_TAKEN.at(
                document.source.place("position"),
                message,
                str(facts.position),
                f"position: {free[facts.contest, facts.territory]}",
                (other.source.path,),
            )


def _first_free(campaign: Campaign) -> dict[tuple[str, str], int]:
    """The first position of each list, by contest and place, that nobody holds."""
    held: dict[tuple[str, str], set[int]] = {}
    for document in campaign.documents:
        facts = document.facts
        if isinstance(facts, CandidateFacts):
            held.setdefault((facts.contest, facts.territory), set()).add(facts.position)
    return {
        where: next(position for position in count(1) if position not in positions)
        for where, positions in held.items()
    }


def _level(campaign: Campaign, document: Document, facts: CandidateFacts) -> Iterator[Finding]:
    contest = campaign.settings.contests.get(facts.contest)
    if contest is None or facts.territory not in campaign.territory:
        return
    level = campaign.territory[facts.territory].level
    if level != contest.level:
        message = f"lists of «{facts.contest}» stand in a {contest.level}, and {facts.territory} is a {level}"
        yield rules.LEVEL_WRONG.at(
            document.source.place("territory"),
            message,
            facts.territory,
            related=("content/campaign.yml", "content/territory.csv"),
        )
