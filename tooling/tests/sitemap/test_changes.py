"""The sitemap has every page once, and says of each when it changed, or nothing."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import Built
from minbar.content.campaign import read_campaign
from minbar.edition import Edition, preview
from minbar.edition.index import Index
from minbar.sitemap import ENTRANCE, About, Changes, list_rows

OLD = datetime(2026, 9, 1, 12, tzinfo=UTC)
NEW = datetime(2026, 10, 20, 12, tzinfo=UTC)
PUBLISHED = datetime(2026, 10, 5, 18, 30, tzinfo=UTC)
"""When messages/night-clinics of the small campaign is published."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def edition(campaign_folder: Path) -> Edition:
    campaign, findings = read_campaign(campaign_folder)
    assert campaign is not None, findings
    return preview(campaign, NOW)


def all_old(edition: Edition) -> dict[str, datetime]:
    return {f"{item.kind}/{item.slug}": OLD for item in edition.documents}


def changed(
    edition: Edition, dates: dict[str, datetime], section: str, item: str = ""
) -> datetime | None:
    """The date of a section's page, of a page under it, or of a document as `kind`, `slug`."""
    index = Index(edition)
    document = index.find(section, item)
    about = About("", "ar", section, document, "" if document else item)
    return Changes(index, dates).of(about)


def test_a_document_changed_when_it_was_written_or_published(edition: Edition) -> None:
    dates = all_old(edition)

    assert changed(edition, dates, "messages", "water") == OLD
    assert changed(edition, dates, "messages", "night-clinics") == PUBLISHED
    dates["messages/night-clinics"] = NEW
    assert changed(edition, dates, "messages", "night-clinics") == NEW


def test_a_document_whose_files_have_no_date_has_none(edition: Edition) -> None:
    dates = all_old(edition)
    del dates["messages/night-clinics"]

    assert changed(edition, dates, "messages", "night-clinics") is None
    assert changed(edition, {}, "") is None


def test_an_instant_that_is_still_to_come_changed_nothing(
    campaign_folder: Path,
) -> None:
    later = (NOW + timedelta(days=1)).isoformat()
    text = SOURCES["messages/water"].replace("pillar:", f"publish: {later}\npillar:")
    write(campaign_folder, "content/messages/water.ar.md", text)
    campaign, _ = read_campaign(campaign_folder)
    assert campaign is not None
    team = preview(campaign, NOW, "team")

    assert changed(team, all_old(team), "messages", "water") == OLD


@pytest.mark.parametrize(
    ("section", "item", "depends_on", "not_on"),
    [
        ("", "", "messages/water", "pages/contact"),
        ("messages", "", "messages/water", "press/launch"),
        ("press", "", "press/launch", "messages/water"),
        ("rebuttals", "", "rebuttals/no-closure", "press/launch"),
        ("kit", "", "messages/water", "events/meeting"),
        ("kit", "x", "messages/water", "events/meeting"),
        ("themes", "", "replies/clinic-hours", "candidates/said-amrani"),
        ("themes", "water", "messages/water", "replies/clinic-hours"),
        ("themes", "health", "events/meeting", "messages/water"),
        ("contests", "communal", "candidates/said-amrani", "messages/water"),
        ("candidates", "", "candidates/said-amrani", "messages/water"),
        ("places", "01.1", "candidates/said-amrani", "replies/clinic-hours"),
        ("places", "01.1", "messages/water", "programme/health"),
        ("places", "01.1", "events/meeting", "press/launch"),
        ("places", "01", "messages/water", "events/meeting"),
        ("places", "", "candidates/said-amrani", "nothing/else"),
    ],
)
def test_a_list_changed_with_what_it_lists(
    edition: Edition, section: str, item: str, depends_on: str, not_on: str
) -> None:
    dates = all_old(edition)
    before = changed(edition, dates, section, item)

    assert before in {OLD, PUBLISHED, datetime(2026, 10, 6, 10, tzinfo=UTC)}
    assert changed(edition, dates | {not_on: NEW}, section, item) == before
    assert changed(edition, dates | {depends_on: NEW}, section, item) == NEW
    del dates[depends_on]
    assert changed(edition, dates, section, item) is None


def test_what_lists_nothing_has_no_date(edition: Edition) -> None:
    assert changed(edition, all_old(edition), ENTRANCE) is None
    assert changed(edition, all_old(edition), "contests", "regional") is None


def test_candidates_and_places_are_parted_by_region(edition: Edition) -> None:
    index = Index(edition)
    abouts = [
        About("ar/candidates/", "ar", "candidates"),
        About("ar/c", "ar", "candidates", index.find("candidates", "said-amrani")),
        About("ar/places/", "ar", "places"),
        About("ar/p", "ar", "places", None, "01.2"),
        About("fr/p", "fr", "places", None, "01"),
        About("ar/m", "ar", "messages", index.find("messages", "night-clinics")),
    ]
    parts = dict(list_rows(abouts, index, {}))

    assert {name: [row.address for row in rows] for name, rows in parts.items()} == {
        "ar-region-01": ["ar/c", "ar/p"],
        "ar-written": ["ar/candidates/", "ar/places/", "ar/m"],
        "fr-region-01": ["fr/p"],
    }


def test_the_demonstration_has_every_page_once(demonstration: Built) -> None:
    site = demonstration.site
    origin = "https://pont-civique.example/"
    index = ET.parse(site / "sitemap.xml").getroot()
    parts = [item.findtext(f"{NS}loc") or "" for item in index]
    found = [
        item.findtext(f"{NS}loc")
        for part in parts
        for item in ET.parse(site / part.removeprefix(origin)).getroot()
    ]
    pages = {
        origin + path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("*.html")
        if path.name != "404.html"
    }

    assert len(found) == len(set(found))
    assert set(found) == pages
    assert {path.name for path in (site / "sitemap").iterdir()} == {
        part.rpartition("/")[2] for part in parts
    }


def test_a_preview_names_no_sitemap_in_robots(demonstration: Built) -> None:
    assert "Sitemap" not in (demonstration.site / "robots.txt").read_text("utf-8")
