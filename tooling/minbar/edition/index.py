"""An Edition's documents, looked up by kind, place and theme."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from minbar.edition.edition import Edition, Published

EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


def _latest_first(document: Published) -> tuple[float, str]:
    moment = document.facts.publish or EARLIEST
    return -moment.timestamp(), document.slug


class Index:
    """Lists of documents, each in the order in which readers expect them."""

    def __init__(self, edition: Edition) -> None:
        """Sort once; everything after is a look-up."""
        self.edition = edition
        self._by_kind: dict[str, list[Published]] = {}
        for document in edition.documents:
            self._by_kind.setdefault(document.kind, []).append(document)
        for kind, documents in self._by_kind.items():
            documents.sort(key=self._order(kind))
        self._near: dict[tuple[str, str], list[Published]] = {}

    def _order(self, kind: str) -> Any:
        if kind in {"programme", "handbook", "pages"}:
            return lambda document: (document.facts.order, document.slug)
        if kind == "candidates":
            return self._candidate_order
        if kind == "events":
            return lambda document: (document.facts.start, document.slug)
        return _latest_first

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {place.code: rank for rank, place in enumerate(self.edition.territory)}

    @cached_property
    def _contest_rank(self) -> dict[str, int]:
        return {contest: rank for rank, contest in enumerate(self.edition.settings.contests)}

    def _candidate_order(self, document: Published) -> tuple[int, int, int, str]:
        facts: Any = document.facts
        return (
            self._contest_rank[facts.contest],
            self._rank[facts.territory],
            facts.position,
            document.slug,
        )

    def kind(self, kind: str) -> list[Published]:
        """All of one kind."""
        return self._by_kind.get(kind, [])

    def find(self, kind: str, slug: str | None) -> Published | None:
        """One document, or None if this edition does not show it."""
        return self._by_slug.get((kind, slug or ""))

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Published]:
        return {(document.kind, document.slug): document for document in self.edition.documents}

    def territory(self, document: Published) -> str:
        """The code of the place that a document is for; the root where it names none."""
        return getattr(document.facts, "territory", None) or self.edition.territory.root

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], list[Published]]:
        places: dict[tuple[str, str], list[Published]] = {}
        for kind, documents in self._by_kind.items():
            for document in documents:
                places.setdefault((kind, self.territory(document)), []).append(document)
        return places

    def at(self, kind: str, code: str) -> list[Published]:
        """Documents of a kind that are for exactly this place."""
        return self._by_place.get((kind, code), [])

    def near(self, kind: str, code: str) -> list[Published]:
        """Documents of a kind for this place or one that it lies in, but not for all the country."""
        if code == self.edition.territory.root:
            return []
        found = self._near.get((kind, code))
        if found is None:
            above = self.near(kind, self.edition.territory[code].parent)
            found = self._near[kind, code] = self._merged(kind, above, self.at(kind, code))
        return found

    def reaching(self, kind: str, code: str) -> list[Published]:
        """Documents of a kind that are for this place or one that it lies in, in their order."""
        return self._merged(kind, self.at(kind, self.edition.territory.root), self.near(kind, code))

    def _merged(self, kind: str, some: list[Published], others: list[Published]) -> list[Published]:
        return sorted(some + others, key=self._order(kind)) if some and others else some or others

    def by_theme(self, kind: str, theme: str) -> list[Published]:
        """Documents of a kind on one theme."""
        return [
            document
            for document in self.kind(kind)
            if getattr(document.facts, "theme", None) == theme
        ]

    @cached_property
    def _lists(self) -> dict[str, dict[str, list[Published]]]:
        lists: dict[str, dict[str, list[Published]]] = {}
        for document in self.kind("candidates"):
            facts: Any = document.facts
            lists.setdefault(facts.contest, {}).setdefault(facts.territory, []).append(document)
        return lists

    def lists(self, contest: str) -> dict[str, list[Published]]:
        """The candidates of each list of a contest, by the code of its place."""
        return self._lists.get(contest, {})

    def in_contest(self, contest: str) -> list[Published]:
        """Candidates of a contest, list by list."""
        return [document for people in self.lists(contest).values() for document in people]

    @cached_property
    def places(self) -> list[str]:
        """Codes of the places that something is said about, and all that they lie in, in tree order."""
        tree = self.edition.territory
        named = {code for (_, code), documents in self._by_place.items() if documents}
        wanted = {ancestor for code in named for ancestor in tree.lineage(code)} | {tree.root}
        return [place.code for place in tree if place.code in wanted]

    @cached_property
    def pack_places(self) -> list[str]:
        """Codes of the places that have messages of their own: the others share the pack above them."""
        return [code for code in self.places if self.at("messages", code)]

    def pack_place(self, code: str) -> str:
        """The nearest place, itself or above, that has messages of its own; empty if none has."""
        own = [item for item in self.edition.territory.lineage(code) if self.at("messages", item)]
        return own[-1] if own else ""

    def subplaces(self, code: str) -> list[str]:
        """The places one level down that something is said about."""
        return self._subplaces.get(code, [])

    @cached_property
    def _subplaces(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.places:
            found.setdefault(self.edition.territory[code].parent, []).append(code)
        return found

    @cached_property
    def _candidates_within(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for document in self.kind("candidates"):
            for code in self.edition.territory.lineage(self.territory(document)):
                counts[code] = counts.get(code, 0) + 1
        return counts

    def candidates_within(self, code: str) -> int:
        """How many candidates stand in a place or in one inside it."""
        return self._candidates_within.get(code, 0)
