"""From an Edition's messages to the posts of every channel, and to kits of them."""

from collections.abc import Mapping
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


class Kit(Struct, frozen=True):
    """The posts of one pack. Either `channel` or `territory` is empty."""

    name: str
    language: str
    channel: str
    territory: str
    posts: tuple[Offer, ...]


class Kits:
    """The messages of an edition by channel and by place, each fitted to every channel."""

    def __init__(self, index: Index, fitted: Fitted) -> None:
        """Take an edition, and its messages as they were fitted."""
        self._index = index
        self._fitted = fitted
        self.channels = campaign_channels(index.edition.settings)

    def channel(self, name: str) -> Channel:
        """A channel by its id."""
        return CHANNELS[name]

    def of(self, document: Published, language: str) -> tuple[Snippet, ...]:
        """The posts of a message in a language, channel by channel; misfits are left out.

        What was withdrawn is offered nowhere, not to the team either.
        """
        self._index.ask(f"doc/messages/{document.slug}")
        if document.state == "withdrawn":
            return ()
        fits = self._fitted.get((document.kind, document.slug, language))
        return fits.snippets if fits else ()

    def get(self, name: str) -> Kit | None:
        """A kit by its name, for who takes places, headings and posts; None if no text is for it."""
        self._index.ask(f"kit/{name}")
        return self._by_name.get(name)

    def has(self, name: str) -> bool:
        """Tell whether there is a kit of a name, for who takes nothing else of it."""
        self._index.ask(f"haskit/{name}")
        return name in self._by_name

    def texts(self, name: str) -> Kit | None:
        """The same for who takes nothing of it but slugs and posts, as packs do."""
        self._index.ask(f"texts/{name}")
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Kit]:
        return {kit.name: kit for kit in self.all}

    @cached_property
    def all(self) -> list[Kit]:
        """One kit for each channel and language, then one for each place and language."""
        languages = self._index.edition.settings.language_codes
        offered = {code: self._offered(code) for code in languages}
        posts = {code: _by_channel(offered[code]) for code in languages}
        by_channel = [
            Kit(channel_kit_name(channel.id, code), code, channel.id, "", kept)
            for channel in self.channels
            for code in languages
            if (kept := tuple(posts[code].get(channel.id, ())))
        ]
        by_place = [
            Kit(place_kit_name(place, code), code, "", place, kept)
            for place in self._index.pack_places
            for code in languages
            if (kept := self._reaching(place, offered[code]))
        ]
        return by_channel + by_place

    def _offered(self, language: str) -> dict[str, Offer]:
        """The messages that have posts in a language, by slug."""
        found = {
            document.slug: (document, self.of(document, language))
            for document in self._index.kind("messages")
        }
        return {slug: offer for slug, offer in found.items() if offer[1]}

    def _reaching(self, place: str, offered: Mapping[str, Offer]) -> tuple[Offer, ...]:
        reaching = self._index.reaching("messages", place)
        return tuple(offered[item.slug] for item in reaching if item.slug in offered)


def _by_channel(offered: Mapping[str, Offer]) -> dict[str, list[Offer]]:
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
