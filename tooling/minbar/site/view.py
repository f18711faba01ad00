"""What page templates can ask for: words, addresses, pictures, texts. Nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from minbar.channels import Channel
from minbar.edition import Edition, Published, Shown
from minbar.edition.bodies import link_body
from minbar.edition.feeds import ALL, feed_title, region_feed, regions_of_messages
from minbar.edition.index import Index
from minbar.kit import Kit, Kits
from minbar.kit.kits import channel_kit_name, place_kit_name
from minbar.markdown.render import Rendered, render
from minbar.model.addresses import (
    calendar_address,
    document_address,
    feed_address,
    item_address,
    media_address,
    pack_address,
    section_address,
)
from minbar.model.sections import FEEDS
from minbar.site.page import Page
from minbar.site.seen import Seen
from minbar.snippets import Snippet, share_url
from minbar.strings import Strings
from minbar.templates.fragments import Fragments

Crumbs = tuple[tuple[str, str], ...]
"""(title, address) from the home page down."""

NOTHING = Markup("")


class View:
    """The edition as one language's pages see it."""

    def __init__(
        self,
        index: Index,
        kits: Kits,
        words: dict[str, Strings],
        language: str,
        pack_sizes: Mapping[str, int],
    ) -> None:
        """Look at an edition in one language; `words` has every language."""
        self._pack_sizes = pack_sizes
        self.index = index
        self._edition: Edition = index.edition
        self.is_preview = index.edition.kind == "preview"
        self.charter = index.edition.charter
        self.settings = index.edition.settings
        self.house = index.edition.house
        self.tree = index.edition.territory
        self.kits = kits
        self.words = words
        self.language = language
        self.t = words[language]
        self.fragments = Fragments(index)
        self._place_crumbs: dict[tuple[str, bool], Crumbs] = {}
        self._marks = {code: self._marked(code) for code in words}

    def _marked(self, code: str) -> tuple[Markup, Markup]:
        """What tells a text in a language from the site's own words, and these from the text."""
        if code == self.language:
            return NOTHING, NOTHING
        mark = Markup(' lang="{}" dir="{}"')
        return (
            mark.format(code, self.words[code].direction),
            mark.format(self.language, self.t.direction),
        )

    @property
    def edition(self) -> Edition:
        """All of it, its instant included: what asks for this is made anew at every change."""
        self.index.ask("edition")
        return self._edition

    def shows(self, name: str | None) -> bool:
        """Tell whether the edition shows a picture."""
        self.index.ask(f"media/{name}")
        return name in self._edition.media

    def name(self, names: dict[str, str]) -> str:
        """The name in this language."""
        return names.get(self.language) or next(iter(names.values()))

    def place(self, code: str) -> str:
        """The name of a place."""
        return self.name(self.tree[code].names)

    def place_type(self, code: str) -> str:
        """What a place is called by, or else its level; empty where the language has no word for it."""
        place = self.tree[code]
        known = [name for name in (place.type, place.level) if name in self.t]
        return self.t(known[0]) if known else ""

    def place_scope(self, code: str) -> str:
        """How far something for a place reaches; empty where the language has no words for its level."""
        key = f"scope_{self.tree[code].level}"
        return self.t(key) if key in self.t else ""

    def heading(self, document: Published) -> str:
        """The name of a document."""
        return document.heading(self.language)

    def shown(self, document: Published) -> Shown:
        """The words of a document, in this language or in the one it falls back to."""
        return document.version(self.language)

    def see(self, document: Published) -> Seen:
        """A document as this language's pages show it: one question instead of six."""
        shown = document.version(self.language)
        foreign, own = self._marks[shown.language]
        return Seen(
            address=self.address(document),
            heading=self.heading(document),
            text=shown.text,
            language=shown.language,
            outdated=shown.outdated,
            foreign=foreign,
            own=own,
            noted=document.slug if foreign or shown.outdated or document.state != "live" else "",
        )

    def foreign(self, document: Published) -> Markup:
        """`lang` and `dir` for words that are not in the page's language, else nothing."""
        return self._marks[self.shown(document).language][0]

    def own(self, document: Published) -> Markup:
        """The page's own `lang` and `dir`, for the site's words among those of a foreign text."""
        return self._marks[self.shown(document).language][1]

    def address(self, document: Published) -> str:
        """Where a document stands."""
        return document_address(document.kind, document.slug, self.language)

    def section(self, name: str) -> str:
        """Where a section stands."""
        return section_address(name, self.language)

    def item(self, section: str, item: str) -> str:
        """Where a place, a theme, a contest or a channel stands."""
        return item_address(section, item, self.language)

    def media(self, name: str) -> str:
        """Where a picture stands."""
        return media_address(name)

    def pack(self, name: str) -> str:
        """Where a pack stands."""
        return pack_address(name)

    def pack_size(self, name: str) -> str:
        """How large a pack is."""
        self.index.ask(f"pack/{name}")
        return self.t.kilobytes(self._pack_sizes[pack_address(name)])

    def picture(
        self, name: str, alternative: str, base: str, css: str = "", *, eager: bool = False
    ) -> Markup:
        """An <img> with its size, so that nothing moves when it arrives."""
        self.index.ask(f"media/{name}")
        width, height = self._edition.media[name]
        loading = "eager" if eager else "lazy"
        return Markup(
            '<img class="{}" src="{}{}" alt="{}" width="{}" height="{}" loading="{}" decoding="async">'
        ).format(css, base, media_address(name), alternative, width, height, loading)

    def rendered(self, document: Published) -> Rendered:
        """The body as clean HTML, its addresses as written."""
        return render(self.shown(document).body)

    def body(self, document: Published, base: str) -> Markup:
        """The body as clean HTML whose links lead to pages of the site."""
        clean = self.rendered(document).html
        return Markup(link_body(clean, self.index, document.kind, self.language, base))

    def feeds(self, page: Page) -> list[tuple[str, str]]:
        """Title and address of the feeds that the home page and a section's page stand for."""
        if page.address != self.section(page.section):
            return []
        names = [page.section, ALL] if page.section in FEEDS else [ALL]
        return [(feed_title(self.index, self.t, name), self.feed(name)) for name in names]

    def feed(self, name: str) -> str:
        """Where a feed stands."""
        return feed_address(name, self.language)

    def calendar(self) -> str:
        """Where the calendar of events stands."""
        return calendar_address(self.language)

    def regional_feeds(self) -> list[tuple[str, str]]:
        """Code of each region that has messages of its own, and where the feed of these stands."""
        return [(code, self.feed(region_feed(code))) for code in regions_of_messages(self.index)]

    def absolute(self, address: str) -> str:
        """A full address, for link cards and search engines."""
        return self.settings.site.url + address

    def remember(self, macro: Callable[..., Markup], base: str, document: Published) -> Markup:
        """What a macro makes of a document: made once, though many pages show it."""
        key = (macro, base, document.kind, document.slug)
        made: Markup | None = self.fragments[key]
        if made is None:
            made = self.fragments.keep(key, macro(self, base, document))
        return made

    def others_on_list(
        self, macro: Callable[..., Markup], base: str, candidate: Published
    ) -> Markup:
        """What a macro makes of each other candidate of a list, in one piece."""
        facts: Any = candidate.facts
        key = (macro, base, facts.contest, facts.territory)
        made = self.fragments[key]
        if made is None:
            people = self.candidates_at(facts.territory, facts.contest)
            made = self.fragments.keep(key, {item.slug: macro(self, base, item) for item in people})
        return Markup("".join([html for slug, html in made.items() if slug != candidate.slug]))

    def place_crumbs(self, code: str, *, itself: bool = False) -> Crumbs:
        """Home, all places, and those that a place lies in, if asked for with the place itself.

        A commune that bears the name of its province or prefecture is named once.
        """
        made = self._place_crumbs.get((code, itself))
        if made is None:
            line = self.tree.lineage(code)[1:] if itself else self.tree.lineage(code)[1:-1]
            crumbs = [
                (self.t("home"), self.section("")),
                (self.t("section_places"), self.section("places")),
                *((self.place(item), self.item("places", item)) for item in line),
            ]
            below = [title for title, _ in crumbs[1:]] + [""]
            made = tuple(
                crumb for crumb, next_ in zip(crumbs, below, strict=True) if crumb[0] != next_
            )
            self._place_crumbs[code, itself] = made
        return made

    def lines(self, text: str) -> Markup:
        """Plain text with its line breaks, for HTML."""
        return Markup("<br>").join(escape(line) for line in text.split("\n"))

    def coming_events(self) -> list[Published]:
        """Events that are not over, the next one first."""
        return self.index.events(coming=True)

    def past_events(self) -> list[Published]:
        """Events that are over, the latest first."""
        return self.index.events(coming=False)

    def messages_of_plank(self, plank: Published) -> list[Published]:
        """Messages that come from a plank."""
        return self.index.of_plank(plank.slug)

    def lists(self, contest: str) -> dict[str, list[tuple[str, int]]]:
        """Where a contest has lists: region to places, each with how many candidates it lists."""
        found: dict[str, list[tuple[str, int]]] = {}
        for code, count in self.index.lists(contest).items():
            region = (self.tree.lineage(code)[1:2] or (code,))[0]
            found.setdefault(region, []).append((code, count))
        return found

    def candidates_at(self, code: str, contest: str) -> list[Published]:
        """The list of a contest in exactly this place."""
        return [
            item
            for item in self.index.at("candidates", code)
            if getattr(item.facts, "contest", "") == contest
        ]

    def local(self, documents: list[Published]) -> list[Published]:
        """Those that are for a place smaller than the whole country."""
        return [item for item in documents if self.index.territory(item) != self.tree.root]

    def next_after(self, document: Published) -> Published | None:
        """The document of the same kind that follows."""
        documents = self.index.kind(document.kind)
        following = documents.index(document) + 1
        return documents[following] if following < len(documents) else None

    def channel_kit(self, channel: str) -> Kit | None:
        """The kit of a channel in this language."""
        return self.kits.get(channel_kit_name(channel, self.language))

    def place_kit(self, code: str) -> str:
        """The name of the kit that holds for a place in this language; empty if there is none."""
        name = place_kit_name(self.index.pack_place(code), self.language)
        return name if self.kits.has(name) else ""

    def has_packs(self, code: str) -> bool:
        """Tell whether a place, or one inside it, has a pack of its own."""
        return any(code in self.tree.lineage(item) for item in self.index.pack_places)

    def channel_name(self, channel: Channel) -> str:
        """What a channel is called in this language."""
        word = f"channel_{channel.id}"
        return self.t(word) if word in self.t else channel.name

    def share(self, snippet: Snippet) -> str:
        """A link that opens a network with the first text ready, where the network has such links."""
        return share_url(self.kits.channel(snippet.channel), snippet.parts[0], snippet.link) or ""
