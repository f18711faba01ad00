"""A # after a space begins a YAML comment: a hashtag without quotes would be lost, and nobody told.

title: ماء لكل دوار #الماء          a finding: the value ends before the tag
hashtags: [#الماء, الصحة]           a finding: all to the end of the line is gone, ] too
short: نوصل الماء
  #الماء إلى كل دوار                a finding: the line looks like the value's second one
order: 3 # as on the poster         a comment: a space follows the sign
# order: 3                          a comment, and so is #order: it stands alone, under no value
"""

from msgspec import Struct

from minbar.content.nodes import Mapping, Scalar, Sequence
from minbar.late import pattern
from minbar.model import rules
from minbar.model.finding import Finding, Place

_AFTER = pattern(r"[ \t]+(#\w.*)")
_ALONE = pattern(r"( +)(#\w.*)")
_IN_FLOW = pattern(r"[\[{][^\"'#\]}]*?(?:(?<=[\[{])|(?<=[ \t]))(#\w.*)")
_TAG = pattern(r"#(\w+)")
LIMIT_SHOWN_LETTERS = 60


class Lines(Struct, frozen=True):
    """The lines of a YAML text, and where its file starts: none where the text has no # at all."""

    path: str
    first_line: int
    lines: tuple[str, ...]

    def after(self, line: int, column: int, parent: Sequence | Mapping | None) -> "Lost | None":
        """What is lost behind a value without quotes that ends at a place (both from 0); `parent` holds the value."""
        if found := self.behind(line, column):
            return found
        following = self._line(line + 1)
        match = _ALONE.fullmatch(following)
        if match is None or parent is None or self._line(line)[column:].strip():
            return None
        is_flow = self._line(parent.line - self.first_line)[parent.column - 1 :][:1] in set("[{")
        if is_flow or len(match[1]) <= parent.column - 1:
            return None
        return Lost(line + 1, match.start(2), match[2])

    def behind(self, line: int, column: int) -> "Lost | None":
        """What is lost in the same line."""
        match = _AFTER.fullmatch(self._line(line), column)
        return Lost(line, match.start(1), match[1]) if match else None

    def in_flow(self, line: int) -> "Lost | None":
        """What is lost behind a [ or a { that is never closed: in the line where that is noticed, or one above it."""
        for number in range(min(line, len(self.lines) - 1), -1, -1):
            if match := _IN_FLOW.search(self.lines[number]):
                return Lost(number, match.start(1), match[1])
        return None

    def finding(self, lost: "Lost", key: Scalar | None, value: str = "") -> Finding:
        """Say that a value is cut; `value` is what is left of it."""
        shown = lost.text[:LIMIT_SHOWN_LETTERS].rstrip()
        message = (
            f"«{shown}» is read as a comment and lost: put the whole value in quotes; "
            "a comment has a space after its #"
        )
        place = Place(self.path, self.first_line + lost.line, lost.column + 1)
        example = _quoted(key, f"{value} {lost.text}".strip()) if key else self._mended(lost)
        return rules.TAG_LOST.at(place, message, shown, example)

    def _mended(self, lost: "Lost") -> str:
        """The line of a list as it is done right: a tag of `hashtags` has no #, other words have quotes."""
        line = self._line(lost.line).strip()
        if line.startswith(("hashtags:", "- #")):
            return _TAG.sub(r"\1", line)
        return _TAG.sub(r'"#\1"', line)

    def _line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""


class Lost(Struct, frozen=True):
    """What YAML takes for a comment, with its place in the text, from 0."""

    line: int
    column: int
    text: str


def _quoted(key: Scalar, whole: str) -> str:
    quote = "'" if '"' in whole else '"'
    return f"{key.value}: {quote}{whole}{quote}"


def lines_of(text: str, path: str, first_line: int) -> Lines:
    """The lines of a text."""
    return Lines(path, first_line, tuple(text.split("\n")) if "#" in text else ())
