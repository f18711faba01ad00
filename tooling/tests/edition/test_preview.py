"""What an edition holds for an audience at an instant."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from campaigns import SOURCES, picture, write
from demonstration import REPOSITORY
from minbar.content.campaign import read_campaign
from minbar.edition import Audience, Edition, preview
from minbar.edition.index import Index

PUBLISH = datetime(2026, 10, 5, 18, 30, tzinfo=UTC)  # Casablanca keeps UTC since September 2026


def _edition(root: Path, at: datetime = PUBLISH, audience: Audience = "public") -> Edition:
    campaign, findings = read_campaign(root)
    assert campaign is not None, findings
    return preview(campaign, at, audience)


def _slugs(edition: Edition, kind: str = "messages") -> list[str]:
    return [document.slug for document in Index(edition).kind(kind)]


def test_a_message_is_out_from_its_second_on(campaign_folder: Path) -> None:
    before = _edition(campaign_folder, PUBLISH - timedelta(seconds=1))

    assert _slugs(before) == ["water"]
    assert "themes/health.webp" not in before.media
    assert _slugs(_edition(campaign_folder)) == ["night-clinics", "water"]


def test_a_message_is_gone_from_the_second_it_expires(campaign_folder: Path) -> None:
    text = SOURCES["messages/water"].replace("pillar:", "expires: 2026-12-01T10:00+01:00\npillar:")
    write(campaign_folder, "content/messages/water.ar.md", text)
    end = datetime(2026, 12, 1, 9, tzinfo=UTC)

    assert "water" in _slugs(_edition(campaign_folder, end - timedelta(seconds=1)))
    assert "water" not in _slugs(_edition(campaign_folder, end))


@pytest.mark.parametrize("kind", ["monitoring"])
def test_internal_kinds_are_the_team_s_alone(campaign_folder: Path, kind: str) -> None:
    assert _slugs(_edition(campaign_folder), kind) == []
    assert _slugs(_edition(campaign_folder, audience="team"), kind) == ["column"]


def test_an_edition_has_no_room_for_internal_fields(campaign_folder: Path) -> None:
    edition = _edition(campaign_folder, audience="team")

    assert not hasattr(edition, "team")
    for document in edition.documents:
        assert not hasattr(document, "desk")
        assert not hasattr(document.version("ar"), "path")


def test_a_missing_translation_falls_back_to_the_source(campaign_folder: Path) -> None:
    (campaign_folder / "content/messages/water.fr.md").unlink()
    water = Index(_edition(campaign_folder)).find("messages", "water")

    assert water is not None
    assert water.version("fr").language == "ar"
    assert water.heading("fr") == "ماء لكل دوار"


def test_a_place_is_named_with_all_that_it_lies_in(campaign_folder: Path) -> None:
    index = Index(_edition(campaign_folder))

    assert index.places == ["00", "01", "01.1"]
    assert index.subplaces("00") == ["01"]
    assert index.candidates_within("01") == 2
    assert [item.slug for item in index.reaching("messages", "01.1")] == ["night-clinics", "water"]
    assert [item.slug for item in index.reaching("messages", "01.2")] == ["water"]


@pytest.mark.parametrize("kind", ["messages", "programme", "events"])
def test_what_is_near_is_what_reaches_a_place_without_the_country(kind: str) -> None:
    index = Index(_edition(REPOSITORY))
    for code in index.places:
        lineage = set(index.edition.territory.lineage(code))
        reaching = [item for item in index.kind(kind) if index.territory(item) in lineage]

        assert index.reaching(kind, code) == reaching
        assert index.near(kind, code) == [
            item for item in reaching if index.territory(item) != index.edition.territory.root
        ]


@pytest.mark.parametrize(
    "markdown",
    [
        "![رسم](../media/only.webp)",
        "![رسم [صغير]](../media/only.webp)",
        "![رسم][1]\n\n[1]: ../media/only.webp",
        '![رسم](<../media/only.webp> "عنوان")',
        "[الرسم](../media/only.webp)",
    ],
)
def test_a_picture_of_a_body_comes_along(campaign_folder: Path, markdown: str) -> None:
    write(campaign_folder, "content/media/only.webp", picture("WEBP"))
    write(campaign_folder, "content/media/other.webp", picture("WEBP"))
    text = SOURCES["messages/water"]
    write(campaign_folder, "content/messages/water.ar.md", f"{text}\n{markdown}\n")

    media = _edition(campaign_folder).media

    assert "only.webp" in media
    assert "other.webp" not in media
