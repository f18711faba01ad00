"""TR004: the headings of a translation, by which its parts stand beside those of its source."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from minbar.checks.counterparts.pair import Pair
from minbar.checks.counterparts.side import Heading
from minbar.model import rules
from minbar.model.finding import Finding


def headings_differ(pair: Pair) -> Iterator[Finding]:
    """A translation has other headings than its source: a part is missing, or there is one too many.

    **Why.** One of the two publics is told less, and links to a heading lead nowhere.

    **Wrong.** Arabic: `## لماذا؟` and `## كم؟`; French: `## Pourquoi ?` alone.

    **Right.** The same headings in the same order, in each language's words.
    """
    if pair.is_side_by_side:
        return
    had, has = pair.source.headings, pair.other.headings
    first, last, begin, end = _first_change(had, has)
    lacking, added = had[first:last], has[begin:end]
    line = has[min(begin, len(has) - 1)].line if has else pair.other.version.body_line
    named = (lacking or added)[0].name
    what = "the source has" if lacking else "the source does not have"
    message = f"{len(had)} headings in «{pair.source.language}», {len(has)} here: {what} «{named}»"
    yield pair.finding(rules.HEADINGS_DIFFER, pair.at_line(line), message, named)


def _first_change(had: list[Heading], has: list[Heading]) -> tuple[int, int, int, int]:
    """From where to where the source and the translation differ: first where one has more than the other.

    A heading whose number is a word in one language (المادة 1, Article premier) is no such place.
    """
    matcher = SequenceMatcher(
        a=[item.signature for item in had], b=[item.signature for item in has], autojunk=False
    )
    changes = [change[1:] for change in matcher.get_opcodes() if change[0] != "equal"]
    uneven = (change for change in changes if change[1] - change[0] != change[3] - change[2])
    return next(uneven, changes[0] if changes else (0, len(had), 0, len(has)))
