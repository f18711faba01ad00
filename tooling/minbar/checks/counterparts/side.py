"""One language of a document, with what rules hold against another language: headings, parts, digits, letters."""

import re
from itertools import pairwise

from msgspec import Struct

from minbar.checks.numbers import has_digits
from minbar.checks.passages import HASHTAGS, Prose
from minbar.checks.prose import COVER
from minbar.checks.scripts import has_foreign
from minbar.model.document import Version

_HEADING = re.compile(r"(##(?<=^##)#{0,4}) +(.*?)(?: *\{[^{}]*\})?$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")


class Heading(Struct, frozen=True):
    """A heading of a body: how deep it stands, what it says, its line in the file."""

    level: int
    name: str
    line: int

    @property
    def signature(self) -> tuple[int, str]:
        """What is the same in every language."""
        return self.level, " ".join(_DIGITS.findall(self.name))


class Side(Prose):
    """One language of a document beside another.

    Attributes:
        headings: those of the body, in order.
        levels: how deep each of them stands.
        has_digits: whether the body has a digit.
        fields_with_digits: the prose of each text of the header that has one, by its field; hashtags
            are left out, since each language has its own, and their order says nothing.
        is_mixed: whether a letter of another script stands anywhere.
    """

    def __init__(self, version: Version) -> None:
        """Work it out."""
        super().__init__(version)
        self._found = list(_HEADING.finditer(self.body)) if "##" in self.body else []
        self.headings = [
            Heading(len(match[1]), match[2].strip(f"{COVER} "), self.line_at(match.start()))
            for match in self._found
        ]
        self.levels = [heading.level for heading in self.headings]
        numbered = [(passage.mark, prose) for passage, prose in self.peculiar if has_digits(prose)]
        self.has_digits = any(not mark for mark, _ in numbered)
        self.fields_with_digits = {
            mark: prose for mark, prose in numbered if mark and not mark.startswith(HASHTAGS)
        }
        self.is_mixed = any(has_foreign(prose, self.language) for _, prose in self.peculiar)

    def parts(self) -> list[tuple[int, str]]:
        """The parts between headings, the first line of each before it."""
        cuts = [0, *(match.start() for match in self._found), len(self.body)]
        return [(self.line_at(first), self.body[first:last]) for first, last in pairwise(cuts)]

    def line_at(self, offset: int) -> int:
        """The line of the file that a letter of the body stands in."""
        return self.version.body_line + self.version.body.count("\n", 0, offset)
