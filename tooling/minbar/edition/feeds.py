"""Which feeds there are, what they are called and what goes into each."""

from minbar.edition.edition import Published
from minbar.edition.index import Index
from minbar.model.sections import FEEDS
from minbar.strings import Strings

ALL = "all"


def regions_of_messages(index: Index) -> dict[str, list[Published]]:
    """Code to messages of each region that has messages of its own, or a place in it has."""
    tree = index.edition.territory
    found: dict[str, list[Published]] = {}
    for document in index.kind("messages"):
        for code in tree.lineage(index.territory(document))[1:2]:
            found.setdefault(code, []).append(document)
    return {code: found[code] for code in tree.children(tree.root) if code in found}


def region_feed(code: str) -> str:
    """The name of the feed of a region's messages."""
    return f"messages-{code}"


def feed_contents(index: Index) -> dict[str, list[Published]]:
    """Name to documents of every feed: the same names in every language."""
    by_kind = {kind: index.kind(kind) for kind in FEEDS}
    regional = regions_of_messages(index)
    return {
        ALL: [document for documents in by_kind.values() for document in documents],
        **by_kind,
        **{region_feed(code): documents for code, documents in regional.items()},
    }


def feed_title(index: Index, words: Strings, name: str) -> str:
    """What a feed is called: who speaks, of what, and where."""
    edition = index.edition
    section, _, code = name.partition("-")
    party = edition.settings.party.short_name
    parts = [
        party.get(words.code) or next(iter(party.values())),
        words("feed_all" if name == ALL else f"section_{section}"),
    ]
    if code:
        names = edition.territory[code].names
        parts.append(names.get(words.code) or next(iter(names.values())))
    return " · ".join(parts)
