"""The plainest bodies, let through at once: paragraphs, flat lists, headings.

Nearly all bodies hold nothing else, and the full checks take a hundred microseconds for what
needs eleven. A quiet body has no fault; of any other body nothing is said. The tests prove this
on generated bodies and on every text of the demonstration and of a scaffold.
"""

import re
from itertools import pairwise

from minbar.late import pattern
from minbar.markdown.cost import (
    LIMIT_BLOCK_CHARACTERS,
    LIMIT_BLOCK_LINES,
    LIMIT_BRACKET_WORK,
    LIMIT_RUN,
)
from minbar.model.characters import SUSPECT

LIMIT_COUNTED = LIMIT_BRACKET_WORK // LIMIT_BLOCK_CHARACTERS

_HEADING_ID = re.compile(r"\{(?<= \{)#[a-z][a-z0-9-]*\}(?=\n)")
"""It begins with the rarest of its signs, so that little is looked at."""
_LOUD = pattern(f"[<`=\t{SUSPECT}]")
_LOUD_SIGNS = "<`="
_BLANKS = "\n\u00a0\u202f"
"""Those of plain texts that do not print: the spaces that French sets before its signs are among them."""
_COUNTED = "[*_\\&!"
_MARKER = r"(?:[->] |\d{1,9}\. )?"
_OPENING = r"(?:[^\W\d_]|\d++(?!\. )|[«“\"(،]|\*\*|\[(?!\^))"
_LOUD_LINE = re.compile(rf"\n(?!\n|\Z|##|{_MARKER}{_OPENING})")


def is_quiet(body: str) -> bool:
    """Tell whether a body is short and holds no sign that could be a fault."""
    if len(body) > LIMIT_BLOCK_CHARACTERS or body.count("\n") >= LIMIT_BLOCK_LINES:
        return False
    lines = body if body[:1] == body[-1:] == "\n" else f"\n{body}\n"
    return not (
        _is_loud(body)
        or "&#" in body
        or lines.count("{") > len(_HEADING_ID.findall(lines))
        or _LOUD_LINE.search(lines)
        or sum([body.count(sign) for sign in _COUNTED if sign in body]) > LIMIT_COUNTED
        or _has_run(body)
    )


def _is_loud(body: str) -> bool:
    """Tell whether a sign stands in a body that plain ones do not have; what prints is no control."""
    printed = body
    for blank in _BLANKS:
        printed = printed.replace(blank, " ")
    if printed.isprintable():
        return any(map(body.__contains__, _LOUD_SIGNS))
    return _LOUD.search(body) is not None


def _has_run(body: str) -> bool:
    """Tell whether a sign, but for letters, digits and blanks, fills LIMIT_RUN places: two multiples of its half among them."""
    signs = body[:: LIMIT_RUN // 2]
    twice = {sign for sign, after in pairwise(signs) if sign == after}
    return any(sign * LIMIT_RUN in body for sign in twice if not (sign.isalnum() or sign.isspace()))
