"""Where a domain may end: the dots that a top-level domain follows.

Source: the rules of npm `twitter-text` 3.1.0, read 2026-11-22 (see `links`).
"""

import re
from functools import cache

from minbar.channels.link_alphabet import LABEL
from minbar.channels.tlds import ASCII_TLDS, OTHER_TLDS
from minbar.late import pattern

# `has_domain` reads code points, so letters beyond U+FFFF may stand before the dot.
# The dot comes first in the pattern because a literal head is found several times faster.
_ASCII_WORD = pattern("[0-9A-Za-z]*")
_PUNYCODE = pattern("xn--[-0-9A-Za-z]+", re.IGNORECASE | re.ASCII)
_PLAIN = pattern(r"[\x20-\x7e]*")
_LABEL_SEPARATORS = pattern("[\u3002\uff0e\uff61]")
_LABEL_MAX = 63


@cache
def _dot() -> re.Pattern[str]:
    """Compiled when it is first asked for: most commands never look for a link."""
    return re.compile(f"\\.(?<=[{LABEL}\U00010000-\U0010ffff]\\.)(?=[{LABEL}])")


def _upper(text: str) -> str:
    """Fold case as JavaScript's /i does: letter by letter, never from outside ASCII into it."""
    folded = (c.upper() for c in text)
    return "".join(
        u if len(u) == 1 and (u > "\x7f" or c <= "\x7f") else c
        for c, u in zip(text, folded, strict=True)
    )


_ASCII = frozenset(ASCII_TLDS.split())
_OTHER = frozenset(map(_upper, OTHER_TLDS.split()))
_OTHER_LENGTHS = sorted({len(tld) for tld in _OTHER}, reverse=True)
# One name of the list is not all ASCII and yet begins in ASCII: vermögensberat(er|ung).
_OTHER_IN_ASCII = "verm"


def has_domain(text: str) -> bool:
    """Say whether some dot of the text is followed by a top-level domain."""
    return any(_tld_end(text, dot.end()) for dot in _dot().finditer(text))


def domain_ends(units: str, start: int, end: int) -> dict[int, int]:
    """Give, for each dot of `units[start:end]` that a TLD follows, where that TLD ends."""
    ends = ((dot.start(), _tld_end(units, dot.end())) for dot in _dot().finditer(units, start, end))
    return {dot: tld_end for dot, tld_end in ends if tld_end}


def _tld_end(units: str, start: int) -> int:
    """Give where the top-level domain beginning at `start` ends, or 0."""
    word = _ASCII_WORD.match(units, start)
    assert word is not None  # the pattern matches the empty string
    if word[0].lower() in _ASCII and _may_follow(units, word.end()):
        return word.end()
    if units[start : start + 1] > "\x7f" or word[0][:4].lower() == _OTHER_IN_ASCII:
        return _other_tld_end(units, start)
    punycode = _PUNYCODE.match(units, start)
    return punycode.end() if punycode else 0


def _other_tld_end(units: str, start: int) -> int:
    folded = _upper(units[start : start + _OTHER_LENGTHS[0]])
    for length in _OTHER_LENGTHS:
        if folded[:length] in _OTHER and _may_follow(units, start + length):
            return start + length
    return 0


def _may_follow(units: str, at: int) -> bool:
    after = units[at : at + 1]
    return not (after.isascii() and (after.isalnum() or after in set("@+-")))


def labels_fit(domain: str) -> bool:
    """Say whether each label is 1 to 63 letters once written in Punycode (RFC 3492)."""
    return all(_label_fits(label) for label in domain.split("."))


def _label_fits(label: str) -> bool:
    if not label or len(label) > 2 * _LABEL_MAX:  # two units a letter at most
        return False
    if _PLAIN.fullmatch(label):
        return len(label) <= _LABEL_MAX
    joined = label.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    parts = _LABEL_SEPARATORS.split(joined)
    return sum(map(_encoded_size, parts)) + len(parts) - 1 <= _LABEL_MAX


def _encoded_size(part: str) -> int:
    return len(part) if _PLAIN.fullmatch(part) else len("xn--" + part.encode("punycode").decode())
