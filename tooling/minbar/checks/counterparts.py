"""TR: the languages of a document say the same: headings, lists, links, numbers, dates, names.

Each rule compares one translation with its source. Where headings differ, texts do not run side by
side, and only that is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from minbar.checks import dates, numbers
from minbar.checks.passages import passages, prose_in
from minbar.checks.prose import COVER, prose_of
from minbar.checks.same import Same
from minbar.checks.scripts import foreign_runs, has_foreign, is_of_script, letters_of
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding, Place, Rule
from minbar.model.targets import resolve

_HEADING = re.compile(r"(##(?<=^##)#{0,4}) +(.*?)(?: *\{[^{}]*\})?$", re.MULTILINE)
_ITEM = re.compile(r"^ {0,6}(?:[-*+]|\d{1,3}[.)]) +\S", re.MULTILINE)
_TARGET = re.compile(r"\]\(\s*<?([^()\s<>]{1,600})")
_WORD = re.compile(r"[^\s.,،؛:«»()]+")
_DIGITS = re.compile(r"\d+")
LETTERS_ENOUGH = 30
"""A text with fewer letters does not tell its language."""


class Pair(Struct, frozen=True):
    """A translation beside its source."""

    campaign: Campaign
    document: Document
    source: Version
    version: Version


PairRule = Callable[[Pair], Iterator[Finding]]


def pairs(campaign: Campaign, document: Document) -> Iterator[Pair]:
    """Yield each translation that was made from the source as it is now, with that source."""
    for code, version in document.versions.items():
        if version is not document.source and not document.is_outdated(code):
            yield Pair(campaign, document, document.source, version)


def headings_differ(pair: Pair) -> Iterator[Finding]:
    """A translation has other headings than its source: a part is missing, or there is one too many.

    **Why.** One of the two publics is told less, and links to a heading lead nowhere.

    **Wrong.** Arabic: `## لماذا؟` and `## كم؟`; French: `## Pourquoi ?` alone.

    **Right.** The same headings in the same order, in each language's words.
    """
    had, has = _headings(Same(pair.source)), _headings(Same(pair.version))
    if _levels(had) == _levels(has):
        return
    first, last, begin, end = _first_change(had, has)
    lacking, added = had[first:last], has[begin:end]
    line = has[min(begin, len(has) - 1)].line if has else pair.version.body_line
    named = (lacking or added)[0].name
    what = "the source has" if lacking else "the source does not have"
    message = f"{len(had)} headings in «{pair.source.language}», {len(has)} here: {what} «{named}»"
    yield _finding(rules.HEADINGS_DIFFER, pair, Place(pair.version.path, line), message, named)


def list_items_differ(pair: Pair) -> Iterator[Finding]:
    """A translation's lists have more or fewer items than its source's.

    **Why.** An item that was dropped is a promise that one public never hears of.

    **Wrong.** Three items in Arabic, two in French.

    **Right.** As many items, in the same order.
    """
    had, has = (_count_items(_body(side)) for side in (pair.source, pair.version))
    if had != has and _side_by_side(pair):
        first = _ITEM.search(pair.version.body)
        place = _place(pair.version, first.start() if first else 0)
        message = f"{had} list items in «{pair.source.language}», {has} here"
        yield _finding(rules.ITEMS_DIFFER, pair, place, message)


def links_differ(pair: Pair) -> Iterator[Finding]:
    """A translation links to other pages than its source.

    **Why.** A source that only one public can check is half a source.

    **Wrong.** Arabic links to the programme; French does not.

    **Right.** The same addresses; inside the campaign, each language's own file.
    """
    if "](" not in pair.source.body + pair.version.body or not _side_by_side(pair):
        return
    had, has = Counter(_targets(pair.source)), Counter(_targets(pair.version))
    for target in [*(had - has), *(has - had)]:
        lacking = target in had - has
        at = -1 if lacking else pair.version.body.find(target.rpartition("/")[2].split(".")[0])
        what = "leads to" if lacking else "does not lead to"
        message = f"the text in «{pair.source.language}» {what} {target}"
        yield _finding(rules.LINKS_DIFFER, pair, _place(pair.version, max(at, 0)), message, target)


def numbers_differ(pair: Pair) -> Iterator[Finding]:
    """A translation has another number than its source.

    **Why.** Two figures for one promise: whoever finds them quotes both. Numbers that one language
    writes as words are taken as the same.

    **Wrong.** Arabic: 40 مستوصفا; French: 14 centres.

    **Right.** The same number in every language.
    """
    if not (_counts(Same(pair.source)) or _counts(Same(pair.version))) or not _side_by_side(pair):
        return
    for source, other, line in _texts(pair):
        if set(numbers.find_numbers(source)) == set(numbers.find_numbers(other)):
            continue
        had = numbers.find_numbers(dates.without_dates(source, pair.source.language))
        has = numbers.find_numbers(dates.without_dates(other, pair.version.language))
        lacking, added = numbers.unmatched(
            (had, source, pair.source.language), (has, other, pair.version.language)
        )
        if lacking or added:
            said = f"{_listed(lacking)} in «{pair.source.language}», {_listed(added)} here"
            place = _number_place(pair.version, line, added)
            yield _finding(rules.NUMBERS_DIFFER, pair, place, said, (added or [""])[0])


def dates_differ(pair: Pair) -> Iterator[Finding]:
    """A translation names another day than its source.

    **Why.** People come on the day that their language names.

    **Wrong.** Arabic: 3 أكتوبر; French: 4 octobre.

    **Right.** The same day and month, in each language's words.
    """
    if not (_counts(Same(pair.source)) and _counts(Same(pair.version))) or not _side_by_side(pair):
        return
    for source, other, line in _texts(pair):
        had = Counter(dates.find_dates(source, pair.source.language))
        has = Counter(dates.find_dates(other, pair.version.language))
        if had and has and had != has:
            lacking, added = sorted(had - has), sorted(has - had)
            shown = [
                _listed([f"{day}/{month}" for day, month in days]) for days in (lacking, added)
            ]
            message = f"{shown[0]} in «{pair.source.language}», {shown[1]} here (day/month)"
            yield _finding(rules.DATES_DIFFER, pair, Place(pair.version.path, line), message)


def names_differ(pair: Pair) -> Iterator[Finding]:
    """A candidate is named in the source and not in the translation.

    **Why.** Somebody's name was dropped, or is not written as on the ballot paper.

    **Wrong.** Arabic: أمينة الإدريسي; French: Mme Idrisi.

    **Right.** The ballot name of the language: Amina Idrissi.
    """
    if pair.document.kind == "candidates":
        return
    words, others = _all_words(Same(pair.source)), _all_words(Same(pair.version))
    known = _ballot_names(Same(pair.campaign), pair.source.language, pair.version.language)
    for first in known.keys() & set(_WORD.findall(words)):
        for own, theirs in known[first]:
            if own in words and theirs not in others:
                message = f"«{own}» is named in «{pair.source.language}»; «{theirs}» is not here"
                place = pair.version.place()
                yield _finding(rules.NAMES_DIFFER, pair, place, message, own, theirs)


def script_wrong(pair: Pair) -> Iterator[Finding]:
    """A whole text stands in another script than its language's.

    **Why.** The file was copied and not translated, or carries the wrong language in its name.

    **Wrong.** Arabic letters in `water.fr.md`.

    **Right.** The French text in `water.fr.md`, the Arabic one in `water.ar.md`.
    """
    if not _is_mixed(Same(pair.version)):
        return
    text = _all_words(Same(pair.version))
    if not is_of_script(text, pair.version.language) and letters_of(text) >= LETTERS_ENOUGH:
        message = f"this text is not in the script of «{pair.version.language}»"
        yield _finding(rules.SCRIPT_WRONG, pair, pair.version.place(), message)


def text_untranslated(pair: Pair) -> Iterator[Finding]:
    """A passage was left in the language of the source.

    **Why.** Readers meet a paragraph that they cannot read.

    **Wrong.** A paragraph in Arabic in the middle of a French text.

    **Right.** Its translation; what is quoted stands in «».
    """
    if any(script_wrong(pair)):
        return
    theirs = set(_parts(pair.source)).intersection(_parts(pair.version))
    mixed = _is_mixed(Same(pair.version))
    for line, text in _paragraphs(pair.version) if theirs or mixed else ():
        is_copied = text in theirs and letters_of(text) >= LETTERS_ENOUGH
        if is_copied or (mixed and any(foreign_runs(text, pair.version.language))):
            message = f"this is not in «{pair.version.language}»: it was left untranslated"
            place = Place(pair.version.path, line)
            yield _finding(rules.TEXT_UNTRANSLATED, pair, place, message, text[:60])


class _Heading(Struct, frozen=True):
    level: int
    name: str
    line: int

    @property
    def signature(self) -> tuple[int, str]:
        return self.level, " ".join(_DIGITS.findall(self.name))


@lru_cache(maxsize=8)
def _headings(version: Same[Version]) -> list[_Heading]:
    body, first = _body(version.value), version.value.body_line
    if "##" not in body:
        return []
    return [
        _Heading(
            len(match[1]),
            match[2].strip(f"{COVER} "),
            first + body.count("\n", 0, match.start()),
        )
        for match in _HEADING.finditer(body)
    ]


def _count_items(body: str) -> int:
    """Line by line: a search would try each sign of a body."""
    return sum(1 for line in body.split("\n") if _ITEM.match(line))


def _levels(headings: list[_Heading]) -> list[int]:
    return [heading.level for heading in headings]


def _first_change(had: list[_Heading], has: list[_Heading]) -> tuple[int, int, int, int]:
    """From where to where the source and the translation differ: first where one has more than the other.

    A heading whose number is a word in one language (المادة 1, Article premier) is no such place.
    """
    matcher = SequenceMatcher(
        a=[item.signature for item in had], b=[item.signature for item in has], autojunk=False
    )
    changes = [change[1:] for change in matcher.get_opcodes() if change[0] != "equal"]
    uneven = (change for change in changes if change[1] - change[0] != change[3] - change[2])
    return next(uneven, changes[0] if changes else (0, len(had), 0, len(has)))


def _side_by_side(pair: Pair) -> bool:
    had, has = _headings(Same(pair.source)), _headings(Same(pair.version))
    return _levels(had) == _levels(has)


def _body(version: Version) -> str:
    return prose_of(version.body)


@lru_cache(maxsize=8)
def _counts(version: Same[Version]) -> bool:
    """Tell whether a body has a digit."""
    return numbers.has_digits(_body(version.value))


def _place(version: Version, offset: int) -> Place:
    return Place(version.path, version.body_line + version.body.count("\n", 0, offset))


def _targets(version: Version) -> Iterator[str]:
    """Addresses of a body; files of the campaign without their language."""
    for match in _TARGET.finditer(version.body):
        address = match[1]
        if ":" in address.split("/", 1)[0] or address.startswith("#"):
            yield re.sub(rf"(?<=[./]){version.language}(?=[./]|$)", "", address)
        else:
            yield resolve(version.path, address).replace(f".{version.language}.md", "")


def _texts(pair: Pair) -> Iterator[tuple[str, str, int]]:
    """Yield (source, translation, line) of what stands side by side: the parts between headings."""
    had, has = _split(Same(pair.source)), _split(Same(pair.version))
    for (_, source), (line, other) in zip(had, has, strict=True):
        yield source, other, line


@lru_cache(maxsize=8)
def _split(same: Same[Version]) -> list[tuple[int, str]]:
    version = same.value
    body = _body(version)
    cuts = [0, *(match.start() for match in _HEADING.finditer(body)), len(body)]
    return [
        (version.body_line + body.count("\n", 0, first), body[first:last])
        for first, last in pairwise(cuts)
    ]


def _number_place(version: Version, line: int, added: list[str]) -> Place:
    lines = version.body.split("\n")[line - version.body_line :]
    for ahead, text in enumerate(lines):
        if added and added[0] in numbers.find_numbers(text):
            return Place(version.path, line + ahead)
    return Place(version.path, line)


def _parts(version: Version) -> Iterator[str]:
    """The texts of `_paragraphs`, without their lines."""
    for passage, prose in prose_in(Same(version)):
        if passage.mark:
            yield prose
    yield from map(str.strip, _body(version).split("\n\n"))


def _paragraphs(version: Version) -> list[tuple[int, str]]:
    """Each text of a header and each paragraph of the body, with its line."""
    found = [
        (version.place(passage.mark).line, prose_of(passage.text))
        for passage in passages(version)
        if passage.mark
    ]
    line = version.body_line
    for paragraph in _body(version).split("\n\n"):
        lead = len(paragraph) - len(paragraph.lstrip("\n"))
        found.append((line + lead, paragraph.strip()))
        line += paragraph.count("\n") + 2
    return found


@lru_cache(maxsize=8)
def _all_words(version: Same[Version]) -> str:
    return "\n".join([prose for _, prose in prose_in(version)])


@lru_cache(maxsize=8)
def _is_mixed(version: Same[Version]) -> bool:
    """Tell whether a letter of another script stands anywhere in a text."""
    return has_foreign(_all_words(version), version.value.language)


Names = dict[str, list[tuple[str, str]]]
"""By the first word of a ballot name: the name in one language and in another."""


@lru_cache(maxsize=8)
def _ballot_names(campaign: Same[Campaign], own: str, theirs: str) -> Names:
    known: Names = {}
    for document in campaign.value.documents:
        names = getattr(document.facts, "name", None)
        if document.kind == "candidates" and names and own in names and theirs in names:
            known.setdefault(names[own].split(" ", 1)[0], []).append((names[own], names[theirs]))
    return known


def _listed(values: list[str]) -> str:
    return ", ".join(values[:5]) or "nothing"


def _finding(
    rule: Rule, pair: Pair, place: Place, message: str, text: str = "", example: str = ""
) -> Finding:
    return rule.at(place, message, text, example, (pair.source.path,))


PAIR_RULES: tuple[tuple[Rule, PairRule], ...] = (
    (rules.HEADINGS_DIFFER, headings_differ),
    (rules.ITEMS_DIFFER, list_items_differ),
    (rules.LINKS_DIFFER, links_differ),
    (rules.NUMBERS_DIFFER, numbers_differ),
    (rules.DATES_DIFFER, dates_differ),
    (rules.NAMES_DIFFER, names_differ),
    (rules.SCRIPT_WRONG, script_wrong),
    (rules.TEXT_UNTRANSLATED, text_untranslated),
)
