"""Runs of words by number: two texts that share a run of six words share one of their numbers.

Of a long text not every run is kept: of each four that follow each other, the one with the least
number is (winnowing; Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document
fingerprinting", 2003). All runs of a short text are.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

RUN_WORDS = 3
WINDOW_RUNS = 4
SHORT_WORDS = 32
_PRIME, _BASIS = 16_777_619, 2_166_136_261


def number(words: Iterable[str]) -> int:
    """Number words in their order: FNV-1a of 32 bits over the numbers of the words."""
    found = _BASIS
    for word in words:
        found = ((found ^ number_word(word)) * _PRIME) & 0xFFFFFFFF
    return found


@cache
def number_word(word: str) -> int:
    """Number a word: FNV-1a of 32 bits over its UTF-8. A language has not many words."""
    found = _BASIS
    for byte in word.encode():
        found = ((found ^ byte) * _PRIME) & 0xFFFFFFFF
    return found


def whole_number(words: Iterable[str]) -> int:
    """Number a text as a whole: no run of words has this number but by chance."""
    return number(("=", *words))


def choose_runs(words: Sequence[str]) -> list[int]:
    """Numbers of the runs that stand for a text, in their order; none of less than three words."""
    runs = list(map(_number_run, *(words[place:] for place in range(RUN_WORDS))))
    if len(words) <= SHORT_WORDS:
        return list(dict.fromkeys(runs))
    windows = (runs[ahead:] for ahead in range(WINDOW_RUNS))
    return list(dict.fromkeys(map(min, *windows)))


@lru_cache(maxsize=4_096)
def _number_run(*words: str) -> int:
    """Number one run: the posts of a message repeat nearly all of each other's."""
    return number(words)
