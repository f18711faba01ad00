"""Feeds hold what the edition shows, in words and dates that are true."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest
from campaigns import CAMPAIGN, SOURCES, translation, write
from demonstration import Built
from feed_reading import plain, read_calendar, read_feed, tags_of, unfold
from goldens import agree
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import read_markup
from minbar.content.campaign import read_campaign
from minbar.content.zones import read_zone
from minbar.edition import Audience, Edition, preview
from minbar.edition.index import Index
from minbar.feeds import find_undated, render_feeds
from minbar.feeds.entries import lasting_name
from minbar.model.addresses import document_address
from minbar.strings import Strings, read_strings
from minbar.templates import default_root

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WRITTEN = datetime(2026, 10, 1, 9, tzinfo=UTC)
ORIGIN = "https://pont.example/"
KINDS = ("messages", "press", "rebuttals", "events")


def edition_of(root: Path, audience: Audience = "public", at: datetime = NOW) -> Edition:
    campaign, findings = read_campaign(root)
    assert campaign is not None, findings
    return preview(campaign, at, audience)


@cache
def words_of(*languages: tuple[str, str]) -> dict[str, Strings]:
    zone = read_zone("Africa/Casablanca")
    roots = (default_root(),)
    return {code: read_strings(roots, code, locale, zone) for code, locale in languages}


def feeds_of(edition: Edition, dates: dict[str, datetime] | None = None) -> dict[str, bytes]:
    known = [(language.code, language.locale) for language in edition.settings.languages]
    if dates is None:
        dates = {f"{item.kind}/{item.slug}": WRITTEN for item in edition.documents}
    return dict(render_feeds(Index(edition), words_of(*known), dates))


def steady(text: str) -> bytes:
    """Whatever form addresses have: `water/` and `water.html` are one."""
    return re.sub(r"(/[a-z0-9-]+)\.html\b", r"\1/", text).encode()


@pytest.mark.parametrize(
    "name", ["ar/feeds/all.xml", "fr/feeds/all.xml", "ar/feeds/messages-01.xml"]
)
def test_golden_feeds(campaign_folder: Path, name: str) -> None:
    (campaign_folder / "content/messages/water.fr.md").unlink()  # French readers get the Arabic
    feeds = feeds_of(edition_of(campaign_folder))

    agree(GOLDEN / name.replace("/feeds/", "-"), steady(feeds[name].decode()))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_golden_calendars(campaign_folder: Path, language: str) -> None:
    feeds = feeds_of(edition_of(campaign_folder))
    text = "\n".join(unfold(feeds[f"{language}/feeds/events.ics"])) + "\n"

    agree(GOLDEN / f"{language}-events.ics.txt", steady(text))


def test_every_language_has_every_feed(campaign_folder: Path) -> None:
    names = ["all", *KINDS, "messages-01"]
    expected = [
        path
        for code in ("ar", "fr")
        for path in [*(f"{code}/feeds/{name}.xml" for name in names), f"{code}/feeds/events.ics"]
    ]

    assert list(feeds_of(edition_of(campaign_folder))) == expected


def test_a_feed_is_read_as_the_standard_says(campaign_folder: Path) -> None:
    feeds = feeds_of(edition_of(campaign_folder))
    for name, data in feeds.items():
        if name.endswith(".xml"):
            feed = read_feed(data)
            assert feed.url == ORIGIN + name
            assert feed.language == name[:2]
    assert len({read_feed(data).id for name, data in feeds.items() if name.endswith("xml")}) == 12
    everything = read_feed(feeds["fr/feeds/all.xml"])

    assert everything.title == "Le Pont · Toutes les nouveautés"
    assert everything.page == ORIGIN + "fr/"
    assert "Site de démonstration" in everything.subtitle
    assert len(everything.entries) == 5


def test_dates_are_those_of_publishing_or_of_the_last_change(campaign_folder: Path) -> None:
    edition = edition_of(campaign_folder)
    published = datetime(2026, 10, 5, 18, 30, tzinfo=UTC)
    later = published + timedelta(days=3)

    def read(dates: dict[str, datetime]) -> dict[str, tuple[datetime | None, datetime]]:
        feed = read_feed(feeds_of(edition, dates)["ar/feeds/messages.xml"])
        return {item.id.split("/")[1]: (item.published, item.updated) for item in feed.entries}

    assert read({}) == {"night-clinics": (published, published)}
    assert read({"messages/night-clinics": WRITTEN, "messages/water": WRITTEN}) == {
        "night-clinics": (published, published),
        "water": (None, WRITTEN),
    }
    assert read({"messages/night-clinics": later}) == {"night-clinics": (published, later)}


def test_what_has_no_date_is_listed(campaign_folder: Path) -> None:
    index = Index(edition_of(campaign_folder))

    assert [item.slug for item in find_undated(index, {})] == ["water", "no-closure", "meeting"]
    dates = {f"{item.kind}/{item.slug}": WRITTEN for item in index.edition.documents}
    assert find_undated(index, dates) == []


def test_building_at_another_instant_changes_nothing(campaign_folder: Path) -> None:
    later = edition_of(campaign_folder, at=NOW + timedelta(days=40))

    assert feeds_of(later) == feeds_of(edition_of(campaign_folder))


def test_a_feed_of_nothing_is_a_feed(campaign_folder: Path) -> None:
    edition = msgspec.structs.replace(edition_of(campaign_folder), documents=())
    feeds = feeds_of(edition)

    assert len(feeds) == 12
    assert read_feed(feeds["ar/feeds/press.xml"]).entries == []
    assert read_calendar(feeds["ar/feeds/events.ics"])[1] == []


def test_only_the_latest_fifty_are_kept(campaign_folder: Path) -> None:
    edition = edition_of(campaign_folder)
    water = next(item for item in edition.documents if item.slug == "water")
    many = tuple(msgspec.structs.replace(water, slug=f"water-{number}") for number in range(60))
    dates = {f"messages/water-{number}": WRITTEN + timedelta(hours=number) for number in range(60)}
    edition = msgspec.structs.replace(edition, documents=many)
    entries = read_feed(feeds_of(edition, dates)["fr/feeds/all.xml"]).entries

    assert [item.id.split("/")[1] for item in entries] == [f"water-{59 - i}" for i in range(50)]


def test_nothing_that_the_edition_does_not_show(campaign_folder: Path) -> None:
    hidden = {
        "draft": "status: draft",
        "embargoed": f"publish: {(NOW + timedelta(days=2)).isoformat()}",
        "expired": f"expires: {(NOW - timedelta(days=2)).isoformat()}",
    }
    for slug, field in hidden.items():
        text = SOURCES["messages/water"].replace("pillar:", f"{field}\nnote: سر\npillar:")
        write(campaign_folder, f"content/messages/{slug}.ar.md", text.replace("ماء", f"خفي-{slug}"))
        link = f"\n\n[رابط](../messages/{slug}.ar.md) [رصد](../monitoring/column.ar.md)\n"
        press = campaign_folder / "content/press/launch.ar.md"
        press.write_text(press.read_text("utf-8") + link, encoding="utf-8")
    public = b"".join(feeds_of(edition_of(campaign_folder)).values()).decode()
    team = b"".join(feeds_of(edition_of(campaign_folder, "team")).values()).decode()

    for slug in hidden:
        assert slug not in public
        assert f"messages/{slug}" in team
    assert "خفي" not in public
    assert "رابط رصد" in public
    assert "monitoring" not in public + team
    assert "سر" not in re.findall(r"\w+", public + team)


def test_links_and_pictures_have_whole_addresses(campaign_folder: Path) -> None:
    text = (
        SOURCES["messages/night-clinics"] + "\n![رسم](../media/themes/health.webp) [أسفل](#end)\n"
    )
    write(campaign_folder, "content/messages/night-clinics.ar.md", text)
    feed = read_feed(feeds_of(edition_of(campaign_folder))["ar/feeds/messages.xml"])
    (entry,) = [item for item in feed.entries if "night-clinics" in item.id]
    address = document_address("messages", "night-clinics", "ar")
    links = [attributes["href"] for tag, attributes in tags_of(entry.html) if tag == "a"]
    pictures = [attributes["src"] for tag, attributes in tags_of(entry.html) if tag == "img"]

    assert links == [
        ORIGIN + document_address("programme", "health", "ar"),
        f"{ORIGIN}{address}#end",
    ]
    assert pictures == [f"{ORIGIN}media/themes/health.webp"] * 2
    assert entry.url == ORIGIN + address


def test_each_text_has_its_language_and_direction(campaign_folder: Path) -> None:
    (campaign_folder / "content/rebuttals/no-closure.fr.md").unlink()
    feeds = feeds_of(edition_of(campaign_folder))
    arabic = read_feed(feeds["ar/feeds/rebuttals.xml"]).entries[0]
    french = read_feed(feeds["fr/feeds/rebuttals.xml"]).entries[0]

    assert arabic.html.startswith('<div lang="ar" dir="rtl"><div lang="ar" dir="rtl">') is False
    assert arabic.html.startswith('<div lang="ar" dir="rtl">')
    assert french.html.startswith('<div lang="fr" dir="ltr"><p><em>Ce texte n’est pas encore')
    assert '<blockquote lang="ar" dir="rtl">يقال إننا نغلق المستوصفات.</blockquote>' in french.html
    assert (arabic.language, french.language) == ("ar", "ar")
    assert french.title == arabic.title == "لا نغلق أي مستوصف"
    assert french.categories == [("rebuttals", "Vérifications"), ("health", "Santé")]


def test_an_outdated_translation_says_so(campaign_folder: Path) -> None:
    text = SOURCES["press/launch"].replace("قدمنا", "عرضنا")
    write(campaign_folder, "content/press/launch.fr.md", translation("press/launch"))
    write(campaign_folder, "content/press/launch.ar.md", text)
    feed = read_feed(feeds_of(edition_of(campaign_folder))["fr/feeds/press.xml"])

    assert "antérieure à la dernière modification" in feed.entries[0].html


def test_a_region_has_a_feed_if_something_in_it_has_a_message(campaign_folder: Path) -> None:
    table = campaign_folder / "content/territory.csv"
    table.write_text(table.read_text("utf-8") + "02,00,region,region,الجنوب,Sud\n", "utf-8")
    write(campaign_folder, "content/campaign.yml", CAMPAIGN)
    feeds = feeds_of(edition_of(campaign_folder))
    north = read_feed(feeds["fr/feeds/messages-01.xml"])

    assert "fr/feeds/messages-02.xml" not in feeds
    assert north.title == "Le Pont · Messages · Nord"
    assert north.page.startswith(f"{ORIGIN}fr/places/01")
    assert [item.id for item in north.entries] == [
        "tag:pont.example,2026:messages/night-clinics/fr"
    ]


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("https://pont.example/", "tag:pont.example,2026:press/launch"),
        ("https://Org.example/campaign/2027/", "tag:org.example,2026:campaign/2027/press/launch"),
        ("https://pont.example:8443/", "tag:pont.example,2026:port-8443/press/launch"),
        ("https://جسر.example/", "tag:xn--rgbkf.example,2026:press/launch"),
        ("https://pont.example/é b/", "tag:pont.example,2026:%C3%A9%20b/press/launch"),
    ],
)
def test_names_that_last(site: str, name: str) -> None:
    assert lasting_name(site, "press", "launch") == name


# Hostile words stay words.

HOSTILE = "\"'><script>alert(1)</script>]]>&amp;{{ 7*7 }}\\n;,\u202e"
ANYTHING = st.text(st.characters(codec=None), min_size=1, max_size=80)


def poisoned(edition: Edition, poison: str) -> Edition:
    """An edition whose every text says something else than it should."""

    def spoil(shown: object) -> object:
        text = getattr(shown, "text")  # noqa: B009 - any kind's
        words = {
            field: poison
            for field in text.__struct_fields__
            if isinstance(getattr(text, field), str) and field != "image"
        }
        return msgspec.structs.replace(
            shown,
            text=msgspec.structs.replace(text, **words),
            body=poison,  # type: ignore[type-var]
        )

    documents = tuple(
        msgspec.structs.replace(
            item, versions={code: spoil(shown) for code, shown in item.versions.items()}
        )
        for item in edition.documents
    )
    party = msgspec.structs.replace(
        edition.settings.party, short_name={"ar": poison}, name={"ar": poison}
    )
    return msgspec.structs.replace(
        edition,
        documents=documents,
        settings=msgspec.structs.replace(edition.settings, party=party),
    )


def test_hostile_titles_stay_text(campaign_folder: Path) -> None:
    feeds = feeds_of(poisoned(edition_of(campaign_folder), HOSTILE))
    for name, data in feeds.items():
        if not name.endswith(".xml"):
            continue
        for entry in read_feed(data).entries:
            assert entry.title == HOSTILE
            assert not {"script", "style"} & {tag for tag, _ in tags_of(entry.html)}
            assert all(
                not attribute.startswith("on")
                for _, had in tags_of(entry.html)
                for attribute in had
            )
    _, events = read_calendar(feeds["fr/feeds/events.ics"])
    assert plain(events[0]["SUMMARY"][2]) == HOSTILE


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    from campaigns import write_campaign

    root = tmp_path_factory.mktemp("feeds")
    write_campaign(root)
    return edition_of(root)


@given(ANYTHING)
@settings(max_examples=40)
def test_whatever_a_field_holds_the_feeds_are_valid(small: Edition, poison: str) -> None:
    edition = poisoned(small, poison)
    bodies = tuple(
        msgspec.structs.replace(
            item,
            versions={
                code: msgspec.structs.replace(shown, body="")
                for code, shown in item.versions.items()
            },
        )
        for item in edition.documents
    )
    for name, data in feeds_of(msgspec.structs.replace(edition, documents=bodies)).items():
        if name.endswith(".xml"):
            read_feed(data)
        else:
            read_calendar(data)


# On the site.


def test_every_feed_of_the_demonstration_is_valid(demonstration: Built) -> None:
    folders = sorted(demonstration.site.glob("*/feeds"))
    assert [folder.parent.name for folder in folders] == ["ar", "fr"]
    for folder in folders:
        for path in folder.iterdir():
            if path.suffix == ".xml":
                assert read_feed(path.read_bytes()).entries or path.stem in {"rebuttals", "events"}
            else:
                assert len(read_calendar(path.read_bytes())[1]) > 1


def test_home_and_sections_name_their_feeds_and_no_other_page_does(demonstration: Built) -> None:
    site = demonstration.site
    named: dict[str, list[str]] = {}
    for path in site.glob("fr/**/*.html"):
        for link in read_markup(path).links("alternate"):
            if link.get("type"):
                assert link.get("type") == "application/atom+xml"
                target = (path.parent / str(link.get("href"))).resolve()
                page = path.relative_to(site).parent.as_posix()
                named.setdefault(page, []).append(target.relative_to(site.resolve()).as_posix())
                assert read_feed(target.read_bytes()).title == link.get("title")

    assert named["fr"] == ["fr/feeds/all.xml"]
    assert named["fr/candidates"] == ["fr/feeds/all.xml"]
    for kind in KINDS:
        assert named[f"fr/{kind}"] == [f"fr/feeds/{kind}.xml", "fr/feeds/all.xml"]
    assert all(page.count("/") <= 1 for page in named)


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("section", KINDS)
def test_a_section_links_to_its_feed(demonstration: Built, language: str, section: str) -> None:
    page = read_markup(demonstration.site / language / section / "index.html")
    links = [(item.get("type"), str(item.get("href"))) for item in page.all("a")]
    feeds = [address for kind, address in links if kind == "application/atom+xml"]

    assert feeds[0].endswith(f"{language}/feeds/{section}.xml")
    assert len(feeds) == (6 if section == "messages" else 1)
    assert ("text/calendar" in dict(links)) == (section == "events")
