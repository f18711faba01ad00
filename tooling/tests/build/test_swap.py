"""A failed or killed run leaves the last good site in place, to the byte."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import (
    AT,
    REPOSITORY,
    build_site,
    copy_campaign,
    read_tree,
    run_minbar,
    run_module,
)
from minbar.build.swap import compare_trees, make_staging, recover, swap
from minbar.model.setup import SetupError

BROKEN = SOURCES["messages/water"].replace("pillar: closeness", "pillar: nowhere")
KILLS = 10


@pytest.fixture
def built(campaign_folder: Path) -> Path:
    """A campaign with its site."""
    build_site(campaign_folder)
    write(campaign_folder, "site/.gitignore", "*\n!.gitignore\n")
    return campaign_folder


def test_a_broken_document_builds_nothing(built: Path) -> None:
    before = read_tree(built / "site")
    write(built, "content/messages/water.ar.md", BROKEN)
    done = run_minbar("build", cwd=built)

    assert done.returncode == 1
    assert "content/messages/water.ar.md:2:9" in done.stdout
    assert "ST004" in done.stdout
    assert read_tree(built / "site") == before


def test_a_header_that_is_no_yaml_builds_nothing(built: Path) -> None:
    before = read_tree(built / "site")
    write(
        built,
        "content/messages/water.ar.md",
        SOURCES["messages/water"].replace("title: ", "title: [ "),
    )
    done = run_minbar("build", cwd=built)

    assert (done.returncode, "RD005" in done.stdout) == (1, True)
    assert read_tree(built / "site") == before


def test_mkdocs_leaves_the_site_when_a_document_is_broken(built: Path, tmp_path: Path) -> None:
    root = _with_mkdocs(built, tmp_path)
    before = read_tree(root / "site")
    write(root, "content/messages/water.ar.md", BROKEN)
    done = run_module("mkdocs", "build", cwd=root)

    assert done.returncode == 1
    assert "content/messages/water.ar.md:2:9 ST004" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_tree(root / "site") == before


@pytest.mark.parametrize("template", ["pages/reply.html", "theme/partials/footer.html"])
@pytest.mark.parametrize("program", ["minbar", "mkdocs"])
def test_a_broken_template_leaves_the_site(
    built: Path, tmp_path: Path, program: str, template: str
) -> None:
    root = _with_mkdocs(built, tmp_path)
    before = read_tree(root / "site")
    write(root, f"templates/{template}", "<p>{{ nothing.of.the.kind }}</p>")
    done = run_module(program, "build", cwd=root)

    assert done.returncode != 0
    assert read_tree(root / "site") == before
    assert list((root / ".minbar").iterdir()) == []
    if program == "minbar":
        assert done.returncode == 2
        assert f"templates/{template}:1: 'nothing' is undefined" in done.stderr
        assert "Traceback" not in done.stderr


def _with_mkdocs(built: Path, tmp_path: Path) -> Path:
    """The campaign with the repository's mkdocs.yml and templates, and its site."""
    root = copy_campaign(REPOSITORY, tmp_path / "with-mkdocs")
    for path in sorted((root / "content").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, data in read_tree(built / "content").items():
        write(root, f"content/{name}", data)
    for name, data in read_tree(built / "site").items():
        write(root, f"site/{name}", data)
    return root


def test_a_killed_build_leaves_the_old_site_and_the_next_one_recovers(
    built: Path, tmp_path: Path
) -> None:
    built = _with_mkdocs(built, tmp_path)  # templates of its own: ours may be edited meanwhile
    assert run_minbar("build", "--at", AT, cwd=built).returncode == 0
    old = read_tree(built / "site")
    longer = SOURCES["messages/water"] + "\nماء أكثر لكل دوار.\n"
    write(built, "content/messages/water.ar.md", longer)
    done = run_minbar("build", "--at", AT, "--site-dir", "probe", "--json", cwd=built)
    assert done.returncode == 0, done.stderr
    new = read_tree(built / "probe") | {".gitignore": old[".gitignore"]}
    assert new != old
    start = time.perf_counter()
    assert run_minbar("build", "--at", AT, "--site-dir", "probe", cwd=built).returncode == 0
    whole_s = time.perf_counter() - start
    moments = random.Random(20270908)  # the same moments each time, all over the run
    for attempt in range(KILLS):
        share = (attempt + moments.random()) / KILLS
        _kill_after(built, whole_s * share)
        recover(built / "site")
        assert read_tree(built / "site") in (old, new), f"killed after {share:.0%} of the run"

    assert run_minbar("build", "--at", AT, cwd=built).returncode == 0
    assert read_tree(built / "site") == new
    assert not list(built.glob(".site*"))


def _kill_after(root: Path, seconds: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "minbar", "build", "--at", AT],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def test_a_run_that_died_between_the_two_renames_is_finished(tmp_path: Path) -> None:
    write(tmp_path, ".site.retired/index.html", "old")
    recover(tmp_path / "site")

    assert read_tree(tmp_path / "site") == {"index.html": b"old"}


def test_a_run_that_died_before_sweeping_is_swept(tmp_path: Path) -> None:
    write(tmp_path, ".site.retired/index.html", "old")
    write(tmp_path, "site/index.html", "new")
    recover(tmp_path / "site")

    assert read_tree(tmp_path) == {"site/index.html": b"new"}


def test_a_swap_counts_and_keeps_what_git_needs(tmp_path: Path) -> None:
    for name, text in (("same", "1"), ("changed", "1"), ("gone", "1"), (".gitignore", "*")):
        write(tmp_path, f"site/{name}", text)
    for name, text in (("same", "1"), ("changed", "2"), ("fresh", "1")):
        write(tmp_path, f"new/{name}", text)
    change = swap(tmp_path / "new", tmp_path / "site")

    assert (change.written, change.unchanged, change.removed) == (2, 1, 1)
    assert set(read_tree(tmp_path / "site")) == {"same", "changed", "fresh", ".gitignore"}
    assert compare_trees(tmp_path / "site", tmp_path / "site").written == 1, (
        "only what git needs is not counted as old"
    )


@pytest.mark.parametrize(
    "target", [".", "..", "content", "content/media", "templates", "elsewhere"]
)
def test_a_site_never_replaces_something_else(built: Path, target: str) -> None:
    write(built, "elsewhere/thesis.txt", "years of work")
    before = read_tree(built / "content")
    done = run_minbar("build", "--site-dir", target, cwd=built)

    assert done.returncode == 2, done.stdout
    assert "minbar: " in done.stderr
    assert read_tree(built / "content") == before
    assert (built / "elsewhere/thesis.txt").read_text("utf-8") == "years of work"


def test_a_site_may_stand_in_a_folder_that_is_not_there_yet(built: Path) -> None:
    done = run_minbar("build", "--site-dir", "public/preview/site", cwd=built)

    assert done.returncode == 0, done.stderr
    assert (built / "public/preview/site/index.html").is_file()


def test_what_killed_builds_left_is_swept_after_an_hour(built: Path) -> None:
    for name, age_s in (("site-old", 7200), ("site-new", 0)):
        (built / ".minbar" / name).mkdir(parents=True)
        os.utime(built / ".minbar" / name, (time.time() - age_s,) * 2)
    build_site(built)

    assert [path.name for path in (built / ".minbar").iterdir()] == ["site-new"]


def test_the_error_names_what_to_do() -> None:
    with pytest.raises(SetupError, match="right: site"):
        make_staging(Path("/somewhere/campaign"), Path("/somewhere"))
