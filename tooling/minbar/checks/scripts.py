"""Which script a text is written in, and what of it stands in another."""

from collections.abc import Iterator

import regex

ARABIC_LANGUAGES = frozenset(("ar", "fa", "ur", "ckb", "ps", "ug"))
_ARABIC = regex.compile(r"[\p{Arabic}--\p{N}]", regex.V1)
_LATIN = regex.compile(r"\p{Latin}")
_QUOTED = regex.compile(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"")
_WORDS = {
    True: regex.compile(r"\p{Latin}[\p{Latin}’'-]*(?:[\s,]+\p{Latin}[\p{Latin}’'-]*){5,}"),
    False: regex.compile(r"\p{Arabic}+(?:[\s،]+\p{Arabic}+){3,}"),
}


def letters_of(text: str) -> int:
    """How many Arabic and Latin letters a text has."""
    return len(_ARABIC.findall(text)) + len(_LATIN.findall(text))


def is_of_script(text: str, language: str) -> bool:
    """Tell whether at least half of the letters are of a language's script."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return arabic >= latin if language in ARABIC_LANGUAGES else latin >= arabic


def foreign_runs(text: str, language: str) -> Iterator[str]:
    """Yield runs of words in the other script, quotations left out."""
    is_arabic = language in ARABIC_LANGUAGES
    if (_LATIN if is_arabic else _ARABIC).search(text) is None:
        return
    for match in _WORDS[is_arabic].finditer(_QUOTED.sub("", text)):
        yield match[0]
