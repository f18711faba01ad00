"""The places of a territory by the letters of their names, and where a text names one.

Two readings. *Named* is strict: every word of the name, as the territory has it, in capitals where the script has
them, and no word of every day (`everyday.py`) unless a word such as «city» leads it. *Mentioned* is generous: any word
that few places share, whatever is attached to it, with or without accents. A rule that finds a fault where a name is
strictly there and its counterpart is not even mentioned errs on the side of silence.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cached_property, lru_cache
from itertools import chain, compress, count, islice
from typing import TypeVar

from msgspec import Struct

from minbar.checks.counterparts.everyday import ARTICLES, EVERYDAY, LEADING, LINKING
from minbar.lexicon.affixes import PARTICLES
from minbar.lexicon.letters import fold, is_arabic
from minbar.model.territory import TerritoryTree

_MARKS = "\u064b-\u065f\u0670"
_TOKEN = re.compile(f"[^\\W_]+(?:[{_MARKS}]+[^\\W_]*)*")
_MARK = re.compile(f"[{_MARKS}\u0640]")
"""With tatweel."""
_HAMZA = str.maketrans("أإآ", "ااا")
_CLITICS = tuple(first + second for first in ("", "و", "ف") for second in ("", "ب", "ك", "ل"))[1:]
ARTICLE, GLUED = "ال", "ل"
SHARED = 4
"""A word of the names of so many places tells none of them: سيدي, Oulad."""
LEAST_LETTERS = 3
NEAR = 4
"""So many words before a name can say what it is."""
_ATTACHED = tuple(filter(None, PARTICLES))
ALONE = ""
"""Stands for the second word of a name that has none."""


class Named(Struct, frozen=True):
    """A place that a text names: its name, which word of the text begins it, and the codes of the places of this name."""

    name: str
    word: int
    codes: tuple[str, ...]


class _Name(Struct, frozen=True):
    """A name: what each of its words but the first may look like, and whether it can be a word of every day."""

    shown: str
    rest: tuple[frozenset[str], ...]
    codes: tuple[str, ...]
    everyday: bool


_Words = tuple[str, ...]
Seconds = dict[str, list[_Name]]
"""The names that begin with one word, by what their second can look like, the longest first."""


class Gazetteer:
    """The places of a territory in one language."""

    def __init__(self, tree: TerritoryTree, language: str) -> None:
        """Take the names; that of the whole country stands in any text and is left out."""
        self._tree, self._language = tree, language
        self._first = Remembered(self._begun)

    @cached_property
    def _codes(self) -> dict[_Words, list[str]]:
        """Which places have a name, by its words."""
        codes: dict[_Words, list[str]] = defaultdict(list)
        for place in self._tree:
            words = tuple(words_of(place.names.get(self._language, "")))
            if words and place.code != self._tree.root:
                codes[words].append(place.code)
        return codes

    @cached_property
    def _spelled(self) -> dict[str, list[_Words]]:
        """The names, the longest first, by how their first word is spelled with nothing attached to it."""
        spelled: dict[str, list[_Words]] = defaultdict(list)
        for words in self._ranks:
            for spelling in _spellings(words):
                spelled[spelling].append(words)
        return spelled

    @cached_property
    def _ranks(self) -> dict[_Words, int]:
        """The names by their words, the longest first."""
        return {
            words: rank for rank, words in enumerate(sorted(self._codes, key=len, reverse=True))
        }

    def _begun(self, word: str) -> Seconds:
        """The names that a word of a text can begin."""
        names = {words for base in _bases(word) for words in self._spelled.get(base, ())}
        seconds: Seconds = {}
        for words in sorted(names, key=self._ranks.__getitem__):
            name = self._name(words)
            for second in name.rest[0] if name.rest else (ALONE,):
                seconds.setdefault(second, []).append(name)
        return seconds

    @cached_property
    def _shared(self) -> Counter[str]:
        """How many places have a word in their name; few texts make anybody ask."""
        return Counter(
            word
            for words, found in self._codes.items()
            for word in set(_bare(words))
            for _ in found
        )

    def _name(self, words: _Words) -> _Name:
        codes = self._codes[words]
        shown = self._tree[codes[0]].names[self._language]
        rest = tuple(_alike(word) for word in words[1:])
        return _Name(shown, rest, tuple(codes), " ".join(words) in EVERYDAY)

    def named(self, text: str) -> list[Named]:
        """Every place that a text names strictly, in its order."""
        words = words_of(text)
        found: list[Named] = []
        end = 0
        for at in compress(count(), map(self._first.__getitem__, words)):
            name = self._at(words, at) if at >= end else None
            if name:
                found.append(Named(name.shown, at, name.codes))
                end = at + 1 + len(name.rest)
        return found

    def _at(self, words: list[str], at: int) -> _Name | None:
        """The longest name that begins with a word; none where that can be a word of every day."""
        known = self._first[words[at]]
        longer = known.get(words[at + 1], ()) if at + 1 < len(words) else ()
        for name in (*longer, *known.get(ALONE, ())):
            rest = words[at + 1 : at + 1 + len(name.rest)]
            if len(rest) == len(name.rest) and all(
                word in forms for word, forms in zip(rest, name.rest, strict=True)
            ):
                return (
                    None if name.everyday and not _is_led(words[max(0, at - NEAR) : at]) else name
                )
        return None

    def is_mentioned(self, codes: Collection[str], text: str) -> bool:
        """Tell whether a text mentions one of some places, however it writes it."""
        names = (self._tree[code].names.get(self._language, "") for code in codes)
        if any(name and name in text for name in names):
            return True
        return self._is_hinted(codes, text)

    def _is_hinted(self, codes: Collection[str], text: str) -> bool:
        """The same by any word that tells of one of the places; it takes a hundred times as long."""
        said = {form for word in words_of(text) for form in _readings(fold(word))}
        for code in codes:
            words = _bare(words_of(self._tree[code].names.get(self._language, "")))
            telling = [word for word in words if self._shared[word] < SHARED]
            if any(word in said for word in telling) or (words and said.issuperset(words)):
                return True
        return False


def related(tree: TerritoryTree, codes: Collection[str], others: Collection[str]) -> bool:
    """Tell whether one of some places lies in one of others, or the other way round."""
    return any(
        one in tree.lineage(other) or other in tree.lineage(one)
        for one in codes
        for other in others
    )


def words_of(text: str) -> list[str]:
    """The words of a text, without vowel marks and tatweel: as many as there are tokens."""
    return list(chain.from_iterable(map(_KNOWN.__getitem__, text.split())))


V = TypeVar("V")


class Remembered(dict[str, V]):
    """What is worked out for a word of a text: most of a text is what others have said before it."""

    def __init__(self, work_out: Callable[[str], V]) -> None:
        """Take what works it out."""
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> V:
        found = self._work_out(word)
        if len(word) <= LETTERS_REMEMBERED:
            if len(self) >= WORDS_REMEMBERED:
                self.clear()
            self[word] = found
        return found


WORDS_REMEMBERED, LETTERS_REMEMBERED = 20_000, 60


def _words_in(piece: str) -> tuple[str, ...]:
    return tuple(_MARK.sub("", word) for word in _TOKEN.findall(piece))


_KNOWN = Remembered(_words_in)
"""The words of what stands between two spaces, «الماء»،."""


def offset_of(text: str, word: int) -> int:
    """Where a word of a text begins, by its number."""
    return next(islice(_TOKEN.finditer(text), word, None)).start()


def _spellings(name: _Words) -> set[str]:
    """How the first word of a name is spelled in a text: in Arabic with hamza or without, in Latin its article small."""
    first = name[0]
    if is_arabic(first):
        return {first, first.translate(_HAMZA)}
    return {first, first.lower()} if len(name) > 1 else {first}


def _bases(word: str) -> Iterator[str]:
    """Yield a word of a text, and what Arabic particles leave of it: of those, ل and the article are written لل."""
    yield word
    for clitic in _CLITICS:
        rest = word[len(clitic) :]
        if word.startswith(clitic) and is_arabic(rest):
            glues = clitic.endswith(GLUED)
            if not (glues and rest.startswith(ARTICLE)):
                yield rest
            if glues and rest.startswith(GLUED):
                yield ARTICLE + rest.removeprefix(GLUED)


def _alike(known: str) -> frozenset[str]:
    """What a word of a name can look like behind the first one."""
    if is_arabic(known):
        return frozenset((known, known.translate(_HAMZA)))
    return frozenset((known, known[:1].upper() + known[1:], known.upper()))


def _is_led(before: list[str]) -> bool:
    """Tell whether the words before a name say that it is one: la ville de, بمدينة."""
    for word in reversed(before):
        if not _links(word):
            return _leads(word)
    return False


@lru_cache(maxsize=4096)
def _links(word: str) -> bool:
    """Tell whether a word only joins others: de, la."""
    return fold(word) in LINKING


@lru_cache(maxsize=4096)
def _leads(word: str) -> bool:
    """Tell whether a word says that a name follows: ville, بمدينة."""
    return not LEADING.isdisjoint(_readings(fold(word)))


def _bare(words: Collection[str]) -> list[str]:
    """The words of a name for a generous comparison: folded, without their article."""
    folded = [_without_article(fold(word)) for word in words]
    return [word for word in folded if word not in ARTICLES] or folded


def _readings(folded: str) -> Iterator[str]:
    """Yield a word with and without what may be attached before it."""
    yield folded
    if folded.startswith(_ATTACHED):
        for particle in _ATTACHED:
            if folded.startswith(particle):
                rest = folded[len(particle) :]
                if len(rest) >= LEAST_LETTERS - 1:
                    yield rest


def _without_article(folded: str) -> str:
    has = folded.startswith(ARTICLE) and len(folded) - len(ARTICLE) >= LEAST_LETTERS - 1
    return folded[len(ARTICLE) :] if has else folded
