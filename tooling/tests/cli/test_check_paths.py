"""minbar check PATHS: what concerns these files, wherever the fault is shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from campaigns import SOURCES, write
from demonstration import call_minbar

AMINA, SAID = "content/candidates/amina-idrissi.ar.md", "content/candidates/said-amrani.ar.md"
WATER = "content/messages/water.ar.md"


def _codes(root: Path, *paths: str) -> set[str]:
    found: list[dict[str, Any]] = json.loads(
        call_minbar("check", "--json", *paths, cwd=root).stdout
    )
    return {item["code"] for item in found}


@pytest.mark.parametrize("path", [AMINA, SAID, "content/candidates"])
def test_a_position_held_twice_concerns_both(campaign_folder: Path, path: str) -> None:
    text = SOURCES["candidates/amina-idrissi"].replace("position: 1", "position: 2")
    write(campaign_folder, AMINA, text)

    assert "ST005" in _codes(campaign_folder, path)


def test_an_edited_source_shows_the_translation_that_it_leaves_behind(
    campaign_folder: Path,
) -> None:
    write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")

    assert _codes(campaign_folder, WATER) == {"TR002"}
    assert _codes(campaign_folder, "content/messages/water.fr.md") == {"TR002"}
    assert _codes(campaign_folder, SAID) == set()


def test_two_files_of_one_name_concern_both(campaign_folder: Path) -> None:
    other = "content/messages/more/water.ar.md"
    write(campaign_folder, other, SOURCES["messages/water"])

    assert "RD014" in _codes(campaign_folder, WATER) & _codes(campaign_folder, other)


def test_the_words_of_a_promise_concern_the_file_of_its_measure(campaign_folder: Path) -> None:
    translated = campaign_folder / "content/programme/health.fr.md"
    text = translated.read_text("utf-8").replace("clinics: {says", "other: {says")
    translated.write_text(text, encoding="utf-8")

    assert "ST014" in _codes(campaign_folder, "content/programme/health.ar.md")


@pytest.mark.parametrize("path", [WATER, "content/messages", "content/messages/"])
def test_texts_of_a_folder_are_looked_into(campaign_folder: Path, path: str) -> None:
    write(campaign_folder, WATER, SOURCES["messages/water"] + "\n[x](nowhere.ar.md)\n")

    assert _codes(campaign_folder, path) == {"LK002", "TR002"}


def test_a_file_that_all_depend_on_concerns_them_all(campaign_folder: Path) -> None:
    house = campaign_folder / "content/message-house.yml"
    house.write_text(house.read_text("utf-8").replace("water:", "rivers:"), encoding="utf-8")

    assert "ST004" in _codes(campaign_folder, "content/message-house.yml")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("content/messages/watr.ar.md", "did you mean «content/messages/water.ar.md»"),
        ("content/nowhere", "there is no content/nowhere"),
        ("notes.md", "notes.md is not in content/"),
        ("../passwd", "there is no ../passwd"),
        ("content/messages/\n::error::.ar.md", "\\u000a::error::"),
    ],
)
def test_a_path_that_cannot_be_checked_is_wrong_usage(
    campaign_folder: Path, path: str, told: str
) -> None:
    write(campaign_folder, "notes.md", "")
    write(campaign_folder, "../passwd", "")
    done = call_minbar("check", path, cwd=campaign_folder)

    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ((WATER,), "1 file checked"),
        ((WATER, AMINA), "2 files checked"),
        (("content/messages",), "4 files checked"),
        (("content",), "12 documents checked"),
        (("."), "12 documents checked"),
        ((), "12 documents checked"),
    ],
)
def test_the_summary_counts_what_was_checked(
    campaign_folder: Path, paths: tuple[str, ...], told: str
) -> None:
    assert call_minbar("check", *paths, cwd=campaign_folder).stdout.startswith(told)


def test_a_link_that_is_named_is_a_finding(campaign_folder: Path) -> None:
    (campaign_folder / "content/messages/new.ar.md").symlink_to("/nowhere")

    assert _codes(campaign_folder, "content/messages/new.ar.md") == {"RD013"}
