"""What no text may hold, and what it may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.model.characters import (
    find_unsafe,
    find_unsafe_references,
    is_seen,
    made_visible,
    name_of,
)

REFUSED = [
    *(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    "\x00", "\x07", "\x1b", "\r", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ue000", "\uf8ff",
    "\U000f0000", "\U0010fffd", "\ufdd0", "\uffff", "\ufffa", "\u206a",
]  # fmt: skip


@pytest.mark.parametrize("letter", REFUSED, ids=ascii)
def test_a_character_is_refused_wherever_it_stands(letter: str) -> None:
    for text in (letter, f"نص{letter}", f"{letter}texte", f"a\n{letter}\nb"):
        (found,) = find_unsafe(text)
        assert text[found.offset] == letter
        assert name_of(letter) in found.message
        assert letter not in made_visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "قطار \u2068ONCF\u2069 و\u2067حافلة \u2066CTM\u2069\u2069",
        "\u200f2026\u200e \u061cنص",
        "می\u200cشود",
        "👩\u200d⚕️ 🏴\U000e0067\U000e0062\U000e007f",
        "مُدُنٌ",
        "a\tb\nc",
        "1\u00a0000",
        "",
    ],
)
def test_a_text_is_taken(text: str) -> None:
    assert find_unsafe(text) == []


def test_an_isolate_is_closed_in_its_own_line() -> None:
    found = find_unsafe("a\u2067b\nc\u2069")
    assert [(item.kind, item.offset) for item in found] == [
        ("unbalanced-isolate", 1),
        ("unbalanced-isolate", 5),
    ]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u200b\u200e", "\u3164", "\u2800", "\u0301", "\u00a0"])  # fmt: skip
def test_nothing_is_seen(text: str) -> None:
    assert not is_seen(text)


@pytest.mark.parametrize("text", ["a", "٣", "!", "😀", "—", "\u200bن"])
def test_something_is_seen(text: str) -> None:
    assert is_seen(text)


def test_a_reference_is_as_good_as_its_character() -> None:
    text = "a &#x202E; &#8238 &#x2067;b&#x2069; &#xe9; &#99999999;"
    assert [(offset, item.letter) for offset, item in find_unsafe_references(text)] == [
        (2, "\u202e"),
        (11, "\u202e"),
        (18, "\u2067"),
        (27, "\u2069"),
    ]


@given(st.text())
def test_what_is_made_visible_is_safe(text: str) -> None:
    assert find_unsafe(made_visible(text)) == []
