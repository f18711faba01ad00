"""Which script a text is written in, and what of it stands in another."""

from collections.abc import Iterator

from minbar.late import pattern

ARABIC_LANGUAGES = frozenset(("ar", "fa", "ur", "ckb", "ps", "ug"))
LETTERS = {
    True: "\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    False: "A-Za-zÀ-ÖØ-öø-ɏ\u1e00-\u1eff",
}
"""By whether they are Arabic, for a class of a pattern."""
_LETTER = {is_arabic: pattern(f"[{letters}]") for is_arabic, letters in LETTERS.items()}
"""A letter is looked for twice as fast as a run of letters; what is found is counted by runs."""
_RUN = {is_arabic: pattern(f"[{letters}]+") for is_arabic, letters in LETTERS.items()}
_QUOTED = pattern(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"")
_LATIN, _ARABIC = f"[{LETTERS[False]}]", f"[{LETTERS[True]}]"
_JOINING = "[’'-]"
_INNER = f"[{LETTERS[False]}’'-]"
_BEGINS = rf"(?<!{_LATIN})(?<!{_INNER}{_JOINING}){_LATIN}"
_WORDS = {
    True: pattern(rf"{_BEGINS}{_INNER}*+(?:[\s,]++{_LATIN}{_INNER}*+){{5,}}"),
    False: pattern(rf"(?<!{_ARABIC}){_ARABIC}++(?:[\s،]++{_ARABIC}++){{3,}}"),
}
"""Runs of words of the other script, by whether a text's own is Arabic; each begins where a word does, so that one
word as long as a file is gone through a few times, and not once for each of its letters."""


def are_of_one_script(language: str, other: str) -> bool:
    """Tell whether two languages are both written in Arabic letters, or neither is."""
    return (language in ARABIC_LANGUAGES) == (other in ARABIC_LANGUAGES)


def letters_of(text: str) -> int:
    """How many Arabic and Latin letters a text has."""
    return sum(_count(text, is_arabic=is_arabic) for is_arabic in _RUN)


def is_of_script(text: str, language: str) -> bool:
    """Tell whether at least half of the letters are of a language's script."""
    if not has_foreign(text, language):
        return True
    is_arabic = language in ARABIC_LANGUAGES
    return _count(text, is_arabic=is_arabic) >= _count(text, is_arabic=not is_arabic)


def _count(text: str, *, is_arabic: bool) -> int:
    return sum(map(len, _RUN[is_arabic].findall(text)))


def has_foreign(text: str, language: str) -> bool:
    """Tell whether a text has a letter of the other script."""
    return _LETTER[language not in ARABIC_LANGUAGES].search(text) is not None


def foreign_runs(text: str, language: str) -> Iterator[str]:
    """Yield runs of words in the other script, quotations left out."""
    is_arabic = language in ARABIC_LANGUAGES
    if not has_foreign(text, language):
        return
    for match in _WORDS[is_arabic].finditer(_QUOTED.sub("", text)):
        yield match[0]
