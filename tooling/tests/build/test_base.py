"""Whatever every page depends on is in one digest, by content."""

import os
from pathlib import Path
from typing import Any

import pytest
from answers_of import Asked
from campaigns import CAMPAIGN, CHARTER, HOUSE, SOURCES, TEAM, TERRITORY, write
from demonstration import AT
from minbar.build import reading
from minbar.build.base import base_digest, read_sound_base
from minbar.build.report import Report
from minbar.build.site import build_or_stand
from minbar.content.paths import list_stamps
from minbar.model.setup import SetupError
from minbar.strings import read_entries

FILES = {
    "content/campaign.yml": CAMPAIGN.replace("pont.example/", "bridge.example/"),
    "content/message-house.yml": HOUSE.replace("Eau", "L’eau"),
    "content/charter.yml": CHARTER.replace("l’idée", "cette idée"),
    "content/team.yml": TEAM.replace("Omar", "Umar"),
    "content/territory.csv": TERRITORY.replace("El Oued", "Oued"),
    "mkdocs.yml": "site_name: x\n",
    "templates/pages/page.html": "x",
    "templates/snippets/x.txt": "x",
    "templates/theme/main.html": "x",
    "templates/strings/fr.yml": "section_messages: x\n",
    "templates/assets/minbar/minbar.css": "x",
}


@pytest.mark.parametrize("path", FILES)
def test_each_file_counts(campaign_folder: Path, path: str) -> None:
    before = base_digest(campaign_folder, "public")
    write(campaign_folder, path, FILES[path])

    assert base_digest(campaign_folder, "public") != before


def test_documents_pictures_and_times_do_not_count(campaign_folder: Path) -> None:
    before = base_digest(campaign_folder, "public")
    write(campaign_folder, "content/messages/water.ar.md", "x")
    write(campaign_folder, "content/media/share.png", "x")
    os.utime(campaign_folder / "content/campaign.yml", ns=(0, 0))

    assert base_digest(campaign_folder, "public") == before
    assert base_digest(campaign_folder, "team") != before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/campaign.yml", CAMPAIGN.replace("timezone", "time_zone")),
        ("content/territory.csv", "nothing"),
    ],
)
def test_a_base_with_faults_is_none(campaign_folder: Path, path: str, text: str) -> None:
    def read() -> object:
        return read_sound_base(
            campaign_folder, sorted(list_stamps(campaign_folder, "content")[0]), {}
        )

    assert read() is not None
    write(campaign_folder, path, text)
    assert read() is None


def test_the_site_s_words_are_read_again_where_they_have_changed(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(said: str) -> None:
        site = campaign_folder / "site"
        report = build_or_stand(campaign_folder, site, "public", AT, print)
        assert isinstance(report, Report), report
        assert said in (site / "fr/index.html").read_text("utf-8")

    read: list[str] = []
    monkeypatch.setattr(
        reading, "read_entries", lambda roots, code: read.append(code) or read_entries(roots, code)
    )
    build("Messages")
    assert read == ["ar", "fr"]
    read.clear()
    write(campaign_folder, "content/messages/water.ar.md", f"{SOURCES['messages/water']}\nوأكثر.\n")
    build("Messages")
    assert not read
    write(campaign_folder, "templates/strings/fr.yml", "section_messages: Nos mots\n")
    build("Nos mots")
    assert read == ["ar", "fr"]


def test_a_base_that_changes_while_it_is_read_is_not_built_with(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(root: Path, *rest: Any) -> object:
        write(root, "content/campaign.yml", FILES["content/campaign.yml"])
        return read_sound_base(root, *rest)

    monkeypatch.setattr(reading, "read_sound_base", changing)
    with pytest.raises(SetupError, match="build again"):
        Asked(campaign_folder)
    Asked(campaign_folder).close()
