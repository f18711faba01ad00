"""Rows to files: one for each part, and an index of them.

Source: sitemaps.org, "Sitemaps XML format" (50,000 addresses and 50 MiB a file; escaping; an index
has the date of each file), read 2026-11-25. W3C, "Date and Time Formats", NOTE-datetime.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from html import escape
from urllib.parse import quote

from msgspec import Struct

from minbar.model.addresses import SITEMAP, sitemap_address

LIMIT_ROWS = 50_000
LIMIT_BYTES = 50 * 1024 * 1024
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
URLS = (f'{HEAD}<urlset xmlns="{SCHEMA}">\n', "</urlset>\n")
INDEX = (f'{HEAD}<sitemapindex xmlns="{SCHEMA}">\n', "</sitemapindex>\n")
FRAME_BYTES = max(len(head) + len(foot) for head, foot in (URLS, INDEX))
_SAFE = "/:@!$&'()*+,;=-._~%[]"
_TO_THE_SECOND = len("2026-11-25T12:00:00+01:00")


class Row(Struct, frozen=True):
    """An address below that of the site, and when what stands there last changed, where known."""

    address: str
    changed: datetime | None = None


def render_sitemap(
    parts: Iterable[tuple[str, Iterable[Row]]], site_url: str, zone: tzinfo = UTC
) -> Iterator[tuple[str, bytes]]:
    """Yield (path on the site, bytes) of each part's files, then of the index.

    Args:
        parts: names and rows, each name once. A part too large for one file goes into several,
            `ar-written`, `ar-written-2`, …
        site_url: where the site stands, with a slash at the end.
        zone: the offset that dates are written with.
    """
    files: list[Row] = []
    base, dates = _encoded(site_url), _Dates(zone)
    for name, rows in parts:
        for number, (text, latest) in enumerate(_files(list(rows), base, dates), start=1):
            address = sitemap_address(name if number == 1 else f"{name}-{number}")
            files.append(Row(address, latest))
            yield address, text.encode()
    entries = _entries(files, base, dates, "sitemap")
    yield SITEMAP, (INDEX[0] + "".join(entries) + INDEX[1]).encode()


class _Dates(dict[datetime | None, str]):
    """What is said of each date: written once, though both languages of a page have it."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__({None: ""})
        self._zone = zone

    def __missing__(self, date: datetime) -> str:
        """An instant with its offset; in UTC where the offset has seconds, as some had before 1972."""
        shown = date.astimezone(self._zone).isoformat(timespec="seconds")
        if len(shown) != _TO_THE_SECOND:
            shown = date.astimezone(UTC).isoformat(timespec="seconds")
        self[date] = said = f"<lastmod>{shown}</lastmod>"
        return said


def _files(rows: list[Row], base: str, dates: _Dates) -> Iterator[tuple[str, datetime | None]]:
    """Share rows out over as many files as it takes; each with the latest date in it."""
    entries = _entries(rows, base, dates, "url")
    start = 0
    while start < len(rows):
        end = _end(entries, start)
        known = {row.changed for row in rows[start:end] if row.changed is not None}
        yield URLS[0] + "".join(entries[start:end]) + URLS[1], max(known, default=None)
        start = end


def _end(entries: list[str], start: int) -> int:
    """Where a file that begins at `start` is full. Entries are ASCII: letters are bytes."""
    end = min(len(entries), start + LIMIT_ROWS)
    if sum(map(len, entries[start:end])) <= LIMIT_BYTES - FRAME_BYTES:
        return end
    size, end = FRAME_BYTES + len(entries[start]), start + 1
    while size + len(entries[end]) <= LIMIT_BYTES:
        size += len(entries[end])
        end += 1
    return end


def _entries(rows: list[Row], base: str, dates: _Dates, tag: str) -> list[str]:
    addresses = _encoded("\n".join([row.address for row in rows])).split("\n")
    return [
        f"<{tag}><loc>{base}{address}</loc>{dates[row.changed]}</{tag}>\n"
        for address, row in zip(addresses, rows, strict=rows != [])
    ]


def _encoded(address: str) -> str:
    """An address as ASCII, for XML."""
    ascii_only = address if address.isascii() else quote(address, safe=_SAFE + "\n")
    return escape(ascii_only).replace("&#x27;", "&apos;")
