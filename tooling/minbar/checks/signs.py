"""TY010: where an Arabic sign stands between words."""

from collections.abc import Iterator

from minbar.checks.slip import Slip
from minbar.late import pattern

_LETTERS = r"\u0620-\u063f\u0641-\u064a\u064b-\u0652\u0671-\u06d3"
_CLOSING = f"{_LETTERS}»)\\]%"
_MISPLACED = pattern(rf"[،؛؟.](?:(?<= .)(?=[ \n]|$)|(?<=[{_LETTERS}») ][،؛؟])(?=[{_LETTERS}«(]))")
"""Begins with the sign, which is rare: what stands around it is looked at from there."""
_CLOSED = pattern(rf"[{_CLOSING}]")


def sign_misplaced(text: str, language: str) -> Iterator[Slip]:
    """A space stands before an Arabic comma, semicolon, question mark or full stop, or none behind it.

    **Why.** The sign may begin a line by itself, and two words without a space are found as one.

    **Wrong.** الماء حق ، والطريق حق .

    **Right.** الماء حق، والطريق حق.
    """
    if language != "ar":
        return
    for match in _MISPLACED.finditer(text):
        sign, at = match[0], match.start()
        if text[at - 1] != " ":
            yield Slip(match.end(), match.end(), f"a space stands behind {sign}", " ")
            continue
        start = at
        while start and text[start - 1] == " ":
            start -= 1
        if not (start and _CLOSED.match(text, start - 1)):
            continue
        if match.end() == len(text) or text[match.end()] in " \n":
            yield Slip(start, at, f"no space stands before {sign}", "")
        else:
            message = f"the space stands behind {sign}, not before it"
            yield Slip(start, match.end(), message, f"{sign} ")
