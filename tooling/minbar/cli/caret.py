"""A line of a file with its offending words marked, so that the mark stays under them in any direction.

In a line of left-to-right letters carets stand in a line below. A terminal shows right-to-left
letters in another order than they are stored in, each terminal in its own way, and a caret counted
from the left would stand under the wrong letter. There each letter carries its own caret, as a combining
sign that moves with it.

Source: Unicode Standard, U+032D COMBINING CIRCUMFLEX ACCENT BELOW.
"""

from unicodedata import bidirectional, category, combining, east_asian_width

BELOW = "\u032d"
LIMIT_COLUMNS = 160
AROUND = 60


def marked_lines(line: str, column: int, length: int) -> list[str]:
    """The line with its mark: one line, or two with carets below.

    Args:
        line: as it stands in the file.
        column: where the mark begins, from 1.
        length: of the mark in code points; at least one is marked.
    """
    first = min(max(column - 1, 0), len(line))
    last = min(first + max(length, 1), max(len(line), first))
    line, first, last = _cut(line, first, last)
    if any(bidirectional(letter) in {"R", "AL", "AN"} for letter in line):
        return [_shown(line[:first]) + _below(line[first:last]) + _shown(line[last:])]
    lead = _width(_shown(line[:first]))
    carets = "^" * max(_width(_shown(line[first:last])), 1)
    return [_shown(line), " " * lead + carets]


def _cut(line: str, first: int, last: int) -> tuple[str, int, int]:
    """Leave out what is far from the mark in a long line."""
    if len(line) <= LIMIT_COLUMNS:
        return line, first, last
    start = max(0, first - AROUND)
    end = min(len(line), start + LIMIT_COLUMNS)
    lead = "…" if start else ""
    tail = "…" if end < len(line) else ""
    shift = len(lead) - start
    return lead + line[start:end] + tail, first + shift, min(last + shift, end + shift)


def _below(text: str) -> str:
    """Put a caret under each letter; vowel marks stay before it, on the letter they belong to."""
    made = ""
    for number, letter in enumerate(text):
        shown = _shown(letter)
        following = text[number + 1 : number + 2]
        made += shown if following and combining(following) else shown + BELOW
    return made


def _shown(text: str) -> str:
    return "".join(
        f"\\u{ord(letter):04x}"
        if letter != "\t" and category(letter) in {"Cc", "Cf", "Zl", "Zp"}
        else letter
        for letter in text.replace("\t", " ")
    )


def _width(text: str) -> int:
    """How many columns a terminal gives to a left-to-right text."""
    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in {"W", "F"} else 1
        for letter in text
    )
