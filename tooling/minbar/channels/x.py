"""How X counts a post, and which letters it refuses.

Source: npm `twitter-text` 3.1.0, configuration v3, read 2026-11-22.
"""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from minbar.channels.emoji_sequences import JOINERS, sequence
from minbar.channels.link_match import Link
from minbar.channels.links import find_links
from minbar.late import pattern

LIMIT_WEIGHTED = 280
LINK_WEIGHT = 23
SEQUENCE_WEIGHT = 2

_HEAVY = pattern("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_SURROGATE = pattern("[\ud800-\udfff]")
_REFUSED = pattern("[\ufeff\ufffe\uffff]")


@cache
def _emoji_run() -> re.Pattern[str]:
    """Every sequence lies within such a run, which is quicker to find; few texts have one."""
    return re.compile("[#*0-9\xa9\xae\u200d\u203c-\U0010ffff]{2,}")


def weighted_length(text: str) -> int:
    """Count a post the way X counts it.

    Args:
        text: any text; it is brought to NFC first, as X does.

    Returns:
        Weighted characters, >= 0 (not code points, not bytes): a link is 23, an emoji
        sequence 2, a letter outside the light ranges 2, any other 1.

    Source: twitter-text configuration v3, read 2026-11-22.
    """
    text = normalize("NFC", text)
    links = find_links(text) if "." in text else ()
    if _HEAVY.search(text) is None and not links:
        return len(text)
    paired = _paired(text)
    return _weigh(text, links) if paired == text else weighted_length(paired)


def refused_letters(text: str) -> int:
    """Count the letters that make X refuse a post: U+FEFF, U+FFFE and U+FFFF."""
    return len(_REFUSED.findall(text))


def _paired(text: str) -> str:
    """Join surrogate halves, which a JSON escape may have left apart."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _weigh(text: str, links: tuple[Link, ...]) -> int:
    total = at = 0
    for start, end, weight in _atoms(text, links):
        if start >= at:
            total += _letters_weight(text[at:start]) + weight
            at = end
    return total + _letters_weight(text[at:])


def _atoms(text: str, links: tuple[Link, ...]) -> list[tuple[int, int, int]]:
    """Give links and emoji sequences as (start, end, weight), a link first where both begin."""
    by_start = {link.start: (link.start, link.end, LINK_WEIGHT) for link in links}
    emoji = {start: (start, end, SEQUENCE_WEIGHT) for start, end in _sequences(text)}
    return sorted((emoji | by_start).values())


def _sequences(text: str) -> Iterator[tuple[int, int]]:
    if JOINERS.search(text) is not None:
        for run in _emoji_run().finditer(text):
            for found in sequence().finditer(text, run.start(), run.end()):
                yield found.span()


def _letters_weight(text: str) -> int:
    return len(text) + len(_HEAVY.findall(text))
