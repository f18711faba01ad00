"""What is appended is read back as it was, or not at all."""

import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.store import DamagedError, Ref, Segments, Writer
from minbar.store.segments import FLUSH_BYTES, LIMIT_OPEN, path_of


def write(folder: Path, number: int, *payloads: bytes) -> list[Ref]:
    with Writer(folder, number) as writer:
        return [writer.append(payload) for payload in payloads]


def read(folder: Path, ref: Ref) -> bytes | None:
    segments = Segments(folder)
    try:
        return segments.read(ref)
    except DamagedError:
        return None
    finally:
        segments.close()


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


@given(payloads=st.lists(st.binary(max_size=300), max_size=20))
def test_payloads_come_back_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, payloads: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    refs = write(folder, 7, *payloads)
    segments = Segments(folder)
    found = [segments.read(ref) for ref in reversed(refs)]
    segments.close()

    assert found == payloads[::-1]


def test_every_flipped_bit_and_every_cut_is_noticed(tmp_path: Path) -> None:
    payloads = [b"", b"x", "ماء".encode(), bytes(range(40))]
    refs = write(tmp_path, 1, *payloads)
    path = path_of(tmp_path, 1)
    sound = path.read_bytes()
    damaged = [
        bytes(sound[:at]) + bytes([sound[at] ^ 1 << bit]) + sound[at + 1 :]
        for at in range(len(sound))
        for bit in range(8)
    ] + [sound[:length] for length in range(len(sound))]
    for data in damaged:
        path.write_bytes(data)
        found = [read(tmp_path, ref) for ref in refs]

        assert all(one in {payload, None} for one, payload in zip(found, payloads, strict=True))
        assert None in found


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    (ref,) = write(tmp_path, 1, b"x")
    path_of(tmp_path, 1).unlink()

    with pytest.raises(DamagedError, match=r"0001\.segment: No such file"):
        Segments(tmp_path).read(ref)


def test_a_folder_in_its_place_is_damage(tmp_path: Path) -> None:
    (ref,) = write(tmp_path, 1, b"x")
    path_of(tmp_path, 1).unlink()
    path_of(tmp_path, 1).mkdir()

    with pytest.raises(DamagedError):
        Segments(tmp_path).read(ref)


def test_the_error_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(DamagedError("a is damaged")))

    assert (type(error), str(error)) == (DamagedError, "a is damaged")


def test_nothing_is_written_where_nothing_was_appended_or_something_went_wrong(
    tmp_path: Path,
) -> None:
    write(tmp_path, 1)
    writer = Writer(tmp_path, 2)
    writer.append(b"x")
    error = ValueError("stop")
    writer.__exit__(ValueError, error, None)

    assert list(tmp_path.iterdir()) == []


def test_what_is_much_is_written_on_the_way_and_read_back(tmp_path: Path) -> None:
    payloads = [bytes([number]) * (FLUSH_BYTES // 3) for number in range(8)]
    refs = write(tmp_path, 1, *payloads)
    with suppress(MemoryError), Writer(tmp_path, 2) as writer:
        for payload in payloads:
            writer.append(payload)
        raise MemoryError

    assert [read(tmp_path, ref) for ref in refs] == payloads
    assert [Ref.unpack(ref.pack()) for ref in refs] == refs
    assert not path_of(tmp_path, 2).exists()


def test_what_is_not_kept_is_deleted_and_numbers_can_be_used_again(tmp_path: Path) -> None:
    (first,), (second,) = write(tmp_path, 1, b"first"), write(tmp_path, 2, b"second")
    (tmp_path / "state").write_bytes(b"not a segment")
    segments = Segments(tmp_path)
    segments.read(first)
    segments.keep({2})

    assert sorted(path.name for path in tmp_path.iterdir()) == [path_of(tmp_path, 2).name, "state"]
    with pytest.raises(DamagedError):
        segments.read(first)
    (again,) = write(tmp_path, 1, b"again")
    assert [segments.read(ref) for ref in (again, second)] == [b"again", b"second"]
    segments.close()


def test_many_segments_are_read_with_few_open_files(tmp_path: Path) -> None:
    refs = [write(tmp_path, number, b"%d" % number)[0] for number in range(2 * LIMIT_OPEN + 5)]
    before = open_files()
    segments = Segments(tmp_path)
    for _ in range(2):
        assert [segments.read(ref) for ref in refs] == [b"%d" % n for n in range(len(refs))]
    assert open_files() <= before + LIMIT_OPEN
    segments.close()


def test_the_segments_of_many_references(tmp_path: Path) -> None:
    refs = [Ref(number, 7, 9, b"12345678") for number in (1, 2, 1, 300, 2**40)]

    assert Ref.segments_in(ref.pack() for ref in refs) == {ref.segment for ref in refs}
