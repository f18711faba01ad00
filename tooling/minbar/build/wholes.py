"""What is made of the whole campaign at once: what the search reads.

Each is a unit like any other, but it is made in the process that builds, which knows every entry.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from minbar.build.ground import Workshop
from minbar.build.pagefind import Indexing
from minbar.edition.register import Register
from minbar.finder import Person, render_finder
from minbar.search import render_search_pages

File = tuple[str, bytes]
FINDER = "finder"
SEARCH = "search/"


class Wholes:
    """The units that need everything."""

    def __init__(self, workshop: Workshop, register: Register) -> None:
        """Take everything; nothing is made yet."""
        self._workshop = workshop
        self._register = register
        self._languages = workshop.ground.base.settings.language_codes
        self._running = ExitStack()
        self._indexing: Indexing | None = None
        self.questions: dict[str, tuple[str, ...]] = {FINDER: ("names", "places")} | {
            f"{SEARCH}{code}": (f"searched/{code}",) for code in self._languages
        }
        """The units, and what each asks."""

    def begin(self, units: Iterable[str]) -> None:
        """Begin with what other programs do meanwhile."""
        chosen = [unit.removeprefix(SEARCH) for unit in units if unit.startswith(SEARCH)]
        index, words = self._workshop.index, self._workshop.words
        pages = {code: render_search_pages(index, words[code]) for code in chosen}
        self._indexing = self._running.enter_context(Indexing(pages))

    def make(self, unit: str) -> Iterator[File]:
        """Yield (path, bytes) of a unit's files."""
        if unit == FINDER:
            places = self._workshop.index.places
            territory = self._workshop.ground.base.territory
            yield from render_finder(self._people(), places, territory, self._languages)
        elif self._indexing:
            yield from self._indexing.files(unit.removeprefix(SEARCH))

    def close(self) -> None:
        """End what was begun."""
        self._running.close()

    def _people(self) -> Iterator[Person]:
        for place, people in self._register.rolls.items():
            shown = (item.source for item in people if item.shown)
            for entry in sorted(
                shown, key=lambda entry: (entry.contest, entry.position, entry.slug)
            ):
                yield Person(entry.slug, entry.name or {}, place, entry.contest, entry.position)
