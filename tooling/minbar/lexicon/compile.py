"""A term as it is written in charter.yml, read into words; what cannot be read is said.

There are no regular expressions: a term is a bounded row of words, so that no term can be slow.
"""

from functools import lru_cache

from msgspec import Struct

from minbar.late import pattern
from minbar.lexicon.affixes import APOSTROPHES, COMMON, ELIDED
from minbar.lexicon.letters import WORD, accented, fold, is_arabic
from minbar.model.lexicon import Entry

LIMIT_WORDS = 6
LIMIT_CHOICES = 24
LIMIT_GAPS = 2
GAP_WORDS = 3
"""How many words … may stand for."""

LEAST_STEM = 3
"""Letters that a word must have to take endings."""

_FOREIGN = pattern(r"[\\()\[\]{}^$+?.<>/&%#@]")
_GAP = pattern(r"…|\.\.\.")


class Lexeme(Struct, frozen=True):
    """A word of a term: folded, whether it takes endings, whether anything may be attached to it.

    `accents` is the word as written where it has accents that a text must not contradict.
    """

    folded: str
    endings: bool = False
    bare: bool = False
    accents: str = ""
    exact: bool = False


class Slot(Struct, frozen=True):
    """A place in a phrase: any of these words, after up to `skip` others."""

    lexemes: tuple[Lexeme, ...]
    skip: int = 0


class Phrase(Struct, frozen=True):
    """A term that can be looked for."""

    term: str
    slots: tuple[Slot, ...]

    @property
    def anchor(self) -> int:
        """The slot whose shortest word is longest, the later of two: the rarest, by guess."""
        weights = [min(len(lexeme.folded) for lexeme in slot.lexemes) for slot in self.slots]
        return max(range(len(weights)), key=lambda slot: (weights[slot], slot))


class Fault(Struct, frozen=True):
    """Why a term cannot be used, and whether it is too wide rather than unreadable."""

    field: str
    number: int
    reason: str
    is_boundless: bool = False


def compile_entry(entry: Entry) -> tuple[list[Phrase], list[Phrase], list[Fault]]:
    """Give what an entry looks for, what it leaves alone, and what is wrong with it."""
    faults: list[Fault] = []
    made: dict[str, list[Phrase]] = {"terms": [], "unless": []}
    for field, phrases in made.items():
        for number, term in enumerate(getattr(entry, field)):
            try:
                phrases.append(parse_term(term, exact=field == "unless"))
            except TermError as error:
                faults.append(Fault(field, number, str(error), error.is_boundless))
    return made["terms"], made["unless"], faults


class TermError(ValueError):
    """A term that cannot be used."""

    def __init__(self, reason: str, *, is_boundless: bool = False) -> None:
        super().__init__(reason)
        self.is_boundless = is_boundless


@lru_cache(maxsize=8192)
def parse_term(term: str, *, exact: bool = False) -> Phrase:
    """Read a term.

    Args:
        term: as in charter.yml.
        exact: accents that a text leaves out are not forgiven.

    Raises:
        TermError: it is no row of words, or too wide.
    """
    pieces = _GAP.sub(" … ", term).split()
    slots: list[Slot] = []
    skip = gaps = 0
    for piece in pieces:
        if piece == "…":
            gaps, skip = gaps + 1, GAP_WORDS
            continue
        choices = _choices(piece, exact=exact)
        for number, slot in enumerate(choices):
            slots.append(Slot(slot, skip if number == 0 else 0))
        skip = 0
    _check_bounds(pieces, slots, gaps, skip)
    return Phrase(term, tuple(slots))


def _check_bounds(pieces: list[str], slots: list[Slot], gaps: int, skip: int) -> None:
    if not slots:
        raise TermError("holds no word: it would match everything", is_boundless=True)
    if pieces[0] == "…" or skip:
        raise TermError("… stands between two words, not at the beginning or the end")
    if len(slots) > LIMIT_WORDS:
        raise TermError(f"has {len(slots)} words; {LIMIT_WORDS} at most")
    if gaps > LIMIT_GAPS:
        raise TermError(f"has {gaps} gaps (…); {LIMIT_GAPS} at most")
    if all(any(_is_common(lexeme) for lexeme in slot.lexemes) for slot in slots):
        raise TermError(
            "is made of words that stand in nearly every text: it would match everything",
            is_boundless=True,
        )


def _is_common(lexeme: Lexeme) -> bool:
    return lexeme.folded in COMMON or len(lexeme.folded) < 2


def _choices(piece: str, *, exact: bool) -> list[tuple[Lexeme, ...]]:
    """The slots of one piece between spaces: one, or several where an apostrophe or a hyphen parts words."""
    options = piece.split("|")
    if len(options) > LIMIT_CHOICES:
        raise TermError(
            f"«{piece}» gives {len(options)} words to choose from; {LIMIT_CHOICES} at most"
        )
    rows = [_row(option, exact=exact) for option in options]
    if len(rows) == 1:
        return [(lexeme,) for lexeme in rows[0]]
    if any(len(row) != 1 for row in rows):
        raise TermError(f"«{piece}»: | stands between single words; write two terms instead")
    return [tuple(row[0] for row in rows)]


def _row(option: str, *, exact: bool) -> list[Lexeme]:
    if sign := _FOREIGN.search(option):
        raise TermError(
            f"holds «{sign[0]}»: a term is words, not a regular expression; word* takes endings, one|other is either"
        )
    bare, endings = option.startswith("="), option.endswith("*")
    core = option.removeprefix("=").removesuffix("*")
    found = [
        match[0]
        for match in WORD.finditer(core)
        if not (fold(match[0]) in ELIDED and core[match.end() : match.end() + 1] in APOSTROPHES)
    ]
    if not found or "*" in core or "=" in core:
        what = (
            "has «*» alone, which would match everything"
            if option == "*"
            else f"«{option}» is no word"
        )
        raise TermError(what, is_boundless=option == "*")
    last = len(found) - 1
    return [
        _lexeme(word, endings=endings and i == last, bare=bare, exact=exact)
        for i, word in enumerate(found)
    ]


def _lexeme(word: str, *, endings: bool, bare: bool, exact: bool) -> Lexeme:
    folded = fold(word)
    if not folded:
        raise TermError(f"«{word}» has no letter")
    if endings and len(folded) < LEAST_STEM:
        raise TermError(
            f"«{word}*»: a word needs {LEAST_STEM} letters to take endings, or it would match too much",
            is_boundless=True,
        )
    written = "" if is_arabic(word) else accented(word)
    return Lexeme(folded, endings, bare, written if exact or written != folded else "", exact)
