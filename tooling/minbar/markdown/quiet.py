"""The plainest bodies, let through at once: paragraphs, flat lists, headings.

Nearly all bodies hold nothing else, and the full checks take a hundred microseconds for what
needs eleven. A quiet body has no fault; of any other body nothing is said. The tests prove this
on generated bodies and on every text of the demonstration and of a scaffold.
"""

import re

from minbar.markdown.cost import (
    LIMIT_BLOCK_CHARACTERS,
    LIMIT_BLOCK_LINES,
    LIMIT_BRACKET_WORK,
    LIMIT_RUN,
)
from minbar.model.characters import SUSPECT

LIMIT_COUNTED = LIMIT_BRACKET_WORK // LIMIT_BLOCK_CHARACTERS

_HEADING_ID = re.compile(r" \{#[a-z][a-z0-9-]*\}(?=\n)")
_LOUD = re.compile(f"[<`={{\t{SUSPECT}]")
_COUNTED = re.compile(r"[\[*_\\&!]")
_MARKER = r"(?:[->] |\d{1,9}\. )?"
_OPENING = r"(?:[^\W\d_]|\d++(?!\. )|[«“\"(،]|\*\*|\[(?!\^))"
_LOUD_LINE = re.compile(rf"\n(?!\n|\Z|##|{_MARKER}{_OPENING})")


def is_quiet(body: str) -> bool:
    """Tell whether a body is short and holds no sign that could be a fault."""
    if len(body) > LIMIT_BLOCK_CHARACTERS or body.count("\n") >= LIMIT_BLOCK_LINES:
        return False
    lines = f"\n{body}\n"
    return not (
        _LOUD.search(_HEADING_ID.sub("", lines))
        or "&#" in body
        or _LOUD_LINE.search(lines)
        or len(_COUNTED.findall(body)) > LIMIT_COUNTED
        or _has_run(body)
    )


def _has_run(body: str) -> bool:
    """Tell whether one sign fills LIMIT_RUN places: then it stands at a multiple of it, too."""
    return any(sign * LIMIT_RUN in body for sign in set(body[::LIMIT_RUN]))
