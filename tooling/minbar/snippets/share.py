"""Links that open a channel with a post already written."""

from urllib.parse import quote

from minbar.channels import Channel, channel_named


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
    both = text if url in text else f"{text}\n{url}".strip()
    return channel.share.format(
        text=_encoded(_without(text, url)), url=_encoded(url), both=_encoded(both)
    )


def _without(text: str, url: str) -> str:
    """Leave out the lines that hold the link and nothing else."""
    return "\n".join(line for line in text.split("\n") if line != url).strip()


def _encoded(text: str) -> str:
    return quote(text, safe="")
