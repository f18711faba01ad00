"""TR007, TR008: the numbers and the days of a translation are those of its source."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from minbar.checks import dates, numbers
from minbar.checks.counterparts.headings import parts_of, side_by_side
from minbar.checks.counterparts.pair import Pair, body_of, listed
from minbar.checks.passages import prose_in
from minbar.checks.same import Same
from minbar.model import rules
from minbar.model.document import Version
from minbar.model.finding import Finding, Place

HASHTAGS = "hashtags."


def numbers_differ(pair: Pair) -> Iterator[Finding]:
    """A translation has another number than its source.

    **Why.** Two figures for one promise: whoever finds them quotes both. Numbers that one language
    writes as words are taken as the same. A title or a short text may leave a number out; it must not
    have another.

    **Wrong.** Arabic: 40 مستوصفا; French: 14 centres.

    **Right.** The same number in every language.
    """
    for source, other, place in _fields_with_digits(pair):
        lacking, added = _unmatched(pair, source, other)
        if lacking and added:
            yield _told(pair, place, lacking, added)
    if not (_counts(Same(pair.source)) or _counts(Same(pair.version))) or not side_by_side(pair):
        return
    for source, other, line in parts_of(pair):
        lacking, added = _unmatched(pair, source, other)
        if lacking or added:
            yield _told(pair, _number_place(pair.version, line, added), lacking, added)


def dates_differ(pair: Pair) -> Iterator[Finding]:
    """A translation names another day than its source.

    **Why.** People come on the day that their language names.

    **Wrong.** Arabic: 3 أكتوبر; French: 4 octobre.

    **Right.** The same day and month, in each language's words.
    """
    beside = list(_fields_with_digits(pair))
    if _counts(Same(pair.source)) and _counts(Same(pair.version)) and side_by_side(pair):
        path = pair.version.path
        beside += [(source, other, Place(path, line)) for source, other, line in parts_of(pair)]
    for source, other, place in beside:
        had = Counter(dates.find_dates(source, pair.source.language))
        has = Counter(dates.find_dates(other, pair.version.language))
        if had and has and had != has:
            lacking, added = sorted(had - has), sorted(has - had)
            shown = [listed([f"{day}/{month}" for day, month in days]) for days in (lacking, added)]
            message = f"{shown[0]} in «{pair.source.language}», {shown[1]} here (day/month)"
            yield pair.finding(rules.DATES_DIFFER, place, message)


def _fields_with_digits(pair: Pair) -> Iterator[tuple[str, str, Place]]:
    """The texts of the header that have digits in both languages, the source's first, and where the other stands."""
    had, has = _digits_in_header(Same(pair.source)), _digits_in_header(Same(pair.version))
    for mark, source in had.items():
        if mark in has:
            yield source, has[mark], pair.version.place(mark)


def _unmatched(pair: Pair, source: str, other: str) -> tuple[list[str], list[str]]:
    """The numbers, days left aside, that only the source has, and those that only the translation has."""
    if set(numbers.find_numbers(source)) == set(numbers.find_numbers(other)):
        return [], []
    had = numbers.find_numbers(dates.without_dates(source, pair.source.language))
    has = numbers.find_numbers(dates.without_dates(other, pair.version.language))
    return numbers.unmatched(
        (had, source, pair.source.language), (has, other, pair.version.language)
    )


def _told(pair: Pair, place: Place, lacking: list[str], added: list[str]) -> Finding:
    said = f"{listed(lacking)} in «{pair.source.language}», {listed(added)} here"
    return pair.finding(rules.NUMBERS_DIFFER, place, said, (added or [""])[0])


@lru_cache(maxsize=8)
def _counts(version: Same[Version]) -> bool:
    """Tell whether a body has a digit."""
    return numbers.has_digits(body_of(version.value))


@lru_cache(maxsize=8)
def _digits_in_header(version: Same[Version]) -> dict[str, str]:
    """The prose of each text of a header that has a digit, by its field.

    Hashtags are left out: each language has its own, and their order says nothing.
    """
    return {
        passage.mark: prose
        for passage, prose in prose_in(version)
        if passage.mark and numbers.has_digits(prose) and not passage.mark.startswith(HASHTAGS)
    }


def _number_place(version: Version, line: int, added: list[str]) -> Place:
    lines = version.body.split("\n")[line - version.body_line :]
    for ahead, text in enumerate(lines):
        if added and added[0] in numbers.find_numbers(text):
            return Place(version.path, line + ahead)
    return Place(version.path, line)
