"""A build that is killed leaves the old site or the new one, and the next build gives the right one."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import AT, call_minbar, copy_campaign, left_over, read_tree, run_minbar
from minbar.build.swap import recover

KILLS = int(os.environ.get("MINBAR_KILLS", "40"))
EXCHANGES = sys.platform == "linux"
WATER = "content/messages/water.ar.md"
TEXTS = [SOURCES["messages/water"], SOURCES["messages/water"] + "\nماء أكثر لكل دوار.\n"]

WAITING = "minbar: another build of this campaign is running; this one begins when that has ended\n"

MOMENTS = [
    ("minbar.build.twin", "Twin.lay_out"),
    ("minbar.build.making", "put"),
]
PUBLISHING = [
    ("minbar.build.publishing", "write_state"),
    ("minbar.store.segments", "Segments.keep"),
    ("minbar.build.twin", "exchange"),
    ("minbar.build.twin", "Twin.follow"),
    ("minbar.build.publishing", "leave"),
]
"""Calls before and after which a build is killed: each stands between two things that belong together."""

KILLED = """
import functools, importlib, os, signal, sys
module, path, when, *arguments = sys.argv[1:]
owner = importlib.import_module(module)
*classes, name = path.split(".")
for one in classes:
    owner = getattr(owner, one)
real = getattr(owner, name)

@functools.wraps(real)
def killed(*given, **named):
    if when == "after":
        real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, killed)
from minbar.cli.boundary import run
sys.exit(run(arguments))
"""


@pytest.fixture
def built(campaign_folder: Path) -> Path:
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    return campaign_folder


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The site of each of the two texts."""
    from campaigns import write_campaign

    found = []
    for text in TEXTS:
        root = tmp_path_factory.mktemp("sound") / "campaign"
        write_campaign(root)
        write(root, WATER, text)
        assert call_minbar("build", "--at", AT, cwd=root).returncode == 0
        found.append(read_tree(root / "site"))
    assert found[0] != found[1]
    return found


def sound(root: Path, site: dict[str, bytes]) -> None:
    """The next build ends well and says nothing; what was left goes when there is something to make."""
    done = call_minbar("build", "--at", AT, cwd=root)

    assert done.returncode == 0, done.stderr
    assert done.stderr in {"", WAITING}, "what a killed build had begun may hold the lock yet"
    assert read_tree(root / "site") == site
    assert [name for name in left_over(root) if not name.endswith("/now")] == []
    assert not list(root.glob(".site*"))


def measure(root: Path) -> float:
    start = time.perf_counter()
    assert run_minbar("build", "--at", AT, cwd=root).returncode == 0
    return time.perf_counter() - start


def kill_after(root: Path, seconds: float) -> bool:
    """Begin a build and kill it, but not what it began; tells whether it was still running."""
    with subprocess.Popen(
        [sys.executable, "-m", "minbar", "build", "--at", AT],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.returncode == -signal.SIGKILL


def test_killed_anywhere(built: Path, sites: list[dict[str, bytes]], tmp_path: Path) -> None:
    """Cold builds and such as follow an edit, in turn, killed at moments all over their run."""
    probe = copy_campaign(built, tmp_path / "probe")
    whole_s = [measure(probe), 0.0]
    write(probe, WATER, TEXTS[1])
    whole_s[1] = measure(probe)
    moments = random.Random(20270908)
    now, killed = 0, 0
    for attempt in range(KILLS):
        is_cold = attempt % 2 == 0
        if is_cold:
            shutil.rmtree(built / ".minbar")
        write(built, WATER, TEXTS[1 - now])
        share = (attempt + moments.random()) / KILLS
        killed += kill_after(built, whole_s[not is_cold] * share)
        if not EXCHANGES:
            recover(built / "site")
        assert read_tree(built / "site") in sites, f"{attempt}: killed after {share:.0%}"
        now = 1 - now
        sound(built, sites[now])
    assert killed > KILLS / 4, "many builds must be running when they are killed"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("module", "name"), MOMENTS + PUBLISHING)
def test_killed_there(
    built: Path, sites: list[dict[str, bytes]], module: str, name: str, when: str
) -> None:
    write(built, WATER, TEXTS[1])
    arguments = [sys.executable, "-c", KILLED, module, name, when, "build", "--at", AT]
    done = subprocess.run(arguments, cwd=built, capture_output=True, check=False)

    assert done.returncode == -signal.SIGKILL, done.stderr
    assert read_tree(built / "site") in sites
    sound(built, sites[1])


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("module", "name"), PUBLISHING)
def test_killed_there_and_taken_back(
    built: Path, sites: list[dict[str, bytes]], module: str, name: str, when: str
) -> None:
    """The edit is undone after the kill, the file with its former time: nothing seems to have changed."""
    before = (built / WATER).stat()
    beside = built / "beside.md"
    os.link(built / WATER, beside)
    (built / WATER).unlink()
    write(built, WATER, TEXTS[1])
    arguments = [sys.executable, "-c", KILLED, module, name, when, "build", "--at", AT]
    subprocess.run(arguments, cwd=built, capture_output=True, check=False)
    beside.replace(built / WATER)
    os.utime(built / WATER, ns=(before.st_atime_ns, before.st_mtime_ns))

    sound(built, sites[0])


def test_a_first_build_that_is_killed_leaves_no_site_or_a_whole_one(
    campaign_folder: Path, sites: list[dict[str, bytes]]
) -> None:
    for when in ("before", "after"):
        arguments = [sys.executable, "-c", KILLED, "minbar.build.twin", "Twin.exchange", when]
        shutil.rmtree(campaign_folder / "site", ignore_errors=True)
        shutil.rmtree(campaign_folder / ".minbar", ignore_errors=True)
        subprocess.run([*arguments, "build", "--at", AT], cwd=campaign_folder, check=False)
        there = (campaign_folder / "site").exists()

        assert there == (when == "after")
        assert not there or read_tree(campaign_folder / "site") == sites[0]
        sound(campaign_folder, sites[0])
