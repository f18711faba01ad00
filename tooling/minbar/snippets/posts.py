"""What posts are made of, taken from a message."""

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from minbar.channels import CHANNELS, Channel
from minbar.markdown.render import plain_text, render
from minbar.model.addresses import document_address
from minbar.model.document import Facts
from minbar.model.kinds.message import MessageText
from minbar.model.settings import Settings
from minbar.snippets.fit import fit
from minbar.snippets.post import Misfit, Post, Snippet

if TYPE_CHECKING:
    from jinja2 import Environment


def campaign_channels(settings: Settings) -> list[Channel]:
    """The channels that a campaign posts to, with the limits of its own servers."""
    chosen = [CHANNELS[name] for name in settings.channels or CHANNELS if name in CHANNELS]
    limits = {"mastodon": settings.mastodon_limit}
    return [
        replace(channel, limit=limits[channel.id]) if limits.get(channel.id) else channel
        for channel in chosen
    ]


class Fits(Struct, frozen=True):
    """A message in one language on every channel of the campaign, channel by channel."""

    snippets: tuple[Snippet, ...]
    misfits: tuple[Misfit, ...]


def fit_message(
    settings: Settings,
    facts: Facts,
    text: MessageText,
    body: str,
    slug: str,
    language: str,
    direction: str,
    environment: "Environment",
) -> Fits:
    """Fit a message to every channel; `environment` finds the templates of posts."""
    post = make_post(settings, facts, text, body, slug, language, direction)
    fitted = [fit(channel, post, environment) for channel in campaign_channels(settings)]
    return Fits(
        tuple(item for item in fitted if isinstance(item, Snippet)),
        tuple(item for item in fitted if isinstance(item, Misfit)),
    )


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
