"""Numbers come back from their steps; parts of the words are small and in a browser's order."""

import json

from hypothesis import given
from hypothesis import strategies as st
from minbar.finder.postings import cut_postings, pack_numbers, pack_ranges
from synthetic import unpack


@given(st.sets(st.integers(0, 400)))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert unpack(pack_numbers(sorted(numbers))) == sorted(numbers)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30))))
def test_ranges_come_back(pairs: list[tuple[int, int]]) -> None:
    ranges = sorted((start, start + count) for start, count in pairs)
    inside = {number for start, stop in ranges for number in range(start, stop)}

    assert unpack(pack_ranges(ranges)) == sorted(inside)


def test_everybody_is_two_numbers() -> None:
    assert pack_numbers(range(10_000)) == pack_ranges([(0, 10_000)]) == [0, -9_999]


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.just([[1, 2, 3]])))
def test_parts_hold_every_word_once_in_order(postings: dict[str, list[list[int]]]) -> None:
    parts = list(cut_postings(postings, 60))
    words = [word for _, data in parts for word in json.loads(data)]

    assert words == sorted(postings, key=lambda word: word.encode("utf-16-be"))
    assert [first for first, _ in parts] == [next(iter(json.loads(data)), "") for _, data in parts]
    assert all(len(data) <= 62 or len(json.loads(data)) == 1 for _, data in parts)
