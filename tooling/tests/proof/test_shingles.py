"""Texts that share a run of words are found by it, whatever stands around."""

from hypothesis import given
from hypothesis import strategies as st
from minbar.proof.shingles import (
    RUN_WORDS,
    SHORT_WORDS,
    WINDOW_RUNS,
    choose_runs,
    number,
    number_word,
)

WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(300)]), max_size=80)
SHARED = [f"shared{n}" for n in range(RUN_WORDS + WINDOW_RUNS - 1)]


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_run_of_six_words_is_enough(
    a: list[str], b: list[str], c: list[str], d: list[str]
) -> None:
    assert set(choose_runs([*a, *SHARED, *b])) & set(choose_runs([*c, *SHARED, *d]))


@given(WORDS)
def test_of_a_short_text_all_runs_are_kept(words: list[str]) -> None:
    runs = choose_runs(words)

    assert len(runs) == len(set(runs))
    if len(words) <= SHORT_WORDS:
        assert len(runs) <= max(0, len(words) - RUN_WORDS + 1)
    assert bool(runs) == (len(words) >= RUN_WORDS)


def test_numbers_are_those_of_fnv_1a() -> None:
    assert number_word("a") == 0xE40C292C
    assert number_word("foobar") == 0xBF9CF968
    assert number(["a", "b"]) != number(["b", "a"])
