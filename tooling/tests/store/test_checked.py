"""A checked file is what was written, or it is damaged; a write that fails leaves the last one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from minbar.store import DamagedError, read_checked, write_checked

PAYLOAD = "ذاكرة".encode() + bytes(range(20))


def test_a_payload_comes_back(tmp_path: Path) -> None:
    for payload in (b"", PAYLOAD):
        write_checked(tmp_path / "state", [payload])
        assert read_checked(tmp_path / "state") == payload
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_no_file_is_no_damage(tmp_path: Path) -> None:
    assert read_checked(tmp_path / "state") is None


def test_every_flipped_bit_every_cut_and_every_byte_more_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "state"
    write_checked(path, [PAYLOAD])
    sound = path.read_bytes()
    damaged = [
        sound[:at] + bytes([sound[at] ^ 1 << bit]) + sound[at + 1 :]
        for at in range(len(sound))
        for bit in range(8)
    ]
    damaged += [sound[:length] for length in range(len(sound))]
    damaged += [sound + b"\0"]
    for data in damaged:
        path.write_bytes(data)
        with pytest.raises(DamagedError, match="state is damaged"):
            read_checked(path)


def test_a_write_that_fails_leaves_the_last_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "state"
    write_checked(path, [b"last"])

    def fail() -> Iterator[bytes]:
        yield b"ne"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_checked(path, fail())

    assert read_checked(path) == b"last"
    assert [item.name for item in tmp_path.iterdir()] == ["state"]


def test_what_a_killed_write_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "state.new").write_bytes(b"half")
    write_checked(tmp_path / "state", [b"new"])

    assert [item.name for item in tmp_path.iterdir()] == ["state"]
