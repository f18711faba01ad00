"""TY010: where an Arabic sign stands between words."""

from collections.abc import Iterator

import regex

from minbar.checks.slip import Slip

_LETTERS = r"\u0620-\u063f\u0641-\u064a\u064b-\u0652\u0671-\u06d3"
_MISPLACED = regex.compile(
    rf"(?<=[{_LETTERS}»)\]%]) +(?=[،؛](?:[ \n]|$))|(?<=[{_LETTERS}»)\]]) +(?=[؟.](?:[ \n]|$))"
    rf"|(?<=[{_LETTERS}»)][،؛؟])(?=[{_LETTERS}«(])"
)


def sign_misplaced(text: str, language: str) -> Iterator[Slip]:
    """A space stands before an Arabic comma, semicolon, question mark or full stop, or none behind it.

    **Why.** The sign may begin a line by itself, and two words without a space are found as one.

    **Wrong.** الماء حق ، والطريق حق .

    **Right.** الماء حق، والطريق حق.
    """
    if language != "ar":
        return
    for match in _MISPLACED.finditer(text):
        if match[0]:
            sign = text[match.end()]
            yield Slip(*match.span(), f"no space stands before {sign}", "")
        else:
            sign = text[match.start() - 1]
            yield Slip(*match.span(), f"a space stands behind {sign}", " ")
