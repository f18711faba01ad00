"""Work that another process does meanwhile: the same result, whoever did it, and none is lost."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from campaigns import write
from minbar.build.aside import aside
from minbar.build.check.remembered import list_aside, list_content
from processes import ends


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
def test_what_a_process_that_is_ended_leaves_undone_is_done_here() -> None:
    parent = os.getpid()

    def end() -> bytes:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done here"

    assert aside(end)() == b"done here"


@pytest.mark.usefixtures("alone")
def test_an_error_is_told_where_the_work_is_waited_for() -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    wait = aside(fail)
    with pytest.raises(ZeroDivisionError):
        wait()


@pytest.mark.usefixtures("alone")
def test_a_process_that_nobody_waits_for_ends() -> None:
    told = (
        "import os; from minbar.build.aside import aside;"
        "aside(lambda: os.write(1, b'%d' % os.getpid()) and bytes(3_000_000)); os._exit(0)"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, timeout=20, check=True)
    assert ends(int(run.stdout))


@pytest.mark.usefixtures("alone")
def test_where_ends_of_processes_are_not_told_the_work_is_done_here() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert aside(lambda: b"done")() == b"done"
    finally:
        signal.signal(signal.SIGCHLD, before)


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
