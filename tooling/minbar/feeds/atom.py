"""Entries to an Atom feed.

Source: RFC 4287, read 2026-11-25; XML 1.0, fifth edition, section 2.2 (what a document can hold).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from msgspec import Struct

from minbar.feeds.entries import Entry
from minbar.late import pattern

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed that never held anything: it must say something, and this is no build's time."""
_IMPOSSIBLE = pattern("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Feed(Struct, frozen=True):
    """What stands around the entries; all addresses are whole."""

    name: str
    language: str
    title: str
    subtitle: str
    author: str
    site: str
    page: str
    url: str
    icon: str


class Rendered(Struct, frozen=True):
    """An entry as every feed of one language has it, and when it was updated."""

    xml: str
    updated: datetime


def render_atom(feed: Feed, entries: Sequence[Rendered]) -> bytes:
    """Write a feed of a language, its entries in the order given."""
    updated = max((entry.updated for entry in entries), default=EPOCH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_value(feed.language)}>',
        _element("id", feed.name),
        _element("title", feed.title),
        _element("subtitle", feed.subtitle),
        _element("updated", _instant(updated)),
        f"<author>{_element('name', feed.author)}{_element('uri', feed.site)}</author>",
        _link("self", "application/atom+xml", feed.url),
        _link("alternate", "text/html", feed.page),
        _element("icon", feed.icon),
        "<generator>Minbar</generator>",
        *(entry.xml for entry in entries),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def write_entry(language: str, entry: Entry) -> Rendered:
    """Write an entry for the feeds of a language."""
    foreign = entry.language != language
    lines = [
        f"<entry xml:lang={_value(entry.language)}>" if foreign else "<entry>",
        _element("id", entry.name),
        _element("title", entry.title),
        _link("alternate", "text/html", entry.url),
        *([_element("published", _instant(entry.published))] if entry.published else []),
        _element("updated", _instant(entry.updated)),
        *(
            f"<category term={_value(term)} label={_value(label)}/>"
            for term, label in entry.categories
        ),
        _element("summary", entry.summary),
        f'<content type="html">{_text(entry.html)}</content>',
        "</entry>",
    ]
    return Rendered("\n".join(lines), entry.updated)


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _link(relation: str, kind: str, address: str) -> str:
    return f'<link rel="{relation}" type="{kind}" href={_value(address)}/>'


def _text(text: str) -> str:
    return escape(_possible(text), quote=False)


def _value(text: str) -> str:
    return f'"{escape(_possible(text))}"'


def _possible(text: str) -> str:
    """Put U+FFFD for what no XML can hold, not even escaped."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
