"""A build that would make the same is told at once, and only such a build."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from campaigns import SOURCES, write
from demonstration import AT, call_minbar, copy_campaign, read_tree
from minbar.build import fingerprint
from minbar.build.aside import Aside
from minbar.build.fingerprint import Fingerprint, digest_inputs, digest_stamps, holds, read_head
from minbar.build.lock import memory_of
from minbar.build.look import MISSING, look_at
from minbar.build.protect import MARKER, list_site
from minbar.build.site import build_or_stand
from minbar.build.twin import Twin
from minbar.content.paths import list_stamps
from processes import children, open_files
from repositories import Repository

WATER = "content/messages/water.ar.md"
STRINGS = "templates/strings/fr.yml"


def settle() -> None:
    """Let what was written grow old enough to be trusted."""
    time.sleep(0.06)


def inputs(root: Path, audience: str = "public") -> bytes | None:
    return digest_inputs(root, audience, list_stamps(root, "content")[0])


class TestInputs:
    @pytest.fixture
    def root(self, campaign_folder: Path) -> Path:
        write(campaign_folder, STRINGS, "section_messages: Un\n")
        settle()
        return campaign_folder

    @pytest.mark.parametrize(
        "edit",
        [
            lambda root: write(root, WATER, SOURCES["messages/water"]),
            lambda root: write(root, "content/messages/new.ar.md", ""),
            lambda root: (root / WATER).unlink(),
            lambda root: write(root, "content/media/share.png", ""),
            lambda root: write(root, STRINGS, "section_messages: Deux\n"),
            lambda root: write(root, "templates/pages/home.html", ""),
            lambda root: write(root, "mkdocs.yml", "site_name: x\n"),
            lambda root: Repository(root).commit(),
        ],
    )
    def test_they_change_with_every_edit(self, root: Path, edit: Callable[[Path], Any]) -> None:
        before = inputs(root)
        assert before is not None
        assert inputs(root) == before
        edit(root)
        settle()

        assert inputs(root) not in {before, None}

    def test_they_are_those_of_an_audience(self, root: Path) -> None:
        assert inputs(root) != inputs(root, "team")

    def test_what_changed_just_now_is_not_trusted(self, root: Path) -> None:
        now_ns = time.time_ns() + 10**9
        os.utime(root / WATER, ns=(now_ns, now_ns))

        assert inputs(root) is None

    def test_git_is_followed_through_its_files(self, root: Path) -> None:
        git = Repository(root)
        heads = [read_head(root)]
        git.commit()
        heads.append(read_head(root))
        git.git("pack-refs", "--all")
        heads.append(read_head(root))
        git.commit()
        heads.append(read_head(root))
        git.git("checkout", "-q", "--detach")
        heads.append(read_head(root))

        assert None not in heads
        assert len(set(heads[:2] + heads[3:4])) == 3
        assert read_head(root / "content") == heads[-1]

    def test_where_it_takes_git_itself_nothing_is_told(self, root: Path, tmp_path: Path) -> None:
        git = Repository(root)
        git.commit()
        git.git("worktree", "add", "-q", str(tmp_path / "tree"))
        shallow = tmp_path / "shallow"
        subprocess.run(
            ["git", "clone", "-q", "--depth=1", root.as_uri(), str(shallow)],
            check=True,
            capture_output=True,
        )

        assert read_head(tmp_path / "tree") is None
        assert read_head(shallow) is None
        assert inputs(shallow) is None


def stamp(number: int) -> bytes:
    return bytes(23) + bytes([number])


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_names_and_stamps_are_kept_apart(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "NAMES_AT_ONCE", at_once)
    trees: list[dict[str, bytes]] = [
        {},
        {"a": stamp(3)},
        {"a": stamp(4)},
        {"b": stamp(3)},
        {"a": stamp(3), "b": stamp(3)},
        {"a\0b": stamp(3)},
        {"a": stamp(4), "b": stamp(3)},
        {"a": stamp(3), "b": stamp(3), "c": stamp(3)},
        {"a": stamp(3), "b": stamp(3), "c": stamp(4)},
    ]

    assert len({digest_stamps(tree) for tree in trees}) == len(trees)


def test_it_holds_for_the_instants_between_two_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    last = Fingerprint(b"", b"", 100.0, 200.0, "", {}, b"")
    found = []
    for now in ("99", "100", "199", "200"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", now)
        found.append(holds(last, ""))

    assert found == [False, True, True, False]
    assert not holds(last, AT)
    assert holds(Fingerprint(b"", b"", 100.0, 200.0, AT, {}, b""), AT)
    assert not holds(Fingerprint(b"", b"", 100.0, 200.0, AT, {}, b""), "")


def test_a_look_sees_every_change_of_a_site(tmp_path: Path) -> None:
    assert look_at(tmp_path).result() == MISSING
    write(tmp_path, MARKER, "")
    write(tmp_path, "ar/index.html", "x")
    found = [look_at(tmp_path).result()]
    write(tmp_path, "CNAME", "pont.example")
    assert look_at(tmp_path).result() == found[0] == digest_stamps(list_site(tmp_path))
    write(tmp_path, "strange", "x")
    found.append(look_at(tmp_path).result())
    (tmp_path / "ar/index.html").unlink()
    found.append(look_at(tmp_path).result())

    assert len(set(found)) == 3


class Campaign:
    """A campaign that is built, and what a build of it says of how it was done."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def build(self, at: str | None = AT) -> bool:
        """Build; tells whether all stood already, without a look into the engine."""
        settle()
        loaded: list[str] = []
        made = build_or_stand(self.root, self.root / "site", "public", at, loaded.append)
        assert not isinstance(made, list), made
        self.report = made
        assert loaded == []
        return made.change.written == made.change.removed == 0

    def is_sound(self) -> bool:
        cold = self.root.parent / "cold"
        shutil.rmtree(cold, ignore_errors=True)
        copy_campaign(self.root, cold)
        assert call_minbar("build", "--at", AT, cwd=cold).returncode == 0
        return read_tree(cold / "site") == read_tree(self.root / "site")


