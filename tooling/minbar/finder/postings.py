"""Lists of numbers by word, packed small: what a word finds, cut into files that a query can afford."""

from collections.abc import Iterable, Iterator

import msgspec

Postings = dict[str, list[list[int]]]
"""By word: the lists of numbers that it finds, each packed."""


def pack_numbers(numbers: Iterable[int]) -> list[int]:
    """Write rising numbers as steps: n goes n further, -n says that the next n numbers follow too."""
    packed: list[int] = []
    at = follow = 0
    for number in numbers:
        if packed and number == at + 1:
            follow += 1
        else:
            if follow:
                packed.append(-follow)
                follow = 0
            packed.append(number - at)
        at = number
    if follow:
        packed.append(-follow)
    return packed


def pack_ranges(ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Write ranges in the same way.

    Args:
        ranges: (first, behind the last), sorted by the first; they may overlap and be empty.
    """
    packed: list[int] = []
    at, behind = 0, -1
    for start, stop in ranges:
        if start == stop:
            continue
        if start > behind:
            packed.append(start - at)
            at, behind = start, start + 1
        if stop > behind:
            more = stop - behind
            if packed[-1] < 0:
                packed[-1] -= more
            else:
                packed.append(-more)
            at, behind = stop - 1, stop
    return packed


def cut_postings(postings: Postings, limit_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Cut postings into JSON objects in the order in which a browser sorts words.

    Yields:
        (first word, JSON) of each part, one at least, none larger than the limit unless one word
        alone is.
    """
    first, size = "", 0
    parts: list[bytes] = []
    for word in sorted(postings, key=_as_browsers_sort):
        part = msgspec.json.encode({word: postings[word]})[1:-1]
        if parts and size + len(part) > limit_bytes:
            yield first, _object(parts)
            parts, size = [], 0
        first = first if parts else word
        parts.append(part)
        size += len(part) + 1
    yield first, _object(parts)


def _as_browsers_sort(word: str) -> bytes:
    return word.encode("utf-16-be")


def _object(parts: list[bytes]) -> bytes:
    return b"{" + b",".join(parts) + b"}"
