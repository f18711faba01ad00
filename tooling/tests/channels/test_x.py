"""Traps of X's count, and its speed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.channels import find_links
from minbar.channels.x import weighted_length


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("كرامة", 5),
        ("كَرَامَة", 8),
        ("\u061cكرامة", 6),
        ("\u200fكرامة", 7),
        ("\u2067كرامة\u2069", 9),
        ("ⵣ", 2),
        ("10\u202f€", 6),
        ("…", 2),
        ("ﷲ", 2),
        ("e\u0301", 1),
        ("👨‍👩‍👧‍👦", 2),
        ("🇲🇦", 2),
        ("1️⃣", 2),
        ("parti.ma", 23),
        ("https://parti.ma/programme/ar?x=1", 23),
        ("زوروا parti.ma.", 6 + 23 + 1),
        ("زورواparti.ma", 5 + 23),
        ("(https://parti.ma/a_(b))", 23 + 2),
        ("contact@parti.ma", 16),
        ("parti.zzz", 9),
        ("https://موقع.المغرب", 23),
        ("موقع.المغرب", 11),
    ],
)
def test_weighs(text, weight):
    assert weighted_length(text) == weight


def test_halves_of_a_letter_weigh_as_the_letter():
    assert weighted_length("\ud83d\ude00") == weighted_length("😀") == 2


def test_links_are_placed_in_letters_not_in_units():
    text = "😀 parti.ma 😀 https://parti.ma"
    assert [text[link.start : link.end] for link in find_links(text)] == [
        "parti.ma",
        "https://parti.ma",
    ]
    assert [link.bare for link in find_links(text)] == [True, False]


@given(st.text(), st.text())
def test_a_text_is_never_lighter_with_a_paragraph_more(one, other):
    assert weighted_length(f"{one}\n{other}") >= weighted_length(one)


@given(st.text(max_size=60))
def test_links_are_ordered_and_apart(text):
    links = find_links(f"{text} parti.ma {text}.ma")
    assert all(link.start < link.end for link in links)
    assert all(a.end <= b.start for a, b in pairwise(links))


HOSTILE = [
    ".", "a.", "(", "a", "a-", "a_.", "ش.", "é.", "a.com", "a.com/(",
    "a.com/(a(", "a.com/,", "a.com?!", "http://", "a.xn--",
    "👨\u200d", "1\ufe0f", "🇲", "\u0301", "😀.com", ".verm", ".中", "＠a.com",
    "a.com/,(x)", "https://a.", "\ufe0f",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_counted_to_its_end(piece):
    """At 64 kB a reader that looks back would take minutes: that this returns is the test."""
    text = "a.com/" + piece * (65_536 // len(piece)) + " a.com"
    assert weighted_length(text) > 23
