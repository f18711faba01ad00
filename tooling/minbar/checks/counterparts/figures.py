"""TR007, TR008: the numbers and the days of a translation are those of its source."""

from collections import Counter
from collections.abc import Iterator

from minbar.checks import dates, numbers
from minbar.checks.counterparts.pair import Pair, listed
from minbar.model import rules
from minbar.model.finding import Finding, Place


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
    if not (pair.source.has_digits or pair.other.has_digits) or not pair.is_side_by_side:
        return
    for source, other, line in pair.parts():
        lacking, added = _unmatched(pair, source, other)
        if lacking or added:
            yield _told(pair, _number_place(pair, line, added), lacking, added)


def dates_differ(pair: Pair) -> Iterator[Finding]:
    """A translation names another day than its source.

    **Why.** People come on the day that their language names.

    **Wrong.** Arabic: 3 أكتوبر; French: 4 octobre.

    **Right.** The same day and month, in each language's words.
    """
    beside = list(_fields_with_digits(pair))
    if pair.source.has_digits and pair.other.has_digits and pair.is_side_by_side:
        beside += [(source, other, pair.at_line(line)) for source, other, line in pair.parts()]
    for source, other, place in beside:
        had = dates.find_dates(source, pair.source.language)
        has = dates.find_dates(other, pair.other.language)
        if had and has and sorted(had) != sorted(has):
            lacking, added = _apart(had, has), _apart(has, had)
            shown = [listed([f"{day}/{month}" for day, month in days]) for days in (lacking, added)]
            message = f"{shown[0]} in «{pair.source.language}», {shown[1]} here (day/month)"
            yield pair.finding(rules.DATES_DIFFER, place, message)


def _apart(days: list[dates.Day], others: list[dates.Day]) -> list[dates.Day]:
    return sorted(Counter(days) - Counter(others))


def _fields_with_digits(pair: Pair) -> Iterator[tuple[str, str, Place]]:
    """The texts of the header that have digits in both languages, the source's first, and where the other stands."""
    has = pair.other.fields_with_digits
    for mark, source in pair.source.fields_with_digits.items():
        if mark in has:
            yield source, has[mark], pair.place(mark)


def _unmatched(pair: Pair, source: str, other: str) -> tuple[list[str], list[str]]:
    """The numbers, days left aside, that only the source has, and those that only the translation has."""
    if set(numbers.find_numbers(source)) == set(numbers.find_numbers(other)):
        return [], []
    had = numbers.find_numbers(dates.without_dates(source, pair.source.language))
    has = numbers.find_numbers(dates.without_dates(other, pair.other.language))
    return numbers.unmatched((had, source, pair.source.language), (has, other, pair.other.language))


def _told(pair: Pair, place: Place, lacking: list[str], added: list[str]) -> Finding:
    said = f"{listed(lacking)} in «{pair.source.language}», {listed(added)} here"
    return pair.finding(rules.NUMBERS_DIFFER, place, said, (added or [""])[0])


def _number_place(pair: Pair, line: int, added: list[str]) -> Place:
    version = pair.other.version
    lines = version.body.split("\n")[line - version.body_line :]
    for ahead, text in enumerate(lines):
        if added and added[0] in numbers.find_numbers(text):
            return pair.at_line(line + ahead)
    return pair.at_line(line)
