"""Which script a text is written in, and what of it stands in another."""

import re
from collections.abc import Iterator

import regex

ARABIC_LANGUAGES = frozenset(("ar", "fa", "ur", "ckb", "ps", "ug"))
_ARABIC = re.compile(
    "[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]+")
_QUOTED = regex.compile(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"")
_WORDS = {
    True: regex.compile(r"\p{Latin}[\p{Latin}’'-]*(?:[\s,]+\p{Latin}[\p{Latin}’'-]*){5,}"),
    False: regex.compile(r"\p{Arabic}+(?:[\s،]+\p{Arabic}+){3,}"),
}


def letters_of(text: str) -> int:
    """How many Arabic and Latin letters a text has."""
    return _count(_ARABIC, text) + _count(_LATIN, text)


def is_of_script(text: str, language: str) -> bool:
    """Tell whether at least half of the letters are of a language's script."""
    own, other = (_ARABIC, _LATIN) if language in ARABIC_LANGUAGES else (_LATIN, _ARABIC)
    if other.search(text) is None:
        return True
    return _count(own, text) >= _count(other, text)


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


def has_foreign(text: str, language: str) -> bool:
    """Tell whether a text has a letter of the other script."""
    return (_LATIN if language in ARABIC_LANGUAGES else _ARABIC).search(text) is not None


def foreign_runs(text: str, language: str) -> Iterator[str]:
    """Yield runs of words in the other script, quotations left out."""
    is_arabic = language in ARABIC_LANGUAGES
    if not has_foreign(text, language):
        return
    for match in _WORDS[is_arabic].finditer(_QUOTED.sub("", text)):
        yield match[0]
