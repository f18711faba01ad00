"""What posts are made of, taken from a message."""

from urllib.parse import urljoin

from msgspec.structs import replace

from minbar.channels import CHANNELS, Channel
from minbar.markdown.render import plain_text, render
from minbar.model.addresses import document_address
from minbar.model.document import Facts
from minbar.model.kinds.message import MessageText
from minbar.model.settings import Settings
from minbar.snippets.post import Post


def campaign_channels(settings: Settings) -> list[Channel]:
    """The channels that a campaign posts to, with the limits of its own servers."""
    chosen = [CHANNELS[name] for name in settings.channels or CHANNELS if name in CHANNELS]
    limits = {"mastodon": settings.mastodon_limit}
    return [
        replace(channel, limit=limits[channel.id]) if limits.get(channel.id) else channel
        for channel in chosen
    ]


def make_post(
    settings: Settings,
    facts: Facts,
    text: MessageText,
    body: str,
    slug: str,
    language: str,
    direction: str,
) -> Post:
    """Take the words of a message; its link is its own page unless it names another."""
    page = urljoin(settings.site.url, document_address("messages", slug, language))
    return Post(
        slug=slug,
        language=language,
        direction=direction,
        title=text.title,
        short=text.short,
        full=plain_text(render(body).html),
        link=getattr(facts, "link", None) or page,
        hashtags=text.hashtags,
        overrides=text.channels,
    )
