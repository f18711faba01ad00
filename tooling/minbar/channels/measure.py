"""How long a text is on a channel, and whether it may be posted there."""

from collections.abc import Callable

import msgspec

from minbar.channels.catalogue import Channel, Unit, channel_named
from minbar.channels.links import find_links
from minbar.channels.sms import GSM, capacity_places, read_message
from minbar.channels.x import weighted_length
from minbar.late import pattern, wide_pattern

_CLUSTER = wide_pattern(r"\X")
_ALONE = " -~\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff،؛؟\u0620-\u064a\u0660-\u066f\u0671-\u06d3\u2010-\u2027\u202f\u2039\u203a€"
"""Signs of Arabic and Latin texts that join no other sign."""
_ATTACHED = "\u064b-\u065f\u0670"
"""Arabic vowel marks: each belongs to the letter before it."""
_SIMPLE = pattern(f"(?:[{_ALONE}][{_ALONE}{_ATTACHED}]*+|\n)*+")
_MARK = pattern(f"[{_ATTACHED}]")
_MAYBE_EMOJI = pattern("[^\0-\xa8\xaa-\xad\xaf-\u203b]|[#*0-9]\ufe0f?\u20e3")
"""By what it is not: to list all that it is takes eight times as long to compile."""
_EMOJI = wide_pattern(
    r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[#*0-9]\ufe0f?\u20e3"
)
_HASHTAG = pattern(r"(?<![\w&])[#＃]\d*+[^\W\d]")


class Count(msgspec.Struct, frozen=True):
    """A second limit of a channel: links, hashtags, bytes or refused letters."""

    name: str
    length: int
    limit: int

    @property
    def fits(self) -> bool:
        """Say whether the count is within its limit."""
        return self.length <= self.limit


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text's length on a channel.

    `left` is `limit - length`, negative when the text is too long. `fits` also asks for
    every limit of `also`. `encoding` and `segments` are for text messages only.
    """

    channel: str
    length: int
    limit: int
    unit: Unit
    fits: bool
    left: int
    encoding: str = ""
    segments: int = 0
    also: tuple[Count, ...] = ()


def measure(channel: Channel | str, text: str) -> Measure:
    """Measure a text as a channel does.

    Args:
        channel: an id, or a channel with other limits than the catalogue's (a Mastodon
            server's): `msgspec.structs.replace(channel_named("mastodon"), limit=1000)`.
        text: what would be posted, hashtags and link included.

    Raises:
        KeyError: no channel has that id.
    """
    if isinstance(channel, str):
        channel = channel_named(channel)
    if channel.unit == "segments":
        return _measure_message(channel, text)
    length = _COUNTERS[channel.unit](channel, text)
    also = tuple(_other_counts(channel, text))
    fits = length <= channel.limit and all(count.fits for count in also)
    left = channel.limit - length
    return Measure(channel.id, length, channel.limit, channel.unit, fits, left, also=also)


def graphemes(text: str) -> list[str]:
    """Split a text into extended grapheme clusters (what a reader sees as one letter)."""
    return _CLUSTER.findall(text)


def count_graphemes(text: str) -> int:
    """How many these are; of plain Arabic and Latin that is known in a tenth of the time."""
    if _SIMPLE.fullmatch(text):
        return len(text) - len(_MARK.findall(text))
    return len(graphemes(text))


def _measure_message(channel: Channel, text: str) -> Measure:
    message = read_message(text)
    limit = capacity_places(message.encoding, channel.limit)
    return Measure(
        channel.id,
        message.places,
        limit,
        "septets" if message.encoding == GSM else "utf-16",
        message.segments <= channel.limit,
        limit - message.places,
        message.encoding,
        message.segments,
    )


def _other_counts(channel: Channel, text: str) -> list[Count]:
    counts = []
    if channel.bytes_max is not None:
        counts.append(Count("bytes", _bytes(channel, text), channel.bytes_max))
    if channel.links_max is not None:
        links = {text[link.start : link.end] for link in find_links(text)}
        counts.append(Count("links", len(links), channel.links_max))
    if channel.hashtags_strict and channel.hashtags_max is not None:
        counts.append(Count("hashtags", len(_HASHTAG.findall(text)), channel.hashtags_max))
    if refused := sum(map(text.count, channel.refused_letters)):
        counts.append(Count("refused letters", refused, 0))
    return counts


def _weighted(_: Channel, text: str) -> int:
    return weighted_length(text)


def _graphemes(channel: Channel, text: str) -> int:
    """Count graphemes; with `link_weight`, a link written with its scheme has that length."""
    if channel.link_weight is None or "://" not in text:
        return count_graphemes(text)
    links = [link for link in find_links(text) if not link.bare]
    starts = [0, *(link.end for link in links)]
    ends = [*(link.start for link in links), len(text)]
    between = (text[start:end] for start, end in zip(starts, ends, strict=True))
    return sum(count_graphemes(piece) for piece in between) + len(links) * channel.link_weight


def _utf_16(_: Channel, text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bytes(_: Channel, text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _characters(_: Channel, text: str) -> int:
    return len(text)


def _emoji_as_bytes(channel: Channel, text: str) -> int:
    if _MAYBE_EMOJI.search(text) is None:
        return len(text)
    return sum(
        _bytes(channel, cluster) if _EMOJI.search(cluster) else len(cluster)
        for cluster in graphemes(text)
    )


_COUNTERS: dict[str, Callable[[Channel, str], int]] = {
    "weighted": _weighted,
    "graphemes": _graphemes,
    "utf-16": _utf_16,
    "bytes": _bytes,
    "characters": _characters,
    "characters, emoji as bytes": _emoji_as_bytes,
}
