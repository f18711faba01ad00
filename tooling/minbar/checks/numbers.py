"""Numbers that a text has in digits, and whether another text says one of them in words."""

import re
from functools import cache

from minbar.late import pattern

_NUMBER = pattern(
    r"(\d(?:(?<![\d.,]\d)\d{0,2}(?:[ \u00a0\u202f.,٬]\d{3})+(?!\d)|\d*))"
    r"(?:[ \u00a0\u202f]+(?:(ألف|آلاف|mille)|(ملايين|مليون|millions?|M ?DH)|(مليار|ملايير|milliards?|MM ?DH))(?!\w|ة))?"
)
_PHONE = pattern(r"(?<![\d.,])(?:\+\d{1,3}[ .\u00a0-]?|0)\d(?:[ .\u00a0-]?\d){7,9}(?!\d)")
"""A telephone number is one number, however it is parted."""
KEYCAP = "\u20e3"
_KEYCAP = pattern(f"[0-9]\ufe0f?{KEYCAP}")
"""A digit that is drawn as a key counts the points of a post, and says no number."""
DIGITS = "0-9٠-٩۰-۹０-９"
"""Those that Arabic and Latin texts are written with, for a class of a pattern; other scripts have their own."""
_DIGIT = re.compile(f"[{DIGITS}]")
_GROUPING = pattern(r"[ \u00a0\u202f.,٬]")

_ARABIC_WORDS = {
    0: "صفر",
    1: "واحد|أول|اولى|أولى|مرة",
    2: "اثن|إثن|ثان|مرتين|[ا-ي]{3,}(?:ان|ين|ا)(?!\\w)",
    3: "ثلاث|ثالث",
    4: "أربع|رابع",
    5: "خمس|خامس",
    6: "ست|سادس",
    7: "سبع|سابع",
    8: "ثمان|ثامن",
    9: "تسع|تاسع",
    10: "عشر|عاشر",
    11: "أحد عشر|إحدى عشر|حادي عشر|حادية عشر",
    12: "اثنا عشر|اثني عشر|اثنتا عشر|اثنتي عشر|ثاني عشر|ثانية عشر",
    13: "ثلاث[ةه]? عشر|ثالث[ةه]? عشر",
    14: "أربع[ةه]? عشر|رابع[ةه]? عشر",
    15: "خمس[ةه]? عشر|خامس[ةه]? عشر",
    16: "ست[ةه]? عشر|سادس[ةه]? عشر",
    17: "سبع[ةه]? عشر|سابع[ةه]? عشر",
    18: "ثماني[ةه]? عشر|ثامن[ةه]? عشر",
    19: "تسع[ةه]? عشر|تاسع[ةه]? عشر",
    20: "عشرون|عشرين",
    25: r"(?<![اأ])ربع(?!\w)",
    30: r"ثلاثون|ثلاثين|نصف(?!\w)",
    40: "أربعون|أربعين",
    50: "خمسون|خمسين|نصف",
    60: "ستون|ستين",
    70: "سبعون|سبعين",
    80: "ثمانون|ثمانين",
    90: "تسعون|تسعين",
    100: "مئة|مائة|المئة|المائة",
    200: "مئتا|مئتي|مائتا|مائتي",
    1000: "ألف",
    2000: "ألفي|ألفا",
}
_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt"
)
_FRENCH_WORDS = dict(enumerate(_FRENCH.split())) | {
    1: "une?|premi[eè]re?",
    7: "sept(?!em)",
    25: r"quarts?\b",
    30: r"trent|demie?\b",
    40: "quarant",
    50: "cinquant|moitié",
    60: "soixant",
    70: "soixante-dix",
    80: "quatre-vingt",
    90: "quatre-vingt-dix",
    100: r"cents?\b|centaine",
    200: "deux cents",
    1000: r"mill(?:e|ier)",
}
_FRENCH_WORDS = {value: rf"\b(?:{words})" for value, words in _FRENCH_WORDS.items()}
WORDS: dict[str, dict[int, str]] = {"ar": _ARABIC_WORDS, "fr": _FRENCH_WORDS}

QUARTER = 25
"""By the word for it; of an hour it is 15."""

Said = tuple[list[str], str, str]
"""The numbers of a text, the text, and its language."""


def find_numbers(text: str) -> list[str]:
    """The numbers of a text in its order, ungrouped: `20 ألف` is 20000, `18:00` is 18, `1,5` is 1 and 5."""
    found: list[str] = []
    if not has_digits(text):
        return found
    plain = _KEYCAP.sub("", text) if KEYCAP in text else text
    if "0" in plain or "+" in plain:
        plain = _PHONE.sub(lambda match: re.sub(r"\D", "", match[0]), plain)
    for match in _NUMBER.finditer(plain):
        value = int(_GROUPING.sub("", match[1]))
        if value:
            zeros = next((3 * power for power in (1, 2, 3) if match[power + 1]), 0)
            found.append(str(value) + "0" * zeros)
    return found


def has_digits(text: str) -> bool:
    """Tell whether a text has a digit of those that Arabic and Latin texts are written with."""
    return _DIGIT.search(text) is not None


def unmatched(one: Said, other: Said) -> tuple[list[str], list[str]]:
    """Numbers that only one of two texts has, in digits or in words; sorted."""
    had, has = set(one[0]), set(other[0])
    lacking = [value for value in sorted(had - has) if not _is_said(int(value), *other[1:])]
    added = [value for value in sorted(has - had) if not _is_said(int(value), *one[1:])]
    return lacking, added


def _is_said(value: int, text: str, language: str) -> bool:
    """Tell whether a text has a number in words; 67 is said where 7 and 60 are, 15 where a quarter is."""
    known = WORDS.get(language, {})
    ways = [_parts(value)] if value not in known else [[value], _parts(value)]
    if value == 15:
        ways.append([QUARTER])
    return any(
        all(part in known and _pattern(known[part]).search(text) for part in way) for way in ways
    )


def _parts(value: int) -> list[int]:
    """The numbers that are said one after the other for one: 2500 is 2000 (or 1000) and 500, 500 is 5 and 100."""
    if value > 999:
        rest = value % 1000
        return [1000, *(_parts(rest) if rest else [])]
    if value > 99:
        hundreds, rest = divmod(value, 100)
        return [*([hundreds] if hundreds > 2 else []), 100, *(_parts(rest) if rest else [])]
    return [value % 10, value - value % 10] if value > 20 and value % 10 else [value]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
