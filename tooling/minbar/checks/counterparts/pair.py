"""A translation beside its source."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from minbar.checks.counterparts.side import Side
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Place, Rule


class Pair(Struct, frozen=True):
    """A translation beside its source."""

    campaign: Campaign
    document: Document
    source: Side
    other: Side

    @property
    def is_side_by_side(self) -> bool:
        """Whether the parts of both texts answer each other: their headings do."""
        return self.source.levels == self.other.levels

    def parts(self) -> Iterator[tuple[str, str, int]]:
        """Yield (source, translation, line) of what stands side by side: the parts between headings."""
        for (_, source), (line, other) in zip(self.source.parts(), self.other.parts(), strict=True):
            yield source, other, line

    def place(self, name: str = "") -> Place:
        """Where a field of the translation stands."""
        return self.other.version.place(name)

    def place_at(self, offset: int) -> Place:
        """The line that a letter of the translation's body stands in."""
        return self.at_line(self.other.line_at(offset))

    def at_line(self, number: int) -> Place:
        """A line of the translation's file."""
        return Place(self.other.version.path, number)

    def finding(
        self, rule: Rule, place: Place, message: str, text: str = "", example: str = ""
    ) -> Finding:
        """Say what differs; it arises with the source as well."""
        return rule.at(place, message, text, example, (self.source.version.path,))


PairRule = Callable[[Pair], Iterator[Finding]]


def listed(values: list[str]) -> str:
    """Some values, for a message."""
    return ", ".join(values[:5]) or "nothing"
