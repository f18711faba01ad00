"""The twin holds what the site holds, becomes the site in one step, and follows it."""

import os
from pathlib import Path

import pytest
from campaigns import write
from demonstration import read_tree
from minbar.build.protect import KEPT, MARKER, MARKER_TEXT, list_site
from minbar.build.state import Output
from minbar.build.twin import WHOLE, Twin, copy_tree
from minbar.content.tree import stamp_of

FILES = {"index.html": "home", "ar/a.html": "one", "ar/deep/b.html": "two", "fr/c.html": "three"}


@pytest.fixture
def twin(tmp_path: Path) -> Twin:
    """A twin of a site that stands there already."""
    for name, text in FILES.items():
        write(tmp_path, f"site/{name}", text)
    write(tmp_path, f"site/{MARKER}", MARKER_TEXT)
    return Twin(tmp_path, tmp_path / "site")


def outputs(twin: Twin) -> list[Output]:
    return [Output(path, stamp) for path, stamp in list_site(twin.live).items()]


def put(twin: Twin, path: str, text: str) -> None:
    """What a build does: never in place."""
    (twin.twin / path).unlink(missing_ok=True)
    write(twin.twin, path, text)


def own(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in read_tree(folder).items() if name != MARKER}


def same_files(one: Path, other: Path) -> bool:
    return list_site(one) == list_site(other)


def test_a_twin_is_laid_out_of_second_names(twin: Twin) -> None:
    found = twin.lay_out(outputs(twin), 1)

    assert found == (set(), True)
    assert same_files(twin.live, twin.twin)
    assert set(own(twin.twin)) == set(FILES)


@pytest.mark.parametrize("change", ["changed", "touched", "deleted", "replaced"])
def test_a_file_of_the_site_that_is_not_as_it_was_written_is_told(twin: Twin, change: str) -> None:
    known = outputs(twin)
    path = twin.live / "ar/a.html"
    match change:
        case "changed":
            path.write_text("changed by hand")
        case "touched":
            os.utime(path, ns=(0, 1))
        case "deleted":
            path.unlink()
        case "replaced":
            other = write(twin.live, "other", "eno")
            os.utime(other, ns=(0, path.stat().st_mtime_ns))
            other.replace(path)

    assert twin.lay_out(known, 1) == ({"ar/a.html"}, False)
    assert set(own(twin.twin)) == set(FILES) - {"ar/a.html"}


def test_what_is_strange_to_a_build_does_not_come_along(twin: Twin) -> None:
    known = outputs(twin)
    write(twin.live, "ar/strange.html", "added by hand")

    assert twin.lay_out(known, 1) == (set(), False)
    twin.exchange(0, follows=True)
    assert set(own(twin.live)) == set(FILES)


def test_a_site_without_its_mark_is_not_intact(twin: Twin) -> None:
    (twin.live / MARKER).unlink()

    assert twin.lay_out(outputs(twin), 1) == (set(), False)


def test_an_exchange_shows_all_or_nothing_and_keeps_what_hosts_need(twin: Twin) -> None:
    known = outputs(twin)
    for name in KEPT:
        write(twin.live, name, f"mine: {name}")
    twin.lay_out(known, 1)
    put(twin, "ar/a.html", "new")
    twin.remove(["ar/deep/b.html"])
    assert own(twin.live)["ar/a.html"] == b"one"
    assert twin.exchange(0, follows=True) is None

    site = read_tree(twin.live)
    assert site["ar/a.html"] == b"new"
    assert "ar/deep/b.html" not in site
    assert not (twin.live / "ar/deep").exists()
    assert site[MARKER] == MARKER_TEXT.encode()
    assert {name: site[name] for name in KEPT} == {n: f"mine: {n}".encode() for n in KEPT}
    assert own(twin.twin)["ar/a.html"] == b"one"


def test_what_a_host_needs_no_more_goes_and_links_are_not_followed(
    twin: Twin, tmp_path: Path
) -> None:
    write(tmp_path, "secret", "secret")
    write(twin.twin, KEPT[0], "of an older site")
    (twin.live / KEPT[1]).symlink_to(tmp_path / "secret")
    twin.lay_out(outputs(twin), 1)
    twin.exchange(0, follows=True)

    assert not set(KEPT) & set(read_tree(twin.live))


