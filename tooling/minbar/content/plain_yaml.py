"""The plainest YAML, read at once: what nearly every header consists of, and nothing more.

    position: a value without quotes    starts with a letter or a digit
    title: "a value in quotes"          without escapes
    themes: [health, water]             a list or a map in one line, of single values
    name:
      ar: one level of keys             or of `- items`, two spaces in

By way of libyaml the same takes two to three times as long. Anything beyond this subset is left
to it; inside it the nodes and their places are the same, which the tests prove on generated
headers and on every file of the demonstration and of a scaffold.
"""

import re

from minbar.content.nodes import Mapping, Node, Scalar, Sequence

LIMIT_CHARACTERS = 8000

_KEY = r"[a-z][a-z0-9_-]{0,60}"
QUOTED = r""""[^"\\\n\t]*"|'[^'\n\t]*'"""
PLAIN = r"[^\W_][^\n\t:#]*(?::[^ \n\t:#][^\n\t:#]*)*(?<! )"
_WORDS = r"[^\W_][^\n\t:#,?\[\]{}]*(?<! )"
_INNER = f"(?:{QUOTED}|{_WORDS})"
_LIST = rf"\[{_INNER}(?:, {_INNER})*\]"
_MAP = rf"\{{{_KEY}: {_INNER}(?:, {_KEY}: {_INNER})*\}}"
_VALUE = f"(?:{QUOTED}|{PLAIN}|{_LIST}|{_MAP})"
_BELOW = rf"(?:\n  {_KEY}: {_VALUE})+|(?:\n  - {_VALUE})+"

_ENTRY = re.compile(rf"({_KEY}):(?: ({_VALUE})|({_BELOW}))(?:\n|\Z)")
_ITEM = re.compile(rf"(?:({_KEY}): )?({_INNER})")
_LINE = re.compile(rf"\n  (?:- |({_KEY}): )({_VALUE})")
_UNDER = 3
"""The group of what stands under a key."""
_INDENT = 3
"""The column of what stands under a key."""


def parse_plain(text: str, first_line: int = 1) -> Mapping | None:
    """Read a header of the subset; None where it holds anything else.

    Args:
        text: the YAML alone, with LF line ends and without control characters.
        first_line: the line of the file that the text starts at.
    """
    if not text or len(text) > LIMIT_CHARACTERS:
        return None
    entries: list[tuple[Scalar, Node]] = []
    at, line = 0, first_line
    try:
        while at < len(text):
            pair = _ENTRY.match(text, at)
            if pair is None:
                return None
            key = Scalar(pair[1], line, 1)
            if pair.lastindex == _UNDER:
                node, lines = _below(text, *pair.span(_UNDER), line + 1)
                line += lines
            else:
                node = _node(text, *pair.span(2), line, len(key.value) + len(": ") + 1)
            entries.append((key, node))
            line += 1
            at = pair.end()
        return _mapping(entries, first_line, 1)
    except RepeatedError:
        return None


class RepeatedError(Exception):
    """Raised inside this module: a key is written twice, which is not plain."""


def _mapping(entries: list[tuple[Scalar, Node]], line: int, column: int) -> Mapping:
    if len({key.value for key, _ in entries}) < len(entries):
        raise RepeatedError
    return Mapping(entries, line, column)


def _node(text: str, start: int, end: int, line: int, column: int) -> Node:
    """What stands in one line."""
    sign = text[start]
    if sign in "\"'":
        return Scalar(text[start + 1 : end - 1], line, column)
    if sign in "[{":
        return _collection(text, start, end, line, column)
    return Scalar(text[start:end], line, column)


def _collection(text: str, start: int, end: int, line: int, column: int) -> Node:
    offset = column - start
    parts = list(_ITEM.finditer(text, start + 1, end - 1))
    nodes = [_node(text, *part.span(2), line, offset + part.start(2)) for part in parts]
    if text[start] == "{":
        keys = [Scalar(part[1], line, offset + part.start(1)) for part in parts]
        return _mapping(list(zip(keys, nodes, strict=True)), line, column)
    return Sequence(nodes, line, column)


def _below(text: str, start: int, end: int, line: int) -> tuple[Node, int]:
    """What stands under a key, and how many lines it takes."""
    entries: list[tuple[Scalar, Node]] = []
    items: list[Node] = []
    for number, part in enumerate(_LINE.finditer(text, start, end), line):
        key = part[1]
        if key is None:
            items.append(_node(text, *part.span(2), number, _INDENT + len("- ")))
        else:
            node = _node(text, *part.span(2), number, _INDENT + len(key) + len(": "))
            entries.append((Scalar(key, number, _INDENT), node))
    if entries:
        return _mapping(entries, line, _INDENT), len(entries)
    return Sequence(items, line, _INDENT), len(items)