@pytest.fixture
def campaign(campaign_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    made = Campaign(campaign_folder)
    made.build()
    return made


def refuse_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the engine was asked")

    monkeypatch.setattr("minbar.build.engine.Engine.__init__", refuse)


def test_nothing_new_is_told_without_the_engine(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = campaign.report
    refuse_engine(monkeypatch)

    assert campaign.build()
    assert campaign.report.pages == first.pages
    assert campaign.report.at == first.at
    assert campaign.report.change.unchanged == first.change.written


def test_an_instant_is_told_as_it_is_asked_for(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795345200")
    campaign.build(at=None)
    refuse_engine(monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795345260")
    campaign.build(at=None)

    assert campaign.report.at == "2026-11-22T11:01:00+00:00"


def test_an_event_that_ends_at_the_instant_of_a_build_is_over_after_it(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = int(datetime(2026, 10, 17, 18, tzinfo=UTC).timestamp())
    pages = []
    for second in (end, end + 1):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(second))
        campaign.build(at=None)
        pages.append((campaign.root / "site/fr/events/index.html").read_bytes())

    assert pages[0] != pages[1]


@pytest.mark.parametrize("what", ["deleted", "changed", "added"])
def test_a_site_that_somebody_touched_is_mended(campaign: Campaign, what: str) -> None:
    page = campaign.root / "site/fr/messages/water.html"
    if what == "deleted":
        page.unlink()
    else:
        (page if what == "changed" else page.with_name("strange.html")).write_bytes(b"by hand")
    campaign.build()

    assert campaign.is_sound()


def during(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something while a build runs, after it has read all and before it is done."""
    real = Twin.exchange

    def exchange(self: Twin, files: int, *, follows: bool) -> object:
        act()
        return real(self, files, follows=follows)

    monkeypatch.setattr(Twin, "exchange", exchange)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (STRINGS, "section_messages: Pendant\n"),
        ("templates/pages/page.html", "<h1>{{ page.title }}</h1>\n"),
        (WATER, SOURCES["messages/water"] + "\nأثناء البناء.\n"),
    ],
)
def test_an_edit_while_a_build_runs_is_in_the_next_one(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch, path: str, text: str
) -> None:
    write(campaign.root, "content/press/launch.ar.md", SOURCES["press/launch"] + "\nأكثر.\n")
    with monkeypatch.context() as patched:
        during(patched, lambda: write(campaign.root, path, text))
        campaign.build()
    campaign.build()

    assert campaign.is_sound()


def test_a_commit_while_a_build_runs_is_in_the_next_one(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = Repository(campaign.root)
    git.write(".gitignore", "/site/\n/.minbar/\n")
    write(campaign.root, WATER, SOURCES["messages/water"] + "\nأكثر.\n")
    with monkeypatch.context() as patched:
        during(patched, git.commit)
        campaign.build()
    assert not campaign.build()

    feed = (campaign.root / "site/ar/feeds/all.xml").read_text("utf-8")
    assert "messages/water" in feed


def test_a_text_that_changes_again_within_the_same_tick_is_read_again(campaign: Campaign) -> None:
    """Same size, same time, same inode: only that it was so young tells."""
    path = campaign.root / WATER
    words = [SOURCES["messages/water"] + f"\n{word}\n" for word in ("قبل", "بعد")]
    assert len({len(text.encode()) for text in words}) == 1
    young_ns = time.time_ns() + 10**9
    for text in words:
        path.write_bytes(text.encode())
        os.utime(path, ns=(young_ns, young_ns))
        campaign.build()
        assert campaign.is_sound()


def test_a_damaged_fingerprint_is_said_and_made_anew(campaign_folder: Path) -> None:
    settle()
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    path = memory_of(campaign_folder, campaign_folder / "site") / "fingerprint"
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    done = call_minbar("build", "--at", AT, cwd=campaign_folder)

    assert done.returncode == 0
    assert done.stderr == f"minbar: {path} is damaged: all files are looked at\n"
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).stderr == ""


def test_where_pages_show_the_instant_nothing_is_told_at_once(campaign: Campaign) -> None:
    write(
        campaign.root,
        "templates/pages/page.html",
        "<h1>{{ page.title }}</h1>{{ view.edition.at }}\n",
    )
    campaign.build()

    assert not (memory_of(campaign.root, campaign.root / "site") / "fingerprint").exists()


@pytest.mark.parametrize("fault", ["a text", "the engine", "a listing", "the first pool"])
def test_a_build_that_ends_early_leaves_no_process(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr("minbar.build.aside.runs_alone", lambda: True)
    dask = None
    if fault == "a text":
        write(campaign.root, WATER, "---\n---\n")
    elif fault == "the engine":
        write(campaign.root, WATER, SOURCES["messages/water"] + "\nأكثر.\n")
        refuse_engine(monkeypatch)
    elif fault == "a listing":
        write(campaign.root, WATER, SOURCES["messages/water"] + "\nأكثر.\n")
        monkeypatch.setattr("minbar.build.site._load", lambda: 1 / 0)
    else:
        shutil.rmtree(campaign.root / ".minbar")
        dask = "tcp://127.0.0.1:1"
        monkeypatch.setattr("minbar.build.site._pool", lambda *_, **__: 1 / 0)
    before, opened = children(), open_files()
    with suppress(AssertionError, ZeroDivisionError):
        made = build_or_stand(campaign.root, campaign.root / "site", "public", AT, print, dask)
        assert isinstance(made, list)

    assert children() == before
    assert open_files() == opened


def test_a_look_that_fails_is_told_as_it_failed(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> dict[str, bytes]:
        raise PermissionError("nobody may look")

    monkeypatch.setattr("minbar.build.aside.runs_alone", lambda: True)
    monkeypatch.setattr("minbar.build.look.list_site", refuse)
    with pytest.raises(PermissionError, match="nobody may look"):
        campaign.build()


def test_a_site_that_is_touched_while_others_look_is_mended(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look ends when the engine has begun, and then sees what was done meanwhile."""
    real = look_at
    page = campaign.root / "site/fr/messages/water.html"

    def look_late(site: Path) -> Aside:
        monkeypatch.setattr("minbar.build.aside.runs_alone", lambda: False)
        return real(site)

    def load() -> None:
        page.write_bytes(b"by hand")

    write(campaign.root, WATER, SOURCES["messages/water"] + "\nأكثر.\n")
    with monkeypatch.context() as patched:
        patched.setattr("minbar.build.site.look_at", look_late)
        patched.setattr("minbar.build.site._load", load)
        campaign.build()

    assert campaign.is_sound()
