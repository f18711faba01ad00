"""Kills, a full disk and ten at once: readers meet a whole site each time, and the next run mends the rest."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from campaigns import SOURCES
from demonstration import read_tree
from disks import fill, small_disk
from publish_alone import start
from publishing import DAY, WATER, commit_at, new_campaign, publish
from repositories import Repository

__all__ = ["small_disk"]
KILLS = int(os.environ.get("MINBAR_KILLS", "20"))
MORE = "\nماء أكثر لكل دوار.\n"
STRINGS = "templates/strings/fr.yml"
"""Another word here makes every page anew."""


def two_commits(root: Path) -> tuple[Repository, list[str]]:
    """A campaign, and another text in its second commit."""
    repository = new_campaign(root)
    first = repository.git("rev-parse", "HEAD").strip()
    second = commit_at(
        repository,
        "2026-12-02T00:00",
        {WATER: SOURCES["messages/water"] + MORE, STRINGS: "home: Chez nous\n"},
    )
    return repository, [first, second]


def test_killed_anywhere(tmp_path: Path) -> None:
    """Each run publishes another commit than the last one, and most of the pages change."""
    repository, commits = two_commits(tmp_path / "campaign")
    script = str(Path(__file__).with_name("killing.py"))
    done = subprocess.run(
        [sys.executable, script, str(repository.root), *commits, str(KILLS)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])

    assert (found["broken"], found["unmended"]) == (0, 0), found
    assert found["killed"] == KILLS


def test_a_full_disk_leaves_the_site_and_says_what_to_do(small_disk: Path) -> None:
    repository, commits = two_commits(small_disk / "campaign")
    root = repository.root
    place = ("--anchor", commits[0], "--at", DAY, "--site-dir", "site")
    publish(root, revision=commits[0], anchor=commits[0])
    before = read_tree(root / "site")
    for but_kb in (0, 40, 120, 300):
        ballast = fill(small_disk, but_kb)
        process = start("publish", *place, cwd=root)
        _, said = process.communicate()
        ballast.unlink()

        assert process.returncode == 2, (but_kb, said)
        assert "No space left on device" in said
        assert "make room, then run this again" in said
        assert read_tree(root / "site") == before, but_kb
    process = start("publish", *place, cwd=root)
    assert (process.communicate()[1], process.returncode) == ("", 0)
    assert MORE.strip() in (root / "site/ar/messages/water.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="this system limits no files")
@pytest.mark.parametrize("limit_kb", [1, 40])
def test_a_file_that_may_not_grow_is_the_same(tmp_path: Path, limit_kb: int) -> None:
    repository, commits = two_commits(tmp_path / "campaign")
    root = repository.root
    publish(root, revision=commits[0], anchor=commits[0])
    before = read_tree(root / "site")
    limit = limit_kb * 1024
    process = start(
        *("publish", "--anchor", commits[0], "--at", DAY, "--site-dir", "site"),
        cwd=root,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    _, said = process.communicate()

    assert process.returncode == 2, said
    assert read_tree(root / "site") == before
    publish(root, anchor=commits[0])
    assert MORE.strip() in (root / "site/ar/messages/water.html").read_text("utf-8")


def test_ten_at_once(tmp_path: Path) -> None:
    """One of them publishes; the others wait, and find it done."""
    repository, commits = two_commits(tmp_path / "campaign")
    root = repository.root
    place = ("--anchor", commits[0], "--at", DAY, "--site-dir", "site", "--json")
    processes = [start("publish", *place, cwd=root) for _ in range(10)]
    told = [json.loads(process.communicate()[0]) for process in processes]

    assert [process.returncode for process in processes] == [0] * 10
    assert sorted(item["unchanged"] for item in told) == [False] + [True] * 9
    site = read_tree(root / "site")
    publish(root, site=tmp_path / "alone", anchor=commits[0])
    assert site == read_tree(tmp_path / "alone")
