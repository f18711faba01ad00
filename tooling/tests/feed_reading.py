"""Feeds and calendars taken apart as their standards say, and refused where they break a rule.

Source: RFC 4287 sections 3 and 4, RFC 3339, RFC 5545 sections 3.1 and 3.6.1.
"""

import re
import xml.etree.ElementTree as ET
from datetime import datetime
from html.parser import HTMLParser

from msgspec import Struct

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAME = re.compile(r"tag:[a-z0-9.-]+,2026:[A-Za-z0-9._~%/-]+")
FEED_PARTS = {"id", "title", "subtitle", "updated", "author", "link", "icon", "generator", "entry"}
ENTRY_PARTS = {"id", "title", "link", "published", "updated", "category", "summary", "content"}


class ReadEntry(Struct):
    id: str
    title: str
    url: str
    language: str
    updated: datetime
    published: datetime | None
    summary: str
    html: str
    categories: list[tuple[str, str]]


class ReadFeed(Struct):
    id: str
    title: str
    subtitle: str
    language: str
    url: str
    page: str
    updated: datetime
    entries: list[ReadEntry]


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element that a reader would make of the content."""
    parser = _Html()
    parser.feed(html)
    return parser.tags


def read_feed(data: bytes) -> ReadFeed:
    root = ET.fromstring(data)
    assert root.tag == ATOM + "feed"
    assert {_bare(item) for item in root} <= FEED_PARTS
    author = _one(root, "author")
    assert _text(author, "name")
    entries = [_entry(item, root.get(LANG) or "") for item in root.findall(ATOM + "entry")]
    assert len({entry.id for entry in entries}) == len(entries)
    feed = ReadFeed(
        id=_name(root),
        title=_text(root, "title"),
        subtitle=_text(root, "subtitle"),
        language=root.get(LANG) or "",
        url=_link(root, "self", "application/atom+xml"),
        page=_link(root, "alternate", "text/html"),
        updated=_instant(_text(root, "updated")),
        entries=entries,
    )
    assert feed.updated == max(
        (entry.updated for entry in entries), default=datetime.fromisoformat("1970-01-01T00:00Z")
    )
    assert [entry.updated for entry in entries] == sorted(
        (entry.updated for entry in entries), reverse=True
    )
    return feed


def _entry(item: ET.Element, language: str) -> ReadEntry:
    assert {_bare(part) for part in item} <= ENTRY_PARTS
    content = _one(item, "content")
    assert content.get("type") == "html"
    html = content.text or ""
    for tag, attributes in tags_of(html):
        for name in ("href", "src"):
            address = attributes.get(name)
            assert address is None or address.startswith(("https://", "mailto:")), (tag, address)
    published = item.findtext(ATOM + "published")
    entry = ReadEntry(
        id=_name(item),
        title=_text(item, "title"),
        url=_link(item, "alternate", "text/html"),
        language=item.get(LANG) or language,
        updated=_instant(_text(item, "updated")),
        published=_instant(published) if published else None,
        summary=_text(item, "summary"),
        html=html,
        categories=[
            (part.get("term") or "", part.get("label") or "")
            for part in item.findall(ATOM + "category")
        ],
    )
    assert entry.published is None or entry.published <= entry.updated
    return entry


def _bare(item: ET.Element) -> str:
    return item.tag.removeprefix(ATOM)


def _one(item: ET.Element, name: str) -> ET.Element:
    found = item.findall(ATOM + name)
    assert len(found) == 1, f"{len(found)} of {name}"
    return found[0]


def _text(item: ET.Element, name: str) -> str:
    part = _one(item, name)
    assert len(part) == 0
    assert set(part.attrib) == set()  # no type: it is plain text
    return part.text or ""


def _name(item: ET.Element) -> str:
    name = _text(item, "id")
    assert NAME.fullmatch(name), name
    return name


def _link(item: ET.Element, relation: str, kind: str) -> str:
    found = [link for link in item.findall(ATOM + "link") if link.get("rel") == relation]
    assert [link.get("type") for link in found] == [kind]
    address = found[0].get("href") or ""
    assert address.startswith("https://")
    return address


def _instant(text: str) -> datetime:
    assert INSTANT.fullmatch(text), text
    return datetime.fromisoformat(text)


Property = tuple[str, dict[str, str], str]
"""A name, its parameters, its value as it is written."""

ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL")


def unfold(data: bytes) -> list[str]:
    """The lines of a calendar, put together again."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()  # no letter is cut in two
    return data[:-2].replace(b"\r\n ", b"").decode().split("\r\n")


def read_calendar(data: bytes) -> tuple[list[Property], list[dict[str, Property]]]:
    """Give the calendar's own properties, and those of each event by name."""
    own: list[Property] = []
    events: list[dict[str, Property]] = []
    lines = unfold(data)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    inside = False
    for line in lines[1:-1]:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        assert re.fullmatch(r"[A-Z-]+", name), line
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            inside = False
            assert set(ONCE) <= set(events[-1])
        else:
            made = (name, dict(part.split("=", 1) for part in parameters), value)
            if inside:
                assert name not in events[-1], f"{name} twice"
                events[-1][name] = made
            else:
                own.append(made)
    assert {"PRODID"} <= {name for name, _, _ in own}
    return own, events


def plain(value: str) -> str:
    """What a text means (RFC 5545, 3.3.11); a sign that should have been escaped is an error."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    meanings = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}
    return re.sub(r"\\(.)", lambda match: meanings[match[1]], value)
