"""How a text is read for comparing it: what copying, a keyboard or a network may change does not count.

Vowel marks, tatweel, the forms of alef and hamza, ى and ي, ة and ه, accents, capitals, digits of
either system, punctuation, emoji, spaces and line breaks are no difference. Words, numbers, signs
before a number, percent and currency signs are, and so is where a link leads, but for what is
added to it to follow people.

Every character is read by itself, so that a word knows where it stands in what was pasted. The
rules are data (`RULES`): they go out with the index, and the browser's script reads by them.
"""

import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from minbar.late import wide_pattern

if TYPE_CHECKING:
    import regex

DROPPED = r"\p{M}\p{Cf}\u0621\u0640\u0674"
"""Characters that are left out: marks, what cannot be seen, hamza alone, tatweel."""

LETTERS: dict[str, str] = {
    "ا": "ٱ",
    "ي": "ىیېۍ",
    "ه": "ةەہھۃ",
    "ك": "کڪ",
    "σ": "ς",
    **{str(value): chr(0x660 + value) + chr(0x6F0 + value) for value in range(10)},
    "%": "٪",
    "‰": "؉",
    ".": "٫",
    ",": "٬",
}
"""What a character becomes, and those that become it, once they are taken apart (NFKD)."""

LINK = r'https?://[^\s<>"«»]+'
GROUPED = r"[0-9]{1,3}(?:[ .,][0-9]{3})+(?![0-9])"
DECIMAL = r"[0-9]+[.,][0-9]+"
WORD = r"\p{L}+|\p{N}+"
SIGN = r"[-−+](?=[0-9])|[%‰\p{Sc}]"
TOKEN = rf"({LINK})|(?:({GROUPED})|({DECIMAL})|({WORD}))[-−+]*|({SIGN})"
"""A link, a number with its thousands apart, a number with a part, a word, a sign."""

TRAILING = r"""[.,;:!?)\]'"’”»›،؛؟*_~]+$"""
"""What may stand right behind a link without being of it."""

FOLLOWING = r"^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid?|mc_[ce]id|mibextid|_ga|ref_src|wt_mc)$"
"""Names of what networks add to a link in order to follow people."""

RULES = {
    "dropped": DROPPED,
    "letters": LETTERS,
    "token": TOKEN,
    "trailing": TRAILING,
    "following": FOLLOWING,
}
"""What a browser needs to read a text in the same way."""

_GROUPING = str.maketrans("", "", " .,")
_DROPPED = wide_pattern(f"[{DROPPED}]")
_LETTERS = {letter: to for to, letters in LETTERS.items() for letter in letters}
_TABLE = str.maketrans(_LETTERS)
_TOKEN = wide_pattern(TOKEN)
_TRAILING = wide_pattern(TRAILING)
_FOLLOWING = wide_pattern(FOLLOWING)


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text, in code points."""

    text: str
    start: int
    stop: int


def read_words(text: str) -> list[Word]:
    """Read a text word by word."""
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for to in _fold(letter):
            folded.append(to)
            places.append(place)
    places.append(len(text))
    return [
        Word(_spell(match), places[match.start()], places[match.end(match.lastindex or 0) - 1] + 1)
        for match in _TOKEN.finditer("".join(folded))
    ]


def words_of(text: str) -> tuple[str, ...]:
    """Give the words alone, which is quicker: the posts of a text repeat its lines, and no word spans two."""
    return tuple(chain.from_iterable(map(_words_of_line, text.split("\n"))))


@lru_cache(maxsize=1_000)
def _words_of_line(line: str) -> tuple[str, ...]:
    kept = _DROPPED.sub("", unicodedata.normalize("NFKD", line).lower())
    return tuple(map(_spell, _TOKEN.finditer(kept.translate(_TABLE))))


@cache
def _fold(letter: str) -> str:
    kept = _DROPPED.sub("", unicodedata.normalize("NFKD", letter).lower())
    return "".join(_LETTERS.get(one, one) for one in kept)


def _spell(match: "regex.Match[str]") -> str:
    link, grouped, decimal, word, sign = match.groups()
    if link:
        return _lead(link)
    if grouped:
        return str(grouped).translate(_GROUPING)
    if decimal:
        return str(decimal).replace(",", ".")
    return str(word or sign.replace("−", "-"))


def _lead(link: str) -> str:
    """Where a link leads: host, path and what is asked for, without what follows people."""
    rest = _TRAILING.sub("", link).partition("://")[2].partition("#")[0]
    path, _, query = rest.removeprefix("www.").partition("?")
    kept = [item for item in query.split("&") if not _FOLLOWING.match(item.partition("=")[0])]
    asked = "&".join(item for item in kept if item)
    return f"//{path.rstrip('/')}" + (f"?{asked}" if asked else "")
