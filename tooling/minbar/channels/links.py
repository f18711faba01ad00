"""Links in a post, found exactly where X finds them.

X makes a link of `https://…` and also of a bare domain (`parti.ma`, with a known
top-level domain), whatever stands around it: Arabic letters, brackets, a full stop. Its
own pattern is quadratic on long runs of letters and dots; this reader gives the same
links in one pass:

1. A *run* is a stretch of domain letters, dots, hyphens and underscores.
2. In a run, a label followed by a dot can be the end of a domain when a TLD comes next.
3. Right to left, each label learns the furthest such end it can reach.
4. Left to right, the first place that may begin a link takes its furthest end, then the
   port, path and query behind it; reading goes on from there.

Source: the rules of npm `twitter-text` 3.1.0, read 2026-11-22.
"""

import re
from collections.abc import Iterator
from functools import cache

from minbar.channels.domains import has_domain
from minbar.channels.link_alphabet import LABEL
from minbar.channels.link_match import Link
from minbar.channels.link_runs import Run
from minbar.late import pattern

_ASTRAL = pattern("[\U00010000-\U0010ffff]")
_PAIR = pattern("[\ud800-\udbff][\udc00-\udfff]")


@cache
def _run() -> re.Pattern[str]:
    """A stretch that a domain can stand in; few texts have one, and this takes 4 ms to compile."""
    return re.compile(f"[{LABEL}._-]+")


def find_links(text: str) -> tuple[Link, ...]:
    """Give the links of a text in order, as X sees them.

    Linear in the text's length, whatever is in it.
    """
    if "." not in text or not has_domain(text):
        return ()
    units = _ASTRAL.sub(lambda astral: _surrogates(ord(astral[0])), text)
    links = tuple(_scan(units))
    return links if len(units) == len(text) else tuple(_in_letters(units, links))


def _surrogates(letter: int) -> str:
    return chr(0xD7C0 + (letter >> 10)) + chr(0xDC00 + (letter & 0x3FF))


def _in_letters(units: str, links: tuple[Link, ...]) -> Iterator[Link]:
    """Turn places counted in UTF-16 units into places counted in code points.

    X can end a link in the middle of a letter (a Latin name with the path of a longer,
    mixed domain): the letter is then left outside.
    """
    at = pairs = 0
    for link in links:
        pairs += len(_PAIR.findall(units, at, link.start))
        start = link.start - pairs
        at = link.end - (_PAIR.match(units, link.end - 1) is not None)
        pairs += len(_PAIR.findall(units, link.start, at))
        yield Link(start, at - pairs, link.bare)


def _scan(units: str) -> Iterator[Link]:
    at = 0
    for run in _run().finditer(units):
        if run.end() > at and "." in run[0]:
            domains = Run(units, run.start(), run.end())
            while (found := domains.next_match(at)) is not None:
                match, at = found
                yield from match.links(domains.ends)
