"""Git is asked as seldom as can be, and what is known without it is what it would say."""

import shutil
from pathlib import Path

import pytest
from campaigns import SOURCES, write_campaign
from demonstration import AT, call_minbar, read_tree
from minbar.build.dates import Question, ask_git, carry_over, date_entries, is_answered
from minbar.content.entry import Entry
from registers import read_entries
from repositories import Repository

WATER = "content/messages/water.ar.md"
TEXT = SOURCES["messages/water"]


class Dated:
    """A campaign under git, and what is remembered of its dates from one look to the next."""

    def __init__(self, root: Path) -> None:
        write_campaign(root)
        self.git = Repository(root)
        self.git.write(".gitignore", ".minbar/\nsite/\n")
        self.root = root
        self.entries: dict[str, Entry] = {}
        self.head = ""
        self.times_asked = 0

    def look(self) -> dict[str, tuple[float, bool]]:
        """When each file last changed, and whether it is as it was then."""
        store = self.root / ".minbar"
        store.mkdir(exist_ok=True)
        entries = read_entries(self.root, store)
        if is_answered(self.root, self.head, entries, self.entries):
            entries = carry_over(entries, self.entries)
        else:
            self.times_asked += 1
            answer = ask_git(Question(str(self.root), tuple(entry.path for entry in entries)))
            self.head, entries = answer.head, date_entries(entries, answer)
        self.entries = {entry.path: entry for entry in entries}
        return dates_of(entries)

    def look_anew(self) -> dict[str, tuple[float, bool]]:
        """The same, remembering nothing."""
        entries = read_entries(self.root, self.root / ".minbar")
        answer = ask_git(Question(str(self.root), tuple(entry.path for entry in entries)))
        return dates_of(date_entries(entries, answer))


def dates_of(entries: list[Entry]) -> dict[str, tuple[float, bool]]:
    """A date that holds, or none: what is not as it was committed has none."""
    return {
        entry.path: (entry.committed, True) if _holds(entry) else (0.0, False) for entry in entries
    }


def _holds(entry: Entry) -> bool:
    return bool(entry.committed) and entry.clean == entry.blob


@pytest.fixture
def campaign(tmp_path: Path) -> Dated:
    made = Dated(tmp_path / "campaign")
    made.git.commit()
    return made


def test_nothing_new_is_carried_over(campaign: Dated) -> None:
    first = campaign.look()

    assert all(holds for _, holds in first.values())
    assert campaign.look() == first
    assert campaign.times_asked == 1


def test_an_edit_loses_the_date_and_its_revert_has_it_again(campaign: Dated) -> None:
    before = campaign.look()
    campaign.git.write(WATER, TEXT + "\nأكثر.\n")
    edited = campaign.look()
    campaign.git.write(WATER, TEXT)

    assert edited == campaign_with(before, WATER)
    assert campaign.look() == before
    assert campaign.times_asked == 1


def campaign_with(dates: dict[str, tuple[float, bool]], path: str) -> dict[str, tuple[float, bool]]:
    return {**dates, path: (0.0, False)}


def test_an_edit_of_an_edit_needs_no_git(campaign: Dated) -> None:
    """The commonest of all days: a text is written at, and looked at, again and again."""
    campaign.look()
    for number in range(3):
        campaign.git.write(WATER, f"{TEXT}\n{number}\n")
        assert campaign.look() == campaign.look_anew()
    assert campaign.times_asked == 1


def test_a_start_in_the_midst_of_an_edit(campaign: Dated) -> None:
    campaign.git.write(WATER, TEXT + "\nأكثر.\n")
    assert campaign.look() == campaign.look_anew()
    campaign.git.write(WATER, TEXT + "\nأكثر وأكثر.\n")
    assert campaign.look() == campaign.look_anew()
    campaign.git.write(WATER, TEXT)
    assert campaign.look() == campaign.look_anew()
    assert campaign.look()[WATER][1]


