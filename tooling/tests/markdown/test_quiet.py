"""A body that is let through at once is one in which the full checks find nothing."""

import re

import pytest
from corpus import demonstration_halves, scaffold_halves
from hypothesis import given, settings
from hypothesis import strategies as st
from minbar.markdown import quiet
from minbar.markdown.cost import LIMIT_BLOCK_LINES, LIMIT_BLOCK_SIGNS, LIMIT_BRACKETS, LIMIT_RUN
from minbar.markdown.guard import check_body, check_every_sign
from minbar.markdown.quiet import LIMIT_COUNTED, is_quiet
from minbar.model.characters import SUSPECT

LINES = [
    "a", "## a", "## a {#b}", "- a", "1. a", "1. # a", "- # a", "> a", "> # a", "# a", "12345678901. # a", "- 1. # a", "> - # a",
    "**a** b", "* # a", "*", "- **a**", "[a](b)", "[^1]: # a", "[^1]", "2026: a", "١. # a", "٣ a", "- 40 a", "=", "a =", "==", "", "",
    "> > > > > > > a", "- - - - - - - a", "- > - > - > - a", "1. 2. 3. 4. 5. 6. 7. a", "a {#b} {#c}", "a {#__b}", "(a)", "«a»", "----", "…",
    " # a", "  a", " " * 25 + "a", "a_b", "a*b*", "!a", "\\# a", "#", "##", "#a", "- ", "-", "1.", "1. ", ">", "> ", ":   a", "+ a", "- ## a",
]  # fmt: skip

PIECES = [
    "a", "ب", "é", "«", "- ", "-", "## ", "# ", "#", "## x {#a}", "{#__a}", "{ onclick=", "style=", "=", "==\n", "\n",
    "\n\n", " ", "    ", " " * 25, "\t", "1. ", "> ", "* ", "+ ", ": ", "*", "**b**", "_", "__", "`", "`<b>`", "<b>", "<script>",
    "<!--", "<?", "[a](b)", "[^1]: ", "![a](b.png)", "\\", "&", "!", "(", "،", "…", "-" * 121, "(" * 60, "(" * 121, "،" * 120, "\x07",
    "\r", "\u00a0", "&#x202E;", "\u202e", "\u2068", "\ue000", "\u2028", "\ufeff", "\u200f", "😀", "[" * 70, "> " * 7, "- " * 7, "a\n" * 100, "a " * 3000, "*" * 300 + "\n",
]  # fmt: skip


def assert_same(body: str) -> bool:
    """Compare both ways; say whether the body was quiet."""
    assert check_body(body, "a.md", 7) == check_every_sign(body, "a.md", 7)
    return is_quiet(body)


@settings(max_examples=4000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_generated_bodies(body: str) -> None:
    assert_same(body)


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=5).map("\n".join))
def test_generated_lines(body: str) -> None:
    assert_same(body)


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES[:12]), max_size=8).map("".join),
    st.sampled_from(PIECES),
    st.lists(st.sampled_from(PIECES[:8]), max_size=8).map("".join),
)
def test_one_loud_piece_among_quiet_ones(before: str, piece: str, after: str) -> None:
    assert_same(before + piece + after)


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=60))
def test_any_text(body: str) -> None:
    assert_same(body)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 300), st.integers(LIMIT_RUN - 2, LIMIT_RUN + 2), st.sampled_from("(،%/"))
def test_a_run_is_seen_wherever_it_stands(before: int, count: int, sign: str) -> None:
    assert_same("ab " * before + "a" * (before % 7) + sign * count)


def test_every_text_of_the_demonstration() -> None:
    quiet = [assert_same(half.body) for half in demonstration_halves()]
    assert sum(quiet) > len(quiet) * 3 / 4


def test_every_text_of_a_scaffold() -> None:
    assert all(assert_same(half.body) for half in scaffold_halves())


@pytest.mark.parametrize(
    "body", ["# a", "a\n# b", "- # a", "1. # a", "a\n=", "a <b>", "`a`", "a\n" * LIMIT_BLOCK_LINES]
)
def test_what_could_be_a_fault_is_not_quiet(body: str) -> None:
    assert not is_quiet(body)


def test_what_is_counted_stays_far_below_the_budgets() -> None:
    assert LIMIT_COUNTED < LIMIT_BLOCK_SIGNS - LIMIT_BLOCK_LINES
    assert LIMIT_COUNTED < LIMIT_BRACKETS


def test_what_prints_is_not_suspect() -> None:
    signs = [chr(code) for code in range(0x110000) if re.match(f"[{SUSPECT}]", chr(code))]
    assert len(signs) > 100_000
    assert not any(sign.isprintable() for sign in signs)
    assert set(quiet._BLANKS).isdisjoint(signs)
