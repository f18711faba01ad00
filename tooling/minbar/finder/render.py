"""The finder's files: an index, what each word finds, and who and what that is.

A browser reads `index.json`, then the part of `words/` that a word of the query falls into, then the rows of
the few people and places that it shows. People are numbered in the order of the territory tree,
so that everybody in a place is one range: a place finds its people at the price of two numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from minbar.finder.fold import RULES, count_words, name_tokens
from minbar.finder.person import Person
from minbar.finder.postings import Postings, cut_postings, pack_numbers, pack_ranges
from minbar.model.addresses import document_address, item_address
from minbar.model.index_files import File, numbered, version_of
from minbar.model.territory import TerritoryTree

FOLDER = "finder"
ROWS_A_FILE = 16
WORDS_LIMIT_BYTES = 4_000
OWN, ABOVE, CALLED = range(3)
"""What the lists of a place's word are of."""
LISTS = CALLED + 3
NOWHERE = -1
"""The number of the place above the whole country."""

Range = tuple[int, int]


def render_finder(
    people: Iterable[Person],
    places: Iterable[str],
    territory: TerritoryTree,
    languages: tuple[str, ...],
) -> Iterator[File]:
    """Yield (path on the site, JSON) of every file.

    Args:
        people: who can be found; those of one place stay in this order.
        places: codes of the places that have a page.
        territory: all places.
        languages: codes; names stand in this order.
    """
    finder = _Finder(people, places, territory, languages)
    words = list(cut_postings(finder.postings(), WORDS_LIMIT_BYTES))
    files = [
        *numbered(FOLDER, "words", (data for _, data in words)),
        *numbered(FOLDER, "people", finder.person_files()),
        *numbered(FOLDER, "places", finder.place_files()),
    ]
    index = finder.index() | {"words": [first for first, _ in words], "version": version_of(files)}
    yield f"{FOLDER}/index.json", msgspec.json.encode(index)
    yield from files


class _Finder:
    """People and places, numbered."""

    def __init__(
        self,
        people: Iterable[Person],
        places: Iterable[str],
        territory: TerritoryTree,
        languages: tuple[str, ...],
    ) -> None:
        self._tree = territory
        self._languages = languages
        self._shown = set(places)
        people = list(people)
        self._order = {code: number for number, code in enumerate(self._walk(people))}
        self._people = sorted(people, key=lambda person: self._order[person.place])
        self._contests = list(dict.fromkeys(person.contest for person in self._people))
        self._types = list(dict.fromkeys(territory[code].type for code in self._order))

    def _walk(self, people: list[Person]) -> Iterator[str]:
        """Codes of the places that matter, what lies in a place right behind it."""
        named = self._shown.union(person.place for person in people)
        wanted = {above for code in named for above in self._tree.lineage(code)}
        waiting = [self._tree.root]
        while waiting:
            code = waiting.pop()
            if code in wanted:
                yield code
                waiting += reversed(self._tree.children(code))

    @cached_property
    def _starts(self) -> list[int]:
        """The number of the first person at or behind each place, and one more for the end."""
        counts = [0] * (len(self._order) + 1)
        for person in self._people:
            counts[self._order[person.place] + 1] += 1
        for number, count in enumerate(counts[1:], start=1):
            counts[number] = counts[number - 1] + count
        return counts

    @cached_property
    def _ranges(self) -> dict[str, Range]:
        """The people in a place and in all that lies in it."""
        behind = {code: number + 1 for code, number in self._order.items()}
        for code in reversed(self._order):
            parent = self._tree[code].parent
            if parent:
                behind[parent] = max(behind[parent], behind[code])
        return {
            code: (self._starts[number], self._starts[behind[code]])
            for code, number in self._order.items()
        }

    def _names(self, names: dict[str, str]) -> list[str]:
        return [names.get(code, "") for code in self._languages]

    def index(self) -> dict[str, object]:
        """What a browser reads first."""
        return {
            "languages": self._languages,
            "person": document_address("candidates", "{item}", "{language}"),
            "place": item_address("places", "{item}", "{language}"),
            "rows": ROWS_A_FILE,
            "contests": self._contests,
            "types": self._types,
            "rules": RULES,
        }

    def postings(self) -> Postings:
        """What each word finds, as lists of numbers.

        People of that name, people in a place of that name, people in one inside it; then places
        of that name, by how many words their name has besides: none, one, more.
        """
        named: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self._people):
            for token in _tokens(person.names):
                named[token].append(number)
        placed = self._postings_of_places()
        return {
            word: _without_end([pack_numbers(named.pop(word, ())), *placed.pop(word, ())])
            for word in [*named, *(placed.keys() - named.keys())]
        }

    def _postings_of_places(self) -> Postings:
        found: dict[str, list[list[Range]]] = defaultdict(lambda: [[] for _ in range(LISTS)])
        for code, number in self._order.items():
            if code in self._shown and code != self._tree.root:
                names = self._tree[code].names
                called = CALLED + min(map(count_words, names.values())) - 1
                for token in _tokens(names):
                    lists = found[token]
                    lists[OWN].append((self._starts[number], self._starts[number + 1]))
                    lists[min(called, LISTS - 1)].append((number, number + 1))
                    if self._tree[code].parent != self._tree.root:
                        lists[ABOVE].append(self._ranges[code])
        return {word: [pack_ranges(ranges) for ranges in lists] for word, lists in found.items()}

    def person_files(self) -> Iterator[bytes]:
        """Rows of (slug, place, contest, position, name in each language)."""
        contests = {contest: number for number, contest in enumerate(self._contests)}
        for start in range(0, len(self._people), ROWS_A_FILE):
            people = self._people[start : start + ROWS_A_FILE]
            rows = [
                [
                    person.slug,
                    self._order[person.place],
                    contests[person.contest],
                    person.position,
                    *self._names(person.names),
                ]
                for person in people
            ]
            yield self._rows(rows, {person.place for person in people})

    def place_files(self) -> Iterator[bytes]:
        """Rows of (name in the address, place, type, people, name in each language)."""
        codes = list(self._order)
        types = {kind: number for number, kind in enumerate(self._types)}
        for start in range(0, len(codes), ROWS_A_FILE):
            part = codes[start : start + ROWS_A_FILE]
            rows = [
                [
                    _in_address(code),
                    self._order.get(self._tree[code].parent, NOWHERE),
                    types[self._tree[code].type],
                    self._ranges[code][1] - self._ranges[code][0],
                    *self._names(self._tree[code].names),
                ]
                for code in part
            ]
            yield self._rows(rows, {self._tree[code].parent for code in part} - {""})

    def _rows(self, rows: list[list[object]], places: set[str]) -> bytes:
        """Rows with the names of the places that they stand in and of those above, by number."""
        above = {self._tree[code].parent for code in places} - {""}
        names = {
            self._order[code]: [
                self._order.get(self._tree[code].parent, NOWHERE),
                *self._names(self._tree[code].names),
            ]
            for code in sorted(places | above, key=self._order.__getitem__)
        }
        return msgspec.json.encode({"rows": rows, "places": names})


def _tokens(names: dict[str, str]) -> set[str]:
    tokens: set[str] = set()
    for name in names.values():
        tokens |= name_tokens(name)
    return tokens


def _without_end(lists: list[list[int]]) -> list[list[int]]:
    while not lists[-1]:
        lists.pop()
    return lists


def _in_address(code: str) -> str:
    """How a place's code stands in its address."""
    before, behind = item_address("places", "{item}", "{language}").split("{item}")
    return item_address("places", code, "{language}")[len(before) :].removesuffix(behind)
