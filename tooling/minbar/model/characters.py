"""Characters that no text of a campaign holds: they hide, reverse, or cannot be shown.

Refused: overrides and embeddings of direction, isolates left open in their line, controls,
hidden line ends, private-use letters, noncharacters. Taken: balanced isolates, the marks LRM,
RLM and ALM, and the joiners that Persian, Arabic and emoji need.

Source: Unicode Standard Annex #9 and Unicode Technical Standard #55, read 2026-11-22.
"""

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import bidirectional, category, name

from msgspec import Struct

from minbar.late import pattern

Kind = Literal["override", "embedding", "unbalanced-isolate", "stray-control"]

SUSPECT = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ufdd0-\ufdef\ue000-\uf8ff\U000f0000-\U0010ffff"
)
"""What is looked into, for a class of a regular expression."""

_SUSPECT = pattern(f"[{SUSPECT}]")
_LINE = pattern(r"[^\n\r\x1c-\x1e\x85\u2029]+")
_SEEN = pattern(r"[^\W\u115f\u1160\u3164\uffa0]")
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
_UNSEEN_CATEGORIES = {"Cc", "Cf", "Cn", "Mn", "Zl", "Zp", "Zs"}
_REFERENCE = pattern(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_ISOLATES = ("LRI", "RLI", "FSI")
_KINDS: dict[str, Kind] = {
    "LRO": "override",
    "RLO": "override",
    "LRE": "embedding",
    "RLE": "embedding",
    "PDF": "embedding",
}
_ADVICE: dict[str, str] = {
    "override": "{} reverses what follows: remove it",
    "embedding": "{} is an old embedding: remove it, or use an isolate (U+2068 … U+2069)",
    "unbalanced-isolate": "{} has no counterpart in its line: close what is opened",
    "stray-control": "the character {} has no place in a text: remove it",
}


class Unsafe(Struct, frozen=True):
    """One such character: what it does, and where it stands, in code points."""

    kind: Kind
    offset: int
    letter: str

    @property
    def concerns_direction(self) -> bool:
        """Tell whether it would show a text the wrong way round."""
        return self.kind != "stray-control"

    @property
    def message(self) -> str:
        """Say what is wrong and what to do."""
        return _ADVICE[self.kind].format(name_of(self.letter))


def find_unsafe(text: str) -> list[Unsafe]:
    """Give the characters that may not stand in a text, in their order."""
    if _SUSPECT.search(text) is None:
        return []
    found = [
        Unsafe(_KINDS.get(bidirectional(match[0]), "stray-control"), match.start(), match[0])
        for match in _SUSPECT.finditer(text)
        if not "\u2066" <= match[0] <= "\u2069"
    ]
    for line in _LINE.finditer(text):
        found += [Unsafe("unbalanced-isolate", at, text[at]) for at in _unbalanced(line)]
    return sorted(found, key=lambda unsafe: unsafe.offset)


def find_unsafe_references(text: str) -> Iterator[tuple[int, Unsafe]]:
    """Give numeric HTML references (`&#x202E;`) to such characters, isolates among them."""
    if "&#" not in text:
        return
    for match in _REFERENCE.finditer(text):
        code = int(match[1], 16) if match[1] else int(match[2])
        if code <= 0x10FFFF:
            for unsafe in find_unsafe(chr(code)):
                yield match.start(), unsafe


def is_seen(text: str) -> bool:
    """Tell whether a text has anything in it that can be seen."""
    return _SEEN.search(text) is not None or any(
        category(letter) not in _UNSEEN_CATEGORIES and letter not in _BLANKS for letter in text
    )


def is_plain(text: str) -> bool:
    """Tell, of nearly any text, that it is seen and holds nothing unsafe; of others nothing is said."""
    return text.isprintable() and text[:1].isalnum() and text[0] not in _BLANKS


def name_of(letter: str) -> str:
    """The number of a character and, where it has one, its Unicode name."""
    return f"U+{ord(letter):04X} {name(letter, '')}".strip()


def made_visible(text: str) -> str:
    r"""Write what hides or reverses as `\u202e`, so that a terminal shows it as what it is."""
    return _SUSPECT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _unbalanced(line: re.Match[str]) -> Iterator[int]:
    """Give isolates left open at the end of a line, and closings of nothing."""
    opened: list[int] = []
    for match in re.finditer("[\u2066-\u2069]", line[0]):
        if bidirectional(match[0]) in _ISOLATES:
            opened.append(line.start() + match.start())
        elif opened:
            opened.pop()
        else:
            yield line.start() + match.start()
    yield from opened
