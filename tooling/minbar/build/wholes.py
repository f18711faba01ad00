"""What is made of the whole campaign at once: what the search reads, the sitemap, the feeds.

Each is a unit like any other, but it is made in the process that builds, which knows every entry.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime

from minbar.build.dates import date_of
from minbar.build.ground import Workshop
from minbar.build.pagefind import Indexing
from minbar.content.zones import read_zone
from minbar.edition.register import Register
from minbar.feeds import render_feeds
from minbar.finder import Person, render_finder
from minbar.model.addresses import document_address, item_address, section_address
from minbar.proof import render_provenance
from minbar.search import render_search_pages
from minbar.site.pages import SECTION_PAGES
from minbar.sitemap import ENTRANCE, About, Changes, list_rows, render_sitemap

File = tuple[str, bytes]
FINDER = "finder"
SEARCH = "search/"
SITEMAP = "sitemap"
FEEDS = "feeds"
PROVENANCE = "provenance"


class Wholes:
    """The units that need everything."""

    def __init__(
        self,
        workshop: Workshop,
        register: Register,
        dates: Mapping[str, datetime],
        has_kit: Callable[[str, str], bool],
    ) -> None:
        """Take everything; nothing is made yet.

        Args:
            workshop: what is written, laid out.
            register: what is shown.
            dates: when documents last changed, by `kind/slug`, where that is known.
            has_kit: tells whether a channel has posts in a language.
        """
        self._dates = dates
        self._has_kit = has_kit
        self._workshop = workshop
        self._register = register
        self._languages = workshop.ground.base.settings.language_codes
        self._running = ExitStack()
        self._indexing: dict[str, Indexing] = {}
        self.questions: dict[str, tuple[str, ...]] = {
            FINDER: ("names", "places"),
            SITEMAP: ("all", "places", "dates", "kits"),
            FEEDS: ("written",),
            **({PROVENANCE: ("all",)} if workshop.ground.edition.kind == "cleared" else {}),
        } | {f"{SEARCH}{code}": (f"searched/{code}",) for code in self._languages}
        """The units, and what each asks besides what it asks the index while it is made."""

    def begin(self, units: Iterable[str]) -> None:
        """Begin with what other programs do meanwhile, unless it has begun."""
        chosen = {unit.removeprefix(SEARCH) for unit in units if self.waits(unit)}
        for code in sorted(chosen - self._indexing.keys()):
            pages = render_search_pages(self._workshop.index, self._workshop.words[code])
            self._indexing[code] = self._running.enter_context(Indexing({code: pages}))

    def waits(self, unit: str) -> bool:
        """Tell whether another program makes a unit, which is waited for."""
        return unit.startswith(SEARCH)

    def make(self, unit: str) -> Iterator[File]:
        """Yield (path, bytes) of a unit's files."""
        if unit == FINDER:
            places = self._workshop.index.places
            territory = self._workshop.ground.base.territory
            yield from render_finder(self._people(), places, territory, self._languages)
        elif unit == SITEMAP:
            yield from self._sitemap()
        elif unit == FEEDS:
            yield from render_feeds(self._workshop.index, self._workshop.words, self._dates)
        elif unit == PROVENANCE:
            yield from self._provenance()
        elif indexing := self._indexing.get(unit.removeprefix(SEARCH)):
            yield from indexing.files(unit.removeprefix(SEARCH))

    def close(self) -> None:
        """End what was begun."""
        self._running.close()

    def _sitemap(self) -> Iterator[File]:
        ground = self._workshop.ground
        settings, at = ground.base.settings, ground.edition.at
        changes = Changes(self._register, ground.base.territory, at, date_of)
        rows = list_rows(self._abouts(), changes, self._languages)
        yield from render_sitemap(rows, settings.site.url, read_zone(settings.timezone))

    def _abouts(self) -> Iterator[About]:
        yield About("", self._languages[0], ENTRANCE)
        for language in self._languages:
            for section in ("", *SECTION_PAGES):
                yield About(section_address(section, language), language, section)
            for kind, items in self._register.by_kind.items():
                for item in items if kind != "candidates" else ():
                    address = document_address(kind, item.slug, language)
                    yield About(address, language, kind, item)
            for section, names in self._items(language):
                for name in names:
                    yield About(
                        item_address(section, name, language), language, section, None, name
                    )

    def _items(self, language: str) -> Iterator[tuple[str, list[str]]]:
        index, kits = self._workshop.index, self._workshop.kits
        yield "places", index.places[1:]
        yield "themes", list(self._workshop.ground.base.house.themes)
        contests = self._workshop.ground.base.settings.contests
        yield "contests", [contest for contest in contests if index.candidates_in(contest)]
        yield "kit", [item.id for item in kits.channels if self._has_kit(item.id, language)]

    def _provenance(self) -> Iterator[File]:
        edition = self._workshop.ground.edition
        shown = self._register.shown.values()
        paths = (entry.path for item in shown for entry in item.entries)
        return render_provenance(edition.approvals, paths)

    def _people(self) -> Iterator[Person]:
        for place, people in self._register.rolls.items():
            shown = (item.source for item in people if item.shown)
            for entry in sorted(
                shown, key=lambda entry: (entry.contest, entry.position, entry.slug)
            ):
                yield Person(entry.slug, entry.called, place, entry.contest, entry.position)
