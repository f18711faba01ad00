"""What is published is what a commit has and what is cleared of it, and nothing else."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES, translation, write
from demonstration import read_tree
from minbar.model.setup import SetupError
from minbar.publish.outcome import Cleared, Published, Refusal, Stopped
from publishing import DAY, END, START, WATER, commit_at, new_campaign, publish, yes
from repositories import Repository

NIGHT = "content/messages/night-clinics"
SECRET = "كلمة-السر-7391"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return new_campaign(tmp_path / "campaign")


def done(root: Path, at: str | None = DAY) -> Published:
    outcome = publish(root, at)
    assert isinstance(outcome, Published), outcome
    return outcome


def texts(root: Path) -> str:
    return "\n".join(data.decode("utf-8", "replace") for data in read_tree(root / "site").values())


def test_a_cleared_edition_is_no_preview(repository: Repository) -> None:
    published = done(repository.root)

    assert published.report.kind == "cleared"
    assert published.shows == "site"
    assert 'name="robots" content="noindex"' not in (
        repository.root / "site/ar/index.html"
    ).read_text("utf-8")
    assert "معاينة غير منشورة" not in texts(repository.root)
    assert (repository.root / "site/ar/messages/water.html").is_file()


def test_the_folder_is_not_read(repository: Repository) -> None:
    """Neither an edit that is not committed, nor a new file, nor what is in the index."""
    root = repository.root
    write(root, WATER, SOURCES["messages/water"] + SECRET)
    write(root, "content/messages/new.ar.md", SOURCES["messages/water"] + SECRET)
    write(root, "templates/strings/fr.yml", f"home: {SECRET}\n")
    repository.git("add", WATER)
    done(root)

    assert SECRET not in texts(root)
    assert not (root / "site/ar/messages/new.html").exists()


def test_bytes_are_those_of_the_commit_whatever_filters_are_set(repository: Repository) -> None:
    root = repository.root
    repository.git(
        "config", "filter.evil.smudge", f"sed s/{SOURCES['messages/water'][5:9]}/{SECRET}/"
    )
    repository.git("config", "core.autocrlf", "true")
    write(root, "content/.gitattributes", "*.md filter=evil eol=crlf\n")
    (root / ".git/info").mkdir(exist_ok=True)
    write(root, ".git/info/attributes", "*.md filter=evil eol=crlf\n")
    done(root)

    kept = (root / ".minbar/cleared" / WATER).read_bytes()
    assert kept == SOURCES["messages/water"].encode()


def test_nothing_changed_is_nothing_done(repository: Repository) -> None:
    first = done(repository.root)
    before = {path: path.stat() for path in (repository.root / "site").rglob("*")}
    again = done(repository.root)

    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.change.written == again.change.removed == 0
    assert {path: path.stat() for path in before} == before


@pytest.mark.parametrize("harm", ["edit", "delete", "add"])
def test_a_site_that_somebody_touched_is_mended(repository: Repository, harm: str) -> None:
    done(repository.root)
    sound = read_tree(repository.root / "site")
    page = repository.root / "site/ar/messages/water.html"
    if harm == "edit":
        data = page.read_bytes()
        page.unlink()
        page.write_bytes(data + SECRET.encode())
    elif harm == "delete":
        page.unlink()
    else:
        page.with_name("smuggled.html").write_text(SECRET, "utf-8")
    assert not done(repository.root).unchanged
    assert read_tree(repository.root / "site") == sound


@pytest.mark.parametrize(
    "path", [WATER, "content/messages/extra.ar.md", "templates/strings/fr.yml"]
)
def test_a_private_folder_that_somebody_touched_is_mended(
    repository: Repository, path: str
) -> None:
    done(repository.root)
    sound = read_tree(repository.root / "site")
    write(repository.root, f".minbar/cleared/{path}", SOURCES["messages/water"] + SECRET)
    commit_at(repository, "2026-12-01T00:00", {"README": "x"})
    done(repository.root)

    assert read_tree(repository.root / "site") == sound


def test_what_changed_is_published_and_no_more_is_written(repository: Repository) -> None:
    done(repository.root)
    commit_at(
        repository,
        "2026-12-01T00:00",
        {WATER: SOURCES["messages/water"] + "\nماء أكثر.\n"},
    )
    second = done(repository.root)

    assert 0 < second.change.written < 40 < second.change.unchanged
    assert "ماء أكثر." in (repository.root / "site/ar/messages/water.html").read_text("utf-8")


def test_texts_are_dated_by_the_history_of_the_commit(repository: Repository) -> None:
    at = datetime.fromtimestamp(repository.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    published = done(repository.root)
    feed = (repository.root / "site/ar/feeds/messages.xml").read_text("utf-8")

    assert published.notes == ()
    assert at in re.findall(r"<updated>(.*?)</updated>", feed)


def test_embargo_expiry_and_withdrawal_to_the_second(repository: Repository) -> None:
    root = repository.root
    dated = SOURCES["messages/water"].replace(
        "theme: water",
        "theme: water\npublish: 2027-01-01T10:00\nexpires: 2027-01-03T10:00\nwithdrawn: 2027-01-02T10:00",
    )
    commit_at(repository, "2026-12-01T00:00", {WATER: dated})
    page = root / "site/ar/messages/water.html"
    there = {}
    for at in (
        "2027-01-01T09:59:59",
        "2027-01-01T10:00:00",
        "2027-01-02T09:59:59",
        "2027-01-02T10:00:00",
        "2027-01-03T10:00:00",
    ):
        published = done(root, at)
        there[at] = page.exists()
        assert published.until is not None
        assert published.until > at

    assert list(there.values()) == [False, True, True, False, False]
    assert "ماء لكل دوار" not in texts(root)


def test_what_is_not_cleared_is_left_out(repository: Repository) -> None:
    root = repository.root
    paths = ("content/messages/water.ar.md", "content/messages/water.fr.md")

    def verify(commit: str) -> Cleared:
        blobs = yes(root)(commit).blobs
        return Cleared({path: blob for path, blob in blobs.items() if path not in paths}, commit)

    published = publish(root, verify=verify)

    assert isinstance(published, Published)
    assert published.left_out == paths
    assert "ماء لكل دوار" not in texts(root)


def test_settings_that_are_not_cleared_stop_everything(repository: Repository) -> None:
    def verify(commit: str) -> Cleared:
        blobs = yes(repository.root)(commit).blobs
        return Cleared(blobs | {"content/campaign.yml": "0" * 40}, commit)

    with pytest.raises(SetupError, match=r"content/campaign.yml is not cleared .* minbar approve"):
        publish(repository.root, verify=verify)
    assert not (repository.root / "site").exists()


def refuse(good: str) -> Cleared:
    return Cleared({}, good, (Refusal("0" * 40, "nobody entitled said yes", (WATER,)),))


def test_a_refusal_leaves_the_last_good_site(repository: Repository) -> None:
    root = repository.root
    done(root)
    before = read_tree(root / "site")
    good = repository.git("rev-parse", "HEAD").strip()
    commit_at(repository, "2026-12-01T00:00", {WATER: SECRET})
    stopped = publish(root, verify=lambda _: refuse(good))

    assert isinstance(stopped, Stopped)
    assert (stopped.refusals[0].paths, stopped.holding) == ((WATER,), False)
    assert read_tree(root / "site") == before


def test_silence_is_kept_even_when_a_commit_is_refused(repository: Repository) -> None:
    root = repository.root
    done(root)
    good = repository.git("rev-parse", "HEAD").strip()
    commit_at(repository, "2027-09-07T00:00", {WATER: SECRET})
    stopped = publish(root, START, verify=lambda _: refuse(good))

    assert isinstance(stopped, Stopped)
    assert stopped.holding
    assert "صمت انتخابي" in (root / "site/ar/messages/water.html").read_text("utf-8")
    assert "ماء" not in texts(root)
    assert not list((root / "site").rglob("*.zip"))


def test_silence_is_kept_even_when_a_commit_cannot_be_built(repository: Repository) -> None:
    root = repository.root
    commit_at(repository, "2026-12-01T00:00", {WATER: "no header"})
    stopped = publish(root)
    assert isinstance(stopped, Stopped)
    assert stopped.findings
    assert not stopped.holding
    assert not (root / "site").exists()

    stopped = publish(root, START)
    assert isinstance(stopped, Stopped)
    assert stopped.holding
    assert "صمت انتخابي" in (root / "site/index.html").read_text("utf-8")


def test_a_fault_leaves_the_last_good_site(repository: Repository) -> None:
    root = repository.root
    done(root)
    before = read_tree(root / "site")
    for path, text in ((WATER, "no header"), ("content/campaign.yml", "party: none\n")):
        commit_at(repository, "2026-12-01T00:00", {path: text})
        stopped = publish(root)
        assert isinstance(stopped, Stopped)
        assert stopped.findings[0].path == path
        assert read_tree(root / "site") == before
        repository.git("reset", "-q", "--hard", "HEAD^")


def test_the_moment_that_passes_while_the_site_is_built(repository: Repository) -> None:
    """The silence begins between the build and the swap: what was built is not shown."""
    root = repository.root
    start = datetime.fromisoformat(START + "+00:00").timestamp()
    seconds = iter([start - 1, start, start, start])
    published = publish(root, None, clock=lambda: next(seconds))

    assert isinstance(published, Published)
    assert published.shows == "holding_page"
    assert "ماء" not in texts(root)
    assert next(seconds, None) is None


def test_a_calendar_that_outruns_every_build_is_said(repository: Repository) -> None:
    times = iter(
        datetime.fromisoformat(text + "+00:00").timestamp()
        for text in (
            "2027-09-07T23:59:59",
            START,
            "2027-09-08T18:59:59",
            END,
            "2026-10-17T17:00",
            "2028-01-01T00:00",
        )
    )
    with pytest.raises(SetupError, match="the calendar changed each time"):
        publish(repository.root, None, clock=lambda: next(times))
    assert not (repository.root / "site").exists()


@pytest.mark.parametrize("kind", ["link", "module"])
def test_links_and_submodules_are_refused(repository: Repository, kind: str) -> None:
    root = repository.root
    if kind == "link":
        (root / "content/messages/link.ar.md").symlink_to("/etc/passwd")
        repository.commit()
    else:
        head = repository.git("rev-parse", "HEAD").strip()
        repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},content/module")
        repository.git("commit", "-q", "-m", "module")
    with pytest.raises(SetupError, match="is a link or a submodule"):
        publish(root)


def test_a_path_that_leads_out_is_refused(repository: Repository) -> None:
    blob = repository.git("hash-object", "-w", WATER).strip()
    tree = Repository.git(repository, "write-tree").strip()
    assert tree
    inner = _mktree(repository, f"100644 blob {blob}\t..evil\n100644 blob {blob}\t.git\n")
    outer = _mktree(repository, f"040000 tree {inner}\tcontent\n")
    commit = repository.git("commit-tree", "-m", "x", outer).strip()
    with pytest.raises(SetupError, match=r"is not as git writes it|leads out of the campaign"):
        publish(repository.root, revision=commit, anchor=commit)


def test_bytes_that_are_not_those_of_their_name_are_refused(repository: Repository) -> None:
    """An object that somebody changed on the disk is what nobody said yes to."""
    blob = repository.git("rev-parse", f"HEAD:{WATER}").strip()
    file = repository.root / ".git/objects" / blob[:2] / blob[2:]
    other = repository.git("hash-object", "-w", "content/campaign.yml").strip()
    file.chmod(0o600)
    file.write_bytes((repository.root / ".git/objects" / other[:2] / other[2:]).read_bytes())
    with pytest.raises(SetupError, match=r"is not the blob that it should be|is missing"):
        publish(repository.root)
    assert not (repository.root / "site").exists()


def _mktree(repository: Repository, rows: str) -> str:
    import subprocess

    return subprocess.run(
        ["git", "mktree"],
        cwd=repository.root,
        input=rows,
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()


def test_another_revision_and_another_place(repository: Repository, tmp_path: Path) -> None:
    root = repository.root
    commit_at(
        repository,
        "2026-12-01T00:00",
        {
            "content/messages/springs.ar.md": SOURCES["messages/water"].replace(
                "ماء لكل", "عين لكل"
            ),
            "content/messages/springs.fr.md": translation(
                "messages/water", SOURCES["messages/water"].replace("ماء لكل", "عين لكل")
            ),
        },
    )
    place = tmp_path / "elsewhere"
    outcome = publish(root, site=place)

    assert isinstance(outcome, Published)
    assert (place / "ar/messages/springs.html").is_file()
    assert not (root / "site").exists()


def test_what_else_stands_there_is_not_replaced(repository: Repository) -> None:
    write(repository.root, "site/precious.txt", "x")
    with pytest.raises(SetupError, match=r"precious\.txt"):
        publish(repository.root)
    assert (repository.root / "site/precious.txt").read_text() == "x"


def test_what_hosts_need_stays(repository: Repository) -> None:
    for name, text in (("CNAME", "pont.example\n"), (".nojekyll", ""), (".gitignore", "*\n")):
        write(repository.root, f"site/{name}", text)
    done(repository.root)
    done(repository.root, START)
    done(repository.root, END)

    assert (repository.root / "site/CNAME").read_text() == "pont.example\n"
    assert (repository.root / "site/.nojekyll").is_file()


def test_no_repository_is_said(campaign_folder: Path) -> None:
    if any((folder / ".git").exists() for folder in campaign_folder.parents):
        pytest.fail("the temporary folder lies in a repository")
    with pytest.raises(SetupError, match="in no git repository"):
        publish(campaign_folder, anchor="HEAD")
    assert not (campaign_folder / "site").exists()


def test_what_was_withdrawn_does_not_come_back_with_an_older_commit(repository: Repository) -> None:
    root = repository.root
    first = repository.git("rev-parse", "HEAD").strip()
    done(root)
    gone = SOURCES["messages/water"].replace("\n---\n", "\nwithdrawn: 2026-12-01T00:00\n---\n", 1)
    second = commit_at(repository, "2026-12-02T00:00", {WATER: gone})
    done(root)
    repository.git("reset", "-q", "--hard", first)
    with pytest.raises(SetupError, match=f"older than {second[:12]}.*git revert"):
        publish(root)

    assert not (root / "site/ar/messages/water.html").exists()
    repository.git("reset", "-q", "--hard", second)
    third = commit_at(repository, "2026-12-03T00:00", {WATER: SOURCES["messages/water"]})
    assert third
    done(root)
    assert (root / "site/ar/messages/water.html").exists()
