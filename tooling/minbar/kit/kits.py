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


class Kit(Struct, frozen=True):
    """The posts of one pack. Either `channel` or `territory` is empty."""

    name: str
    language: str
    channel: str
    territory: str
    posts: tuple[tuple[Published, tuple[Snippet, ...]], ...]


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
        by_channel = [
            self._channel_kit(channel.id, code) for channel in self.channels for code in languages
        ]
        by_place = [
            self._place_kit(place, code) for place in self._index.pack_places for code in languages
        ]
        return [kit for kit in by_channel + by_place if kit.posts]

    def _channel_kit(self, channel: str, language: str) -> Kit:
        posts = [
            (
                document,
                tuple(item for item in self.of(document, language) if item.channel == channel),
            )
            for document in self._index.kind("messages")
        ]
        kept = tuple((document, snippets) for document, snippets in posts if snippets)
        return Kit(channel_kit_name(channel, language), language, channel, "", kept)

    def _place_kit(self, place: str, language: str) -> Kit:
        posts = [
            (document, tuple(self.of(document, language)))
            for document in self._index.reaching("messages", place)
        ]
        kept = tuple((document, snippets) for document, snippets in posts if snippets)
        return Kit(place_kit_name(place, language), language, "", place, kept)


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
