"""A large campaign that has not changed is told of again without being checked."""

import os
from pathlib import Path

import pytest
from campaigns import write
from minbar.build.check import remembered as module
from minbar.build.check.remembered import Told, list_content, remembered
from minbar.model import rules
from minbar.model.finding import Place

TOLD = Told(3, [rules.TATWEEL.at(Place("content/a.ar.md", 2, 3), "said", "ـ")], until=100.0)


@pytest.fixture
def large(campaign_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small campaign, taken for a large one whose files have lain still."""
    monkeypatch.setattr(module, "LARGE_FILES", 1)
    for file in campaign_folder.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return campaign_folder


def _asked(root: Path, at: float = 1.0) -> int:
    """How often the campaign is really checked."""
    checked: list[int] = []

    def check() -> Told:
        checked.append(1)
        return TOLD

    assert remembered(root, list_content(root), at, check) == TOLD
    return len(checked)


def test_what_has_not_changed_is_not_checked_again(large: Path) -> None:
    assert [_asked(large), _asked(large)] == [1, 0]


def test_a_changed_file_is_seen(large: Path) -> None:
    _asked(large)
    file = write(large, "content/messages/water.ar.md", "---\ntitle: x\n---\n")
    os.utime(file, (1_700_000_001, 1_700_000_001))
    assert _asked(large) == 1


def test_the_project_file_is_seen(large: Path) -> None:
    _asked(large)
    file = write(large, "pyproject.toml", "[tool.minbar.rules]\n")
    os.utime(file, (1_700_000_001, 1_700_000_001))
    assert _asked(large) == 1


def test_another_day_is_answered_anew(large: Path) -> None:
    _asked(large)
    assert _asked(large, at=100.0) == 1


def test_what_is_refused_is_seen(large: Path) -> None:
    _asked(large)
    (large / "content/messages/link.ar.md").symlink_to("water.ar.md")
    assert _asked(large) == 1


def test_what_is_damaged_is_not_believed(large: Path) -> None:
    _asked(large)
    file = large / module.NAME
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert _asked(large) == 1


def test_a_small_campaign_leaves_nothing_behind(campaign_folder: Path) -> None:
    assert [_asked(campaign_folder), _asked(campaign_folder)] == [1, 1]
    assert not (campaign_folder / ".minbar").exists()
