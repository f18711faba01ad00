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
_QUOTED = r""""[^"\\\n\t]*"|'[^'\n\t]*'"""
_PLAIN = r"[^\W_][^\n\t:#]*(?::[^ \n\t:#][^\n\t:#]*)*(?<! )"
_WORDS = r"[^\W_][^\n\t:#,?\[\]{}]*(?<! )"
_INNER = f"(?:{_QUOTED}|{_WORDS})"
_LIST = rf"\[{_INNER}(?:, {_INNER})*\]"
_MAP = rf"\{{{_KEY}: {_INNER}(?:, {_KEY}: {_INNER})*\}}"
_VALUE = f"(?:{_QUOTED}|{_PLAIN}|{_LIST}|{_MAP})"
_BELOW = rf"(?:\n  {_KEY}: {_VALUE})+|(?:\n  - {_VALUE})+"

_ENTRY = re.compile(rf"({_KEY}):(?: ({_VALUE})|({_BELOW}))(?:\n|\Z)")
_ITEM = re.compile(rf"(?:({_KEY}): )?({_INNER})")
_LINE = re.compile(rf"\n  (?:- |({_KEY}): )({_VALUE})")


def parse_plain(text: str, first_line: int = 1) -> Mapping | None:
    """Read a header of the subset; None where it holds anything else.

    Args:
        text: the YAML alone, with LF line ends and without control characters.
        first_line: the line of the file that the text starts at.
    """
    if not text or len(text) > LIMIT_CHARACTERS:
        return None
    reader = _Reader(text, first_line)
    pairs: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        pair = _ENTRY.match(text, at)
        if pair is None:
            return None
        pairs.append(pair)
        at = pair.end()
    try:
        return reader.mapping(pairs, 0)
    except RepeatedError:
        return None


class RepeatedError(Exception):
    """Raised inside this module: a key is written twice, which is not plain."""


class _Reader:
    """Makes nodes of the parts of one text."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line

    def mapping(self, pairs: list[re.Match[str]], start: int) -> Mapping:
        names = {pair[1] for pair in pairs}
        if len(names) < len(pairs):
            raise RepeatedError
        entries = [
            (self._scalar(*pair.span(1)), self._node(*pair.span(pair.lastindex or 0)))
            for pair in pairs
        ]
        return Mapping(entries, *self._place(start))

    def _place(self, start: int) -> tuple[int, int]:
        """Line and column of a part."""
        text = self._text
        return self._first_line + text.count("\n", 0, start), start - text.rfind("\n", 0, start)

    def _scalar(self, start: int, end: int, quotes: int = 0) -> Scalar:
        return Scalar(self._text[start + quotes : end - quotes], *self._place(start))

    def _node(self, start: int, end: int) -> Node:
        sign = self._text[start]
        if sign in "\"'":
            return self._scalar(start, end, quotes=1)
        if sign in "[{":
            return self._collection(_ITEM, start, start + 1, end - 1)
        if sign == "\n":
            return self._collection(_LINE, start + len("\n  "), start, end)
        return self._scalar(start, end)

    def _collection(self, part: re.Pattern[str], place: int, start: int, end: int) -> Node:
        parts = list(part.finditer(self._text, start, end))
        if parts[0][1] is not None:
            return self.mapping(parts, place)
        return Sequence([self._node(*item.span(2)) for item in parts], *self._place(place))
