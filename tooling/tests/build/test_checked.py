"""A check that goes on from the last one finds what a check of everything finds, whatever was edited in between."""

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import pytest
from campaigns import SOURCES, translation, write, write_campaign
from cases import edit, keep_in_step
from minbar.build.check import alone, renewing, resumed
from minbar.build.check.facts import NAME, Kept
from minbar.build.check.folder import check_folder
from minbar.build.check.remembered import list_content
from minbar.build.check.resumed import check_listed
from minbar.content import campaign, joining
from minbar.content.files import LIMIT_BYTES
from minbar.model.finding import Finding
from text_edits import TEXT_EDITS

TODAY = date(2026, 11, 28)
EDITS_A_SEED = 100
TOO_MANY = 15
"""With so many faults a campaign begins anew: in one that is broken everywhere nothing is found any more."""
LONG_AGO_NS = 1_700_000_000_000_000_000
AMINA = "content/candidates/amina-idrissi.ar.md"
HEALTH = "content/programme/health.ar.md"
WATER = "content/messages/water.ar.md"


def _settle(root: Path, number: int) -> None:
    """Have every file that was just written lie still since long ago, each edit under an instant of its own."""
    for path in root.rglob("*"):
        if path.stat().st_mtime_ns > LONG_AGO_NS + 10**15:
            os.utime(path, ns=(LONG_AGO_NS + number, LONG_AGO_NS + number))


