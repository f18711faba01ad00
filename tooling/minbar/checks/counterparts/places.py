"""TR009, places: a text that names Salé is no translation of one that names Kénitra."""

from collections.abc import Iterator
from functools import lru_cache

from minbar.checks.counterparts.gazetteer import Gazetteer, Named, offset_of, related
from minbar.checks.counterparts.pair import Pair
from minbar.checks.counterparts.side import Side
from minbar.checks.passages import place_in
from minbar.checks.same import Same
from minbar.model import rules
from minbar.model.finding import Finding, Place
from minbar.model.territory import TerritoryTree


def places_differ(pair: Pair) -> Iterator[Finding]:
    """Yield a place that is named in the source alone, beside one that is named in the translation alone.

    One without the other is no fault: a text may say «the city» where the other one names it. Neither are two of
    which one lies in the other.
    """
    tree, language = Same(pair.campaign.territory), pair.other.language
    source, text = pair.source.whole, pair.other.whole
    own = _gazetteer(tree, pair.source.language)
    named = own.named(source)
    if not named:
        return
    theirs = _gazetteer(tree, language)
    lacking = _only(named, theirs, text)
    added = _only(theirs.named(text), own, source) if lacking else []
    for there, here in zip(lacking, added, strict=False):
        if not related(tree.value, there.codes, here.codes):
            right = tree.value[there.codes[0]].names.get(language, "")
            message = f"«{there.name}» is named in «{pair.source.language}», «{here.name}» here: «{right}» is not"
            place = _place(theirs, pair.other, here)
            yield pair.finding(rules.NAMES_DIFFER, place, message, here.name, right)


def _only(named: list[Named], others: Gazetteer, text: str) -> list[Named]:
    """Those places of one text that the other one does not mention, each once."""
    distinct = {item.codes: item for item in reversed(named)}
    return [
        item for item in reversed(distinct.values()) if not others.is_mentioned(item.codes, text)
    ]


def _place(gazetteer: Gazetteer, side: Side, named: Named) -> Place:
    """Where a place is named first."""
    for passage, text in side.texts:
        for item in gazetteer.named(text):
            if item.codes == named.codes:
                return place_in(side.version, passage, offset_of(text, item.word))
    return side.version.place()


@lru_cache(maxsize=8)
def _gazetteer(tree: Same[TerritoryTree], language: str) -> Gazetteer:
    return Gazetteer(tree.value, language)
