"""Characters of a YAML text that nobody sees: line breaks that only some programs take for one, and controls."""

from collections.abc import Iterator

from minbar.late import pattern
from minbar.model import rules
from minbar.model.finding import Finding, Place

LIMIT_SHOWN = 10

_BREAKS = "[\x85\u2028\u2029]"
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]"
_BREAK, _CONTROL = pattern(_BREAKS), pattern(_CONTROLS)
HIDDEN = pattern(f"{_BREAKS}|{_CONTROLS}")


def find_hidden(text: str, path: str, first_line: int) -> Iterator[Finding]:
    """Yield what is hidden in a text, the first ones of each kind."""
    for rule, hidden in (
        (rules.LINE_BREAK_HIDDEN, _BREAK),
        (rules.CONTROL_CHARACTER, _CONTROL),
    ):
        found = list(hidden.finditer(text))
        for number, match in enumerate(found[:LIMIT_SHOWN], start=1):
            before = text[: match.start()]
            column = match.start() - (before.rfind("\n") + 1) + 1
            place = Place(path, first_line + before.count("\n"), column)
            message = f"the invisible character U+{ord(match[0]):04X} stands here"
            if number == LIMIT_SHOWN < len(found):
                message += f", and {len(found) - number} more after it"
            yield rule.at(place, message, line_of(text, before.count("\n")))


def line_of(text: str, index: int) -> str:
    """A line of a text by its number, without spaces around it; empty where there is none."""
    lines = text.split("\n")
    return lines[index].strip() if 0 <= index < len(lines) else ""
