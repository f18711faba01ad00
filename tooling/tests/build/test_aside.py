"""Work that another process does meanwhile: the same result, whoever did it, and none is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import write
from minbar.build.aside import PATIENCE, Aside
from minbar.build.check.remembered import list_content, list_content_while
from processes import ends, has_ended, open_files, written


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own threads hold nothing that the work needs."""
    monkeypatch.setattr("minbar.build.aside.runs_alone", lambda: True)


MUCH = bytes(range(256)) * 20_000
"""More than a pipe holds."""


@pytest.mark.usefixtures("alone")
def test_the_result_comes_from_another_process() -> None:
    done = Aside(lambda: os.getpid().to_bytes(8, "big"))
    other = int.from_bytes(done.result(), "big")
    assert other != os.getpid()
    assert int.from_bytes(done.result(), "big") == other


@pytest.mark.usefixtures("alone")
def test_much_comes_whole() -> None:
    assert Aside(lambda: MUCH).result() == MUCH


@pytest.mark.usefixtures("alone")
def test_what_a_process_that_is_ended_leaves_undone_is_done_here() -> None:
    parent = os.getpid()

    def end() -> bytes:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done here"

    assert Aside(end).result() == b"done here"


@pytest.mark.usefixtures("alone")
def test_an_error_is_told_where_the_work_is_waited_for() -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    failing = Aside(fail)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            failing.result()
    failing.close()


@pytest.mark.usefixtures("alone")
def test_a_process_that_nobody_waits_for_ends() -> None:
    told = (
        "import os; from minbar.build.aside import PATIENCE, Aside;"
        "Aside(lambda: os.write(1, b'%d' % os.getpid()) and bytes(3_000_000)); os._exit(0)"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, timeout=20, check=True)
    assert ends(int(run.stdout))


@pytest.mark.usefixtures("alone")
def test_where_ends_of_processes_are_not_told_the_work_is_done_here() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert Aside(lambda: b"done").result() == b"done"
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_beside_another_thread_the_work_is_done_here() -> None:
    go_on = threading.Event()
    other = threading.Thread(target=go_on.wait)
    other.start()
    try:
        done = Aside(lambda: os.getpid().to_bytes(8, "big"))
        assert int.from_bytes(done.result(), "big") == os.getpid()
        done.close()
    finally:
        go_on.set()
        other.join()


@pytest.mark.usefixtures("alone")
def test_what_is_closed_ends_and_is_not_done_again(tmp_path: Path) -> None:
    there, parent = tmp_path / "there", os.getpid()

    def last() -> bytes:
        assert os.getpid() != parent
        there.write_text(str(os.getpid()))
        time.sleep(60)
        return b""

    before = open_files()
    with closing(Aside(last)):
        process = int(written(there))
    assert has_ended(process)
    assert open_files() == before


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(("patient", "gives_way"), [(True, PATIENCE), (False, 0)])
def test_what_is_patient_gives_way(patient: bool, gives_way: int) -> None:
    before = os.nice(0)
    done = Aside(lambda: bytes([os.nice(0)]), patient=patient)
    assert done.result() == bytes([min(19, before + gives_way)])


@pytest.mark.usefixtures("alone")
def test_where_nothing_may_give_way_it_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: int) -> int:
        raise PermissionError

    monkeypatch.setattr("os.nice", refuse)
    done = Aside(lambda: os.getpid().to_bytes(8, "big"), patient=True)
    assert int.from_bytes(done.result(), "big") != os.getpid()


@pytest.mark.usefixtures("alone")
def test_files_are_listed_the_same(campaign_folder: Path) -> None:
    write(campaign_folder, "content/messages/" + "x" * 240 + ".md", "")
    here = list_content(campaign_folder)
    there, done = list_content_while(campaign_folder, lambda: "done here")
    assert done == "done here"
    assert (here.stamps, here.refused) == (there.stamps, there.refused)
    assert here.stamps
    assert here.refused
