"""Splitting a document into its front matter and its body.

MkDocs's own reader gives `{}` for a header that it cannot read and turns the header into
body text, so that a draft could go public. Here such a file is refused.
"""

from msgspec import Struct

from minbar.model import rules
from minbar.model.finding import Finding, Place

FENCE = "---"


class Split(Struct, frozen=True):
    """The two halves, each with the line of the file that it starts at."""

    header: str
    header_line: int
    body: str
    body_line: int


def parse_front_matter(text: str, path: str) -> tuple[Split | None, list[Finding]]:
    """Split a file at its two `---` lines.

    Args:
        text: the whole file, with LF line ends and no byte order mark.
        path: for findings.

    Returns:
        The halves, or None with what is wrong.
    """
    lines = text.split("\n")
    if lines[0] != FENCE:
        message = "the first line must be --- and nothing before it, not even an empty line"
        return None, [rules.FRONT_MATTER_MISSING.at(Place(path), message, lines[0])]
    for index, line in enumerate(lines[1:], start=1):
        if line == FENCE:
            header, body = "\n".join(lines[1:index]), "\n".join(lines[index + 1 :])
            return Split(header, 2, body, index + 2), []
    message = (
        "the header that starts in line 1 is never closed: put --- on a line of its own after it"
    )
    return None, [rules.FRONT_MATTER_OPEN.at(Place(path), message, lines[1] if lines[1:] else "")]
