"""What is made of the whole campaign at once: what the search reads, the sitemap, the feeds.

Each is a unit like any other, but it is made in the process that builds, which knows every entry.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from minbar.build.dates import date_of
from minbar.build.ground import Workshop
from minbar.build.searches import Searches
from minbar.content.zones import read_zone
from minbar.edition.register import Register
from minbar.feeds import render_feeds
from minbar.finder import Person, render_finder
from minbar.model.addresses import document_address, item_address, section_address
from minbar.proof import render_provenance
from minbar.site.pages import SECTION_PAGES
from minbar.sitemap import ENTRANCE, About, Changes, list_rows, render_sitemap

File = tuple[str, bytes]
HasKit = Callable[[str, str], bool]
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
        searches: Searches,
    ) -> None:
        """Take everything; nothing is made yet.

        Args:
            workshop: what is written, laid out.
            register: what is shown.
            dates: when documents last changed, by `kind/slug`, where that is known.
            searches: those that have begun already; others are begun there.
        """
        self._dates = dates
        self._workshop = workshop
        self._register = register
        self._languages = workshop.ground.base.settings.language_codes
        self._begun = searches
        self.searches = {f"{SEARCH}{code}": code for code in self._languages}
        """The units that another program makes, which is waited for, and their languages."""
        self.questions: dict[str, tuple[str, ...]] = {
            FINDER: ("names", "places"),
            SITEMAP: ("mapped", "places", "kits"),
            FEEDS: ("written",),
            **({PROVENANCE: ("all",)} if workshop.ground.edition.kind == "cleared" else {}),
        } | {unit: (f"searched/{code}",) for unit, code in self.searches.items()}
        """The units, and what each asks besides what it asks the index while it is made."""

    def begin(self, units: Iterable[str]) -> None:
        """Begin with what other programs do meanwhile, unless it has begun."""
        documents = self._workshop.ground.edition.documents
        for unit in units:
            if unit in self.searches:
                words = self._workshop.words[self.searches[unit]]
                self._begun.begin(self._register, documents, words)

    def make(self, unit: str, has_kit: HasKit) -> Iterator[File]:
        """Yield (path, bytes) of a unit's files; `has_kit` tells whether a channel has posts in a language."""
        if unit == FINDER:
            places = self._workshop.index.places
            territory = self._workshop.ground.base.territory
            yield from render_finder(self._people(), places, territory, self._languages)
        elif unit == SITEMAP:
            yield from self._sitemap(has_kit)
        elif unit == FEEDS:
            yield from render_feeds(self._workshop.index, self._workshop.words, self._dates)
        elif unit == PROVENANCE:
            yield from self._provenance()
        else:
            yield from self._begun.files(self.searches[unit])

    def _sitemap(self, has_kit: HasKit) -> Iterator[File]:
        ground = self._workshop.ground
        settings, at = ground.base.settings, ground.edition.at
        changes = Changes(self._register, ground.base.territory, at, date_of)
        rows = list_rows(self._abouts(has_kit), changes, self._languages)
        yield from render_sitemap(rows, settings.site.url, read_zone(settings.timezone))

    def _abouts(self, has_kit: HasKit) -> Iterator[About]:
        yield About("", self._languages[0], ENTRANCE)
        for language in self._languages:
            for section in ("", *SECTION_PAGES):
                yield About(section_address(section, language), language, section)
            for kind, items in self._register.by_kind.items():
                for item in items if kind != "candidates" else ():
                    address = document_address(kind, item.slug, language)
                    yield About(address, language, kind, item)
            for section, names in self._items(language, has_kit):
                for name in names:
                    yield About(
                        item_address(section, name, language), language, section, None, name
                    )

    def _items(self, language: str, has_kit: HasKit) -> Iterator[tuple[str, list[str]]]:
        index, kits = self._workshop.index, self._workshop.kits
        yield "places", index.places[1:]
        yield "themes", list(self._workshop.ground.base.house.themes)
        contests = self._workshop.ground.base.settings.contests
        yield "contests", [contest for contest in contests if index.candidates_in(contest)]
        yield "kit", [item.id for item in kits.channels if has_kit(item.id, language)]

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
