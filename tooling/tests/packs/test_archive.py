"""A zip of ours is one that every other program opens, and holds what was put in."""

import io
import subprocess
import sys
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.packs import archive
from minbar.packs.archive import SMALL_BYTES, pack_files, press

FILES = {
    "README.txt": "مرحبًا\n".encode(),
    "x/night-clinics.txt": b"",
    "رسالة/ماء.txt": "ماء لكل دوار\r\n".encode() * 40,
    "posts.json": b"[1, 2, 3]\n" * SMALL_BYTES,
}


def _zip(files: dict[str, bytes]) -> bytes:
    return pack_files({name: press(data) for name, data in files.items()})


def test_a_pressed_file_says_what_it_is() -> None:
    for data in FILES.values():
        pressed = press(data)
        assert zlib.decompress(pressed.packed, -15) == data
        assert (pressed.length, pressed.crc) == (len(data), zlib.crc32(data))
        assert pressed.sha256 == sha256(data).digest()


@given(
    files=st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="/\\\0:"), min_size=1, max_size=12),
        st.binary(max_size=3 * SMALL_BYTES),
        max_size=12,
    )
)
def test_what_is_put_in_comes_out(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(_zip(files))) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == files
        assert opened.namelist() == sorted(files)


def test_entries_are_plain_files_without_a_time() -> None:
    with zipfile.ZipFile(io.BytesIO(_zip(FILES))) as opened:
        for entry in opened.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
            assert not entry.is_dir()


def test_another_program_opens_it(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(_zip(FILES))
    unpack = [sys.executable, "-m", "zipfile", "-e", "pack.zip", "out"]
    subprocess.run(unpack, cwd=tmp_path, check=True)

    assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == FILES


def test_more_than_a_zip_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LIMIT_FILES", 4)

    with pytest.raises(OverflowError, match="a zip cannot hold 4 files"):
        _zip(FILES)
