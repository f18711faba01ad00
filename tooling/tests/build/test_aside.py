"""Work that another process does meanwhile: the same result, whoever did it, and none is lost."""

import os
import signal
import threading
from pathlib import Path

import pytest
from campaigns import write
from minbar.build.aside import aside
from minbar.build.check import remembered
from minbar.build.check.remembered import list_aside, list_content


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own threads hold nothing that the work needs."""
    monkeypatch.setattr("minbar.build.aside.runs_alone", lambda: True)


MUCH = bytes(range(256)) * 20_000
"""More than a pipe holds."""


@pytest.mark.usefixtures("alone")
def test_the_result_comes_from_another_process() -> None:
    done = aside(lambda: os.getpid().to_bytes(8, "big"))
    assert int.from_bytes(done(), "big") != os.getpid()


@pytest.mark.usefixtures("alone")
def test_much_comes_whole() -> None:
    assert aside(lambda: MUCH)() == MUCH


@pytest.mark.usefixtures("alone")
def test_a_process_that_is_ended_gives_nothing() -> None:
    def end() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"never"

    assert aside(end)() == b""


def test_beside_another_thread_the_work_is_done_here() -> None:
    go_on = threading.Event()
    other = threading.Thread(target=go_on.wait)
    other.start()
    try:
        assert int.from_bytes(aside(lambda: os.getpid().to_bytes(8, "big"))(), "big") == os.getpid()
    finally:
        go_on.set()
        other.join()


@pytest.mark.usefixtures("alone")
def test_files_are_listed_the_same(campaign_folder: Path) -> None:
    write(campaign_folder, "content/messages/" + "x" * 240 + ".md", "")
    here, there = list_content(campaign_folder), list_aside(campaign_folder)()
    assert (here.stamps, here.refused) == (there.stamps, there.refused)
    assert here.stamps
    assert here.refused


def test_files_are_listed_here_where_the_other_process_is_ended(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "aside", lambda _work: lambda: b"\x93")
    assert list_aside(campaign_folder)().stamps == list_content(campaign_folder).stamps
