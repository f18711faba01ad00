"""From an Edition's messages to the posts of every channel, and to kits of them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Protocol, cast

import jinja2
from msgspec import Struct

from minbar.channels import CHANNELS, Channel
from minbar.edition import Published
from minbar.edition.index import Index
from minbar.model.kinds.message import MessageText
from minbar.snippets import Snippet
from minbar.snippets.posts import campaign_channels, fit_message


class Posts(Protocol):
    """What became of a message in one language."""

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """Its posts, channel by channel."""
        ...


Fitted = Mapping[tuple[str, str, str], Posts]
"""What became of each message, by kind, slug and language."""


Offer = tuple[Published, tuple[Snippet, ...]]
"""A message and its posts in one language."""


class Sought(Struct, frozen=True, gc=False):
    """What a kit is of: a language, and either a channel or a place."""

    language: str
    channel: str = ""
    place: str = ""


class Kit(Struct, frozen=True):
    """The posts of one pack. Either `channel` or `territory` is empty."""

    name: str
    language: str
    channel: str
    territory: str
    posts: tuple[Offer, ...]


def is_offered(document: Published) -> bool:
    """Tell whether posts of a message are for anybody; one that was withdrawn is still shown to the team."""
    return document.state != "withdrawn"


class Kits:
    """The messages of an edition by channel and by place, each fitted to every channel."""

    def __init__(self, index: Index, fitted: Fitted) -> None:
        """Take an edition, and its messages as they were fitted."""
        self._index = index
        self._fitted = fitted
        self.channels = campaign_channels(index.edition.settings)
        self._kits: dict[str, Kit | None] = {}
        self._offers: dict[str, dict[str, Offer]] = {}
        self._channels: dict[str, dict[str, list[Offer]]] = {}

    def channel(self, name: str) -> Channel:
        """A channel by its id."""
        return CHANNELS[name]

    def of(self, document: Published, language: str) -> tuple[Snippet, ...]:
        """The posts of a message in a language, channel by channel; misfits are left out.

        What was withdrawn is offered nowhere, not to the team either.
        """
        self._index.ask(f"doc/messages/{document.slug}")
        if not is_offered(document):
            return ()
        fits = self._fitted.get((document.kind, document.slug, language))
        return fits.snippets if fits else ()

    def get(self, name: str) -> Kit | None:
        """A kit by its name, for who takes places, headings and posts; None if no text is for it."""
        self._index.ask(f"kit/{name}")
        return self._made(name)

    def has(self, name: str) -> bool:
        """Tell whether there is a kit of a name, for who takes nothing else of it."""
        self._index.ask(f"haskit/{name}")
        sought = self.names.get(name)
        if sought is None:
            return False
        with self._index.apart():
            return any(
                not sought.channel or any(post.channel == sought.channel for post in posts)
                for posts in map(self._posts_in(sought.language), self._reaching(sought.place))
                if posts
            )

    def texts(self, name: str) -> Kit | None:
        """The same for who takes nothing of it but slugs and posts, as packs do."""
        self._index.ask(f"texts/{name}")
        return self._made(name)

    @property
    def all(self) -> list[Kit]:
        """One kit for each channel and language, then one for each place and language."""
        return [kit for kit in map(self._made, self.names) if kit]

    @cached_property
    def names(self) -> dict[str, Sought]:
        """The kits that there can be, by name: those of channels, then those of places."""
        with self._index.apart():
            places = self._index.pack_places
        codes = self._index.edition.settings.language_codes
        channels = [item.id for item in self.channels]
        return {
            **{
                channel_kit_name(item, code): Sought(code, item)
                for item in channels
                for code in codes
            },
            **{
                place_kit_name(item, code): Sought(code, "", item)
                for item in places
                for code in codes
            },
        }

    def _made(self, name: str) -> Kit | None:
        if name not in self._kits:
            with self._index.apart():
                self._kits[name] = self._make(name)
        return self._kits[name]

    def _make(self, name: str) -> Kit | None:
        sought = self.names.get(name)
        if sought is None:
            return None
        language, channel, place = sought.language, sought.channel, sought.place
        offered = self._offered(language)
        if channel:
            posts = tuple(self._by_channel(language).get(channel, ()))
        else:
            posts = tuple(
                offered[item.slug] for item in self._reaching(place) if item.slug in offered
            )
        return Kit(name, language, channel, place, posts) if posts else None

    def _posts_in(self, language: str) -> Callable[[Published], tuple[Snippet, ...]]:
        return lambda document: self.of(document, language)

    def _reaching(self, place: str) -> list[Published]:
        """The messages for a place, or all of them."""
        return self._index.reaching("messages", place) if place else self._index.kind("messages")

    def _offered(self, language: str) -> dict[str, Offer]:
        """The messages that have posts in a language, by slug."""
        if language not in self._offers:
            found = {
                document.slug: (document, self.of(document, language))
                for document in self._index.kind("messages")
            }
            self._offers[language] = {slug: offer for slug, offer in found.items() if offer[1]}
        return self._offers[language]

    def _by_channel(self, language: str) -> dict[str, list[Offer]]:
        """The posts of a language by channel."""
        if language not in self._channels:
            self._channels[language] = _sort_by_channel(self._offered(language))
        return self._channels[language]


def _sort_by_channel(offered: Mapping[str, Offer]) -> dict[str, list[Offer]]:
    """The same posts by channel, in the same order."""
    found: dict[str, list[Offer]] = {}
    for document, posts in offered.values():
        own: dict[str, list[Snippet]] = {}
        for post in posts:
            own.setdefault(post.channel, []).append(post)
        for channel, said in own.items():
            found.setdefault(channel, []).append((document, tuple(said)))
    return found


def channel_kit_name(channel: str, language: str) -> str:
    """Name of the pack for a channel."""
    return f"channel-{channel}-{language}"


def place_kit_name(place: str, language: str) -> str:
    """Name of the pack for a place."""
    return f"place-{place.replace('.', '-')}-{language}"


def make_kits(index: Index, environment: jinja2.Environment, directions: dict[str, str]) -> Kits:
    """Fit every message of an edition to every channel of the campaign.

    Args:
        index: an edition.
        environment: finds the templates of posts.
        directions: `rtl` or `ltr` of each language.
    """
    settings = index.edition.settings
    fitted = {
        (document.kind, document.slug, language): fit_message(
            settings,
            document.facts,
            cast("MessageText", shown.text),
            shown.body,
            document.slug,
            language,
            directions[language],
            environment,
        )
        for document in index.kind("messages")
        for language, shown in document.versions.items()
    }
    return Kits(index, fitted)
