"""The sitemap has every page once, and says of each when it changed, or nothing."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from campaigns import SOURCES, write
from demonstration import Built
from minbar.edition import Audience
from minbar.edition.register import Register
from minbar.model.territory import TerritoryTree
from minbar.sitemap import ENTRANCE, About, Changes, list_rows
from registers import read_campaign_base, read_register

OLD = datetime(2026, 9, 1, 12, tzinfo=UTC)
NEW = datetime(2026, 10, 20, 12, tzinfo=UTC)
PUBLISHED = datetime(2026, 10, 5, 18, 30, tzinfo=UTC)
"""When messages/night-clinics of the small campaign is published."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Shown(NamedTuple):
    """What an edition shows, and its places."""

    register: Register
    territory: TerritoryTree


def show(root: Path, audience: Audience = "public") -> Shown:
    return Shown(read_register(root, NOW, audience), read_campaign_base(root).territory)


@pytest.fixture
def edition(campaign_folder: Path) -> Shown:
    return show(campaign_folder)


def all_old(edition: Shown) -> dict[str, datetime]:
    return {f"{kind}/{slug}": OLD for kind, slug in edition.register.shown}


def changes_of(edition: Shown, dates: dict[str, datetime]) -> Changes:
    return Changes(
        edition.register,
        edition.territory,
        NOW,
        lambda item: dates.get(f"{item.kind}/{item.slug}"),
    )


def changed(
    edition: Shown, dates: dict[str, datetime], section: str, item: str = ""
) -> datetime | None:
    """The date of a section's page, of a page under it, or of a document as `kind`, `slug`."""
    document = edition.register.shown.get((section, item))
    about = About("", "ar", section, document, "" if document else item)
    return changes_of(edition, dates).of(about)


def test_a_document_changed_when_it_was_written_or_published(edition: Shown) -> None:
    dates = all_old(edition)

    assert changed(edition, dates, "messages", "water") == OLD
    assert changed(edition, dates, "messages", "night-clinics") == PUBLISHED
    dates["messages/night-clinics"] = NEW
    assert changed(edition, dates, "messages", "night-clinics") == NEW


def test_a_document_whose_files_have_no_date_has_none(edition: Shown) -> None:
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
    team = show(campaign_folder, "team")

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
    edition: Shown, section: str, item: str, depends_on: str, not_on: str
) -> None:
    dates = all_old(edition)
    before = changed(edition, dates, section, item)

    assert before in {OLD, PUBLISHED, datetime(2026, 10, 6, 10, tzinfo=UTC)}
    assert changed(edition, dates | {not_on: NEW}, section, item) == before
    assert changed(edition, dates | {depends_on: NEW}, section, item) == NEW
    del dates[depends_on]
    assert changed(edition, dates, section, item) is None


def test_what_lists_nothing_has_no_date(edition: Shown) -> None:
    assert changed(edition, all_old(edition), ENTRANCE) is None
    assert changed(edition, all_old(edition), "contests", "regional") is None


def test_candidates_and_places_are_parted_by_region(edition: Shown) -> None:
    shown = edition.register.shown
    abouts = [
        About("ar/candidates/", "ar", "candidates"),
        About("ar/places/", "ar", "places"),
        About("ar/p", "ar", "places", None, "01.2"),
        About("fr/p", "fr", "places", None, "01"),
        About("ar/m", "ar", "messages", shown["messages", "night-clinics"]),
    ]
    people = [f"ar/candidates/{slug}.html" for kind, slug in shown if kind == "candidates"]
    parts = dict(list_rows(abouts, changes_of(edition, {}), ("ar", "fr")))

    assert len(people) == 2

    assert {name: [row.address for row in rows] for name, rows in parts.items()} == {
        "ar-region-01": [*people, "ar/p"],
        "ar-written": ["ar/candidates/", "ar/places/", "ar/m"],
        "fr-region-01": [*(address.replace("ar/", "fr/", 1) for address in people), "fr/p"],
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
