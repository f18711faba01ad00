"""Does a text show the right way round?

Networks take a paragraph's direction from its first strong letter (rule P2 of the
bidirectional algorithm; Facebook and WhatsApp do), so an Arabic post that begins with a
Latin word or hashtag is shown from left to right. We report it and change nothing: an
invisible control added to the text would travel with every copy of it.

Source: Unicode Standard Annex #9, read 2026-11-22.
"""

from collections.abc import Iterator
from unicodedata import bidirectional, name

from minbar.late import pattern
from minbar.model.characters import find_unsafe
from minbar.snippets.post import DirectionProblem

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ISOLATES = ("LRI", "RLI", "FSI")
_PARAGRAPH = pattern(r"[^\n\r\x1c-\x1e\x85\u2029]+")


def find_direction_problems(text: str, direction: str, part: int = 0) -> list[DirectionProblem]:
    """Give what is wrong with a text's direction, in the order of the text.

    Args:
        text: a post, or one part of a thread.
        direction: `rtl` or `ltr`.
        part: the number written in each problem.
    """
    found: list[tuple[int, str]] = [
        (offset, "starts-other-way") for offset in _other_way(text, direction)
    ]
    found += [(unsafe.offset, unsafe.kind) for unsafe in find_unsafe(text)]
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


def _name(letter: str) -> str:
    return name(letter, f"U+{ord(letter):04X}")
