"""Cutting a long text into the numbered parts of a thread.

A cut falls between sentences, or between words when that would leave the part mostly
empty. It takes the place of the white space that stood there; nothing else is lost, and a word, a
link or a grapheme is never divided.

The number (`2/5`) stands alone on the last line of the text. Digits have no direction of
their own, so at the head of an Arabic post they would leave its direction to whatever
comes next; alone on a line they disturb nothing.
"""

from bisect import bisect_right
from collections.abc import Callable

import regex

# White space that may be broken at, and that no letter before or after it clings to.
_BORDER = regex.compile(
    r"(?<!\p{GCB=Prepend})"
    r"(?:[^\S\u00a0\u2007\u202f](?!\p{GCB=Extend}|\p{GCB=SpacingMark}|\p{GCB=ZWJ}))+"
)
_SENTENCE_END = regex.compile(r"(?:[.!?…؟۔]+[»”\"')\]]*|\n)\Z")
_NUMBERS_MAX = 99

# A part that ends with a sentence holds a third at least of what it could.
_FULL_ENOUGH = 3

Border = tuple[int, int, bool]
"""White space between words: start, end, and whether a sentence ends there."""

Fits = Callable[[str, bool], bool]
"""Say whether a numbered text fits one part; the second value is true for the last part."""


def split_thread(text: str, fits: Fits) -> tuple[str, ...] | None:
    """Give the numbered parts of a text, or None when no cut makes them fit.

    None also when it would take more than 99 parts, or when one word fills a part.
    """
    for total in (9, _NUMBERS_MAX):
        parts = _cut(text.strip(), total, fits)
        if parts is not None:
            return tuple(numbered(part, i, len(parts)) for i, part in enumerate(parts, 1))
    return None


def numbered(text: str, number: int, total: int) -> str:
    """Give a part with its number on a line of its own."""
    return f"{text}\n\n{number}/{total}"


def _cut(text: str, most: int, fits: Fits) -> list[str] | None:
    """Cut so that every part has room for the longest number up to `most`."""
    borders = _borders(text)
    parts: list[str] = []
    start = 0

    def part_fits(end: int) -> bool:
        return fits(numbered(text[start:end], most, most), False)

    while len(parts) < most:
        if fits(numbered(text[start:], most, most), True):
            return [*parts, text[start:]]
        borders = [border for border in borders if border[0] > start]
        end = _best_border(borders, start, part_fits)
        if end is None:
            return None
        parts.append(text[start : end[0]])
        start = end[1]
    return None


def _borders(text: str) -> list[Border]:
    return [
        (space.start(), space.end(), _ends_sentence(text, space.start(), space[0]))
        for space in _BORDER.finditer(text)
    ]


def _ends_sentence(text: str, at: int, space: str) -> bool:
    return "\n" in space or _SENTENCE_END.search(text[max(0, at - 8) : at]) is not None


def _best_border(borders: list[Border], start: int, fits: Callable[[int], bool]) -> Border | None:
    """Give the furthest end of a sentence, unless a border between words is much further."""
    word = _furthest(borders, fits)
    sentence = _furthest([border for border in borders if border[2]], fits)
    if word is None or sentence is None:
        return word
    return sentence if _FULL_ENOUGH * (sentence[0] - start) >= word[0] - start else word


def _furthest(borders: list[Border], fits: Callable[[int], bool]) -> Border | None:
    """Give the last border up to which the text fits."""
    last = bisect_right(borders, False, key=lambda border: not fits(border[0])) - 1
    return borders[last] if last >= 0 else None
