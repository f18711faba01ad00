"""From an Edition's messages to the posts of every channel, and to kits of them."""

from functools import cached_property
from typing import cast

import jinja2
from msgspec import Struct

from minbar.channels import CHANNELS, Channel
from minbar.edition import Published
from minbar.edition.index import Index
from minbar.model.kinds.message import MessageText
from minbar.snippets import Misfit, Snippet, fit
from minbar.snippets.posts import campaign_channels, make_post

Fitted = Snippet | Misfit


class Kit(Struct, frozen=True):
    """The posts of one pack. Either `channel` or `territory` is empty."""

    name: str
    language: str
    channel: str
    territory: str
    posts: tuple[tuple[Published, tuple[Snippet, ...]], ...]


class Kits:
    """Every message fitted to every channel, once."""

    def __init__(
        self, index: Index, environment: jinja2.Environment, directions: dict[str, str]
    ) -> None:
        """Fit all messages.

        Args:
            index: an edition.
            environment: finds the templates of posts.
            directions: `rtl` or `ltr` of each language.
        """
        self._index = index
        settings = index.edition.settings
        self.channels = campaign_channels(settings)
        self._fitted: dict[tuple[str, str], list[Fitted]] = {}
        for document in index.kind("messages"):
            for language in document.versions:
                shown = document.versions[language]
                text = cast("MessageText", shown.text)
                post = make_post(
                    settings,
                    document.facts,
                    text,
                    shown.body,
                    document.slug,
                    language,
                    directions[language],
                )
                self._fitted[document.slug, language] = [
                    fit(channel, post, environment) for channel in self.channels
                ]

    def channel(self, name: str) -> Channel:
        """A channel by its id."""
        return CHANNELS[name]

    @cached_property
    def by_name(self) -> dict[str, Kit]:
        """Every kit by its name."""
        return {kit.name: kit for kit in self.all}

    def of(self, document: Published, language: str) -> list[Snippet]:
        """The posts of a message in a language, channel by channel; misfits are left out."""
        return [
            item
            for item in self._fitted.get((document.slug, language), [])
            if isinstance(item, Snippet)
        ]

    @cached_property
    def misfits(self) -> list[Misfit]:
        """What does not fit."""
        return [
            item for fitted in self._fitted.values() for item in fitted if isinstance(item, Misfit)
        ]

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
    """Fit every message of an edition to every channel of the campaign."""
    return Kits(index, environment, directions)
