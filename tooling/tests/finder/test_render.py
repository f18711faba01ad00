"""The finder's files: small, the same each time, and right about everybody."""

import json
import random
from typing import Any

import pytest
from minbar.finder import Person, render_finder
from minbar.finder.fold import query_words
from minbar.finder.render import ROWS_A_FILE, WORDS_LIMIT_BYTES
from minbar.model.addresses import document_address, item_address
from minbar.model.names import pack_names
from minbar.model.territory import Territory, TerritoryTree
from synthetic import morocco, national_finder, national_people, unpack

LANGUAGES = ("ar", "fr")
TREE = TerritoryTree(
    (
        Territory("00", "", "country", "country", {"ar": "المغرب", "fr": "Maroc"}),
        Territory("01", "00", "region", "region", {"ar": "الشمال", "fr": "Nord"}),
        Territory("02", "00", "region", "region", {"ar": "الجنوب", "fr": "Sud"}),
        Territory("01.1", "01", "province", "province", {"ar": "الوادي", "fr": "El Oued"}),
        Territory("01.1.1", "01.1", "commune", "urban", {"ar": "الوادي", "fr": "El Oued"}),
        Territory("01.1.2", "01.1", "commune", "rural", {"ar": "جبل الوادي", "fr": "Jbel El Oued"}),
    )
)
PEOPLE = (
    Person(
        "said-amrani",
        pack_names({"ar": "سعيد العمراني", "fr": "Saïd Amrani"}),
        "01.1.2",
        "communal",
        1,
    ),
    Person(
        "amina-idrissi",
        pack_names({"ar": "أمينة الإدريسي", "fr": "Amina Idrissi"}),
        "01.1.1",
        "communal",
        2,
    ),
    Person("head", pack_names({"ar": "رئيسة اللائحة"}), "00", "national", 1),
)
HOSTILE = """"'><script>alert(1)</script>\u202e&{{ 7*7 }}\\u0000"""


def small(people: tuple[Person, ...] = PEOPLE) -> dict[str, Any]:
    files = render_finder(people, [place.code for place in TREE], TREE, LANGUAGES)
    return {name: json.loads(data) for name, data in files}


def test_the_files_of_a_small_finder() -> None:
    files = small()
    index = files.pop("finder/index.json")

    assert index.pop("version")
    assert set(index.pop("rules")) == {
        "dropped", "apostrophes", "elided", "letters", "lone", "article", "rest"
    }  # fmt: skip
    assert index == {
        "languages": ["ar", "fr"],
        "person": document_address("candidates", "{item}", "{language}"),
        "place": item_address("places", "{item}", "{language}"),
        "rows": ROWS_A_FILE,
        "contests": ["national", "communal"],
        "types": ["country", "region", "province", "urban", "rural"],
        "words": ["alamrani" if "alamrani" in files["finder/words/0.json"] else "aloued"],
    }
    assert files.pop("finder/people/0.json") == {
        "rows": [
            ["head", 0, 0, 1, "رئيسة اللائحة", ""],
            ["amina-idrissi", 3, 1, 2, "أمينة الإدريسي", "Amina Idrissi"],
            ["said-amrani", 4, 1, 1, "سعيد العمراني", "Saïd Amrani"],
        ],
        "places": {
            "0": [-1, "المغرب", "Maroc"],
            "2": [1, "الوادي", "El Oued"],
            "3": [2, "الوادي", "El Oued"],
            "4": [2, "جبل الوادي", "Jbel El Oued"],
        },
    }
    assert files.pop("finder/places/0.json")["rows"] == [
        ["00", -1, 0, 3, "المغرب", "Maroc"],
        ["01", 0, 1, 2, "الشمال", "Nord"],
        ["01-1", 1, 2, 2, "الوادي", "El Oued"],
        ["01-1-1", 2, 3, 1, "الوادي", "El Oued"],
        ["01-1-2", 2, 4, 1, "جبل الوادي", "Jbel El Oued"],
        ["02", 0, 1, 0, "الجنوب", "Sud"],
    ]
    words = files.pop("finder/words/0.json")
    assert words["idrissi"] == [[1]]
    assert words["oued"] == [[], [1, -1], [1, -1], [2, -1], [4]]
    assert words["الوادي"] == words["وادي"] == words["oued"]
    assert words["nord"] == [[], [], [], [1]]
    assert files == {}


