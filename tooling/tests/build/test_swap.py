"""A failed or killed run leaves the last good site in place, to the byte."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import (
    AT,
    REPOSITORY,
    build_site,
    call_minbar,
    copy_campaign,
    left_over,
    read_tree,
    run_module,
)
from minbar.build.exchange import exchange
from minbar.build.lock import one_at_a_time
from minbar.build.protect import KEPT, MARKER, MARKER_TEXT, protect
from minbar.build.swap import compare_trees, recover, rename_over
from minbar.model.setup import SetupError
from minbar.templates import default_root

BROKEN = SOURCES["messages/water"].replace("pillar: closeness", "pillar: nowhere")
SWAPS = 100
EXCHANGES = sys.platform == "linux"


@pytest.fixture
def built(campaign_folder: Path) -> Path:
    """A campaign with its site."""
    build_site(campaign_folder)
    write(campaign_folder, "site/.gitignore", "*\n!.gitignore\n")
    return campaign_folder


def test_a_broken_document_builds_nothing(built: Path) -> None:
    before = read_tree(built / "site")
    write(built, "content/messages/water.ar.md", BROKEN)
    done = call_minbar("build", cwd=built)

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
    done = call_minbar("build", cwd=built)

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
    assert left_over(root) == []
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


def test_a_run_that_died_between_the_two_renames_is_finished(tmp_path: Path) -> None:
    write(tmp_path, ".site.retired/index.html", "old")
    recover(tmp_path / "site")

    assert read_tree(tmp_path / "site") == {"index.html": b"old"}


def test_a_run_that_died_before_sweeping_is_swept(tmp_path: Path) -> None:
    write(tmp_path, ".site.retired/index.html", "old")
    write(tmp_path, "site/index.html", "new")
    recover(tmp_path / "site")

    assert read_tree(tmp_path) == {"site/index.html": b"new"}


def test_trees_are_compared_without_what_hosts_and_builds_keep_there(tmp_path: Path) -> None:
    for name, text in (("same", "1"), ("changed", "1"), ("gone", "1"), (KEPT[0], "mine")):
        write(tmp_path, f"site/{name}", text)
    for name, text in (("same", "1"), ("changed", "2"), ("fresh", "1"), (MARKER, "")):
        write(tmp_path, f"new/{name}", text)
    change = compare_trees(tmp_path / "new", tmp_path / "site")

    assert (change.written, change.unchanged, change.removed) == (2, 1, 1)


@pytest.mark.parametrize(
    "target",
    [
        ".",
        "..",
        "content",
        "content/media",
        "templates",
        ".git",
        ".git/hooks",
        ".minbar",
        "elsewhere",
        "with-assets",
        "hidden",
        "history",
        "file",
        "link",
        str(default_root()),
        str(default_root().parent),
        str(default_root() / "theme"),
    ],
)
def test_a_site_never_replaces_something_else(built: Path, target: str) -> None:
    write(built, "elsewhere/thesis.txt", "years of work")
    write(built, "with-assets/assets/minbar/minbar.css", "")
    write(built, "with-assets/thesis.txt", "years of work")
    write(built, "hidden/.ssh/key", "")
    write(built, f"history/{MARKER}", MARKER_TEXT)
    write(built, "history/.git/HEAD", "")
    write(built, "file", "")
    (built / "link").symlink_to("elsewhere")
    shutil.rmtree(built / ".minbar")
    others = read_tree(built)
    done = call_minbar("build", "--site-dir", target, cwd=built)

    assert done.returncode == 2, done.stdout
    assert re.search("minbar: |is a file", done.stderr)
    assert {**others, ".minbar/lock": b""} == {**read_tree(built), ".minbar/lock": b""}


def test_a_site_may_stand_in_a_folder_that_is_not_there_yet(built: Path) -> None:
    done = call_minbar("build", "--site-dir", "public/preview/site", cwd=built)

    assert done.returncode == 0, done.stderr
    assert (built / "public/preview/site/index.html").is_file()


def test_what_killed_builds_left_is_swept(built: Path) -> None:
    write(built, ".minbar/house-of-old/index.html", "")
    memory = next((built / ".minbar").glob("site-*"))
    write(memory, "now/ground", "")
    write(memory, "state.new", "")
    build_site(built)

    assert left_over(built) == []


@pytest.mark.skipif(not EXCHANGES, reason="this system exchanges folders in two steps")
def test_no_reader_meets_a_moment_without_a_site(tmp_path: Path) -> None:
    write(tmp_path, "site/index.html", "old")
    write(tmp_path, "new/index.html", "new")
    watch = "import os, sys\nwhile not os.path.exists('end'):\n    os.path.exists('site') or sys.exit(1)"
    with subprocess.Popen([sys.executable, "-c", watch], cwd=tmp_path) as watcher:
        for _ in range(SWAPS):
            assert exchange(tmp_path / "new", tmp_path / "site")
        write(tmp_path, "end", "")

    assert watcher.returncode == 0
    assert (tmp_path / "site/index.html").read_text() == ("new" if SWAPS % 2 else "old")


def test_a_system_without_the_exchange_takes_two_renames(tmp_path: Path) -> None:
    write(tmp_path, "site/index.html", "old")
    write(tmp_path, "new/index.html", "new")
    rename_over(tmp_path / "new", tmp_path / "site")

    assert read_tree(tmp_path) == {"site/index.html": b"new"}


def test_nothing_is_exchanged_with_what_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, "new/index.html", "new")

    assert not exchange(tmp_path / "new", tmp_path / "site")
    assert read_tree(tmp_path) == {"new/index.html": b"new"}


@pytest.mark.parametrize("count", [2, 10])
def test_several_builds_at_once_each_end_well(built: Path, tmp_path: Path, count: int) -> None:
    """One after the other: an edit in between is in the site of the last one."""
    write(built, "content/messages/water.ar.md", SOURCES["messages/water"] + "\nماء أكثر.\n")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "minbar", "build", "--at", AT],
            cwd=built,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    told = [process.communicate() for process in started]
    sound = build_site(copy_campaign(built, tmp_path / "sound"))

    assert [process.returncode for process in started] == [0] * count, told
    assert read_tree(built / "site").items() - read_tree(sound).items() == {
        (".gitignore", b"*\n!.gitignore\n")
    }
    assert any("another build of this campaign is running" in err for _, err in told)
    assert sum(" 0 files written" in out for out, _ in told) == count - 1
    assert left_over(built) == []
    assert not (built / ".site.retired").exists()


def test_a_build_that_waits_too_long_says_for_what(tmp_path: Path) -> None:
    said: list[str] = []
    with one_at_a_time(tmp_path, said.append):
        assert said == []
        with (
            pytest.raises(SetupError, match=r"\.minbar/lock"),
            one_at_a_time(tmp_path, said.append, patience_s=0),
        ):
            pytest.fail("two builds at once")
    assert len(said) == 1
    with one_at_a_time(tmp_path, said.append):
        assert len(said) == 1


def test_a_work_folder_that_is_a_link_is_refused(built: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    write(precious, "site-of-mine/thesis.txt", "years of work")
    os.utime(precious / "site-of-mine", (0, 0))
    shutil.rmtree(built / ".minbar")
    (built / ".minbar").symlink_to(precious)
    done = call_minbar("build", cwd=built)

    assert (done.returncode, "is a link" in done.stderr) == (2, True)
    assert (precious / "site-of-mine/thesis.txt").is_file()


def test_a_work_folder_that_is_a_file_is_an_error_of_the_environment(built: Path) -> None:
    shutil.rmtree(built / ".minbar")
    write(built, ".minbar", "")
    done = call_minbar("build", cwd=built)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_error_names_what_to_do() -> None:
    with pytest.raises(SetupError, match="right: site"):
        protect(Path("/somewhere/campaign"), Path("/somewhere"))
