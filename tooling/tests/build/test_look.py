"""A campaign is listed the same whoever lists it; the engine is loaded meanwhile where it is certain to be needed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from minbar.build.fingerprint import digest_texts
from minbar.build.look import list_campaign
from minbar.content.paths import list_stamps

WATER = "content/messages/water.ar.md"
SAID = "content/candidates/said-amrani.ar.md"


@pytest.fixture(params=[True, False], ids=["alone", "beside a thread"])
def root(
    campaign_folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setattr("minbar.build.aside.runs_alone", lambda: request.param)
    write(campaign_folder, "content/candidates/07/" + "x" * 240 + ".md", "")
    (campaign_folder / "content/candidates/link.ar.md").symlink_to("said-amrani.ar.md")
    return campaign_folder


def add(root: Path) -> None:
    write(root, "content/messages/new.ar.md", SOURCES["messages/water"])


def change(root: Path) -> None:
    write(root, WATER, SOURCES["messages/water"] + "\nأكثر.\n")


def change_a_picture(root: Path) -> None:
    write(root, "content/media/share.png", b"")


def change_a_candidate(root: Path) -> None:
    write(root, SAID, SOURCES["candidates/said-amrani"] + "\nأكثر.\n")


@pytest.mark.parametrize(
    ("edit", "loads"),
    [
        (lambda root: None, 0),
        (change_a_candidate, 0),
        (change, 1),
        (change_a_picture, 1),
        (add, 1),
        (lambda root: (root / WATER).unlink(), 1),
    ],
)
def test_all_is_listed_and_loaded_where_a_text_is_another_one(
    root: Path, edit: Callable[[Path], object], loads: int
) -> None:
    texts = digest_texts(list_stamps(root, "content")[0])
    edit(root)
    loaded: list[int] = []
    stamps, refused = list_campaign(root, texts, lambda: loaded.append(1))
    expected, all_refused = list_stamps(root, "content")

    assert stamps == expected
    assert sorted(map(repr, refused)) == sorted(map(repr, all_refused))
    assert len(all_refused) == 2
    assert len(loaded) == loads


def unlink(people: Path) -> None:
    people.rename(people.with_name("were"))


def link(people: Path) -> None:
    people.rename(people.with_name("were"))
    people.symlink_to("were")


def be_a_file(people: Path) -> None:
    people.rename(people.with_name("were"))
    people.write_text("")


@pytest.mark.parametrize("become", [unlink, link, be_a_file])
def test_what_is_no_folder_of_candidates_is_told_like_anything_else(
    root: Path, become: Callable[[Path], None]
) -> None:
    become(root / "content/candidates")

    assert list_campaign(root, b"others", lambda: None) == list_stamps(root, "content")


def test_what_nobody_has_listed_before_is_listed_here(root: Path) -> None:
    assert list_campaign(root, None, pytest.fail) == list_stamps(root, "content")
