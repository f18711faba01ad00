"""Texts that would show the wrong way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.snippets import find_direction_problems

CASES = {
    "pass_arabic": ("كرامة لكل مواطنة", "rtl", []),
    "pass_french": ("Dignité pour tous", "ltr", []),
    "pass_digits_then_arabic": ("2026: سنة الكرامة", "rtl", []),
    "pass_only_digits": ("2026", "rtl", []),
    "pass_empty": ("", "rtl", []),
    "pass_arabic_letter_mark": ("\u061c2026 كرامة", "rtl", []),
    "pass_latin_inside_an_isolate": ("\u2066ONCF\u2069 يرفع الأسعار", "rtl", []),
    "pass_latin_in_a_second_paragraph": ("كرامة\n\nhttps://parti.ma", "rtl", []),
    "pass_balanced_isolates": (
        "قطار \u2068ONCF\u2069 و\u2067حافلة \u2066CTM\u2069\u2069",
        "rtl",
        [],
    ),
    "pass_tifinagh": ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "ltr", []),
    "fail_latin_first": (
        "ONCF يرفع الأسعار",
        "rtl",
        [
            ("starts-other-way", 0, "LATIN CAPITAL LETTER O"),
        ],
    ),
    "fail_digits_then_latin": (
        "\n 3G لكل القرى",
        "rtl",
        [
            ("starts-other-way", 3, "LATIN CAPITAL LETTER G"),
        ],
    ),
    "fail_link_first": (
        "https://parti.ma كرامة",
        "rtl",
        [
            ("starts-other-way", 0, "LATIN SMALL LETTER H"),
        ],
    ),
    "fail_arabic_first_in_french": (
        "كرامة veut dire dignité",
        "ltr",
        [
            ("starts-other-way", 0, "ARABIC LETTER KAF"),
        ],
    ),
    "fail_override": (
        "كرامة \u202eABC",
        "rtl",
        [
            ("override", 6, "RIGHT-TO-LEFT OVERRIDE"),
        ],
    ),
    "fail_embedding": (
        "كرامة \u202aABC\u202c",
        "rtl",
        [
            ("embedding", 6, "LEFT-TO-RIGHT EMBEDDING"),
            ("embedding", 10, "POP DIRECTIONAL FORMATTING"),
        ],
    ),
    "fail_isolate_left_open": (
        "كرامة \u2067ABC\nتتمة\u2069",
        "rtl",
        [
            ("unbalanced-isolate", 6, "RIGHT-TO-LEFT ISOLATE"),
            ("unbalanced-isolate", 15, "POP DIRECTIONAL ISOLATE"),
        ],
    ),
    "fail_byte_order_mark": (
        "\ufeffكرامة",
        "rtl",
        [
            ("stray-control", 0, "ZERO WIDTH NO-BREAK SPACE"),
        ],
    ),
    "fail_control": (
        "كرا\x00مة",
        "rtl",
        [
            ("stray-control", 3, "U+0000"),
        ],
    ),
    "fail_deprecated_shaping": (
        "كرا\u206dمة",
        "rtl",
        [
            ("stray-control", 3, "ACTIVATE ARABIC FORM SHAPING"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    text, direction, expected = CASES[case]
    found = find_direction_problems(text, direction)
    assert [(problem.kind, problem.offset, problem.name) for problem in found] == expected
    assert all(problem.name in problem.message for problem in found)
    assert bool(found) == case.startswith("fail_")


@given(st.text(), st.sampled_from(["rtl", "ltr"]))
def test_every_problem_has_its_place_and_a_message(text, direction):
    found = find_direction_problems(text, direction)
    assert all(0 <= problem.offset < len(text) and problem.message for problem in found)
    assert [problem.offset for problem in found] == sorted(problem.offset for problem in found)


@given(st.text())
def test_an_isolated_quotation_never_turns_an_arabic_text(text):
    quoted = "".join(c for c in text if c.isalpha() or c == " ")
    assert find_direction_problems(f"قال: \u2068{quoted}\u2069", "rtl") == []