def test_a_site_that_was_not_followed_is_counted(twin: Twin) -> None:
    twin.lay_out([], 0)
    put(twin, "index.html", "home")
    put(twin, "ar/a.html", "new")
    put(twin, "ar/fresh.html", "new")
    change = twin.exchange(0, follows=False)

    assert change is not None
    assert (change.written, change.unchanged, change.removed) == (2, 1, 2)


def test_a_twin_that_follows_is_whole(twin: Twin) -> None:
    twin.lay_out(outputs(twin), 1)
    put(twin, "ar/a.html", "new")
    put(twin, "fr/deep/fresh.html", "new")
    twin.remove(["fr/c.html"])
    twin.exchange(0, follows=True)
    files = list(list_site(twin.live))
    twin.follow(["ar/a.html", "fr/deep/fresh.html"], ["fr/c.html"], files, 2)

    assert same_files(twin.live, twin.twin)
    marker = write(twin.twin, "fr/deep/fresh.html", "in place: both have it")
    assert marker.samefile(twin.live / "fr/deep/fresh.html")


def follow(twin: Twin, build: int) -> None:
    twin.lay_out(outputs(twin), 0)
    write(twin.twin, MARKER, MARKER_TEXT)
    twin.follow((), (), list(list_site(twin.live)), build)


def laid_anew(twin: Twin, build: int) -> bool:
    """Whether the twin is made again; a mark is only good for once."""
    twin.lay_out(outputs(twin), build)
    assert not (twin.memory / WHOLE).exists()
    assert same_files(twin.live, twin.twin)
    return not (twin.twin / MARKER).exists()


def test_a_whole_twin_is_taken_as_it_is(twin: Twin) -> None:
    follow(twin, 3)

    assert not laid_anew(twin, 3)
    assert laid_anew(twin, 3)


def test_another_build_s_twin_is_laid_out_anew(twin: Twin) -> None:
    follow(twin, 3)

    assert laid_anew(twin, 4)


@pytest.mark.parametrize("path", ["index.html", "ar/deep/b.html", "new.html", "fr/new/deep.html"])
def test_a_twin_that_somebody_touched_is_laid_out_anew(twin: Twin, path: str) -> None:
    follow(twin, 3)
    if (twin.twin / path).exists():
        (twin.twin / path).unlink()
    else:
        write(twin.twin, path, "strange")

    assert laid_anew(twin, 3)


def test_a_disk_that_knows_no_second_names_gets_copies_that_are_never_whole(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    known = outputs(twin)
    twin.lay_out(known, 1)

    assert own(twin.twin) == own(twin.live)
    twin.follow((), (), list(FILES), 1)
    assert not (twin.memory / WHOLE).exists()


def test_a_system_without_the_exchange_takes_two_renames(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minbar.build.twin.exchange", lambda *_: False)
    twin.lay_out(outputs(twin), 1)
    put(twin, "ar/a.html", "new")
    twin.exchange(0, follows=True)
    files = list(list_site(twin.live))
    twin.follow(["ar/a.html"], [], files, 2)

    assert own(twin.live)["ar/a.html"] == b"new"
    assert not twin.twin.exists()
    assert not (twin.memory / WHOLE).exists()
    assert [path.name for path in twin.live.parent.glob(".site*")] == []


def test_a_first_site_is_put_where_nothing_was(tmp_path: Path) -> None:
    twin = Twin(tmp_path, tmp_path / "public/site")
    twin.lay_out([], 0)
    put(twin, "index.html", "home")
    change = twin.exchange(1, follows=False)

    assert own(twin.live) == {"index.html": b"home"}
    assert change is not None
    assert (change.written, change.unchanged, change.removed) == (1, 0, 0)


def test_two_sites_of_a_campaign_have_a_memory_each(tmp_path: Path) -> None:
    twins = [Twin(tmp_path, tmp_path / name) for name in ("site", "a/site", "site-team")]

    assert len({twin.memory for twin in twins}) == len(twins)


def test_a_tree_is_copied_under_second_names(twin: Twin, tmp_path: Path) -> None:
    target = tmp_path / "served"
    write(target, "ar/a.html", "other")
    copy_tree(twin.live, target)

    assert own(target) == own(twin.live)
    assert stamp_of((target / "ar/a.html").stat()) == stamp_of((twin.live / "ar/a.html").stat())
