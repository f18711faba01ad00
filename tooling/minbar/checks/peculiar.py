"""Signs that few texts have: one look through a text tells that none of the rules that ask about them has to look."""

import re

from minbar.checks.numbers import DIGITS
from minbar.checks.scripts import ARABIC_LANGUAGES, LETTERS
from minbar.late import pattern

DRAWINGS = "\ufb50-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc"
"""Drawings of letters and of their marks; between them stand the brackets of a verse, ﴿ ﴾, and words of blessing."""
_RARE = f"٠-٩۰-۹ـیک\u200b\u2060\u00ad\u200c\u200d{DRAWINGS}"
"""What typography asks about: other digits, tatweel, Persian letters, what has no width."""
_IS_RARE = pattern(f"[{_RARE}]")
_IS_PECULIAR = {
    is_arabic: re.compile(f"[{DIGITS}{_RARE}{LETTERS[not is_arabic]}]") for is_arabic in LETTERS
}
"""By whether the text is Arabic."""


def has_peculiar(text: str, language: str) -> bool:
    """Tell whether a text has a digit, a rare sign, or a letter of another script than its language's."""
    return _IS_PECULIAR[language in ARABIC_LANGUAGES].search(text) is not None


def has_rare(text: str) -> bool:
    """Tell whether a text has a rare sign."""
    return _IS_RARE.search(text) is not None
