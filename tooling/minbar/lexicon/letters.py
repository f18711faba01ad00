"""Words of a text, and how they are written for comparing: one spelling for what readers take as one.

Arabic: vowel marks and tatweel go, forms of alef become ا, ؤ و, ئ and ى ي, ة ه, Persian and Maghrebi
letters the Arabic ones, digits of every script 0 to 9. A hamza alone stays: عملاء are no عملا.
Latin: lower case, without accents, œ as oe. Presentation forms and fullwidth letters are undone.
"""

import unicodedata
from itertools import accumulate

from minbar.late import pattern

_ARABIC_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
_UNSEEN = "\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2069\ufeff"

WORD = pattern(f"[^\\W_]+(?:[\u0300-\u036f{_ARABIC_MARKS}{_UNSEEN}]+[^\\W_]*)*")
"""A word with all that stands inside it; _ parts the words of a hashtag."""

_DROPPED = pattern(f"[\u0300-\u036f\u0640\u0674{_ARABIC_MARKS}{_UNSEEN}]")
_ARABIC = pattern("[\u0620-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f]")
_HIDDEN = pattern(f"[{_UNSEEN}]")
_REPEATED = pattern(r"(.)\1{2,}")
_SAME = {
    "ا": "أإآٱ",
    "و": "ؤ",
    "ي": "ئىیېۍ",
    "ه": "ةۀہەھۃ",
    "ك": "کڪگڭݣ",
    "ف": "ڤڨ",
    "ب": "پ",
    "ج": "چ",
}
_LETTERS = {letter: to for to, letters in _SAME.items() for letter in letters} | {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ı": "i",
}


def _letter(sign: str) -> str:
    """What one character of a text becomes: nothing, one letter or several."""
    parts = unicodedata.normalize("NFKC", sign).casefold()
    known = "".join(_LETTERS.get(part, part) for part in parts)
    bare = unicodedata.normalize("NFKD", known)  # no Arabic letter is left that this takes apart
    return "".join(_digit(part) for part in _DROPPED.sub("", bare))


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


class _Folding(dict[int, str]):
    """What characters become, as `str.translate` wants it; filled by the characters that are met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _letter(chr(code)))


_FOLDING = _Folding()


def fold(word: str) -> str:
    """Write a word for comparing."""
    return word.translate(_FOLDING)


def squeeze(folded: str) -> str:
    """Take a letter that is repeated for emphasis once: كلااااب, conniiiie."""
    return _REPEATED.sub(r"\1", folded)


def is_arabic(word: str) -> bool:
    """Tell whether a word has a letter of the Arabic script."""
    return _ARABIC.search(word) is not None


def accented(word: str) -> str:
    """A Latin word in lower case with the accents that were written."""
    composed = unicodedata.normalize("NFC", word).casefold().replace("œ", "oe").replace("æ", "ae")
    return _HIDDEN.sub("", composed)


def offset_of(word: str, folded_offset: int) -> int:
    """Where in a word as written the letter stands that is at this place of the folded one."""
    ends = accumulate(len(_FOLDING[ord(sign)]) for sign in word)
    return next((at for at, end in enumerate(ends) if end > folded_offset), len(word))
