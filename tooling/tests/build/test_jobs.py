"""A file of the twin is never changed in place: the site has it under another name."""

import os
from pathlib import Path

import pytest
from minbar.build.jobs import put
from minbar.content.tree import stamp_of


@pytest.mark.parametrize("name", ["page.html", "deep/er/page.html"])
def test_a_new_file_is_written_with_its_folders(tmp_path: Path, name: str) -> None:
    output, is_new = put(str(tmp_path), name, b"one")

    assert is_new
    assert (tmp_path / name).read_bytes() == b"one"
    assert output.stamp == stamp_of((tmp_path / name).stat())


def test_the_same_bytes_are_left(tmp_path: Path) -> None:
    first, _ = put(str(tmp_path), "page.html", b"one")

    assert put(str(tmp_path), "page.html", b"one") == (first, False)


@pytest.mark.parametrize("data", [b"two", b"", b"longer", b"on"])
def test_other_bytes_leave_the_other_name_alone(tmp_path: Path, data: bytes) -> None:
    put(str(tmp_path), "page.html", b"one")
    os.link(tmp_path / "page.html", tmp_path / "live.html")
    output, is_new = put(str(tmp_path), "page.html", data)

    assert is_new
    assert (tmp_path / "live.html").read_bytes() == b"one"
    assert (tmp_path / "page.html").read_bytes() == data
    assert output.stamp == stamp_of((tmp_path / "page.html").stat())
