"""An Edition's documents, looked up by kind, place and theme.

Every question is noted in `asked`: what was made of the answers holds as long as they do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol

from minbar.edition.edition import Edition, Published

EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


class Lists(Protocol):
    """The candidates, who are too many to be held at once: a place's are read when they are asked for."""

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many candidates each contest lists in each place, places in tree order."""
        ...

    def at(self, place: str) -> list[Published]:
        """The candidates of a place, in any order."""
        ...

    def find(self, slug: str) -> Published | None:
        """One candidate, or None if this edition does not show them."""
        ...


class WholeLists:
    """The candidates of an edition that holds them all."""

    def __init__(self, edition: Edition) -> None:
        """Sort them by place."""
        self._by_place: dict[str, list[Published]] = {}
        self._by_slug: dict[str, Published] = {}
        for document in edition.documents:
            if document.kind == "candidates":
                facts: Any = document.facts
                self._by_place.setdefault(facts.territory, []).append(document)
                self._by_slug[document.slug] = document
        self.counts: dict[str, dict[str, int]] = {}
        for place in edition.territory:
            for document in self._by_place.get(place.code, ()):
                counts = self.counts.setdefault(getattr(document.facts, "contest", ""), {})
                counts[place.code] = counts.get(place.code, 0) + 1

    def at(self, place: str) -> list[Published]:
        """The candidates of a place."""
        return self._by_place.get(place, [])

    def find(self, slug: str) -> Published | None:
        """One candidate."""
        return self._by_slug.get(slug)


def _latest_first(document: Published) -> tuple[float, str]:
    moment = document.facts.publish or EARLIEST
    return -moment.timestamp(), document.slug


class Index:
    """Lists of documents, each in the order in which readers expect them."""

    def __init__(self, edition: Edition, lists: Lists | None = None) -> None:
        """Sort once; everything after is a look-up.

        Args:
            edition: with all that is shown, or all but the candidates.
            lists: gives the candidates where the edition does not hold them.
        """
        self.edition = edition
        self.asked: set[str] = set()
        self._outer: list[set[str]] = []
        self._lists = lists or WholeLists(edition)
        self._by_kind: dict[str, list[Published]] = {}
        for document in edition.documents:
            if document.kind != "candidates":
                self._by_kind.setdefault(document.kind, []).append(document)
        for kind, documents in self._by_kind.items():
            documents.sort(key=_order(kind))

    def ask(self, question: str) -> None:
        """Note that what is being made depends on the answer to a question."""
        self.asked.add(question)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Note nothing of what is asked meanwhile: whoever has asked for a thing depends on its own answer alone."""
        asked, self.asked = self.asked, set()
        try:
            yield
        finally:
            self.asked = asked

    def begin(self) -> None:
        """Note what is asked from now on by itself."""
        self._outer.append(self.asked)
        self.asked = set()

    def end(self) -> frozenset[str]:
        """Give what was asked since the last beginning; it counts for what lies around it, too."""
        asked = frozenset(self.asked)
        self.asked = self._outer.pop()
        self.asked |= asked
        return asked

    def kind(self, kind: str) -> list[Published]:
        """All of one kind. All candidates at once are costly, and so is what depends on them."""
        self.asked.add(f"kind/{kind}")
        return self._every_candidate() if kind == "candidates" else self._by_kind.get(kind, [])

    def _every_candidate(self) -> list[Published]:
        return [
            document
            for contest in self.edition.settings.contests
            for document in self.in_contest(contest)
        ]

    def find(self, kind: str, slug: str | None) -> Published | None:
        """One document, or None if this edition does not show it."""
        if not slug:
            return None
        self.asked.add(f"doc/{kind}/{slug}")
        if kind == "candidates":
            return self._lists.find(slug)
        return self._by_slug.get((kind, slug))

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
        self.asked.add(f"at/{kind}/{code}")
        if kind == "candidates":
            return self._list(code)
        return self._by_place.get((kind, code), [])

    def _list(self, code: str) -> list[Published]:
        return sorted(self._lists.at(code), key=self._candidate_order)

    def _candidate_order(self, document: Published) -> tuple[int, int, str]:
        facts: Any = document.facts
        return self._contests.index(facts.contest), facts.position, document.slug

    @cached_property
    def _contests(self) -> list[str]:
        return list(self.edition.settings.contests)

    def reaching(self, kind: str, code: str) -> list[Published]:
        """Documents of a kind that are for this place or one that it lies in, in their order."""
        self.asked.add(f"reach/{kind}/{code}")
        return self._along(kind, self.edition.territory.lineage(code))

    def near(self, kind: str, code: str) -> list[Published]:
        """Documents of a kind for this place or one that it lies in, but not for all the country."""
        self.asked.add(f"reach/{kind}/{code}")
        return self._along(kind, self.edition.territory.lineage(code)[1:])

    def _along(self, kind: str, places: tuple[str, ...]) -> list[Published]:
        if kind == "candidates":
            return [document for place in places for document in self._list(place)]
        own = [self._by_place[kind, place] for place in places if (kind, place) in self._by_place]
        if len(own) < 2:
            return list(own[0]) if own else []
        return sorted((document for documents in own for document in documents), key=_order(kind))

    def by_theme(self, kind: str, theme: str) -> list[Published]:
        """Documents of a kind on one theme."""
        self.asked.add(f"theme/{kind}/{theme}")
        return [
            document
            for document in self._by_kind.get(kind, [])
            if getattr(document.facts, "theme", None) == theme
        ]

    def of_plank(self, plank: str) -> list[Published]:
        """Messages that come from a plank."""
        self.asked.add(f"plank/{plank}")
        return [
            document
            for document in self._by_kind.get("messages", [])
            if getattr(document.facts, "plank", None) == plank
        ]

    def in_contest(self, contest: str) -> list[Published]:
        """Candidates of a contest, list by list."""
        self.asked.add("kind/candidates")
        return [
            document
            for code in self._lists.counts.get(contest, {})
            for document in self._list(code)
            if getattr(document.facts, "contest", "") == contest
        ]

    def lists(self, contest: str) -> dict[str, int]:
        """How many candidates a contest lists in each place, places in tree order."""
        self.asked.add(f"lists/{contest}")
        return self._lists.counts.get(contest, {})

    @cached_property
    def _places(self) -> dict[str, None]:
        tree = self.edition.territory
        named = {code for (_, code), documents in self._by_place.items() if documents}
        named |= {code for counts in self._lists.counts.values() for code in counts}
        wanted = {ancestor for code in named for ancestor in tree.lineage(code)} | {tree.root}
        return {place.code: None for place in tree if place.code in wanted}

    @property
    def places(self) -> list[str]:
        """Codes of the places that something is said about, and all that they lie in, in tree order."""
        self.asked.add("places")
        return list(self._places)

    @cached_property
    def _pack_places(self) -> dict[str, None]:
        return {code: None for code in self._places if ("messages", code) in self._by_place}

    @property
    def pack_places(self) -> list[str]:
        """Codes of the places that have messages of their own: the others share the pack above them."""
        self.asked.add("packplaces")
        return list(self._pack_places)

    def is_pack_place(self, code: str) -> bool:
        """Tell whether a place has messages of its own."""
        self.asked.add("packplaces")
        return code in self._pack_places

    def pack_place(self, code: str) -> str:
        """The nearest place, itself or above, that has messages of its own; empty if none has."""
        self.asked.add(f"packplace/{code}")
        own = (item for item in reversed(self.edition.territory.lineage(code)))
        return next((item for item in own if item in self._pack_places), "")

    def subplaces(self, code: str) -> list[str]:
        """The places one level down that something is said about."""
        self.asked.add(f"under/{code}")
        return [child for child in self.edition.territory.children(code) if child in self._places]

    @cached_property
    def _candidates_within(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for lists in self._lists.counts.values():
            for place, count in lists.items():
                for code in self.edition.territory.lineage(place):
                    counts[code] = counts.get(code, 0) + count
        return counts

    def candidates_within(self, code: str) -> int:
        """How many candidates stand in a place or in one inside it."""
        self.asked.add(f"within/{code}")
        return self._candidates_within.get(code, 0)

    def candidates_in(self, contest: str) -> int:
        """How many candidates a contest has."""
        return sum(self.lists(contest).values())

    def events(self, *, coming: bool) -> list[Published]:
        """Events that are not over, the next one first; or those that are, the latest first."""
        self.asked.add("events")
        chosen = [
            document
            for document in self._by_kind.get("events", [])
            if (getattr(document.facts, "end") >= self.edition.at) is coming  # noqa: B009 - only events have one
        ]
        return chosen if coming else chosen[::-1]


def _order(kind: str) -> Any:
    if kind in {"programme", "handbook", "pages"}:
        return lambda document: (document.facts.order, document.slug)
    if kind == "events":
        return lambda document: (document.facts.start, document.slug)
    return _latest_first
