"""All terms of a lexicon in one pass over a text.

A text is cut into words once. Nearly all of its words are known to be none of the lexicon's, and a text
that lacks a word of every phrase is done with. In others a word that a phrase hangs on is looked at with
its neighbours.
The time is bounded by the length of the text, times what one lexicon holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from minbar.late import pattern
from minbar.lexicon.affixes import APOSTROPHES, ELIDED
from minbar.lexicon.classify import Vocabulary
from minbar.lexicon.compile import Lexeme, Phrase, compile_entry
from minbar.lexicon.letters import WORD, fold
from minbar.model.lexicon import Entry

LIMIT_REMEMBERED = 20_000
"""How many words a matcher remembers to be none of its own: those of a language, not all names of a country."""

_NONE: frozenset[Lexeme] = frozenset()

_BREAK = pattern(r"[.!?؟؛;:،,…]|\n[ \t>]*\n")
"""A phrase does not go on behind one of these."""


class Hit(Struct, frozen=True):
    """A term in a text: the number of its entry, from where to where, the letters that stand there."""

    entry: int
    start: int
    end: int
    text: str
    term: str


class _Token(Struct, frozen=True):
    start: int
    end: int
    readings: dict[Lexeme, int]


class _Span(Struct, frozen=True):
    """A phrase found: its first and last token, and the letters before it in the first."""

    first: int
    last: int
    inset: int
    term: str


class Matcher:
    """A lexicon, ready to look through texts; entries whose terms are at fault find what is left."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._terms: list[list[Phrase]] = []
        self._harmless: list[list[Phrase]] = []
        for entry in entries:
            terms, unless, _ = compile_entry(entry)
            self._terms.append(terms)
            self._harmless.append(unless)
        self._anchors: dict[Lexeme, list[tuple[int, Phrase]]] = defaultdict(list)
        for number, phrases in enumerate(self._terms):
            for phrase in phrases:
                for lexeme in phrase.slots[phrase.anchor].lexemes:
                    self._anchors[lexeme].append((number, phrase))
        self._vocabulary = Vocabulary(self._lexemes())
        self._light: set[str] = set()  # no phrase hangs on them, and most are not even in one
        self._chunks: dict[str, frozenset[Lexeme]] = {}  # those that are

    def find(self, text: str) -> list[Hit]:
        """Give every term in a text, in its order; of one entry the longest where several overlap."""
        if not self.may_find(text):
            return []
        tokens = list(self._tokens(text))
        spans: dict[int, list[_Span]] = defaultdict(list)
        for number, span in self._spans(text, tokens):
            spans[number].append(span)
        hits = [
            _hit(number, span, text, tokens)
            for number, found in spans.items()
            for span in _leave_out(found, self._innocuous(number, text, tokens))
        ]
        return sorted(hits, key=lambda hit: (hit.start, hit.entry))

    def _lexemes(self) -> set[Lexeme]:
        groups = (*self._terms, *self._harmless)
        return {
            lexeme
            for phrases in groups
            for phrase in phrases
            for slot in phrase.slots
            for lexeme in slot.lexemes
        }

    def may_find(self, text: str) -> bool:
        """Tell whether a text has all words of some phrase, in whatever order; a fraction of `find`."""
        if len(self._light) > LIMIT_REMEMBERED:
            self._light.clear()
            self._chunks.clear()
        chunks = text.split()
        if self._light.issuperset(chunks) or all(map(self._is_light, set(chunks) - self._light)):
            return False
        present = {lexeme for chunk in set(chunks) for lexeme in self._chunk(chunk)}
        return any(
            all(not present.isdisjoint(slot.lexemes) for slot in phrase.slots)
            for lexeme in present
            for _, phrase in self._anchors.get(lexeme, ())
        )

    def _is_light(self, chunk: str) -> bool:
        """Tell whether no phrase hangs on a word between two spaces, and remember it."""
        is_light = self._anchors.keys().isdisjoint(self._chunk(chunk))
        if is_light:
            self._light.add(chunk)
        return is_light

    def _chunk(self, chunk: str) -> frozenset[Lexeme]:
        """What the words between two spaces can be; a word never goes on behind a space."""
        lexemes = self._chunks.get(chunk)
        if lexemes is not None:
            return lexemes
        if chunk in self._light:
            return _NONE
        words = WORD.findall(chunk)
        lexemes = frozenset(item for word in words for item in self._vocabulary.classify(word))
        if lexemes:
            self._chunks[chunk] = lexemes
        return lexemes

    def _tokens(self, text: str) -> Iterator[_Token]:
        for match in WORD.finditer(text):
            start, end = match.span()
            if text[end : end + 1] in APOSTROPHES and fold(match[0]) in ELIDED:
                continue
            yield _Token(start, end, self._vocabulary.classify(match[0]))

    def _spans(self, text: str, tokens: list[_Token]) -> Iterator[tuple[int, _Span]]:
        for at, token in enumerate(tokens):
            for lexeme in token.readings:
                for number, phrase in self._anchors.get(lexeme, ()):
                    span = _stretch(phrase, phrase.anchor, at, tokens)
                    if span and not _is_broken(span, text, tokens):
                        yield number, span

    def _innocuous(self, number: int, text: str, tokens: list[_Token]) -> list[_Span]:
        """The harmless expressions of an entry in a text."""
        spans = (
            _stretch(phrase, 0, at, tokens)
            for phrase in self._harmless[number]
            for at, token in enumerate(tokens)
            if not token.readings.keys().isdisjoint(phrase.slots[0].lexemes)
        )
        return [span for span in spans if span and not _is_broken(span, text, tokens)]


