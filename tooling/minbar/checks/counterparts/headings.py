"""TR004: the headings of a translation, by which its parts stand beside those of its source."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from minbar.checks.counterparts.pair import Pair, body_of
from minbar.checks.prose import COVER
from minbar.checks.same import Same
from minbar.model import rules
from minbar.model.document import Version
from minbar.model.finding import Finding, Place

_HEADING = re.compile(r"(##(?<=^##)#{0,4}) +(.*?)(?: *\{[^{}]*\})?$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")


def headings_differ(pair: Pair) -> Iterator[Finding]:
    """A translation has other headings than its source: a part is missing, or there is one too many.

    **Why.** One of the two publics is told less, and links to a heading lead nowhere.

    **Wrong.** Arabic: `## لماذا؟` and `## كم؟`; French: `## Pourquoi ?` alone.

    **Right.** The same headings in the same order, in each language's words.
    """
    had, has = _headings(Same(pair.source)), _headings(Same(pair.version))
    if _levels(had) == _levels(has):
        return
    first, last, begin, end = _first_change(had, has)
    lacking, added = had[first:last], has[begin:end]
    line = has[min(begin, len(has) - 1)].line if has else pair.version.body_line
    named = (lacking or added)[0].name
    what = "the source has" if lacking else "the source does not have"
    message = f"{len(had)} headings in «{pair.source.language}», {len(has)} here: {what} «{named}»"
    yield pair.finding(rules.HEADINGS_DIFFER, Place(pair.version.path, line), message, named)


class _Heading(Struct, frozen=True):
    level: int
    name: str
    line: int

    @property
    def signature(self) -> tuple[int, str]:
        return self.level, " ".join(_DIGITS.findall(self.name))


@lru_cache(maxsize=8)
def _headings(version: Same[Version]) -> list[_Heading]:
    body, first = body_of(version.value), version.value.body_line
    if "##" not in body:
        return []
    return [
        _Heading(
            len(match[1]),
            match[2].strip(f"{COVER} "),
            first + body.count("\n", 0, match.start()),
        )
        for match in _HEADING.finditer(body)
    ]


def _levels(headings: list[_Heading]) -> list[int]:
    return [heading.level for heading in headings]


def _first_change(had: list[_Heading], has: list[_Heading]) -> tuple[int, int, int, int]:
    """From where to where the source and the translation differ: first where one has more than the other.

    A heading whose number is a word in one language (المادة 1, Article premier) is no such place.
    """
    matcher = SequenceMatcher(
        a=[item.signature for item in had], b=[item.signature for item in has], autojunk=False
    )
    changes = [change[1:] for change in matcher.get_opcodes() if change[0] != "equal"]
    uneven = (change for change in changes if change[1] - change[0] != change[3] - change[2])
    return next(uneven, changes[0] if changes else (0, len(had), 0, len(has)))


def side_by_side(pair: Pair) -> bool:
    """Tell whether the parts of both texts answer each other."""
    had, has = _headings(Same(pair.source)), _headings(Same(pair.version))
    return _levels(had) == _levels(has)


def parts_of(pair: Pair) -> Iterator[tuple[str, str, int]]:
    """Yield (source, translation, line) of what stands side by side: the parts between headings."""
    had, has = _split(Same(pair.source)), _split(Same(pair.version))
    for (_, source), (line, other) in zip(had, has, strict=True):
        yield source, other, line


@lru_cache(maxsize=8)
def _split(same: Same[Version]) -> list[tuple[int, str]]:
    version = same.value
    body = body_of(version)
    cuts = [0, *(match.start() for match in _HEADING.finditer(body)), len(body)]
    return [
        (version.body_line + body.count("\n", 0, first), body[first:last])
        for first, last in pairwise(cuts)
    ]
