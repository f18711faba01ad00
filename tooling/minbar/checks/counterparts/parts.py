"""TR005, TR006: list items and links, which a translation has as many of as its source."""

import re
from collections import Counter
from collections.abc import Iterator

from minbar.checks.counterparts.pair import Pair
from minbar.late import pattern
from minbar.model import rules
from minbar.model.document import Version
from minbar.model.finding import Finding
from minbar.model.targets import resolve

_ITEM = re.compile(r"\n {0,6}(?:[-*+]|\d{1,3}[.)]) +\S")
"""Begins with the end of the line before, which is rare: a search goes from one to the next."""
_TARGET = pattern(r"\]\(\s*<?([^()\s<>]{1,600})")


def list_items_differ(pair: Pair) -> Iterator[Finding]:
    """A translation's lists have more or fewer items than its source's.

    **Why.** An item that was dropped is a promise that one public never hears of.

    **Wrong.** Three items in Arabic, two in French.

    **Right.** As many items, in the same order.
    """
    had, has = _count_items(pair.source.body), _count_items(pair.other.body)
    if had != has and pair.is_side_by_side:
        first = _ITEM.search(f"\n{pair.other.version.body}")
        place = pair.place_at(first.start() if first else 0)
        message = f"{had} list items in «{pair.source.language}», {has} here"
        yield pair.finding(rules.ITEMS_DIFFER, place, message)


def _count_items(body: str) -> int:
    return len(_ITEM.findall(f"\n{body}"))


def links_differ(pair: Pair) -> Iterator[Finding]:
    """A translation links to other pages than its source.

    **Why.** A source that only one public can check is half a source.

    **Wrong.** Arabic links to the programme; French does not.

    **Right.** The same addresses; inside the campaign, each language's own file.
    """
    source, version = pair.source.version, pair.other.version
    if not ("](" in source.body or "](" in version.body) or not pair.is_side_by_side:
        return
    had, has = Counter(_targets(source)), Counter(_targets(version))
    for target in [*(had - has), *(has - had)]:
        lacking = target in had - has
        at = -1 if lacking else version.body.find(target.rpartition("/")[2].split(".")[0])
        what = "leads to" if lacking else "does not lead to"
        message = f"the text in «{source.language}» {what} {target}"
        yield pair.finding(rules.LINKS_DIFFER, pair.place_at(max(at, 0)), message, target)


def _targets(version: Version) -> Iterator[str]:
    """Addresses of a body; files of the campaign without their language."""
    for match in _TARGET.finditer(version.body):
        address = match[1]
        if ":" in address.split("/", 1)[0] or address.startswith("#"):
            yield re.sub(rf"(?<=[./]){version.language}(?=[./]|$)", "", address)
        else:
            yield resolve(version.path, address).replace(f".{version.language}.md", "")
