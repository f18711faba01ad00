"""TR009 on Morocco's 1,600 places: towns that differ are found, words of every day and other spellings are not."""

from pathlib import Path

import pytest
import yaml
from campaigns import write
from cases import edit, keep_in_step
from demonstration import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from minbar.build.check.folder import check_folder
from minbar.checks.counterparts.gazetteer import Gazetteer, offset_of, words_of
from minbar.model.finding import Finding
from minbar.model.territory import Territory, TerritoryTree

CASES = yaml.safe_load(Path(__file__).with_name("places.yml").read_text(encoding="utf-8"))
WATER = "content/messages/water"
PLACES = (REPOSITORY / "content/territory.csv").read_text(encoding="utf-8")


def named_apart(root: Path, arabic: str, french: str) -> list[Finding]:
    table = (root / "content/territory.csv").read_text(encoding="utf-8")
    write(root, "content/territory.csv", _joined(table))
    edit(root, f"{WATER}.ar.md", "نوصل الماء إلى كل دوار.\n", f"{arabic}\n")
    edit(root, f"{WATER}.fr.md", "Nous amenons l’eau.\n", f"{french}\n")
    keep_in_step(root, "messages/water")
    _, findings = check_folder(root)
    return [finding for finding in findings if finding.code == "TR009"]


def _joined(table: str) -> str:
    """The small campaign's places and all of Morocco's, whose codes do not meet: 01.1 is written nowhere in these."""
    own = [row for row in table.splitlines() if row.startswith(("01.1,", "01.2,"))]
    return PLACES + "\n".join(own) + "\n"


@pytest.mark.parametrize("name", CASES)
def test_places(campaign_folder: Path, name: str) -> None:
    arabic, french, place = CASES[name]
    found = named_apart(campaign_folder, arabic, french)

    assert [finding.path for finding in found] == [f"{WATER}.fr.md"] * (place is not None), found
    if place:
        assert f"«{place}» is named in «ar»" in found[0].message


def test_a_place_is_pointed_at_where_the_translation_names_the_other(campaign_folder: Path) -> None:
    (found,) = named_apart(
        campaign_folder, "نفتح مستوصفا في سلا.", "Un centre.\n\nIl ouvre à Kénitra."
    )

    assert (found.line, found.column) == (9, 12)
    assert (found.text, found.example) == ("Kénitra", "Salé")
    assert found.related == (f"{WATER}.ar.md",)


NAMED = {
    "فسلا تنتظر": ["سلا"],
    "وللدار البيضاء": ["الدار البيضاء"],
    "لالدار البيضاء": [],
    "بSalé": [],
    "الدار البيضاء أنفا": ["الدار البيضاء أنفا"],
    "والدار البيضاء وسلا": ["الدار البيضاء", "سلا"],
}
"""Words, and the places whose names they are: of names that begin alike the longest."""


@pytest.mark.parametrize("text", NAMED)
def test_names_are_read_with_their_particles(text: str) -> None:
    names = ["سلا", "Salé", "الدار", "الدار البيضاء", "الدار البيضاء أنفا"]
    places = [Territory("00", "", "country", "", {"ar": "المغرب"})]
    places += [
        Territory(f"0{at}", "00", "city", "", {"ar": name}) for at, name in enumerate(names, 1)
    ]

    found = Gazetteer(TerritoryTree(tuple(places)), "ar").named(text)
    assert [item.name for item in found if item.name != "الدار"] == NAMED[text]


UNWRITTEN = dict.fromkeys((0x640, 0x670, *range(0x64B, 0x660)))
"""Vowel marks and tatweel, for `str.translate`."""


@given(st.text(st.sampled_from("سلاEéf٣9ـ\u064b\u0670\u0651_-’«»،.() \n\u00a0\u2028\x1c")))
def test_words_of_a_text_stand_where_they_are_said_to_and_none_is_left_out(text: str) -> None:
    words = words_of(text)

    assert "".join(words) == "".join(filter(str.isalnum, text.translate(UNWRITTEN)))
    for number, word in enumerate(words):
        assert text[offset_of(text, number) :].translate(UNWRITTEN).startswith(word)
