"""CH: what a writer puts into a post for the networks, as they will read it."""

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, cast

from minbar.checks.passages import Passage, passages, place_in
from minbar.late import pattern
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding
from minbar.model.hashtags import find_hashtag_fault
from minbar.model.kinds.message import MessageText

if TYPE_CHECKING:
    from minbar.channels import Channel

_TAG = pattern(r"(?<![\w&/#])#([^\s#.,;:!?،؛؟…«»()\[\]\"]+)")
_OPEN = pattern(r"(?<![\w/.])(?:http://|www\.)[^\s)>\]]+", re.IGNORECASE)


def check_posts(campaign: Campaign, chosen: Container[str]) -> Iterator[Finding]:
    """Yield what networks would not take, or show otherwise, of the chosen messages."""
    messages = [document for document in campaign.documents if document.kind == "messages"]
    if not messages:
        return
    from minbar.snippets.posts import campaign_channels  # few checks are asked about messages

    channels = campaign_channels(campaign.settings)
    for document in messages:
        for version in document.versions.values():
            if version.path in chosen:
                yield from too_many_tags(version, channels)
                for passage in _posted(document, version):
                    yield from hashtag_broken(version, passage)
                    yield from link_without_https(version, passage)


def too_many_tags(version: Version, channels: "list[Channel]") -> Iterator[Finding]:
    """A message has more hashtags than any network of the campaign is given.

    **Why.** Each network gets the first ones, as many as it takes; the rest is never posted.

    **Wrong.** `hashtags: [الصحة, الماء, التعليم, الشغل, السكن, النقل]` where Instagram takes 5.

    **Right.** The two or three that matter, the dearest first.

    **Source.** `channels/catalogue.py`, `hashtags_max` of each channel, with its source and date.
    """
    tags = cast("MessageText", version.text).hashtags
    limits = [channel.hashtags_max for channel in channels]
    known = [limit for limit in limits if limit is not None]
    if not known or len(known) < len(limits) or len(tags) <= max(known):
        return
    most = max(known)
    message = f"{len(tags)} hashtags, and no network of the campaign is given more than {most}: the last {len(tags) - most} are never posted"
    yield rules.TOO_MANY_TAGS.at(version.place(f"hashtags.{most}"), message, tags[most])


def hashtag_broken(version: Version, passage: Passage) -> Iterator[Finding]:
    """A hashtag in a text ends too early on a network.

    **Why.** A vowel mark, a hyphen or an apostrophe ends it; a tag of digits alone is none.

    **Wrong.** `#الصِّحّة` `#nos-droits` `#2027`

    **Right.** `#الصحة` `#nos_droits` `#vote2027`

    **Source.** Unicode Standard Annex #31, hashtag identifiers; marks are cut by some networks.
    """
    for match in _TAG.finditer(passage.text):
        if fault := find_hashtag_fault(match[1]):
            place = place_in(version, passage, match.start())
            yield rules.HASHTAG_BROKEN.at(place, f"the hashtag «{match[0]}» {fault}", match[0])


def link_without_https(version: Version, passage: Passage) -> Iterator[Finding]:
    """A link in a post does not begin with https://.

    **Why.** Without it some networks show no link, and a reader's telephone warns of it.

    **Wrong.** `http://pont.example/` `www.pont.example`

    **Right.** `https://pont.example/`
    """
    for match in _OPEN.finditer(passage.text):
        found = match[0].rstrip(".,;:!?،؛؟…»")
        bare = re.sub(r"^http://", "", found, flags=re.IGNORECASE)
        message = f"«{found}»: a link begins with https://"
        place = place_in(version, passage, match.start())
        yield rules.LINK_WITHOUT_HTTPS.at(place, message, found, f"https://{bare}")


def _posted(document: Document, version: Version) -> Iterator[Passage]:
    """The words of a message that go to networks as they are."""
    for passage in passages(version):
        if passage.mark == "short" or passage.mark.startswith("channels."):
            yield passage
