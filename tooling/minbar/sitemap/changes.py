"""When what a page shows last changed, and the part of the sitemap that the page goes into.

A page that lists documents changed when the latest of them did. If the date of one of them is not
known, that of the page is not known either.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property

from msgspec import Struct

from minbar.edition.register import Listed, Register
from minbar.model.addresses import document_address
from minbar.model.territory import TerritoryTree
from minbar.sitemap.render import Row

ENTRANCE = "entrance"
"""The page before the choice of a language: it lists nothing."""
CANDIDATES = "candidates"
NOTHING = datetime.min.replace(tzinfo=UTC)
"""A list of nothing never changed: anything is later."""
UNKNOWN = datetime.max.replace(tzinfo=UTC)
"""One date that is not known hides all others: nothing is later."""
HOME = ("messages", "programme", "events", "rebuttals")
THEME = ("programme", "messages", "replies", "rebuttals", "events")
LOCAL = ("programme", "events", "replies", "press")
"""What a place's page lists if it is for that place or one around it, but not for the country."""


class About(Struct, frozen=True):
    """A page: where it stands, and what it shows.

    `document` if it is one; else `item`, what a page below a section is about (a place, a theme,
    a contest, a channel); else it is the section itself, the empty one being the home page.
    """

    address: str
    language: str
    section: str
    document: Listed | None = None
    item: str = ""


class Changes:
    """When pages of an edition last changed."""

    def __init__(
        self,
        register: Register,
        territory: TerritoryTree,
        at: datetime,
        date_of: Callable[[Listed], datetime | None],
    ) -> None:
        """Look up dates.

        Args:
            register: what an edition shows.
            territory: all places.
            at: the edition's instant.
            date_of: tells when the files of a document last changed, where that is known.
        """
        self._register = register
        self._territory = territory
        self._at = at.timestamp()
        self._written = date_of
        self._lists: dict[tuple[str, str], datetime] = {}
        self._regions: dict[str, str] = {}

    def of(self, about: About) -> datetime | None:
        """When a page last changed; None where that is not known."""
        if about.document is not None:
            changed = self._date(about.document)
        else:
            key = about.section, about.item
            if key not in self._lists:
                self._lists[key] = self._item(*key) if about.item else self._section(about.section)
            changed = self._lists[key]
        return None if changed is NOTHING or changed is UNKNOWN else changed

    def candidates(self) -> dict[str, list[tuple[str, datetime | None]]]:
        """The candidates' slugs, and when each last changed, by the part of the sitemap in their language."""
        parts: dict[str, list[tuple[str, datetime | None]]] = {}
        for slug, place, changed in self._people:
            region = self._region(place)
            known = None if changed is UNKNOWN else changed
            parts.setdefault(f"region-{region}" if region else "written", []).append((slug, known))
        return parts

    def part(self, about: About) -> str:
        """The part of the sitemap: candidates and places by region, all else as what was written."""
        code = ""
        if about.document is not None and about.document.kind == CANDIDATES:
            code = about.document.source.place
        elif about.section == "places":
            code = about.item
        region = self._region(code) if code else ""
        return f"{about.language}-region-{region}" if region else f"{about.language}-written"

    def _region(self, code: str) -> str:
        if code not in self._regions:
            above = self._territory.lineage(code)[1:2]
            self._regions[code] = above[0].replace(".", "-") if above else ""
        return self._regions[code]

    def _date(self, document: Listed) -> datetime:
        """What was published after its files were written changed then."""
        written = self._written(document) or UNKNOWN
        publish = document.source.publish
        if publish is None or publish > self._at:
            return written
        return max(written, datetime.fromtimestamp(publish, UTC))

    def _latest(self, documents: Iterable[Listed]) -> datetime:
        return max(map(self._date, documents), default=NOTHING)

    @cached_property
    def _people(self) -> list[tuple[str, str, datetime]]:
        """Slug, place and date of each candidate: they are many, so each is looked at once."""
        people = self._register.by_kind.get(CANDIDATES, ())
        return [(item.slug, item.source.place, self._date(item)) for item in people]

    @cached_property
    def _latest_people(self) -> dict[str, datetime]:
        """The latest candidate of each place."""
        latest: dict[str, datetime] = {}
        for _, place, changed in self._people:
            if changed > latest.get(place, NOTHING):
                latest[place] = changed
        return latest

    @cached_property
    def _latest_by_kind(self) -> dict[str, datetime]:
        kinds = self._register.by_kind.items()
        latest = {kind: self._latest(items) for kind, items in kinds if kind != CANDIDATES}
        return latest | {CANDIDATES: max(self._latest_people.values(), default=NOTHING)}

    @cached_property
    def _latest_of_places(self) -> dict[str, datetime]:
        """The latest of what each place's page lists: its candidates, and what is for it or for one around it."""
        reach = {"": NOTHING}
        for place in self._territory:  # parents before their children
            listed = ("messages", *LOCAL) if place.parent else ("messages",)
            found = (self._register.by_place.get((kind, place.code)) for kind in listed)
            own = (self._latest(documents) for documents in found if documents)
            reach[place.code] = max((reach[place.parent], *own))
        people = self._latest_people
        return {code: max(changed, people.get(code, NOTHING)) for code, changed in reach.items()}

    def _kinds(self, kinds: Iterable[str]) -> datetime:
        return max((self._latest_by_kind.get(kind, NOTHING) for kind in kinds), default=NOTHING)

    def _section(self, section: str) -> datetime:
        listed: dict[str, Iterable[str]] = {
            "": HOME,
            "places": self._latest_by_kind,
            "themes": THEME,
            "kit": ("messages",),
            "rebuttals": ("rebuttals", "monitoring"),
        }
        return self._kinds(listed.get(section, (section,)))

    def _item(self, section: str, item: str) -> datetime:
        if section == "places":
            return self._latest_of_places[item]
        if section == "themes":
            return max(self._latest(self._of_theme(kind, item)) for kind in THEME)
        if section == "contests":
            return self._latest(self._of_contest(item))
        return self._kinds(("messages",))

    def _of_theme(self, kind: str, theme: str) -> Iterator[Listed]:
        return (item for item in self._register.by_kind.get(kind, ()) if item.source.theme == theme)

    def _of_contest(self, contest: str) -> Iterator[Listed]:
        people = self._register.by_kind.get(CANDIDATES, ())
        return (item for item in people if item.source.contest == contest)


def list_rows(
    abouts: Iterable[About], changes: Changes, languages: tuple[str, ...]
) -> Iterator[tuple[str, list[Row]]]:
    """Yield the parts of a sitemap by name, their rows in the order in which the pages come.

    Args:
        abouts: every page but those of candidates, who are many and alike.
        changes: when pages last changed, the candidates' among them.
        languages: codes.
    """
    others: dict[str, list[Row]] = {}
    for about in abouts:
        row = Row(about.address, changes.of(about))
        others.setdefault(changes.part(about), []).append(row)
    people = {
        f"{language}-{part}": (language, items)
        for part, items in changes.candidates().items()
        for language in languages
    }
    for part in sorted(people.keys() | others.keys()):
        language, items = people.get(part, ("", []))
        rows = [
            Row(document_address(CANDIDATES, slug, language), changed) for slug, changed in items
        ]
        yield part, rows + others.get(part, [])
