"""Does a text show the right way round?

Networks take a paragraph's direction from its first strong letter (rule P2 of the
bidirectional algorithm; Facebook and WhatsApp do), so an Arabic post that begins with a
Latin word or hashtag is shown from left to right. We report it and change nothing: an
invisible control added to the text would travel with every copy of it.

Source: Unicode Standard Annex #9, read 2026-11-22.
"""

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category, name

from minbar.snippets.post import DirectionProblem

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ISOLATES = ("LRI", "RLI", "FSI")
_OVERRIDES = ("LRO", "RLO")
_EMBEDDINGS = ("LRE", "RLE", "PDF")
# Deprecated shaping controls, the byte order mark, interlinear annotation.
_STRAY = re.compile("[\u206a-\u206f\ufeff\ufff9-\ufffb]")
_PARAGRAPH = re.compile(r"[^\n\r\x1c-\x1e\x85\u2029]+")
_SUSPECT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


def find_direction_problems(text: str, direction: str, part: int = 0) -> list[DirectionProblem]:
    """Give what is wrong with a text's direction, in the order of the text.

    Args:
        text: a post, or one part of a thread.
        direction: `rtl` or `ltr`.
        part: the number written in each problem.
    """
    found = [(offset, "starts-other-way") for offset in _other_way(text, direction)]
    if _SUSPECT.search(text) is not None:
        found += _controls(text)
    return [DirectionProblem(kind, at, _name(text[at]), part) for at, kind in sorted(found)]


def first_strong(text: str) -> int | None:
    """Give the place of the first strong letter outside isolates, or None."""
    depth = 0
    for offset, letter in enumerate(text):
        kind = bidirectional(letter)
        if kind in _STRONG and depth == 0:
            return offset
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI" and depth:
            depth -= 1
    return None


def _other_way(text: str, direction: str) -> Iterator[int]:
    """Give the first strong letter of the first paragraph, when it is of the other direction."""
    for paragraph in _PARAGRAPH.finditer(text):
        if paragraph[0].strip():
            offset = first_strong(paragraph[0])
            if offset is not None and _STRONG[bidirectional(paragraph[0][offset])] != direction:
                yield paragraph.start() + offset
            return


def _controls(text: str) -> Iterator[tuple[int, str]]:
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _unbalanced(paragraph[0], paragraph.start())
    for found in _SUSPECT.finditer(text):
        kind = bidirectional(found[0])
        if kind in _OVERRIDES:
            yield found.start(), "override"
        elif kind in _EMBEDDINGS:
            yield found.start(), "embedding"
        elif category(found[0]) == "Cc" or _STRAY.match(found[0]):
            yield found.start(), "stray-control"


def _unbalanced(paragraph: str, base: int) -> Iterator[tuple[int, str]]:
    """Give isolates left open at the end of a paragraph, and closings of nothing."""
    opened: list[int] = []
    for found in _SUSPECT.finditer(paragraph):
        kind = bidirectional(found[0])
        if kind in _ISOLATES:
            opened.append(found.start())
        elif kind == "PDI":
            if opened:
                opened.pop()
            else:
                yield base + found.start(), "unbalanced-isolate"
    yield from ((base + offset, "unbalanced-isolate") for offset in opened)


def _name(letter: str) -> str:
    return name(letter, f"U+{ord(letter):04X}")
