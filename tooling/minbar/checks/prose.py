"""What is written for people in a text: addresses, code and attributes are covered, letter for letter."""

import re
from functools import lru_cache

COVER = "\ufffc"
"""Stands for each sign that is not prose, so that every offset stays as it is in the text."""

_BRACED = re.compile(r"\{[^{}\n]{1,200}\}")
_COVERED = re.compile(
    r"```(?<=^```)[\s\S]*?(?:^(?:```|~~~)|\Z)|~~~(?<=^~~~)[\s\S]*?(?:^(?:```|~~~)|\Z)|"
    rf"`[^`\n]{{1,400}}`|\((?<=\]\()[^()\n]{{0,600}}\)|<[^<>\n]{{1,400}}>|{_BRACED.pattern}|"
    r"https?://[^\s)»]{1,400}|\[(?<=^\[)[^\]\n]{1,100}\]:[^\n]*",
    re.MULTILINE,
)
"""Each way begins with a sign and looks back from there, so that other signs are passed over at once."""
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,100}")
"""Looked for by itself: it is tried at every word."""
_SIGN = re.compile(r"[^\n]")
_BRACE = "{"
_OTHERS = "`[]</@~"
"""Where none of these stands, only braces are covered: most bodies have no such sign but in the names of headings."""


@lru_cache(maxsize=64)
def prose_of(text: str) -> str:
    """Cover what is not prose; the length stays the same."""
    if not any(map(text.__contains__, _OTHERS)):
        return _BRACED.sub(_covered, text) if _BRACE in text else text
    if "@" in text:
        text = _MAIL.sub(_covered, text)
    return _COVERED.sub(_covered, text)


def is_all_prose(text: str) -> bool:
    """Tell whether a text, or several one after the other, have nothing to cover."""
    return not any(map(text.__contains__, _BRACE + _OTHERS))


def _covered(match: re.Match[str]) -> str:
    found = match[0]
    return _SIGN.sub(COVER, found) if "\n" in found else COVER * len(found)