def _stretch(phrase: Phrase, anchor: int, at: int, tokens: list[_Token]) -> _Span | None:
    """Give the phrase around a token that is its word number `anchor`, if its other words are there."""
    last = _ahead(phrase, anchor + 1, at, tokens)
    first = _back(phrase, anchor, at, tokens)
    if first is None or last is None:
        return None
    readings = tokens[first].readings
    inset = min(readings[lexeme] for lexeme in phrase.slots[0].lexemes if lexeme in readings)
    return _Span(first, last, inset, phrase.term)


def _ahead(phrase: Phrase, slot: int, at: int, tokens: list[_Token]) -> int | None:
    if slot == len(phrase.slots):
        return at
    wanted = phrase.slots[slot]
    for place in range(at + 1, min(at + 2 + wanted.skip, len(tokens))):
        if not tokens[place].readings.keys().isdisjoint(wanted.lexemes):
            last = _ahead(phrase, slot + 1, place, tokens)
            if last is not None:
                return last
    return None


def _back(phrase: Phrase, slot: int, at: int, tokens: list[_Token]) -> int | None:
    if slot == 0:
        return at
    wanted, skip = phrase.slots[slot - 1], phrase.slots[slot].skip
    for place in range(at - 1, max(at - 2 - skip, -1), -1):
        if not tokens[place].readings.keys().isdisjoint(wanted.lexemes):
            first = _back(phrase, slot - 1, place, tokens)
            if first is not None:
                return first
    return None


def _is_broken(span: _Span, text: str, tokens: list[_Token]) -> bool:
    return span.first != span.last and any(
        _BREAK.search(text, tokens[at].end, tokens[at + 1].start)
        for at in range(span.first, span.last)
    )


def _leave_out(spans: list[_Span], harmless: list[_Span]) -> Iterator[_Span]:
    """Yield spans that share no word with a harmless expression, the longest first of those that overlap."""
    covered = {at for span in harmless for at in range(span.first, span.last + 1)}
    taken: set[int] = set()
    for span in sorted(spans, key=lambda item: (item.first - item.last, item.first)):
        places = set(range(span.first, span.last + 1))
        if places.isdisjoint(covered) and places.isdisjoint(taken):
            taken |= places
            yield span


def _hit(number: int, span: _Span, text: str, tokens: list[_Token]) -> Hit:
    """Point at the letters of the term, behind the particles of its first word."""
    start = tokens[span.first].start + span.inset
    end = tokens[span.last].end
    return Hit(number, start, end, text[start:end], span.term)
