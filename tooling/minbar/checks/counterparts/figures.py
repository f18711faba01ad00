"""TR007, TR008: the numbers and the days of a translation are those of its source."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from minbar.checks import dates, numbers
from minbar.checks.counterparts.headings import parts_of, side_by_side
from minbar.checks.counterparts.pair import Pair, body_of, listed
from minbar.checks.same import Same
from minbar.model import rules
from minbar.model.document import Version
from minbar.model.finding import Finding, Place


def numbers_differ(pair: Pair) -> Iterator[Finding]:
    """A translation has another number than its source.

    **Why.** Two figures for one promise: whoever finds them quotes both. Numbers that one language
    writes as words are taken as the same.

    **Wrong.** Arabic: 40 مستوصفا; French: 14 centres.

    **Right.** The same number in every language.
    """
    if not (_counts(Same(pair.source)) or _counts(Same(pair.version))) or not side_by_side(pair):
        return
    for source, other, line in parts_of(pair):
        if set(numbers.find_numbers(source)) == set(numbers.find_numbers(other)):
            continue
        had = numbers.find_numbers(dates.without_dates(source, pair.source.language))
        has = numbers.find_numbers(dates.without_dates(other, pair.version.language))
        lacking, added = numbers.unmatched(
            (had, source, pair.source.language), (has, other, pair.version.language)
        )
        if lacking or added:
            said = f"{listed(lacking)} in «{pair.source.language}», {listed(added)} here"
            place = _number_place(pair.version, line, added)
            yield pair.finding(rules.NUMBERS_DIFFER, place, said, (added or [""])[0])


def dates_differ(pair: Pair) -> Iterator[Finding]:
    """A translation names another day than its source.

    **Why.** People come on the day that their language names.

    **Wrong.** Arabic: 3 أكتوبر; French: 4 octobre.

    **Right.** The same day and month, in each language's words.
    """
    if not (_counts(Same(pair.source)) and _counts(Same(pair.version))) or not side_by_side(pair):
        return
    for source, other, line in parts_of(pair):
        had = Counter(dates.find_dates(source, pair.source.language))
        has = Counter(dates.find_dates(other, pair.version.language))
        if had and has and had != has:
            lacking, added = sorted(had - has), sorted(has - had)
            shown = [listed([f"{day}/{month}" for day, month in days]) for days in (lacking, added)]
            message = f"{shown[0]} in «{pair.source.language}», {shown[1]} here (day/month)"
            yield pair.finding(rules.DATES_DIFFER, Place(pair.version.path, line), message)


@lru_cache(maxsize=8)
def _counts(version: Same[Version]) -> bool:
    """Tell whether a body has a digit."""
    return numbers.has_digits(body_of(version.value))


def _number_place(version: Version, line: int, added: list[str]) -> Place:
    lines = version.body.split("\n")[line - version.body_line :]
    for ahead, text in enumerate(lines):
        if added and added[0] in numbers.find_numbers(text):
            return Place(version.path, line + ahead)
    return Place(version.path, line)
