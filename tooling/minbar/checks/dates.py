"""Days that a text names: a number and the name of a month, as it is written in Arabic and French."""

import re
from functools import cache

from minbar.checks.numbers import has_digits
from minbar.late import pattern

_ARABIC_MONTHS = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار",
    "أبريل|ابريل|نيسان|أفريل",
    "ماي|مايو|أيار",
    "يونيو|يونيه|حزيران|جوان",
    "يوليوز|يوليو|تموز|جويلية",
    "غشت|أغسطس|آب|أوت",
    "شتنبر|سبتمبر|أيلول",
    "أكتوبر|تشرين الأول",
    "نونبر|نوفمبر|تشرين الثاني",
    "دجنبر|ديسمبر|كانون الأول",
)
_FRENCH_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
MONTHS: dict[str, tuple[str, ...]] = {"ar": _ARABIC_MONTHS, "fr": tuple(_FRENCH_MONTHS.split("|"))}
YEARS = "20"
"""Every year that is written in digits begins so."""
_IN_DIGITS = pattern(r"(?<![\d/.-])(\d{1,2})[/.-](0?[1-9]|1[0-2])(?=[/.-]20\d\d(?!\d))")
"""6/4/2027: the day before the month, as both languages write it."""
Day = tuple[int, int]
"""Day and month."""


def find_dates(text: str, language: str) -> list[Day]:
    """The days that a text names, those in digits alone last; none where the language's months are not known."""
    if language not in MONTHS or not has_digits(text):
        return []
    written = [
        (int(match[1]), _number_of(match[2].lower(), language))
        for match in _pattern(language).finditer(text)
    ]
    in_digits = _IN_DIGITS.finditer(text) if YEARS in text else ()
    return written + [(int(match[1]), int(match[2])) for match in in_digits]


def without_dates(text: str, language: str) -> str:
    """The same text without its days, for the comparison of its other numbers."""
    return _IN_DIGITS.sub(" ", _pattern(language).sub(" ", text)) if language in MONTHS else text


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(MONTHS[language])
    return re.compile(rf"(\d(?<!\d\d)\d?)(?:er)?\s+(?:من )?({names})(?!\w)", re.IGNORECASE)


def _number_of(name: str, language: str) -> int:
    return next(
        number for number, names in enumerate(MONTHS[language], 1) if name in names.split("|")
    )
