"""The last look at what is about to be served, and the tree that it is laid out in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import read_tree
from minbar.build.swap import Change
from minbar.content.tree import list_tree
from minbar.model.setup import SetupError
from minbar.publish.result import check_result
from minbar.publish.serve import compare, exchange_with, lay_out, prepare
from publishing import new_campaign, publish
from registers import read_register

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOUND = ("index.html", "404.html", "ar/index.html", "fr/index.html", "ar/messages/water.html")


def tree(folder: Path, *paths: str) -> Path:
    for path in paths:
        write(folder, path, f"<p>{path}</p>")
    return folder


def look(root: Path, folder: Path) -> None:
    register = read_register(root, NOW)
    check_result(folder, list_tree(folder), ("ar", "fr"), register)


def test_a_sound_tree(campaign_folder: Path, tmp_path: Path) -> None:
    look(campaign_folder, tree(tmp_path / "site", *SOUND))


@pytest.mark.parametrize("lacking", ["index.html", "404.html", "fr/index.html"])
def test_a_front_page_is_missing(campaign_folder: Path, tmp_path: Path, lacking: str) -> None:
    folder = tree(tmp_path / "site", *SOUND)
    (folder / lacking).unlink()
    with pytest.raises(SetupError, match=f"nothing was replaced: {lacking} is not there"):
        look(campaign_folder, folder)


@pytest.mark.parametrize("page", ["index.html", "ar/index.html"])
def test_it_is_a_preview(campaign_folder: Path, tmp_path: Path, page: str) -> None:
    folder = tree(tmp_path / "site", *SOUND)
    write(folder, page, '<meta name="robots" content="noindex">')
    with pytest.raises(SetupError, match=f"{page} is that of a preview"):
        look(campaign_folder, folder)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("status: draft", "draft"),
        ("publish: 2027-01-01", "embargoed"),
        ("expires: 2026-01-01", "expired"),
        ("withdrawn: 2026-01-01", "withdrawn"),
    ],
)
def test_what_is_not_shown_has_a_page(
    campaign_folder: Path, tmp_path: Path, said: str, state: str
) -> None:
    text = SOURCES["messages/water"].replace("theme: water", f"theme: water\n{said}")
    write(campaign_folder, "content/messages/water.ar.md", text)
    folder = tree(tmp_path / "site", *SOUND)
    with pytest.raises(SetupError, match=rf"ar/messages/water\.html is {state} and was built"):
        look(campaign_folder, folder)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Where it is made, where it is laid out, and where readers look."""
    source, work, site = (tmp_path / name for name in ("source", "work", "site"))
    work.mkdir()
    tree(source, *SOUND)
    prepare(tmp_path / "campaign", site)
    return source, work, site


def serve(source: Path, work: Path, site: Path) -> Change:
    folder, files = lay_out(source, work, site)
    change = compare(files, list_tree(site))
    exchange_with(folder, site)
    return change


def test_what_is_served_is_what_was_made(places: tuple[Path, Path, Path]) -> None:
    source, _, site = places
    assert serve(*places) == Change(5, 0, 0)
    assert {
        name: data for name, data in read_tree(site).items() if name != ".minbar-site"
    } == read_tree(source)


def test_only_what_changed_is_counted(places: tuple[Path, Path, Path]) -> None:
    source, _, site = places
    serve(*places)
    (source / "ar/index.html").unlink()
    write(source, "ar/index.html", "new")
    (source / "ar/messages/water.html").unlink()
    change = serve(*places)

    assert (change.written, change.unchanged) == (1, 3)
    assert (site / "ar/index.html").read_text() == "new"
    assert not (site / "ar/messages").exists()
    serve(*places)
    assert not (site / "ar/messages").exists()


@pytest.mark.parametrize("harm", ["folder", "file", "link"])
def test_what_stands_in_the_way_goes(
    places: tuple[Path, Path, Path], harm: str, tmp_path: Path
) -> None:
    source, work, site = places
    precious = write(tmp_path, "precious/index.html", "mine")
    folder = work / "next"
    if harm == "folder":
        write(folder, "ar/index.html/strange.txt", "x")
    elif harm == "file":
        write(folder, "ar", "x")
    else:
        folder.mkdir()
        (folder / "ar").symlink_to(precious.parent)
    serve(*places)

    assert (site / "ar/index.html").read_bytes() == (source / "ar/index.html").read_bytes()
    assert precious.read_text() == "mine"
    assert read_tree(tmp_path / "precious") == {"index.html": b"mine"}


@pytest.mark.parametrize("harm", [b"", b"x" * 40, None])
def test_a_record_that_is_damaged_is_none(tmp_path: Path, harm: bytes | None) -> None:
    root = new_campaign(tmp_path / "campaign").root
    publish(root)
    sound = read_tree(root / "site")
    (record,) = (root / ".minbar/cleared").glob("record-*")
    record.write_bytes(record.read_bytes()[:-3] if harm is None else harm)

    assert not publish(root).unchanged
    assert read_tree(root / "site") == sound
    assert publish(root).unchanged
