"""A program that answers: however much it is asked, and however it ends."""

import os
from pathlib import Path

import pytest
from minbar.build.service import Service
from minbar.model.setup import SetupError

ASKED = [b"one", b"", b"x" * 5_000_000, b"last"]
"""More than any pipe holds."""


def test_more_is_asked_and_answered_than_a_pipe_holds() -> None:
    with Service("cat", ["cat"], ASKED, b",") as service:
        assert service.answers() == ASKED


def test_it_works_before_its_answers_are_asked_for(tmp_path: Path) -> None:
    there = tmp_path / "there"
    os.mkfifo(there)
    script = f"dd bs=2 count=1 2> /dev/null | tee {there}; exec cat"
    with Service("sh", ["sh", "-c", script], [b"1", b"2"], b",") as service:
        assert there.read_bytes() == b"1,"
        assert service.answers() == [b"1", b"2"]


def test_a_program_that_ends_early_says_why() -> None:
    with (
        Service("sh", ["sh", "-c", "echo why >&2; exit 4"], ASKED, b",") as service,
        pytest.raises(SetupError, match="sh failed with exit code 4: why"),
    ):
        service.answers()


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="none does not start on this machine"):
        Service("none", [str(tmp_path / "none")], [], b",")


def test_it_ends_with_the_context(tmp_path: Path) -> None:
    number = tmp_path / "number"
    script = f"echo $$ > {number}.new; mv {number}.new {number}; printf ,; exec sleep 60"
    with Service("sh", ["sh", "-c", script], [b"go"], b",") as service:
        service.answers()
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)
