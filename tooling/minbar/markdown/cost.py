"""What makes Python-Markdown slow, as budgets that no text written for readers comes near.

It works block by block (a block ends at an empty line) and copies the rest of the block at
every line and every sign that it takes, so a block's cost is its size times its signs; blocks
inside blocks are parsed again at each level, by recursion. Hence a budget for each of these.
"""

import re
from collections.abc import Iterator

from minbar.late import pattern

LIMIT_BRACKETS = 600
LIMIT_RUN = 120
LIMIT_BRACKET_WORK = 800_000
LIMIT_SIGNS = 4000
LIMIT_DEFINITIONS = 1000
LIMIT_LINES = 4000
LIMIT_BLOCKS = 1500
LIMIT_BLOCK_CHARACTERS = 12_000
LIMIT_BLOCK_LINES = 250
LIMIT_BLOCK_SIGNS = 500
LIMIT_INDENT = 24
LIMIT_MARKERS = 6

_RUN = pattern(rf"([^\w\s.=-])\1{{{LIMIT_RUN},}}")
_BRACKET = pattern(r"[\[<]")
_SIGN = pattern(r"[*_`\\&!{]")
_LINE = pattern("\n")
_DEFINITION = pattern(r"^[ \t]*:[ \t]", re.MULTILINE)
_GAP = pattern(r"\n(?:[ \t]*\n)+")
_BLANK = pattern(r"^[ \t]*", re.MULTILINE)
_MARKERS = pattern(
    rf"^(?:[ \t]*(?:>|(?:[-*+:]|\d{{1,9}}\.)(?=[ \t]))){{{LIMIT_MARKERS + 1},}}", re.MULTILINE
)

Excess = tuple[int, str]


def find_costly(body: str) -> Iterator[Excess]:
    """Yield (offset, message) of the first place where each budget is spent."""
    yield from _too_many(body, _BRACKET, LIMIT_BRACKETS, "signs [ or <")
    yield from _too_many(body, _SIGN, LIMIT_SIGNS, "signs * _ ` \\ & ! or {")
    yield from _too_many(body, _LINE, LIMIT_LINES, "lines")
    yield from _too_many(body, _DEFINITION, LIMIT_DEFINITIONS, "definitions")
    run = _RUN.search(body)
    if run:
        yield run.start(), f"more than {LIMIT_RUN} times the sign {run[1]} in a row"
    markers = _MARKERS.search(body)
    if markers:
        yield markers.start(), f"quotes or lists more than {LIMIT_MARKERS} deep in one line"
    yield from _indented(body)
    yield from _blocks(body)


def _too_many(text: str, pattern: re.Pattern[str], limit: int, what: str) -> Iterator[Excess]:
    for number, match in enumerate(pattern.finditer(text)):
        if number == limit:
            yield match.start(), f"more than {limit} {what}: this would take too long to render"
            return


def _indented(body: str) -> Iterator[Excess]:
    for match in _BLANK.finditer(body):
        if len(match[0].expandtabs(4)) > LIMIT_INDENT and body[
            match.end() : match.end() + 1
        ] not in (
            "",
            "\n",
        ):
            yield match.start(), f"a line starts with more than {LIMIT_INDENT} spaces"
            return


def _blocks(body: str) -> Iterator[Excess]:
    start = work = 0
    for number, gap in enumerate([*_GAP.finditer(body), None]):
        if number == LIMIT_BLOCKS:
            yield start, f"more than {LIMIT_BLOCKS} paragraphs: split the text in two documents"
            return
        block = body[start : gap.start() if gap else None]
        for offset, message in _block(block):
            yield start + offset, message
            return
        work += len(_BRACKET.findall(block)) * len(block)
        if work > LIMIT_BRACKET_WORK:
            yield start, "too many signs [ or < in long paragraphs: put empty lines in"
            return
        start = gap.end() if gap else len(body)


def _block(block: str) -> Iterator[Excess]:
    if len(block) > LIMIT_BLOCK_CHARACTERS:
        yield 0, f"a paragraph of more than {LIMIT_BLOCK_CHARACTERS} characters: put empty lines in"
    if block.count("\n") >= LIMIT_BLOCK_LINES:
        yield 0, f"more than {LIMIT_BLOCK_LINES} lines without an empty line between"
    for offset, _ in _too_many(block, _SIGN, LIMIT_BLOCK_SIGNS, ""):
        yield offset, f"more than {LIMIT_BLOCK_SIGNS} signs * _ ` \\ & ! or {{ in one paragraph"