def _found(root: Path) -> list[Finding]:
    return check_listed(root, list_content(root), keep=True, today=TODAY).findings


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_the_same_is_found(
    campaign_folder: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, codes = random.Random(seed), Counter[str]()
    for number in range(EDITS_A_SEED):
        monkeypatch.setattr(resumed, "FEW", chance.choice((0, 3)))
        edit = chance.choice(TEXT_EDITS)
        try:
            edit(campaign_folder, chance, number)
        except (IndexError, FileNotFoundError):
            continue  # earlier edits have left nothing for this one
        _settle(campaign_folder, number)
        checked, expected = check_folder(campaign_folder, TODAY)

        assert _found(campaign_folder) == expected, (edit.__name__, number)
        codes.update(finding.code for finding in expected)
        if checked is None or len(expected) > TOO_MANY:
            shutil.rmtree(campaign_folder / "content")
            write_campaign(campaign_folder)
    assert len(codes) > 15, "most rules must find something, or nothing is tested"


def _spoken(root: Path) -> None:
    """A message names a candidate in Arabic, and not in French."""
    source = SOURCES["messages/water"] + "\nأمينة الإدريسي.\n"
    write(root, WATER, source)
    write(root, WATER.replace(".ar.", ".fr."), translation("messages/water", source))


def _linked(root: Path) -> None:
    """A message leads to a heading of another document."""
    write(root, WATER, SOURCES["messages/water"] + "\n[x](../programme/health.ar.md#schedule)\n")
    write(root, HEALTH, SOURCES["programme/health"] + "\n## متى {#schedule}\n")


CASES: dict[str, tuple[Callable[[Path], None], Callable[[Path], object], str]] = {
    "a candidate has another name": (
        _spoken,
        lambda root: _replace(root / AMINA, "أمينة الإدريسي", "أمينة الادريسي"),
        "TR009",
    ),
    "a heading that is linked to is gone": (
        _linked,
        lambda root: write(root, HEALTH, SOURCES["programme/health"]),
        "LK004",
    ),
    "a document that is linked to is gone": (
        _linked,
        lambda root: (root / HEALTH).unlink(),
        "LK002",
    ),
    "a document that is linked to cannot be read": (
        _linked,
        lambda root: write(root, HEALTH, "---\ntitle: [\n"),
        "LK002",
    ),
    "a picture that is shown is gone": (
        lambda root: None,
        lambda root: (root / "content/media/themes/health.webp").unlink(),
        "ST006",
    ),
    "a position is held twice": (
        lambda root: None,
        lambda root: _replace(root / AMINA, "position: 1", "position: 2"),
        "ST005",
    ),
    "a plank that is named is gone": (
        lambda root: None,
        lambda root: [path.unlink() for path in root.glob("content/programme/health.*.md")],
        "ST004",
    ),
}


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize("case", CASES)
def test_what_one_file_does_to_others_is_found(campaign_folder: Path, case: str) -> None:
    before, edit, code = CASES[case]
    before(campaign_folder)
    _settle(campaign_folder, 1)
    first = _found(campaign_folder)
    edit(campaign_folder)
    _settle(campaign_folder, 2)
    found = _found(campaign_folder)

    assert found == check_folder(campaign_folder, TODAY)[1]
    assert (code in {item.code for item in found}) != (code in {item.code for item in first})


def _read_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The documents that a check reads."""
    read: set[str] = set()
    parse = joining.parse_data

    def noted(data: bytes, path: str, *rest: Any) -> Any:
        read.add(path)
        return parse(data, path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(joining, "parse_data", noted)
        _found(root)
    return read


def test_only_what_has_changed_is_read(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resumed, "FEW", 0)
    _settle(campaign_folder, 1)
    assert len(_read_files(campaign_folder, monkeypatch)) > 20
    assert _read_files(campaign_folder, monkeypatch) == set()
    write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")
    _settle(campaign_folder, 2)
    assert _read_files(campaign_folder, monkeypatch) == {WATER, WATER.replace(".ar.", ".fr.")}
    _replace(campaign_folder / "content/charter.yml", "\n", " \n")
    assert len(_read_files(campaign_folder, monkeypatch)) > 20


def test_what_all_depend_on_is_read_again_where_it_has_changed(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    parse = campaign.parse_yaml

    def noted(text: str, path: str, *rest: Any) -> Any:
        parsed.append(path)
        return parse(text, path, *rest)

    monkeypatch.setattr(campaign, "parse_yaml", noted)
    _settle(campaign_folder, 0)
    _found(campaign_folder)
    assert sorted(parsed) == sorted(campaign.CONFIGURATION)
    parsed.clear()
    _found(campaign_folder)
    write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")
    _settle(campaign_folder, 1)
    _found(campaign_folder)
    assert not parsed
    team = campaign_folder / "content/team.yml"
    team.write_text(team.read_text().replace("people:", "persons:"))
    _settle(campaign_folder, 2)
    for _ in range(2):
        assert "persons" in {finding.text for finding in _found(campaign_folder)}


def test_what_changes_while_it_is_read_is_not_remembered(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = resumed.read_base

    def changing(*arguments: Any) -> Any:
        _replace(campaign_folder / "content/charter.yml", "\n", " \n")
        return read(*arguments)

    _settle(campaign_folder, 0)
    with monkeypatch.context() as patch:
        patch.setattr(resumed, "read_base", changing)
        _found(campaign_folder)
    assert not (campaign_folder / NAME).exists()
    _settle(campaign_folder, 1)
    _found(campaign_folder)
    assert (campaign_folder / NAME).exists()


def test_candidates_are_not_gone_through_for_the_words_of_a_message(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resumed, "FEW", 0)
    _settle(campaign_folder, 0)
    _found(campaign_folder)
    read: list[int] = []
    encode = renewing.encode_names
    monkeypatch.setattr(renewing, "encode_names", lambda listed: read.append(1) or encode(listed))
    for number, (path, old) in enumerate(((WATER, "ماء"), (AMINA, "\n---\n")), 1):
        _replace(campaign_folder / path, old, f"{old} ")
        _settle(campaign_folder, number)
        _found(campaign_folder)
    assert not read
    _replace(campaign_folder / AMINA, "أمينة", "آمنة")
    _settle(campaign_folder, 3)
    _found(campaign_folder)
    assert read


def test_a_fresh_checkout_of_the_same_files_is_not_read_again(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settle(campaign_folder, 1)
    _found(campaign_folder)
    for path in (campaign_folder / "content").rglob("*.md"):
        os.utime(path, ns=(LONG_AGO_NS + 2, LONG_AGO_NS + 2))
    assert _read_files(campaign_folder, monkeypatch) == set()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1] + b"?",
        lambda data: data[:100],
        lambda data: b"",
        lambda data: _sealed(msgspec.msgpack.encode(["another", "make"])),
        lambda data: _sealed(msgspec.msgpack.encode(Kept(made=b"another make"))),
    ],
)
def test_what_is_damaged_or_of_another_make_is_made_anew(
    campaign_folder: Path, spoil: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    _settle(campaign_folder, 1)
    expected = _found(campaign_folder)
    file = campaign_folder / NAME
    file.write_bytes(spoil(file.read_bytes()))

    assert _found(campaign_folder) == expected
    assert _read_files(campaign_folder, monkeypatch) == set()


def _sealed(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=16).digest() + payload


def test_a_disk_that_takes_nothing_is_no_reason_to_fail(campaign_folder: Path) -> None:
    (campaign_folder / ".minbar").write_text("in the way")
    assert _found(campaign_folder) == check_folder(campaign_folder, TODAY)[1]


def test_several_processes_find_the_same(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "---\npillar: closeness\ntheme: water\ntitle: مـاء,\nshort: ماء  هنا.\n---\n"
    for number in range(12):
        write(campaign_folder, f"content/messages/more-{number}.ar.md", text)
    _linked(campaign_folder)
    edit(campaign_folder, WATER, "\n---\n", "\n---\nأمينة الإدريسي معنا.\n")
    keep_in_step(campaign_folder, "messages/water")
    expected = check_folder(campaign_folder, TODAY)[1]
    monkeypatch.setattr(alone, "KEYS_HERE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    assert _found(campaign_folder) == expected
    assert sum(finding.code == "TY004" for finding in expected) == 12
    assert [finding.text for finding in expected if finding.code == "TR009"] == ["أمينة الإدريسي"]


def test_a_large_territory_is_looked_at(campaign_folder: Path) -> None:
    file = campaign_folder / "content/territory.csv"
    table = file.read_text("utf-8").rstrip("\n")
    root, columns = table.split("\n")[1].split(",")[0], table.split("\n")[0].count(",") + 1
    rows = [
        ",".join([f"x{number}", root, "quarter", "quarter", *["حي"] * (columns - 4)])
        for number in range(4000)
    ]
    file.write_text("\n".join([table, *rows, ""]), "utf-8")
    assert file.stat().st_size > LIMIT_BYTES
    _settle(campaign_folder, 1)
    assert "ST013" not in {item.code for item in _found(campaign_folder)}
    _replace(file, "commune", "parish")
    _settle(campaign_folder, 2)
    found = _found(campaign_folder)

    assert found == check_folder(campaign_folder, TODAY)[1]
    assert "ST013" in {item.code for item in found}