def test_places_without_a_page_are_not_found() -> None:
    files = dict(render_finder(PEOPLE, ["00", "01", "01.1", "01.1.1"], TREE, LANGUAGES))
    words = json.loads(files["finder/words/0.json"])

    assert "jbel" not in words
    assert len(json.loads(files["finder/places/0.json"])["rows"]) == 5, "said-amrani stands there"
    assert "oued" in words


def test_no_candidates_no_places_no_fault() -> None:
    files = dict(render_finder((), (), TerritoryTree(()), LANGUAGES))

    assert json.loads(files["finder/index.json"])["words"] == [""]
    assert files["finder/words/0.json"] == b"{}"


def test_whatever_a_name_says_is_a_name() -> None:
    names = pack_names({"ar": f"سعيد{HOSTILE}", "fr": f"Saïd {HOSTILE}"})
    person = Person("x", names, "01.1.1", "communal", 1)
    files = small((person,))

    assert files["finder/people/0.json"]["rows"][0][-1] == f"Saïd {HOSTILE}"
    assert {"said", "script", "alert"} <= set(files["finder/words/0.json"])


def test_the_order_in_which_people_come_matters_within_a_place_only() -> None:
    people = list(national_people(400))
    places = [place.code for place in morocco()]
    once = dict(render_finder(people, places, morocco(), LANGUAGES))
    by_place: dict[str, list[Person]] = {}
    for person in people:
        by_place.setdefault(person.place, []).append(person)
    groups = list(by_place.values())
    random.Random(1).shuffle(groups)
    again = dict(
        render_finder([one for group in groups for one in group], places, morocco(), LANGUAGES)
    )

    assert once == again


def test_a_change_changes_the_version() -> None:
    changed = (*PEOPLE[:2], Person("head", pack_names({"ar": "رئيس اللائحة"}), "00", "national", 1))

    assert small()["finder/index.json"]["version"] != small(changed)["finder/index.json"]["version"]


class Reader:
    """Looks people up as the browser does, and counts the bytes."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.index = json.loads(files["finder/index.json"])

    def look(self, word: str) -> set[int]:
        starts = self.index["words"]
        first = max(1, sum(start <= word for start in starts)) - 1
        part = json.loads(self.files[f"finder/words/{first}.json"])
        return {
            number for token, lists in part.items() if token == word for number in unpack(lists[0])
        }

    def person(self, number: int) -> list[Any]:
        file = json.loads(self.files[f"finder/people/{number // ROWS_A_FILE}.json"])
        return file["rows"][number % ROWS_A_FILE]  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_is_found_by_every_word_of_the_name(language: str) -> None:
    reader = Reader(national_finder(2_000))
    slugs = {number: reader.person(number)[0] for number in range(2_000)}
    for person in random.Random(7).sample(national_people(2_000), 60):
        numbers = set.intersection(*map(reader.look, query_words(person.names[language])))
        assert person.slug in {slugs[number] for number in numbers}


def test_files_stay_small_and_grow_with_the_number_of_people() -> None:
    sizes = {}
    for count in (2_500, 10_000):
        files = national_finder(count)
        sizes[count] = sum(map(len, files.values()))
        words = [data for name, data in files.items() if "/words/" in name]
        assert max(map(len, words)) <= max(WORDS_LIMIT_BYTES + 8, count)
        assert len(files["finder/index.json"]) < 5_000
        assert max(len(data) for name, data in files.items() if "/people/" in name) < 3_000
    assert sizes[10_000] < 4 * sizes[2_500]
