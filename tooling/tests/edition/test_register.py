"""A register's digests change with whatever readers could see, and with nothing else."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from minbar.edition.register import Register, UnjoinedError, digest_of, join_entries
from msgspec.structs import replace
from registers import read_campaign_base, read_entries, read_register

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PUBLISH = datetime(2026, 10, 5, 18, 30, tzinfo=UTC)
WATER = "content/messages/water.ar.md"


def digests(root: Path) -> dict[str, bytes]:
    """Of each document of the public register."""
    shutil.rmtree(root / "store", ignore_errors=True)
    return {
        f"{kind}/{slug}": item.digest
        for (kind, slug), item in read_register(root, NOW).shown.items()
    }


def append(path: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("\nماء.\n")

    return edit


def rename(root: Path) -> None:
    for language in ("ar", "fr"):
        path = root / f"content/messages/water.{language}.md"
        path.rename(path.with_name(f"springs.{language}.md"))


def move(root: Path) -> None:
    (root / "content/messages/local").mkdir()
    for language in ("ar", "fr"):
        path = root / f"content/messages/water.{language}.md"
        path.rename(path.parent / "local" / path.name)


def touch(root: Path) -> None:
    data = (root / WATER).read_bytes()
    (root / WATER).unlink()
    (root / WATER).write_bytes(data)


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (append(WATER), {"messages/water"}),
        (append("content/messages/water.fr.md"), {"messages/water"}),
        (append("content/candidates/said-amrani.ar.md"), {"candidates/said-amrani"}),
        (lambda root: (root / "content/messages/water.fr.md").unlink(), {"messages/water"}),
        (rename, {"messages/water", "messages/springs"}),
        (move, set()),
        (touch, set()),
    ],
)
def test_digests_follow_slug_and_text(
    campaign_folder: Path, edit: Callable[[Path], None], changed: set[str]
) -> None:
    before = digests(campaign_folder)
    edit(campaign_folder)
    after = digests(campaign_folder)

    assert {name for name in before | after if before.get(name) != after.get(name)} == changed


def test_digests_follow_the_state(campaign_folder: Path, tmp_path: Path) -> None:
    early, late = PUBLISH.replace(minute=29), PUBLISH
    team = [read_register(campaign_folder, at, "team") for at in (early, late)]
    key = "messages", "night-clinics"
    states = [register.documents[key].state for register in team]

    assert states == ["embargoed", "live"]
    assert team[0].documents[key].digest != team[1].documents[key].digest
    assert all(key in register.shown for register in team)
    assert key not in read_register(campaign_folder, early).shown


def test_the_order_of_languages_counts(campaign_folder: Path, tmp_path: Path) -> None:
    entries = read_entries(campaign_folder, tmp_path / "store")
    tree = read_campaign_base(campaign_folder).territory
    arabic = Register(join_entries(entries, ("ar", "fr")), tree, NOW.timestamp(), "team")
    both = [entry for entry in entries if not entry.path.startswith("content/monitoring/")]
    french = Register(join_entries(both, ("fr", "ar")), tree, NOW.timestamp(), "team")
    key = "messages", "water"

    assert arabic.documents[key].source.language == "ar"
    assert french.documents[key].source.language == "fr"
    assert arabic.documents[key].digest != french.documents[key].digest


def test_lists_are_digested_by_what_they_list(campaign_folder: Path) -> None:
    def asked(root: Path) -> dict[str, bytes]:
        shutil.rmtree(root / "store", ignore_errors=True)
        found = read_register(root, NOW)
        return {
            "messages": found.of("messages"),
            "replies": found.of("replies"),
            "here": found.at("messages", "01.1"),
            "there": found.at("messages", "01.2"),
            "country": found.at("messages", "00"),
            "reaching": found.reaching("messages", "01.1"),
            "water": found.by_theme("messages", "water"),
            "health": found.by_theme("messages", "health"),
            "people": found.roll("01.1"),
        }

    before = asked(campaign_folder)
    assert before["there"] == b""
    append(WATER)(campaign_folder)
    changed = {name for name, digest in asked(campaign_folder).items() if digest != before[name]}
    assert changed == {"messages", "country", "reaching", "water"}

    before = asked(campaign_folder)
    text = SOURCES["messages/water"].replace("pillar:", 'territory: "01.2"\npillar:')
    write(campaign_folder, WATER, text)
    changed = {name for name, digest in asked(campaign_folder).items() if digest != before[name]}
    assert changed == {"messages", "country", "there", "reaching", "water"}


def test_what_is_shown_is_bounded_by_the_instants_around(campaign_folder: Path) -> None:
    found = read_register(campaign_folder, PUBLISH)

    assert found.since == PUBLISH.timestamp()
    assert found.until == datetime(2026, 10, 6, 10, tzinfo=UTC).timestamp()


def test_rolls_have_everybody_in_the_order_of_places(campaign_folder: Path) -> None:
    path = "content/candidates/said-amrani"
    text = SOURCES["candidates/said-amrani"].replace("---\n", "---\nstatus: draft\n", 1)
    write(campaign_folder, f"{path}.ar.md", text.replace('"01.1"', '"01.2"'))
    found = read_register(campaign_folder, NOW)

    assert {place: [item.slug for item in people] for place, people in found.rolls.items()} == {
        "01.1": ["amina-idrissi"],
        "01.2": ["said-amrani"],
    }
    assert [item.shown for people in found.rolls.values() for item in people] == [True, False]
    assert found.lists == {"communal": {"01.1": 1}}


def test_what_does_not_belong_together_is_refused(campaign_folder: Path, tmp_path: Path) -> None:
    entries = read_entries(campaign_folder, tmp_path / "store")
    water = next(entry for entry in entries if entry.path == WATER)
    others = [entry for entry in entries if entry is not water]
    twice = [*entries, replace(water, path="content/messages/moved/water.ar.md")]
    for wrong in (others, twice, [*others, replace(water, seal=water.stamp + water.blob)]):
        with pytest.raises(UnjoinedError):
            join_entries(wrong, ("ar", "fr"))


def test_parts_are_kept_apart() -> None:
    assert len({digest_of(parts) for parts in ([b"ab"], [b"a", b"b"], [b"", b"ab"], [])}) == 4
