"""Links that open a channel with a post already written."""

from collections.abc import Callable

from minbar.channels import Channel, channel_named
from minbar.late import pattern

_RESERVED = pattern(r"[^A-Za-z0-9_.~-]+")
"""All but what RFC 3986, section 2.3 calls unreserved."""


def share_url(channel: Channel | str, text: str, url: str = "") -> str | None:
    """Give the link that opens a channel with this text and link, or None.

    None when the channel has no such link (Instagram, Mastodon, TikTok, YouTube), or takes
    a link first of all (Facebook, LinkedIn, Telegram) and `url` is empty.

    Args:
        channel: an id or a channel.
        text: a post; it may hold the link already, which is then not repeated.
        url: the link, or nothing.

    Everything is percent-encoded from UTF-8; a space is `%20`, never `+`, which WhatsApp
    and text messages would show.
    """
    if isinstance(channel, str):
        channel = channel_named(channel)
    if not channel.share or ("{url}" in channel.share and not url):
        return None
    words: dict[str, Callable[[], str]] = {
        "{text}": lambda: _without(text, url),
        "{url}": lambda: url,
        "{both}": lambda: text if url in text else f"{text}\n{url}".strip(),
    }
    share = channel.share
    for mark, give in words.items():
        if mark in share:  # to encode a text takes as long as all else that is done with it
            share = share.replace(mark, _encoded(give()))
    return share


def _without(text: str, url: str) -> str:
    """Leave out the lines that hold the link and nothing else."""
    return "\n".join(line for line in text.split("\n") if line != url).strip()


def _encoded(text: str) -> str:
    """Percent-encode as `urllib.parse.quote` does, but runs of letters at once: a quarter of the time."""
    return _RESERVED.sub(lambda run: "%" + run[0].encode().hex("%").upper(), text)
