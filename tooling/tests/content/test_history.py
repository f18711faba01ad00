"""Dates of change are those of the main line, or none: on real repositories."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from campaigns import write_campaign
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minbar.build.check.folder import check_folder
from minbar.content.history import Dates, date_documents, read_dates
from repositories import Repository, named

A, B, C = named("a"), named("b"), named("c")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "campaign")


def test_a_file_has_the_date_of_its_last_commit(repository: Repository) -> None:
    first = repository.commit(a="1", b="1")
    second = repository.commit(b="2")
    read = read_dates(repository.root, [A, B, C])

    assert read.dates == read.committed == {A: first, B: second}
    assert read.head == repository.git("rev-parse", "HEAD").strip()
    assert read.note == ""
    assert first.tzinfo is UTC


def test_a_file_that_was_moved_changed_when_it_was_moved(repository: Repository) -> None:
    repository.commit(a="the same text in both places")
    repository.git("mv", A, B)
    moved = repository.commit()

    assert read_dates(repository.root, [A, B]).dates == {B: moved}


def test_a_file_that_was_deleted_and_came_back_has_the_later_date(repository: Repository) -> None:
    repository.commit(a="1", b="1")
    (repository.root / A).unlink()
    repository.commit()
    assert A not in read_dates(repository.root, [A, B]).dates

    back = repository.commit(a="1")
    assert read_dates(repository.root, [A]).dates == {A: back}


def test_what_a_merge_brings_changed_when_it_was_merged(repository: Repository) -> None:
    first = repository.commit(a="1", b="1")
    repository.git("switch", "-q", "-c", "draft")
    repository.commit(b="2", c="1")
    repository.git("switch", "-q", "main")
    on_main = repository.commit(a="2")
    merged = repository.merge("draft")

    assert first < on_main < merged
    assert read_dates(repository.root, [A, B, C]).dates == {A: on_main, B: merged, C: merged}


def test_a_merge_that_keeps_ours_changes_nothing(repository: Repository) -> None:
    first = repository.commit(a="1")
    repository.git("switch", "-q", "-c", "draft")
    repository.commit(a="2")
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "-s", "ours", "-m", "ours", "draft")

    assert read_dates(repository.root, [A]).dates == {A: first}


def test_what_is_not_as_it_was_committed_has_no_date(repository: Repository) -> None:
    first = repository.commit(a="1", b="1", c="1", kept="1", gone="1")
    repository.write(A, "edited")
    repository.write(B, "staged")
    repository.git("add", B)
    repository.write(named("fresh"), "staged for the first time")
    repository.git("add", named("fresh"))
    repository.write(named("untracked"), "1")
    repository.git("rm", "-q", "--cached", C)
    (repository.root / named("gone")).unlink()
    read = read_dates(
        repository.root, [A, B, C, *map(named, ("fresh", "untracked", "kept", "gone"))]
    )

    assert read.dates == {named("kept"): first}
    assert read.committed == dict.fromkeys((A, B, C, named("kept"), named("gone")), first)


def test_a_file_that_was_only_touched_keeps_its_date(repository: Repository) -> None:
    first = repository.commit(a="1")
    os.utime(repository.root / A, (1, 1))

    assert read_dates(repository.root, [A]).dates == {A: first}


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_was_told_not_to_look_at_has_no_date(
    repository: Repository, flag: str
) -> None:
    repository.commit(a="1")
    repository.git("update-index", flag, A)

    assert read_dates(repository.root, [A]).dates == {}


@pytest.mark.parametrize(
    "path",
    [
        "content/رسالة.md",
        "content/é è.md",
        'content/a"b\\c.md',
        "content/:(top)x.md",
        "content/*.md",
    ],
)
def test_names_are_taken_as_they_are(repository: Repository, path: str) -> None:
    other = repository.commit(a="1")
    repository.write(path, "1")
    date = repository.commit()

    assert read_dates(repository.root, [path, A]).dates == {path: date, A: other}


def test_a_name_that_is_not_utf8(repository: Repository) -> None:
    path = "content/" + os.fsdecode(b"caf\xe9") + ".md"
    repository.write(path, "1")
    date = repository.commit()

    assert read_dates(repository.root, [path]).dates == {path: date}


def test_a_campaign_in_a_folder_of_a_larger_repository(repository: Repository) -> None:
    repository.write("campaigns/one/content/a.md", "1")
    repository.write("campaigns/two/content/a.md", "1")
    first = repository.commit()
    repository.write("campaigns/two/content/a.md", "2")
    repository.commit()

    assert read_dates(repository.root / "campaigns/one", [A]).dates == {A: first}


def test_a_shallow_clone_has_no_dates(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a="1")
    repository.commit(b="1")
    address = repository.root.as_uri()
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", address, tmp_path / "shallow"], check=True
    )
    read = read_dates(tmp_path / "shallow", [A, B])

    assert read.dates == {}
    assert "fetch-depth: 0" in read.note


def test_a_folder_outside_git_has_no_dates(tmp_path: Path) -> None:
    assert read_dates(tmp_path, [A]) == Dates(
        note="no dates of change: the folder is in no git repository"
    )


def test_a_repository_without_commits_has_no_dates(repository: Repository) -> None:
    assert "nothing is committed" in read_dates(repository.root, [A]).note


def test_a_machine_without_git_has_no_dates(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(a="1")
    monkeypatch.setenv("PATH", "")

    assert "git could not be run" in read_dates(repository.root, [A]).note


def test_a_history_that_cannot_be_read_has_no_dates(repository: Repository) -> None:
    repository.commit(a="1")
    first = repository.git("rev-parse", "HEAD").strip()
    repository.commit(b="1")
    (repository.root / ".git/objects" / first[:2] / first[2:]).unlink()
    read = read_dates(repository.root, [A, B])

    assert read.dates == {}
    assert "git says" in read.note


def test_nothing_is_asked_about_no_files(tmp_path: Path) -> None:
    assert read_dates(tmp_path / "nowhere", []) == Dates()


def test_a_date_that_cannot_be_is_none(repository: Repository) -> None:
    first = repository.commit(a="1")
    repository.write(B, "1")
    repository.git("add", "-A")
    tree = repository.git("write-tree").strip()
    parent = repository.git("rev-parse", "HEAD").strip()
    who = "Sanae <s@pont.example>"
    raw = (
        f"tree {tree}\nparent {parent}\nauthor {who} 1 +0000\ncommitter {who} {9**18} +0000\n\nx\n"
    )
    (repository.root / "raw").write_text(raw)
    commit = repository.git("hash-object", "-t", "commit", "-w", "--literally", "raw").strip()
    repository.git("reset", "-q", commit)

    assert read_dates(repository.root, [A, B]).dates == {A: first}


# What a repository, a user or a shell could have git do besides.


@pytest.fixture
def trap(tmp_path: Path) -> tuple[str, Path]:
    """A program that leaves a file behind when it is run."""
    sprung = tmp_path / "sprung"
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch {sprung}\ncat\n")
    program.chmod(0o755)
    return str(program), sprung


@pytest.mark.parametrize(
    "key",
    [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "filter.x.clean",
        "filter.x.process",
        "filter.a=b.clean",
        "gpg.program",
        "core.sshCommand",
    ],
)
def test_no_program_of_the_repository_is_run(
    repository: Repository, trap: tuple[str, Path], key: str
) -> None:
    program, sprung = trap
    driver = key.split(".")[1] if key.startswith("filter") else "x"
    repository.write(".gitattributes", f"*.md filter={driver} diff=x\n")
    date = repository.commit(a="1", b="1")
    repository.git("config", key, program)
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "core.hooksPath", str(Path(program).parent))
    os.utime(repository.root / A, (1, 1))
    repository.write(B, "2")

    assert read_dates(repository.root, [A, B]).dates == {A: date}
    assert not sprung.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.diffMerges", "combined"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("diff.relative", "false"),
        ("core.quotePath", "true"),
        ("log.date", "iso"),
        ("color.ui", "always"),
        ("format.pretty", "fuller"),
    ],
)
def test_no_setting_of_the_repository_changes_the_dates(
    repository: Repository, key: str, value: str
) -> None:
    first = repository.commit(a="1")
    repository.git("switch", "-q", "-c", "draft")
    repository.commit(b="1")
    repository.git("switch", "-q", "main")
    merged = repository.merge("draft")
    repository.git("config", key, value)

    assert read_dates(repository.root, [A]).dates == {A: first}
    assert read_dates(repository.root, [A, B]).dates == {A: first, B: merged}


def test_variables_of_the_shell_lead_to_no_other_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit()
    date = repository.commit(a="1")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))

    assert read_dates(repository.root, [A]).dates == {A: date}
    assert not (tmp_path / "trace").exists()


def test_reading_writes_nothing(repository: Repository) -> None:
    repository.commit(a="1")
    os.utime(repository.root / A, (1, 1))
    index = repository.root / ".git/index"
    before = index.read_bytes(), index.stat().st_mtime_ns
    read_dates(repository.root, [A])

    assert (index.read_bytes(), index.stat().st_mtime_ns) == before


# Reading on from where one was.


def test_reading_on_gives_what_reading_anew_gives(repository: Repository) -> None:
    repository.commit(a="1", b="1")
    before = read_dates(repository.root, [A, B, C])
    repository.commit(b="2", c="1")
    anew = read_dates(repository.root, [A, B, C])

    assert read_dates(repository.root, [A, B, C], before.committed, before.head) == anew
    assert read_dates(repository.root, [A, B, C], anew.committed, anew.head) == anew


def test_only_what_is_new_is_walked(repository: Repository) -> None:
    repository.commit(a="1", b="1")
    read = read_dates(repository.root, [A, B])
    repository.commit(b="2")
    known = {path: datetime(2020, 1, 1, tzinfo=UTC) for path in read.committed}

    assert read_dates(repository.root, [A, B], known, read.head).dates[A] == known[A]


@pytest.mark.parametrize("since", ["f" * 40, "main", "--all", "HEAD^{/x}", ""])
def test_a_start_that_is_no_commit_of_this_history_is_not_used(
    repository: Repository, since: str
) -> None:
    first = repository.commit(a="1")
    known = {A: datetime(2020, 1, 1, tzinfo=UTC)}

    assert read_dates(repository.root, [A], known, since).dates == {A: first}


def test_a_start_on_a_branch_that_was_merged_is_not_used(repository: Repository) -> None:
    repository.commit(a="1", b="1")
    repository.git("switch", "-q", "-c", "draft")
    repository.commit(b="2")
    draft = read_dates(repository.root, [A, B])
    repository.git("switch", "-q", "main")
    repository.commit(a="2")
    merged = repository.merge("draft")

    assert draft.dates[B] < merged
    read = read_dates(repository.root, [A, B], draft.committed, draft.head)
    assert read == read_dates(repository.root, [A, B])
    assert read.dates[B] == merged


def test_a_start_that_was_rewritten_is_not_used(repository: Repository) -> None:
    repository.commit(a="1")
    repository.commit(a="2")
    before = read_dates(repository.root, [A])
    repository.git("reset", "-q", "--hard", "HEAD~1")

    assert read_dates(repository.root, [A], before.committed, before.head) == read_dates(
        repository.root, [A]
    )


def test_a_file_that_was_not_known_is_looked_for_in_all_of_history(repository: Repository) -> None:
    first = repository.commit(a="1", b="1")
    before = read_dates(repository.root, [A])
    repository.commit(a="2")

    assert read_dates(repository.root, [A, B], before.committed, before.head).dates[B] == first


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "delete", "move", "branch", "main", "merge"]),
        st.sampled_from(["a", "b", "c"]),
    ),
    min_size=3,
    max_size=10,
)


def take(repository: Repository, number: int, step: str, name: str) -> None:
    """Do a step of a random history, where it can be done."""
    file = repository.root / named(name)
    if step == "edit":
        repository.commit(**{name: f"{name} {number}"})
    elif step == "delete" and file.exists():
        file.unlink()
        repository.commit()
    elif step == "move" and file.exists():
        file.rename(repository.root / named("d"))
        repository.commit()
    elif step == "branch":
        repository.git("switch", "-q", "-C", "draft")
    elif step == "main":
        repository.git("switch", "-q", "main")
    elif step == "merge" and "draft" in repository.git("branch", "--list", "draft"):
        repository.git("switch", "-q", "main")
        repository.at += 60
        repository.git("merge", "-q", "--no-ff", "-X", "theirs", "-m", "merge", "draft")


def one_by_one(repository: Repository, paths: list[str]) -> dict[str, Any]:
    """Ask git about each file by itself: slow, and plain to see."""
    dates = {}
    for path in paths:
        if (repository.root / path).exists():
            said = repository.git("log", "-1", "--first-parent", "-m", "--format=%ct", "--", path)
            dates[path] = datetime.fromtimestamp(int(said), UTC)
    return dates


@given(STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_any_history_read_at_once_or_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    repository = Repository(tmp_path_factory.mktemp("history") / "campaign")
    repository.commit(a="a", b="b")
    paths = [named(name) for name in "abcd"]
    before = Dates()
    for number, (step, name) in enumerate(steps):
        try:
            take(repository, number, step, name)
        except subprocess.CalledProcessError:  # a conflict of a deletion with an edit
            repository.git("merge", "--abort")
        expected = one_by_one(repository, paths)
        assert read_dates(repository.root, paths).dates == expected
        before = read_dates(repository.root, paths, before.committed, before.head)
        assert before.dates == expected


def test_a_document_has_the_date_of_its_latest_language(repository: Repository) -> None:
    write_campaign(repository.root)
    first = repository.commit()
    path = repository.root / "content/messages/water.fr.md"
    path.write_text(path.read_text().replace("Nous amenons l’eau.", "Nous amenons l’eau ici."))
    second = repository.commit()
    campaign, _ = check_folder(repository.root)
    assert campaign is not None
    paths = [item.path for document in campaign.documents for item in document.versions.values()]
    dates = date_documents(campaign.documents, read_dates(repository.root, paths).dates)

    assert dates["messages/water"] == second
    assert set(dates.values()) == {first, second}
    assert len(dates) == len(campaign.documents)
    path.write_text(path.read_text() + "\n")
    edited = date_documents(campaign.documents, read_dates(repository.root, paths).dates)
    assert dates.keys() - edited.keys() == {"messages/water"}
