"""TY: how a text is set, in Arabic and in French.

Each rule is a function over one text in one language that gives its slips. A slip knows how it
is set right, where that cannot change what is said: `minbar check --fix` uses nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator

from minbar.checks.passages import Prose, place_in
from minbar.checks.peculiar import DRAWINGS
from minbar.checks.signs import sign_misplaced
from minbar.checks.slip import Slip, TextRule
from minbar.late import pattern
from minbar.model import rules
from minbar.model.finding import Finding, Rule

_LETTER = r"\u0620-\u063f\u0641-\u064a\u0671-\u06d3"
_ARABIC_SIGNS = {"?": "؟", ",": "،", ";": "؛"}
_BEFORE = f"[{_LETTER}\u064b-\u0652»]"
_LATIN_SIGN = pattern(rf"[?,;](?:(?<={_BEFORE}.)|(?<={_BEFORE}[ \u00a0].))(?=$|[\s»)*{_LETTER}])")
_FRENCH_SPACE = "\u202f"
_FRENCH_WIDE = "\u00a0"
_MARKS = "\u0300-\u036f\u064b-\u0652\ufe0f\u20e3"
"""What may stand on the last letter of a word, or make a picture of it."""
_TIGHT = re.compile(
    rf"[:;!?«»%€](?:(?<=[\w»)\]*…%€{_MARKS}][:;!?])[:;!?]*(?=$|[\s*»])|(?<=«)(?=\S)|(?<=\S»)|"
    r"(?<=\d[%€])(?![\w%€]))"
)
"""Begins with the sign, which is rare: what stands around it is looked at from there."""
_WESTERN, _EASTERN = pattern("[0-9]"), pattern("[٠-٩۰-۹]")
_STRETCHED = pattern(rf"(?<=[{_LETTER}\u064b-\u0652])ـ+(?=[{_LETTER}\u064b-\u0652])")
_DOUBLED = pattern(r"(?<=[^\s|]) {2,}(?=[^\s|])")
_QUOTED = pattern(r'"([^"\n]{1,300})"')
_APOSTROPHE = pattern(
    r"'(?:(?<=[^\W\d_A-ZÀ-ÖØ-ÞŒŠŽ\u0600-\u06ff]')(?=[aàâeéèêëhiîïoôœuùûy])|(?<=\b[CDJLNST]')(?=[aàâeéèêëiîïoôœuùûy]))"
)
"""French cuts a vowel off before another or an h; L'qolla and M'hamed are names, written as their owners write them."""
_PERSIAN = pattern("[یک]")
_ZERO_WIDTH = pattern("[\u200b\u2060\u00ad\u200c]|(?<=[^\\W\\d_])\u200d(?=[^\\W\\d_])")
_PRESENTED = pattern(f"[{DRAWINGS}]+")


def punctuation_latin(text: str, language: str) -> Iterator[Slip]:
    """A Latin comma, semicolon or question mark closes Arabic words.

    **Why.** The sign points the wrong way and, at the end of a line, jumps to its other side.

    **Wrong.** هل يفتح ليلا?

    **Right.** هل يفتح ليلا؟
    """
    if language != "ar" or not any(sign in text for sign in _ARABIC_SIGNS):
        return
    for match in _LATIN_SIGN.finditer(text):
        right = _ARABIC_SIGNS[match[0]]
        yield Slip(*match.span(), f"Arabic has its own sign: {right}", right)


def space_missing(text: str, language: str) -> Iterator[Slip]:
    """A French colon, semicolon, exclamation or question mark, a guillemet, % or € has no space.

    **Why.** French sets a space before these signs and inside « », one that does not break the line.

    **Wrong.** Pourquoi?

    **Right.** Pourquoi ?

    **Source.** Imprimerie nationale, Lexique des règles typographiques, «Ponctuation».
    """
    if language != "fr":
        return
    for match in _TIGHT.finditer(text):
        sign = match[0]
        space = _FRENCH_WIDE if sign[0] in "«»:%€" else _FRENCH_SPACE
        right = sign + space if sign == "«" else space + sign
        where = "after" if sign == "«" else "before"
        yield Slip(*match.span(), f"French sets a space {where} {sign}", right)


def digits_mixed(text: str, _language: str) -> Iterator[Slip]:
    """One text has digits of two systems, 0-9 and ٠-٩.

    **Why.** Readers take them for two kinds of number, and a search finds only one of them.

    **Wrong.** من 9 إلى ١٥

    **Right.** من 9 إلى 15
    """
    eastern = _EASTERN.search(text)
    western = _WESTERN.search(text) if eastern else None
    if western and eastern:
        later = max(western, eastern, key=lambda match: match.start())
        yield Slip(*later.span(), "the text has digits of another system before: keep to one")


def word_stretched(text: str, _language: str) -> Iterator[Slip]:
    """A word is stretched with a tatweel.

    **Why.** A stretched word is not found by a search and is read out letter by letter.

    **Wrong.** الصـــحة

    **Right.** الصحة
    """
    if "ـ" in text:
        for match in _STRETCHED.finditer(text):
            yield Slip(*match.span(), "a word is written without tatweel", "")


def space_doubled(text: str, _language: str) -> Iterator[Slip]:
    """Two or more spaces stand between words.

    **Why.** In posts they stay, and tear a hole into the line.

    **Wrong.** two··spaces

    **Right.** one space
    """
    if "  " in text:
        for match in _DOUBLED.finditer(text):
            yield Slip(*match.span(), "one space is enough", " ")


def quotes_straight(text: str, language: str) -> Iterator[Slip]:
    """Straight quotation marks in Arabic or French, or a straight apostrophe in French.

    **Why.** " has no direction of its own: between two languages it is shown on the wrong side.

    **Wrong.** "باب الحي"

    **Right.** «باب الحي»
    """
    if language not in {"ar", "fr"}:
        return
    inner = _FRENCH_WIDE if language == "fr" else ""
    for match in _QUOTED.finditer(text) if '"' in text else ():
        right = f"«{inner}{match[1].strip()}{inner}»"
        yield Slip(*match.span(), f"quotations stand in «{inner}{inner}»", right)
    if language == "fr" and "'" in text:
        for match in _APOSTROPHE.finditer(text):
            yield Slip(*match.span(), "the apostrophe is ’", "’")


def letters_mixed(text: str, language: str) -> Iterator[Slip]:
    """A Persian yeh or kaf stands in an Arabic text.

    **Why.** They look alike and are other letters: neither a search nor a reader aloud takes one for the other.

    **Wrong.** مستشفی

    **Right.** مستشفى
    """
    if language != "ar":
        return
    for match in _PERSIAN.finditer(text):
        inside = text[match.end() : match.end() + 1].isalpha()
        right = "ك" if match[0] == "ک" else "ي" if inside else None
        either = () if right else ("ي", "ى")
        shown = right or " or ".join(either)
        yield Slip(*match.span(), f"«{match[0]}» is a Persian letter: {shown}", right, either)


def zero_width_left(text: str, language: str) -> Iterator[Slip]:
    r"""A character without width was left between letters: ZWSP, ZWNJ, a word joiner, a soft hyphen.

    **Why.** Nobody sees it; it cuts words for searches and counts against a post's limit.

    **Wrong.** الص\u200bحة

    **Right.** الصحة
    """
    if language not in {"ar", "fr"}:
        return
    for match in _ZERO_WIDTH.finditer(text):
        yield Slip(*match.span(), f"U+{ord(match[0]):04X} cannot be seen: delete it", "")


def letter_drawn(text: str, _language: str) -> Iterator[Slip]:
    """The drawing of a letter (ﻻ) stands for the letter, as it comes out of a PDF.

    **Why.** It looks right and is not found; networks and readers aloud do not take it for a letter.

    **Wrong.** ﺍﻟﻤﺎﺀ

    **Right.** الماء

    **Source.** The Unicode Standard, Arabic Presentation Forms-A and -B.
    """
    if text.isascii():
        return
    for match in _PRESENTED.finditer(text):
        right = unicodedata.normalize("NFKC", match[0]).replace(" ", "")  # a mark drawn alone
        yield Slip(*match.span(), f"the drawing of a letter: {right}", right)


TEXT_RULES: tuple[tuple[Rule, TextRule], ...] = (
    (rules.PUNCTUATION_LATIN, punctuation_latin),
    (rules.SPACE_MISSING, space_missing),
    (rules.DIGITS_MIXED, digits_mixed),
    (rules.TATWEEL, word_stretched),
    (rules.SPACE_DOUBLED, space_doubled),
    (rules.QUOTES_STRAIGHT, quotes_straight),
    (rules.LETTERS_MIXED, letters_mixed),
    (rules.ZERO_WIDTH, zero_width_left),
    (rules.LETTER_DRAWN, letter_drawn),
    (rules.SIGN_MISPLACED, sign_misplaced),
)

NEED_RARE = frozenset((digits_mixed, word_stretched, letters_mixed, zero_width_left, letter_drawn))
"""Rules that find nothing in a text without a rare sign: most texts are looked through once for them all."""

NEAR = 40
"""Letters of a word that are shown on either side of a slip."""
_WORD_BEFORE, _WORD_AFTER = pattern(r"\S+$"), pattern(r"\S+")

SMS = "channels.sms"
COSTLY_IN_SMS = (rules.SPACE_MISSING, rules.QUOTES_STRAIGHT)
"""What is set right with signs outside the GSM alphabet, which halve the length of an SMS."""


def check_prose(prose: Prose, rule: Rule, find: TextRule) -> Iterator[Finding]:
    """Yield the slips of one rule in all texts of a version; nearly all have none, and are looked through at once."""
    if find in NEED_RARE and not prose.has_rare_signs:
        return
    if next(find(prose.running_whole, prose.language), None) is None:
        return
    for passage, text in prose.running:
        if passage.mark == SMS and rule in COSTLY_IN_SMS:
            continue
        for slip in find(text, prose.language):
            place = place_in(prose.version, passage, slip.start)
            said = passage.text[slip.start : slip.end]
            yield rule.at(place, slip.message, said, _in_words(passage.text, slip))


def _in_words(text: str, slip: Slip) -> str:
    """The words that a slip stands in as they are when it is set right, in each way in which it could be."""
    before = _WORD_BEFORE.search(text, max(0, slip.start - NEAR), slip.start)
    after = _WORD_AFTER.match(text, slip.end, slip.end + NEAR)
    parts = before[0] if before else "", after[0] if after else ""
    rights = slip.either if slip.right is None else (slip.right,)
    return " / ".join(right.join(parts).strip() for right in rights)
