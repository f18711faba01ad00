"""A translation beside its source, and the texts of either."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from minbar.checks.passages import prose_in
from minbar.checks.prose import prose_of
from minbar.checks.same import Same
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding, Place, Rule


class Pair(Struct, frozen=True):
    """A translation beside its source."""

    campaign: Campaign
    document: Document
    source: Version
    version: Version

    def finding(
        self, rule: Rule, place: Place, message: str, text: str = "", example: str = ""
    ) -> Finding:
        """Say what differs; it arises with the source as well."""
        return rule.at(place, message, text, example, (self.source.path,))


PairRule = Callable[[Pair], Iterator[Finding]]


def pairs(campaign: Campaign, document: Document) -> Iterator[Pair]:
    """Yield each translation that was made from the source as it is now, with that source."""
    for code, version in document.versions.items():
        if version is not document.source and not document.is_outdated(code):
            yield Pair(campaign, document, document.source, version)


def body_of(version: Version) -> str:
    """The prose of a body, letter for letter where it stands."""
    return prose_of(version.body)


def place_of(version: Version, offset: int) -> Place:
    """The line of a body that a letter stands in."""
    return Place(version.path, version.body_line + version.body.count("\n", 0, offset))


@lru_cache(maxsize=8)
def all_words(version: Same[Version]) -> str:
    """All prose of a version, its header's texts first."""
    return "\n".join([prose for _, prose in prose_in(version)])


def listed(values: list[str]) -> str:
    """Some values, for a message."""
    return ", ".join(values[:5]) or "nothing"
