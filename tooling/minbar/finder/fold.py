"""How a name is written for looking it up: the same for who is listed and for who is looked for.

The rules are data (`RULES`): they go out with the index, and the browser applies them to what a
reader types. Texts are put into NFKC and lower case before, by both. Words stay whole but for
these rules; nothing is transliterated, since each name is listed in every script it is written in.

Of the letters that Arabic glues to a word only the article is known. و, ب and ل begin as many names
as they introduce (وفاء, بهيجة, لبنى), so they stay.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from minbar.late import wide_pattern

_ACCENTED = (*range(0xDF, 0x250), *range(0x1E00, 0x1F00))

DROPPED = (
    "\u00ad\u0300-\u036f\u02b0-\u02ff"  # soft hyphen, accents set apart, marks that pass for letters
    "\u0621\u0640\u0674"  # hamza alone, tatweel
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # vowel marks
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # what cannot be seen
)
"""Characters that are left out, as the inside of a character class."""

APOSTROPHES = "'’‘`\u02bc"
ELIDED = "ld"
"""Letters that an apostrophe cuts off (l’Idrissi, d’Anfa); elsewhere it is left out (M’barek)."""

LONE = ("al", "d", "de", "des", "du", "el", "et", "l", "la", "le", "les", "ال")
"""Words that are passed over, unless there is no other."""

ARTICLE = "ال"
LATIN_ARTICLES = ("al", "el")

JOINED = (ARTICLE, *LATIN_ARTICLES, "abd", "ait", "ben", "bou", "ايت", "بن", "بو", "عبد")
"""Words that are written apart from the next or together with it."""

REST_LETTERS = 3
"""What is left of a name's word behind one of these to be a word of its own: العلمي is found as علمي."""

QUERY_REST_LETTERS = 4
"""The same in a query, where the article is dropped: الياس, without its hamza, is no ياس with an article."""


def _latin() -> dict[str, str]:
    folded = {"ae": "æ", "d": "đð", "h": "ħ", "i": "ı", "l": "ł", "n": "ŋ", "o": "ø", "oe": "œ"}
    folded |= {"ss": "ß", "t": "ŧ", "th": "þ"}
    for code in _ACCENTED:
        letter = chr(code)
        base = "".join(
            part
            for part in unicodedata.normalize("NFKD", letter)
            if not unicodedata.combining(part)
        )
        if letter.islower() and base.isascii() and base != letter:
            folded[base] = folded.get(base, "") + letter
    return folded


def _digits() -> dict[str, str]:
    return {str(value): chr(0x660 + value) + chr(0x6F0 + value) for value in range(10)}


LETTERS: dict[str, str] = {
    "ا": "أإآٱ",
    "و": "ؤ",
    "ي": "ئىیېۍ",
    "ه": "ةۀہەھ",
    "ك": "کڪگڭݣ",
    "ف": "ڤڨ",
    "ب": "پ",
    "ج": "چ",
    **_digits(),
    **_latin(),
}
"""What a letter becomes, and the letters that become it."""

RULES = {
    "dropped": DROPPED,
    "apostrophes": APOSTROPHES,
    "elided": ELIDED,
    "letters": LETTERS,
    "lone": LONE,
    "article": ARTICLE,
    "rest": QUERY_REST_LETTERS,
}
"""What a browser needs to read a query in the same way."""

_ELISION = wide_pattern(rf"(^|[^\p{{L}}])[{ELIDED}][{APOSTROPHES}]")
_MARKS = frozenset(APOSTROPHES)
_APOSTROPHE = wide_pattern(rf"[{APOSTROPHES}]")
_WORD = wide_pattern(r"[\p{L}\p{M}\p{N}]+")


_FOLD = {ord(letter): to for to, letters in LETTERS.items() for letter in letters} | {
    code: ""
    for match in re.finditer(r"(.)(?:-(.))?", DROPPED)
    for code in range(ord(match[1]), ord(match[2] or match[1]) + 1)
}


def _split(text: str) -> list[str]:
    return [word for piece in text.split() for word in _words_in(piece)]


@lru_cache(maxsize=4_096)
def _words_in(piece: str) -> tuple[str, ...]:
    """The words between two spaces: the names of a country are made of a few thousand."""
    text = unicodedata.normalize("NFKC", piece).lower()
    if not _MARKS.isdisjoint(text):
        text = _APOSTROPHE.sub("", _ELISION.sub(r"\1 ", text))
    return tuple(_WORD.findall(text.translate(_FOLD)))


def _weighty(found: list[str]) -> list[str]:
    return [word for word in found if word not in LONE] or found


def query_words(text: str) -> list[str]:
    """Read what somebody looks for. The browser does this itself; here it is compared with."""
    return [_rest(word, (ARTICLE,), QUERY_REST_LETTERS) or word for word in _weighty(_split(text))]


def count_words(name: str) -> int:
    """How many words a name has, articles that stand alone left out; at least one."""
    return max(1, len(_weighty(_split(name))))


def name_tokens(name: str) -> set[str]:
    """Give every form of a word under which a name is found."""
    found = _split(name)
    tokens = {form for word in _weighty(found) for form in _forms(word)}
    for one, other in pairwise(found):
        if one in LATIN_ARTICLES:
            tokens.update(article + other for article in LATIN_ARTICLES)
        elif one in JOINED:
            tokens.add(one + other)
    return tokens


@lru_cache(maxsize=4_096)
def _forms(word: str) -> tuple[str, ...]:
    rest = _rest(word, JOINED, REST_LETTERS)
    forms = (word, rest, _rest(rest, JOINED, REST_LETTERS))  # عبدالرحيم, الرحيم, رحيم
    return tuple(form for form in forms if form)


def _rest(word: str, beginnings: tuple[str, ...], letters: int) -> str:
    if not word.startswith(beginnings):
        return ""
    for beginning in beginnings:
        if word.startswith(beginning) and len(word) - len(beginning) >= letters:
            return word[len(beginning) :]
    return ""
