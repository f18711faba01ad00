"""Which words of a lexicon one word of a text can be: looked up, never searched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from minbar.lexicon.affixes import ARABIC_ENDINGS, FRENCH_ENDINGS, LONGEST_ENDING, PARTICLES
from minbar.lexicon.compile import Lexeme
from minbar.lexicon.letters import accented, fold, is_arabic, offset_of, squeeze


class Vocabulary:
    """The words of a lexicon by their letters."""

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        self._whole: dict[str, list[Lexeme]] = defaultdict(list)
        self._stems: dict[str, list[Lexeme]] = defaultdict(list)
        for lexeme in lexemes:
            (self._stems if lexeme.endings else self._whole)[lexeme.folded].append(lexeme)
        self._beginnings = {folded[:2] for folded in (*self._stems, *self._whole)}

    def classify(self, word: str) -> dict[Lexeme, int]:
        """Give what a word can be, with where in it that begins: behind its particles.

        The work is bounded by the lists of particles and endings, whatever the word is.
        """
        folded = fold(word)
        found = dict(self._readings(word, folded))
        if not found and (squeezed := squeeze(folded)) != folded:
            found = {lexeme: 0 for lexeme, _ in self._readings(squeezed, squeezed)}
        return found

    def _readings(self, word: str, folded: str) -> Iterator[tuple[Lexeme, int]]:
        if not is_arabic(folded):
            yield from ((lexeme, 0) for lexeme in self._latin(word, folded))
            return
        for particle in reversed(PARTICLES):  # the plain reading comes last, and stays
            if folded.startswith(particle):
                for lexeme in self._rest(folded[len(particle) :], ARABIC_ENDINGS):
                    if not particle:
                        yield lexeme, 0
                    elif not lexeme.bare:
                        yield lexeme, offset_of(word, len(particle))

    def _rest(self, rest: str, endings: frozenset[str]) -> Iterator[Lexeme]:
        if rest[:2] not in self._beginnings:
            return
        yield from self._whole.get(rest, ())
        if self._stems:
            for cut in range(max(1, len(rest) - LONGEST_ENDING), len(rest) + 1):
                if rest[:cut] in self._stems and rest[cut:] in endings:
                    yield from self._stems[rest[:cut]]

    def _latin(self, word: str, folded: str) -> Iterator[Lexeme]:
        written = accented(word)
        for lexeme in self._rest(folded, FRENCH_ENDINGS):
            if not lexeme.accents or _agrees(written, lexeme):
                yield lexeme


def _agrees(written: str, lexeme: Lexeme) -> bool:
    """Tell whether a text has the accents of a term, or none where the term has one."""
    stem = written[: len(lexeme.folded)]
    if lexeme.exact:
        return stem == lexeme.accents
    return len(stem) == len(lexeme.accents) and all(
        sign in (wanted, plain)
        for sign, wanted, plain in zip(stem, lexeme.accents, lexeme.folded, strict=False)
    )
