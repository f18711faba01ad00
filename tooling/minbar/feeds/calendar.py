"""Events to a calendar that phones and computers can subscribe to.

Source: RFC 5545, sections 3.1 (lines of at most 75 octets), 3.3.11 (text), 3.8.7.2 (DTSTAMP, which
without METHOD is when the event was last revised); RFC 7986 (NAME); read 2026-11-25.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct

from minbar.feeds.atom import EPOCH
from minbar.late import pattern

LINE_BYTES = 75
_BREAK = pattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_IMPOSSIBLE = pattern("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


class Event(Struct, frozen=True):
    """One event in one language; `revised` is when it last changed, where that is known."""

    uid: str
    language: str
    start: datetime
    end: datetime
    revised: datetime | None
    title: str
    description: str
    place: str
    url: str
    theme: str


def render_calendar(name: str, language: str, events: Iterable[Event]) -> bytes:
    """Write a calendar, its events in the order given; all times in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Minbar//Events//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME;LANGUAGE={language}:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) for line in lines).encode()


def _event(event: Event) -> list[str]:
    of = f";LANGUAGE={event.language}"
    revised = _instant(event.revised or EPOCH)
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{revised}",
        *([f"LAST-MODIFIED:{revised}"] if event.revised else []),
        f"DTSTART:{_instant(event.start)}",
        f"DTEND:{_instant(event.end)}",
        f"SUMMARY{of}:{_text(event.title)}",
        f"DESCRIPTION{of}:{_text(event.description)}",
        f"LOCATION{of}:{_text(event.place)}",
        *([f"CATEGORIES{of}:{_text(event.theme)}"] if event.theme else []),
        f"URL:{event.url}",
        "END:VEVENT",
    ]


def fold(line: str) -> str:
    """Break a line at 75 octets, never inside a letter, and end it."""
    if len(line) <= LINE_BYTES and line.isascii():
        return line + "\r\n"
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _text(text: str) -> str:
    """Escape what means something, and put U+FFFD for what a line cannot hold."""
    plain = _IMPOSSIBLE.sub("\ufffd", _BREAK.sub("\n", text))
    for sign in "\\;,":
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _instant(value: datetime) -> str:
    moment = value.astimezone(UTC)
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"
