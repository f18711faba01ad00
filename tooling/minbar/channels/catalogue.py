"""Every channel we post to: its limit, its way of counting, its habits. Data, not code.

A limit that changes is changed here and nowhere else, with its source and the day it was
read. `unconfirmed` marks a figure for which no first-hand page was seen.

`forms` says which texts are tried, fullest first, when a post is made to fit:

- *short-first* channels (X, Threads, Bluesky, Mastodon, SMS, TikTok) are read at a
  glance, so the writer's short text goes first even where the whole body would fit;
- *long-form* channels (Facebook, Instagram, WhatsApp, Telegram, LinkedIn, YouTube) have
  room, so the body goes first and the short text is what is left;
- a form without `link` is for a channel where a link in the text cannot be touched
  (Instagram, TikTok); a form without `tags` is for one where a hashtag leads nowhere
  (WhatsApp, SMS);
- `tags` means as many of the post's hashtags as fit, `hashtags_max` at most.

Share links hold `{text}`, `{url}` or `{both}` (the text, a line break, the link).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

Unit = Literal[
    "weighted",
    "graphemes",
    "utf-16",
    "bytes",
    "characters",
    "characters, emoji as bytes",
    "septets",
]
Limited = Literal[Unit, "segments"]
"""What a channel's limit is a number of."""


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """One place to post to, or one more text field of it (`surface`)."""

    id: str
    name: str
    limit: int
    unit: Limited
    source: str
    read_on: str
    unconfirmed: bool = False
    surface: bool = False
    """A field of a channel (a title, a caption): measured, never posted to on its own."""
    threads: bool = False
    hashtags_max: int | None = None
    """How many hashtags we put; refused beyond it only when `hashtags_strict`."""
    hashtags_strict: bool = False
    links_max: int | None = None
    link_weight: int | None = None
    """What a link counts, where it does not count its own length."""
    bytes_max: int | None = None
    refused_letters: str = ""
    share: str = ""
    forms: tuple[str, ...] = ()


_READ_ON = "2026-11-22"
_SHORT_FIRST = ("short+link+tags", "short+link", "full+link+tags", "full+link")
_LONG_FORM = ("full+link+tags", "full+link", "short+link+tags", "short+link")

