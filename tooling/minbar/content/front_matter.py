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
    if not f"{text}\n".startswith(f"{FENCE}\n"):
        message = "the first line must be --- and nothing before it, not even an empty line"
        return None, [rules.FRONT_MATTER_MISSING.at(Place(path), message, _line(text, 0))]
    end = f"{text}\n".find(f"\n{FENCE}\n", len(FENCE))
    if end < 0:
        message = "the header that starts in line 1 is never closed: put --- on a line of its own after it"
        return None, [rules.FRONT_MATTER_OPEN.at(Place(path), message, _line(text, 1))]
    header, body = text[len(FENCE) + 1 : end], text[end + len(FENCE) + 2 :]
    return Split(header, 2, body, text.count("\n", 0, end + 1) + 2), []


def _line(text: str, index: int) -> str:
    return "".join(text.split("\n")[index : index + 1])
