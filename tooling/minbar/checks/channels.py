"""Every message has a text that fits each channel, and reads in the right direction there."""

from collections.abc import Iterator, Mapping
from typing import cast

import jinja2

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Version
from minbar.model.finding import Finding
from minbar.model.kinds.message import MessageText
from minbar.snippets import Misfit, find_direction_problems, fit
from minbar.snippets.posts import campaign_channels, make_post


def check_channels(
    campaign: Campaign,
    environment: jinja2.Environment,
    directions: Mapping[str, str],
    chosen: frozenset[str],
) -> Iterator[Finding]:
    """Yield what does not fit a channel, by how much, and what reads the wrong way.

    Args:
        campaign: everything.
        environment: finds the templates of posts.
        directions: `rtl` or `ltr` of each language.
        chosen: paths of the files to look into.
    """
    channels = campaign_channels(campaign.settings)
    for document in campaign.documents:
        if document.kind != "messages":
            continue
        for version in document.versions.values():
            if version.path not in chosen:
                continue
            direction = directions[version.language]
            yield from _direction(version, direction)
            text = cast("MessageText", version.text)
            post = make_post(
                campaign.settings,
                document.facts,
                text,
                version.body,
                document.slug,
                version.language,
                direction,
            )
            for channel in channels:
                fitted = fit(channel, post, environment)
                if isinstance(fitted, Misfit):
                    yield _misfit(version, fitted)


def _misfit(version: Version, misfit: Misfit) -> Finding:
    mark = f"channels.{misfit.channel}"
    place = version.place(mark if mark in version.marks else "short")
    return rules.TEXT_TOO_LONG.at(
        place, misfit.message, example=f"channels: {{{misfit.channel}: …}}"
    )


def _direction(version: Version, direction: str) -> Iterator[Finding]:
    text = cast("MessageText", version.text)
    words = {"short": text.short} | {f"channels.{name}": own for name, own in text.channels.items()}
    for mark, value in words.items():
        for problem in find_direction_problems(value, direction):
            yield rules.DIRECTION_UNSAFE.at(version.place(mark), problem.message, value[:60])
