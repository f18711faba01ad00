"""TR009: who and what is named in a text is named in its translation."""

from collections.abc import Iterator
from functools import lru_cache

from minbar.checks.counterparts.pair import Pair
from minbar.checks.counterparts.places import places_differ
from minbar.checks.same import Same
from minbar.late import pattern
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding

_WORD = pattern(r"[^\s.,،؛:«»()]+")


def names_differ(pair: Pair) -> Iterator[Finding]:
    """A candidate or a place is named in the source, and not in the translation.

    **Why.** Somebody's name was dropped, or is not written as on the ballot paper; or people are sent to
    another town. A place counts where the translation names another one in its stead, by the names of
    `content/territory.csv`.

    **Wrong.** Arabic: أمينة الإدريسي في سلا; French: Mme Idrisi à Kénitra.

    **Right.** The ballot name and the place of the language: Amina Idrissi à Salé.
    """
    if pair.document.kind != "candidates":
        yield from _candidates(pair)
    yield from places_differ(pair)


def _candidates(pair: Pair) -> Iterator[Finding]:
    words, others = pair.source.whole, pair.other.whole
    known = _ballot_names(Same(pair.campaign), pair.source.language, pair.other.language)
    for first in known.keys() & set(_WORD.findall(words)):
        for own, theirs in known[first]:
            if own in words and theirs not in others:
                message = f"«{own}» is named in «{pair.source.language}»; «{theirs}» is not here"
                yield pair.finding(rules.NAMES_DIFFER, pair.place(), message, own, theirs)


Names = dict[str, list[tuple[str, str]]]
"""By the first word of a ballot name: the name in one language and in another."""


@lru_cache(maxsize=8)
def _ballot_names(campaign: Same[Campaign], own: str, theirs: str) -> Names:
    known: Names = {}
    for names in campaign.value.ballot_names():
        if own in names and theirs in names:
            known.setdefault(names[own].split(" ", 1)[0], []).append((names[own], names[theirs]))
    return known
