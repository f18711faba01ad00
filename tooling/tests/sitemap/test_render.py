"""A sitemap is one that search engines take, and its dates are true."""

from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.sitemap import Row, render, render_sitemap

SITE = "https://pont.example/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EARLY, LATE = datetime(2026, 10, 5, 18, 30, tzinfo=UTC), datetime(2026, 11, 1, 8, tzinfo=UTC)


def read(data: bytes) -> list[tuple[str, str | None]]:
    """Addresses and dates of one file."""
    root = ET.fromstring(data)
    assert root.tag in {f"{NS}urlset", f"{NS}sitemapindex"}
    return [(item.findtext(f"{NS}loc") or "", item.findtext(f"{NS}lastmod")) for item in root]


def test_parts_and_their_index() -> None:
    parts = [
        ("ar-written", [Row("ar/", EARLY), Row("ar/messages/water.html", LATE), Row("ar/kit/")]),
        ("ar-region-01", [Row("ar/places/01.html")]),
    ]
    files = dict(render_sitemap(parts, SITE, ZoneInfo("Europe/Paris")))

    assert list(files) == ["sitemap/ar-written.xml", "sitemap/ar-region-01.xml", "sitemap.xml"]
    assert read(files["sitemap/ar-written.xml"]) == [
        (SITE + "ar/", "2026-10-05T20:30:00+02:00"),
        (SITE + "ar/messages/water.html", "2026-11-01T09:00:00+01:00"),
        (SITE + "ar/kit/", None),
    ]
    assert read(files["sitemap.xml"]) == [
        (SITE + "sitemap/ar-written.xml", "2026-11-01T09:00:00+01:00"),
        (SITE + "sitemap/ar-region-01.xml", None),
    ]


def test_a_part_that_is_too_long_goes_into_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "LIMIT_ROWS", 3)
    rows = [Row(f"{number}.html", EARLY + timedelta(days=number)) for number in range(7)]
    files = dict(render_sitemap([("ar", rows)], SITE))

    assert list(files) == [f"sitemap/ar{end}.xml" for end in ("", "-2", "-3")] + ["sitemap.xml"]
    assert [len(read(files[name])) for name in files] == [3, 3, 1, 3]
    assert [date for _, date in read(files["sitemap.xml"])] == [
        "2026-10-07T18:30:00+00:00",
        "2026-10-10T18:30:00+00:00",
        "2026-10-11T18:30:00+00:00",
    ]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.integers(320, 700))
def test_no_file_is_too_large_and_no_row_is_lost(lengths: list[int], limit: int) -> None:
    rows = [Row("a" * length) for length in lengths]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "LIMIT_BYTES", limit)
        *parts, _ = render_sitemap([("ar", rows)], SITE)

    found = [address for _, data in parts for address, _ in read(data)]
    assert found == [SITE + row.address for row in rows]
    assert all(len(data) <= limit for _, data in parts)


def test_an_empty_part_has_no_file() -> None:
    assert [name for name, _ in render_sitemap([("ar", [])], SITE)] == ["sitemap.xml"]


def test_addresses_are_escaped_and_ascii() -> None:
    site = "https://pont.example/a&b/l'été/"
    files = dict(render_sitemap([("ar", [Row("ar/<1>.html"), Row("ar/رسالة.html")])], site))
    data = files["sitemap/ar.xml"]

    assert data.isascii()
    assert read(data)[0][0] == "https://pont.example/a&b/l'%C3%A9t%C3%A9/ar/%3C1%3E.html"
    assert read(data)[1][0].endswith("/ar/%D8%B1%D8%B3%D8%A7%D9%84%D8%A9.html")


def test_an_offset_with_seconds_is_not_written() -> None:
    odd = timezone(timedelta(hours=-1, seconds=-20))
    files = dict(render_sitemap([("ar", [Row("ar/", EARLY)])], SITE, odd))

    assert read(files["sitemap/ar.xml"])[0][1] == "2026-10-05T18:30:00+00:00"
