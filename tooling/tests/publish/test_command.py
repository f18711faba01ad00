"""The command itself, its verdicts given: what it says, how it ends, and a site built in shares."""

import json
import subprocess
from pathlib import Path

import pytest
from campaigns import SOURCES
from demonstration import read_tree
from publish_alone import call
from publishing import DAY, START, WATER, commit_at, new_campaign
from repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return new_campaign(tmp_path / "campaign")


def run(root: Path, *arguments: str, at: str = DAY) -> subprocess.CompletedProcess[str]:
    """`minbar publish` from the first commit on."""
    return call(
        "publish", "--anchor", "HEAD", "--at", at, "--site-dir", "site", *arguments, cwd=root
    )


def test_what_it_says(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD").strip()
    first, again = (run(repository.root) for _ in range(2))

    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert first.stdout.startswith(f"Published the site, of {head[:12]}: 11 documents, ")
    assert "Next: run this again before 2027-09-08T00:00:00Z" in first.stdout
    assert again.stdout.startswith(f"Nothing has changed: site/ shows the site, of {head[:12]}; ")


def test_what_it_tells_a_machine(repository: Repository) -> None:
    told = json.loads(run(repository.root, "--json", at=START).stdout)

    assert told["verdict"] == "accept"
    assert told["edition"] == {
        "audience": "public",
        "kind": "cleared",
        "at": "2027-09-08T00:00:00+00:00",
    }
    assert (told["shows"], told["until"]) == ("holding_page", "2027-09-08T19:00:00Z")
    assert told["in_force"] == ["elections.local-2027.windows.1"]
    assert told["left_out"] == []
    assert told["head"] == told["anchor"] == repository.git("rev-parse", "HEAD").strip()


def test_a_fault_is_shown_where_it_stands(repository: Repository) -> None:
    commit_at(
        repository,
        "2026-12-01T00:00",
        {WATER: SOURCES["messages/water"].replace("theme: water", "theme: watter")},
    )
    done = run(repository.root)

    assert done.returncode == 1
    assert f"{WATER}:3" in done.stdout
    assert "did you mean «water»?" in done.stdout
    assert "Nothing was published. What was there is untouched." in done.stderr
    assert not (repository.root / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--ref", "nowhere"), "there is no commit «nowhere» here"),
        (("--ref", "--output=x"), "there is no commit"),
        (("--shard", "1/2"), "a share is no site"),
        (("--site-dir", "content"), "would replace the campaign itself"),
    ],
)
def test_what_is_refused(repository: Repository, arguments: tuple[str, ...], says: str) -> None:
    done = call("publish", "--anchor", "HEAD", *arguments, cwd=repository.root)
    said = done.stderr

    assert done.returncode == 2
    assert says in said


def test_reviews_are_asked_for_with_a_token_or_not_at_all(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    done = run(repository.root, "--github")

    assert done.returncode == 2
    assert "no token; right: GITHUB_TOKEN=" in done.stderr
    assert not (repository.root / "site").exists()


def test_an_anchor_that_is_a_name_is_said_to_be_one(repository: Repository) -> None:
    repository.git("tag", "v1.0")
    full = repository.git("rev-parse", "HEAD").strip()
    for anchor, is_said in (("v1.0", True), (full[:12], True), (full, False)):
        done = call(
            "publish", "--anchor", anchor, "--at", DAY, "--site-dir", "site", cwd=repository.root
        )
        said = done.stderr
        assert done.returncode == 0, said
        assert (f"is a name, and names can be moved; right: {full}" in said) == is_said


def test_an_anchor_must_be_given(repository: Repository) -> None:
    done = call("publish", cwd=repository.root)
    said = done.stderr

    assert done.returncode == 2
    assert "no --anchor: a commit of the main branch" in said
    assert "MINBAR_ANCHOR" in said


@pytest.mark.parametrize("at", [DAY, START])
def test_in_shares_it_is_the_same_site(repository: Repository, tmp_path: Path, at: str) -> None:
    root = repository.root
    whole = tmp_path / "whole"
    assert run(root, "--site-dir", str(whole), at=at).returncode == 0
    folders = [tmp_path / f"shard-{number}" for number in (1, 2)]
    for number, folder in enumerate(folders, start=1):
        done = run(root, "--shard", f"{number}/2", "--site-dir", str(folder), at=at)
        assert done.returncode == 0, done.stderr
    merging = [argument for folder in folders for argument in ("--merge", str(folder))]
    done = run(root, *merging, at=at)

    assert done.returncode == 0, done.stderr
    assert read_tree(root / "site") == read_tree(whole)
    page = folders[0] / "index.html"
    page = page if page.exists() else folders[1] / "index.html"
    page.write_bytes(page.read_bytes() + b"x")
    before = read_tree(root / "site")
    done = run(root, *merging, at=at)
    assert done.returncode == 1
    assert "then: minbar publish --merge" in done.stderr
    assert read_tree(root / "site") == before


def test_shares_of_a_preview_are_no_publication(repository: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "shard"
    done = call(
        "build",
        "--shard",
        "1/1",
        "--at",
        DAY,
        "--site-dir",
        "site",
        "--site-dir",
        str(folder),
        cwd=repository.root,
    )
    assert done.returncode == 0
    done = run(repository.root, "--merge", str(folder))

    assert done.returncode == 1
    assert "is of a preview edition, and not of a cleared one" in done.stderr
    assert not (repository.root / "site").exists()


def test_another_time_wants_another_place(repository: Repository) -> None:
    done = call("publish", "--anchor", "HEAD", "--at", DAY, cwd=repository.root)
    said = done.stderr

    assert done.returncode == 2
    assert f"right: --at {DAY} --site-dir rehearsal" in said
    assert not (repository.root / "site").exists()
