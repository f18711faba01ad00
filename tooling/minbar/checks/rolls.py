"""ST: a list of candidates has no holes and no name twice; every picture is shown somewhere."""

import unicodedata
from collections.abc import Iterator

from minbar.checks.media import PICTURES
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Place
from minbar.model.kinds.candidate import CandidateFacts
from minbar.model.targets import MEDIA

Roll = dict[tuple[str, str], list[tuple[CandidateFacts, Document]]]


def ballot_name_repeated(campaign: Campaign) -> Iterator[Finding]:
    """Two candidates of one list have the same name on the ballot paper.

    **Why.** Most often somebody was entered twice, under two slugs. Capitals and forms of letters
    are taken as the same.

    **Wrong.** Two files with `name: {fr: Amina Idrissi}` on one list.

    **Right.** One file for each person.
    """
    for members in _rolls(campaign).values():
        seen: dict[tuple[str, str], Document] = {}
        for facts, document in members:
            for language, name in facts.name.items():
                other = seen.setdefault((language, folded(name)), document)
                if other is not document:
                    message = f"«{name}» stands on this list already, in {other.source.path}"
                    place = document.source.place("name")
                    related = (other.source.path,)
                    yield rules.NAME_REPEATED.at(place, message, name, related=related)
                    break


def position_skipped(campaign: Campaign) -> Iterator[Finding]:
    """A list has a hole: a position is held, and one before it is not.

    **Why.** The list that is filed has none. A file is missing, or a position was mistyped.

    **Wrong.** `position: 1`, `position: 3`

    **Right.** `position: 1`, `position: 2`
    """
    for members in _rolls(campaign).values():
        ordered = sorted(members, key=lambda member: member[0].position)
        last = 0
        for facts, document in ordered:
            free, last = range(last + 1, facts.position), facts.position
            if free:
                which = (
                    f"position {free[0]}"
                    if len(free) == 1
                    else f"positions {free[0]} to {free[-1]}"
                )
                message = f"nobody holds {which} of this list"
                place = document.source.place("position")
                related = tuple(other.source.path for _, other in ordered if other is not document)
                right = f"position: {free[0]}"
                yield rules.POSITION_SKIPPED.at(place, message, str(facts.position), right, related)


def media_orphaned(campaign: Campaign) -> Iterator[Finding]:
    """A picture under content/media/ is shown by nothing.

    **Why.** It makes the repository heavier, and somebody believes that it is in use.

    **Wrong.** `content/media/old-banner.webp`, which no file names.

    **Right.** Name it in a text, or delete it.
    """
    party = campaign.settings.party
    used = {party.symbol.image, party.share_image}
    bodies: list[str] = []
    for document in campaign.documents:
        used.update(getattr(document.facts, field, None) for field in PICTURES)
        bodies += [
            version.body for version in document.versions.values() if "media/" in version.body
        ]
    for name in campaign.media:
        if name not in used and not any(name in body for body in bodies):
            message = "no text shows this picture: name it in one, or delete it"
            yield rules.MEDIA_ORPHANED.at(Place(MEDIA + name), message, name)


def folded(name: str) -> str:
    """A name as two spellings of it are compared: NFKC and casefold."""
    return unicodedata.normalize("NFKC", name).casefold()


def _rolls(campaign: Campaign) -> Roll:
    rolls: Roll = {}
    for document in campaign.documents:
        facts = document.facts
        if isinstance(facts, CandidateFacts):
            rolls.setdefault((facts.contest, facts.territory), []).append((facts, document))
    return rolls