_ALL: tuple[Channel, ...] = (
    Channel(
        id="x",
        name="X",
        limit=280,
        unit="weighted",
        source="X, twitter-text configuration v3 (npm twitter-text 3.1.0)",
        read_on=_READ_ON,
        threads=True,
        hashtags_max=2,
        link_weight=23,
        refused_letters="\ufeff\ufffe\uffff",
        share="https://twitter.com/intent/tweet?text={both}",
        forms=_SHORT_FIRST,
    ),
    Channel(
        id="threads",
        name="Threads",
        limit=500,
        unit="characters, emoji as bytes",
        source="Meta, developers.facebook.com/documentation/threads/posts",
        read_on=_READ_ON,
        threads=True,
        hashtags_max=1,
        hashtags_strict=True,
        links_max=5,
        share="https://www.threads.net/intent/post?text={both}",
        forms=_SHORT_FIRST,
    ),
    Channel(
        id="bluesky",
        name="Bluesky",
        limit=300,
        unit="graphemes",
        source="AT Protocol, lexicon app.bsky.feed.post (maxGraphemes, maxLength)",
        read_on=_READ_ON,
        threads=True,
        hashtags_max=2,
        bytes_max=3000,
        share="https://bsky.app/intent/compose?text={both}",
        forms=_SHORT_FIRST,
    ),
    Channel(
        id="mastodon",
        name="Mastodon",
        limit=500,
        unit="graphemes",
        source="Mastodon, /api/v2/instance: max_characters, characters_reserved_per_url",
        read_on=_READ_ON,
        unconfirmed=True,
        threads=True,
        hashtags_max=4,
        link_weight=23,
        forms=_SHORT_FIRST,
    ),
    Channel(
        id="facebook",
        name="Facebook",
        limit=63_206,
        unit="characters",
        source="no official page seen",
        read_on=_READ_ON,
        unconfirmed=True,
        hashtags_max=3,
        share="https://www.facebook.com/sharer/sharer.php?u={url}",
        forms=_LONG_FORM,
    ),
    Channel(
        id="instagram",
        name="Instagram",
        limit=2200,
        unit="characters",
        source="Instagram, captions: 5 hashtags since December 2025",
        read_on=_READ_ON,
        hashtags_max=5,
        hashtags_strict=True,
        forms=("full+tags", "full", "short+tags", "short"),
    ),
    Channel(
        id="whatsapp",
        name="WhatsApp",
        limit=4096,
        unit="characters",
        source="Meta, WhatsApp text messages",
        read_on=_READ_ON,
        hashtags_max=0,
        share="https://wa.me/?text={both}",
        forms=("full+link", "short+link"),
    ),
    Channel(
        id="telegram",
        name="Telegram",
        limit=4096,
        unit="utf-16",
        source="Telegram, Bot API sendMessage: after entity parsing",
        read_on=_READ_ON,
        hashtags_max=3,
        share="https://t.me/share/url?url={url}&text={text}",
        forms=_LONG_FORM,
    ),
    Channel(
        id="linkedin",
        name="LinkedIn",
        limit=3000,
        unit="characters",
        source="LinkedIn, posts",
        read_on=_READ_ON,
        hashtags_max=3,
        share="https://www.linkedin.com/sharing/share-offsite/?url={url}",
        forms=_LONG_FORM,
    ),
    Channel(
        id="youtube",
        name="YouTube",
        limit=5000,
        unit="bytes",
        source="Google, YouTube Data API v3, videos: snippet.description",
        read_on=_READ_ON,
        hashtags_max=3,
        refused_letters="<>",
        forms=_LONG_FORM,
    ),
    Channel(
        id="tiktok",
        name="TikTok",
        limit=2200,
        unit="utf-16",
        source="TikTok, Content Posting API: the unit is unconfirmed",
        read_on=_READ_ON,
        unconfirmed=True,
        hashtags_max=5,
        forms=("short+tags", "short", "full+tags", "full"),
    ),
    Channel(
        id="sms",
        name="SMS",
        limit=2,
        unit="segments",
        source="3GPP TS 23.038 and 23.040",
        read_on=_READ_ON,
        hashtags_max=0,
        share="sms:?body={both}",
        forms=("short+link", "full+link"),
    ),
    Channel(
        id="threads-attachment",
        name="Threads, text attachment",
        limit=10_000,
        unit="characters",
        source="Meta, developers.facebook.com/documentation/threads/create-posts/text-attachments",
        read_on=_READ_ON,
        surface=True,
    ),
    Channel(
        id="facebook-preview",
        name="Facebook, before “see more” on a phone",
        limit=477,
        unit="characters",
        source="no official page seen",
        read_on=_READ_ON,
        unconfirmed=True,
        surface=True,
    ),
    Channel(
        id="whatsapp-template",
        name="WhatsApp, template body",
        limit=1024,
        unit="characters",
        source="Meta, WhatsApp message templates",
        read_on=_READ_ON,
        surface=True,
    ),
    Channel(
        id="telegram-caption",
        name="Telegram, caption of a picture",
        limit=1024,
        unit="utf-16",
        source="Telegram, Bot API sendPhoto: after entity parsing",
        read_on=_READ_ON,
        surface=True,
    ),
    Channel(
        id="youtube-title",
        name="YouTube, title",
        limit=100,
        unit="characters",
        source="Google, YouTube Data API v3, videos: snippet.title",
        read_on=_READ_ON,
        surface=True,
        refused_letters="<>",
    ),
    Channel(
        id="tiktok-title",
        name="TikTok, title of photos",
        limit=90,
        unit="utf-16",
        source="TikTok, Content Posting API, photo posts: the unit is unconfirmed",
        read_on=_READ_ON,
        unconfirmed=True,
        surface=True,
    ),
    Channel(
        id="tiktok-description",
        name="TikTok, description of photos",
        limit=4000,
        unit="utf-16",
        source="TikTok, Content Posting API, photo posts: the unit is unconfirmed",
        read_on=_READ_ON,
        unconfirmed=True,
        surface=True,
    ),
)

CHANNELS: Mapping[str, Channel] = MappingProxyType({c.id: c for c in _ALL if not c.surface})
"""The channels one posts to, by id, in the order of the catalogue."""

SURFACES: Mapping[str, Channel] = MappingProxyType({c.id: c for c in _ALL if c.surface})
"""Other fields of theirs that are measured, by id."""


def channel_named(name: str) -> Channel:
    """Give the channel or surface of that id.

    Raises:
        KeyError: no such channel; the message lists those there are.
    """
    found = CHANNELS.get(name) or SURFACES.get(name)
    if found is None:
        raise KeyError(f"no channel {name!r}; there are: {', '.join([*CHANNELS, *SURFACES])}")
    return found
