"""The candidates of an edition, as the finder takes them."""

from collections.abc import Iterator

from minbar.edition.index import Index
from minbar.finder.person import Person
from minbar.model.kinds.candidate import CandidateFacts
from minbar.model.names import pack_names


def people_of(index: Index) -> Iterator[Person]:
    """Yield every candidate that an edition shows, list by list."""
    for document in index.kind("candidates"):
        facts = document.facts
        if isinstance(facts, CandidateFacts):
            yield Person(
                document.slug,
                pack_names(facts.name),
                facts.territory,
                facts.contest,
                facts.position,
            )
