"""The plain subset renders to the letter as Python-Markdown and the allow-list do."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minbar.markdown.render import render_full
from minbar.markdown.simple import render_simple

CONTENT = Path(__file__).parents[3] / "content"

PIECES = [
    "a", "ب", "é", "«", "»", "\u202f", "\u00a0", "-", "- ", "## ", "## x {#a}", "### y {#b}", "{#b}", " ",
    "\n", "\n\n", ".", "1", "1. ", "2)", ":", ": ", '"', "'", "#", "(", ")", "/", "…", "—", "%", "@", "+", "+ ",
    "$", "://", "؟", "،", "😀", "\u200f", "\u2069", "\u0301", "w.w", "a@b.c", "---", "|", "x:", "HTML", "\u3000", "^",
]  # fmt: skip


def assert_same(body: str) -> bool:
    """Compare both ways, if the body is in the subset; say whether it was."""
    simple = render_simple(body)
    if simple is None:
        return False
    full = render_full(body)
    assert simple[0] == full.html
    assert simple[1] == [(heading.level, heading.id, heading.name) for heading in full.headings]
    assert full.links == ()
    return True


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_generated_texts(body: str) -> None:
    assert_same(body.strip("\n"))


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=60))
def test_any_text(body: str) -> None:
    assert_same(body.strip("\n"))


def test_every_text_of_the_demonstration() -> None:
    bodies = [
        path.read_text("utf-8").split("\n---\n", 1)[1].strip("\n")
        for path in sorted(CONTENT.glob("*/*.md"))
    ]
    taken = sum(map(assert_same, bodies))
    assert taken > len(bodies) / 3


@pytest.mark.parametrize(
    "body",
    [
        "*a*",
        "[a](b)",
        "<b>a</b>",
        "1. a",
        "- a\n\n- b",
        "a\n---",
        "## a {#x}\n\n## b {#x}",
        "a  \nb",
        "    a",
        "a & b",
        "## a  {#x}",
        "a }b",
        "a {#x}",
        "a\u00a0\nb",
        "a\n\n\nb",
        "a https://b.example",
    ],
)
def test_what_is_more_is_left_alone(body: str) -> None:
    assert render_simple(body) is None
