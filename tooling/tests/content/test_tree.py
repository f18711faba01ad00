"""Files are known again by their stamps, and a stamp that may be too young is not trusted."""

import os
from pathlib import Path

from minbar.content.tree import list_tree, stamp_of


def test_every_file_is_listed_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/deep").write_text("x")
    (tmp_path / "top").write_text("xy")
    (tmp_path / "a/out").symlink_to("/etc")
    (tmp_path / "empty").mkdir()
    found = list_tree(tmp_path)

    assert set(found) == {"a/b/deep", "top", "a/out"}
    assert found["top"] == stamp_of((tmp_path / "top").stat())
    assert found["a/out"] == stamp_of((tmp_path / "a/out").lstat())
    assert set(list_tree(tmp_path, without=("b",))) == {"top", "a/out"}


def test_no_folder_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert list_tree(tmp_path / "nowhere") == list_tree(tmp_path / "file") == {}


def test_each_change_changes_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("one")
    os.utime(path, ns=(0, 1_000_000_000))
    stamps = [stamp_of(path.stat())]
    path.write_text("longer")
    os.utime(path, ns=(0, 1_000_000_000))
    stamps.append(stamp_of(path.stat()))
    os.utime(path, ns=(0, 1_000_000_001))
    stamps.append(stamp_of(path.stat()))
    other = tmp_path / "other"
    other.write_text("longer")
    os.utime(other, ns=(0, 1_000_000_001))
    other.replace(path)
    stamps.append(stamp_of(path.stat()))

    assert len(set(stamps)) == len(stamps)
