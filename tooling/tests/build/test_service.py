"""A program that answers: however much it is asked, and however it ends."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from minbar.build.service import ASKED_BYTES, Service
from minbar.model.setup import SetupError
from processes import children, ends, has_ended, written

ASKED = [b"one", b"", b"x" * 5_000_000, b"last"]
"""More than any pipe holds."""
SHELL, ECHO = shutil.which("sh") or "", shutil.which("cat") or ""


def test_more_is_asked_and_answered_than_a_pipe_holds() -> None:
    with Service("cat", [ECHO], ASKED) as service:
        assert service.answers() == ASKED
        assert service.answers() == ASKED


def test_it_works_before_its_answers_are_asked_for(tmp_path: Path) -> None:
    there = tmp_path / "there"
    script = f"dd bs=2 count=1 2> /dev/null | tee {there}; exec cat"
    with Service("sh", [SHELL, "-c", script], [b"1", b"2"]) as service:
        assert written(there) == "1,"
        assert service.answers() == [b"1", b"2"]


def test_it_works_on_the_first_requests_while_others_are_made(tmp_path: Path) -> None:
    there = tmp_path / "there"
    script = f"dd bs=1 count=1 2> /dev/null | tee {there}; exec cat"
    much = b"1" * ASKED_BYTES

    def asked() -> Iterator[bytes]:
        yield much
        yield written(there).encode() + b"2"

    with Service("sh", [SHELL, "-c", script], asked()) as service:
        assert service.answers() == [much, b"12"]


def test_it_may_say_no_more_while_requests_still_come(tmp_path: Path) -> None:
    there = tmp_path / "there"
    script = f"printf '1,2,' | tee {there}; exec cat > /dev/null"

    def asked() -> Iterator[bytes]:
        yield b"1"
        assert written(there)
        yield b"2"

    with Service("sh", [SHELL, "-c", script], asked()) as service:
        assert service.answers() == [b"1", b"2"]


def test_what_fails_when_nobody_reads_any_more_is_told_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    courier = tmp_path / "courier.py"
    courier.write_text("")
    monkeypatch.setattr("minbar.build.service.COURIER", courier)
    before = children()

    def asked() -> Iterator[bytes]:
        (begun,) = children() - before
        os.waitid(os.P_PID, int(begun), os.WEXITED | os.WNOWAIT)
        yield b"1"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Service("sh", [SHELL], asked())


def test_what_fails_while_requests_are_made_is_told_and_ends_it(tmp_path: Path) -> None:
    number = tmp_path / "number"

    def asked() -> Iterator[bytes]:
        yield written(number).encode()
        raise ValueError("no text")

    with pytest.raises(ValueError, match="no text"):
        Service("sh", [SHELL, "-c", f"echo $$ > {number}; exec cat"], asked())
    assert ends(int(number.read_text()))


def test_a_program_that_ends_while_requests_are_made_says_why(tmp_path: Path) -> None:
    number = tmp_path / "number"
    script = f"echo $$ > {number}; echo why >&2; exit 4"

    def asked() -> Iterator[bytes]:
        yield b"1"
        assert written(number)
        yield from ASKED

    with (
        Service("sh", [SHELL, "-c", script], asked()) as service,
        pytest.raises(SetupError, match="sh failed with exit code 4: why"),
    ):
        service.answers()


def test_it_hears_no_end_before_it_has_answered(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    script = f"dd bs=1 count=5 of={asked} 2> /dev/null; timeout 0.2 cat && exit 5; cat {asked}; exec sleep 60"
    with Service("sh", [SHELL, "-c", script], ASKED[:2]) as service:
        assert service.answers() == ASKED[:2]


@pytest.mark.parametrize("asked", [ASKED, []])
def test_a_program_that_ends_early_says_why(asked: list[bytes]) -> None:
    script = "echo why >&2; exit 4"
    with (
        Service("sh", [SHELL, "-c", script], [*asked, b"more"]) as service,
        pytest.raises(SetupError, match="sh failed with exit code 4: why"),
    ):
        service.answers()


def test_a_program_that_ends_well_but_early_has_failed() -> None:
    with (
        Service("sh", [SHELL, "-c", "exit 0"], [b"1"]) as service,
        pytest.raises(SetupError, match="sh failed with exit code 1"),
    ):
        service.answers()


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        Service("none", [str(tmp_path / "none")], [b"1"]) as service,
        pytest.raises(SetupError, match="it does not start on this machine"),
    ):
        service.answers()


def test_it_ends_when_it_has_answered(tmp_path: Path) -> None:
    number = tmp_path / "number"
    script = f"echo $$ > {number}; dd bs=2 count=1 2> /dev/null; exec sleep 60"
    with Service("sh", [SHELL, "-c", script], [b"1"]) as service:
        service.answers()
        assert has_ended(int(number.read_text()))


def test_it_ends_with_the_context(tmp_path: Path) -> None:
    number = tmp_path / "number"
    with Service("sh", [SHELL, "-c", f"echo $$ > {number}; exec cat > /dev/null"], [b"1"]):
        process = int(written(number))
    assert ends(process)
