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

from minbar.late import wide_pattern

# White space that may be broken at, and that no letter before or after it clings to.
_BORDER = wide_pattern(
    r"(?<!\p{GCB=Prepend})"
    r"(?:[^\S\u00a0\u2007\u202f](?!\p{GCB=Extend}|\p{GCB=SpacingMark}|\p{GCB=ZWJ}))+"
)
_SENTENCE_END = wide_pattern(r"(?:[.!?…؟۔]+[»”\"')\]]*|\n)\Z")
# «د.», "M.", "Dr.", "3.": more often a title or a number than the end of a sentence.
_ABBREVIATION = wide_pattern(r"(?:(?<!\w)\w{1,2}|\d)\.\Z")
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
    """Cut so that every part has room for the longest number up to `most`.

    The rest is tried as a last part only once it is short enough for a part without link
    and hashtags, so that a text far too long is not measured whole again and again.
    """
    borders = _borders(text)
    parts: list[str] = []
    start = first = 0

    def part_fits(border: Border) -> bool:
        return fits(numbered(text[start : border[0]], most, most), False)

    while len(parts) < most:
        last = _furthest(borders, first, part_fits)
        near_the_end = last == len(borders) - 1
        if near_the_end and fits(numbered(text[start:], most, most), True):
            return [*parts, text[start:]]
        if last < first:
            return None
        chosen = _sentence_end(borders, first, last, start, part_fits)
        parts.append(text[start : borders[chosen][0]])
        start, first = borders[chosen][1], chosen + 1
    return None


def _borders(text: str) -> list[Border]:
    return [
        (space.start(), space.end(), _ends_sentence(text, space.start(), space[0]))
        for space in _BORDER.finditer(text)
    ]


def _ends_sentence(text: str, at: int, space: str) -> bool:
    before = text[max(0, at - 8) : at]
    if "\n" in space:
        return True
    return _SENTENCE_END.search(before) is not None and _ABBREVIATION.search(before) is None


def _sentence_end(
    borders: list[Border], first: int, last: int, start: int, fits: Callable[[Border], bool]
) -> int:
    """Give the border of the last sentence that fits, unless it leaves the part mostly empty."""
    enough = start + (borders[last][0] - start) // _FULL_ENOUGH
    for i in range(last, first - 1, -1):
        if borders[i][0] < enough:
            break
        if borders[i][2] and fits(borders[i]):
            return i
    return last


def _furthest(borders: list[Border], first: int, fits: Callable[[Border], bool]) -> int:
    """Give the last border up to which the text fits, or `first - 1`: by leaps, then halves."""
    fitting, beyond, leap = first - 1, first, 1
    while beyond < len(borders) and fits(borders[beyond]):
        fitting, beyond, leap = beyond, beyond + leap, 2 * leap
    end = min(beyond, len(borders))
    return bisect_right(borders, False, fitting + 1, end, key=lambda at: not fits(at)) - 1