def test_a_new_commit_is_asked_about(campaign: Dated) -> None:
    before = campaign.look()
    campaign.git.write(WATER, TEXT + "\nأكثر.\n")
    campaign.look()
    date = campaign.git.commit()
    after = campaign.look()

    assert after == {**before, WATER: (date.timestamp(), True)}
    assert campaign.times_asked == 2


def test_a_file_that_is_not_tracked_has_no_date_until_it_is_committed(campaign: Dated) -> None:
    campaign.look()
    springs = "content/messages/springs.ar.md"
    campaign.git.write(springs, TEXT)
    assert campaign.look()[springs] == (0.0, False)
    campaign.git.git("add", springs)
    assert campaign.look() == campaign.look_anew()
    date = campaign.git.commit()
    assert campaign.look()[springs] == (date.timestamp(), True)


def test_a_file_that_was_deleted_and_is_there_again(campaign: Dated) -> None:
    before = campaign.look()
    (campaign.root / WATER).unlink()
    assert campaign.look() == {path: date for path, date in before.items() if path != WATER}
    campaign.git.write(WATER, TEXT)
    assert campaign.look() == before
    (campaign.root / WATER).unlink()
    campaign.git.commit()
    campaign.look()
    campaign.git.write(WATER, TEXT)
    assert campaign.look() == campaign.look_anew()
    assert campaign.look()[WATER] == (0.0, False)


def test_another_branch_and_back(campaign: Dated) -> None:
    before = campaign.look()
    campaign.git.git("checkout", "-q", "-b", "draft")
    campaign.git.write(WATER, TEXT + "\nمسودة.\n")
    campaign.git.commit()
    assert campaign.look() == campaign.look_anew()
    campaign.git.git("checkout", "-q", "main")

    assert campaign.look() == before


def test_without_git_there_are_no_dates(tmp_path: Path) -> None:
    write_campaign(tmp_path / "campaign")
    entries = read_entries(tmp_path / "campaign", tmp_path / "store")
    answer = ask_git(Question(str(tmp_path / "campaign"), tuple(entry.path for entry in entries)))

    assert (answer.head, answer.clean) == ("", bytes(len(entries)))
    assert {entry.committed for entry in date_entries(entries, answer)} == {0}
    assert "no git repository" in answer.note
    assert not is_answered(tmp_path / "campaign", "", entries, {})


STEPS = ["edit", "commit", "edit", "revert", "add", "commit", "delete", "restore", "amend", "touch"]


def test_each_build_of_a_day_is_that_of_a_cold_one(campaign: Dated, tmp_path: Path) -> None:
    """Feeds and sitemap say when texts changed: they show whether the dates are right."""
    git, root, cold = campaign.git, campaign.root, tmp_path / "cold"
    springs = "content/messages/springs.ar.md"
    acts = {
        "edit": lambda: git.write(WATER, (root / WATER).read_text("utf-8") + "\nأكثر.\n"),
        "commit": git.commit,
        "revert": lambda: git.git("checkout", "-q", "--", "content"),
        "add": lambda: git.write(springs, TEXT),
        "delete": lambda: (root / springs).unlink(),
        "restore": lambda: git.git("checkout", "-q", "--", springs),
        "amend": lambda: git.git("commit", "-q", "--amend", "--allow-empty", "-m", "مصححة"),
        "touch": lambda: (root / WATER).touch(),
    }
    for step in ("nothing", *STEPS):
        acts.get(step, lambda: None)()
        done = call_minbar("build", "--at", AT, cwd=root)
        assert done.returncode == 0, done.stdout
        shutil.rmtree(cold, ignore_errors=True)
        shutil.copytree(root, cold, ignore=shutil.ignore_patterns("site", ".minbar"))
        assert call_minbar("build", "--at", AT, cwd=cold).returncode == 0
        made, sound = read_tree(root / "site"), read_tree(cold / "site")
        assert [name for name in sorted({*made, *sound}) if made.get(name) != sound.get(name)] == (
            []
        ), step
