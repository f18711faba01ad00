"""The plain subset is read to the very nodes and places that libyaml's events give."""

import re

import pytest
from corpus import demonstration_halves, scaffold_halves
from hypothesis import example, given, settings
from hypothesis import strategies as st
from minbar.content.plain_yaml import LIMIT_CHARACTERS, parse_plain
from minbar.content.yaml_events import parse_events

INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

KEYS = ["a", "b", "name", "x-1", "no", "a_b", "title", "k" * 61]
SIGNS = [*"aب1é «»-:#,'\"[]{}?!&*|>%@`~=<\\./()+$^", "\u00a0", "\u064b", "😀", "², "]  # fmt: skip
WORDS = [
    "health", "الصحة", "12:30", "https://a.b/c?d=1", "no", "~", "null", "0661", "1e3", "2026-10-05", "a: b", "a #b",
    "a#b", "a:b", "a :b", "a:", "- a", "-", "--- a", "...", "«a»", "l’eau", "l'eau", "a, b", "a [b]", "{a}", "a b ", "",
    '"a b"', '" a "', '"a\\n"', '"a" b', "'a: b'", "'a''b'", '""', "''", "[]", "{}", "[a]", "[a, b]", "[a,b]", "[a , b]",
    "[ a]", "[a, [b]]", "[a, 'b, c']", "[a: b]", "[a, ]", "{a: b}", "{a: b, c: d}", "{a: b, a: c}", '{a: "b, c"}',
    "{a: b c, d: e}", "{a:b}", "{a: , b: c}", "{a}", "&a b", "*a", "!a b", "|", ">", "% a", "@a", "? a", "a\tb",
]  # fmt: skip

values = st.one_of(
    st.sampled_from(WORDS), st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)
)
keys = st.sampled_from(KEYS)
lines = st.one_of(
    st.builds("{}: {}".format, keys, values),
    st.builds("{}:".format, keys),
    st.builds("  {}: {}".format, keys, values),
    st.builds("  - {}".format, values),
    st.builds("- {}".format, values),
    st.builds("    {}: {}".format, keys, values),
    st.sampled_from(
        ["", "# a", "---", "...", "  ", "\t", "a", "  a", "<<: *a", "? a", "%YAML 1.2"]
    ),
)
below = st.one_of(
    st.lists(st.builds("  {}: {}".format, keys, values), min_size=1, max_size=3),
    st.lists(st.builds("  - {}".format, values), min_size=1, max_size=3),
).map("\n".join)
entries = st.one_of(
    st.builds("{}: {}".format, keys, values), st.builds("{}:\n{}".format, keys, below)
)


def assert_same(text: str) -> bool:
    """Compare both readers, if the text is in the subset; say whether it was."""
    plain = None if INVISIBLE.search(text) else parse_plain(text, 2)
    if plain is None:
        return False
    assert parse_events(text, "a.md", 2) == (plain, [])
    return True


@settings(max_examples=3000, deadline=None)
@given(st.lists(lines, max_size=6).map("\n".join))
def test_generated_lines(text: str) -> None:
    assert_same(text)


@settings(max_examples=3000, deadline=None)
@given(st.lists(entries, max_size=4).map("\n".join))
@example("a: b\n")
@example("a: b\n\n")
def test_generated_headers(text: str) -> None:
    assert_same(text)


@settings(max_examples=1000, deadline=None)
@given(keys, st.text(max_size=30), st.sampled_from(["a: {}", "a: '{}'", 'a: "{}"', "a: [{}, b]"]))
def test_any_value(key: str, value: str, form: str) -> None:
    assert_same(f"{key}:\n  {form.format(value)}")
    assert_same(form.format(value))


def test_every_header_of_the_demonstration() -> None:
    taken = [assert_same(half.header) for half in demonstration_halves()]
    assert sum(taken) > len(taken) * 3 / 4


def test_every_header_of_a_scaffold() -> None:
    assert all(assert_same(half.header) for half in scaffold_halves())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a:",
        "a:\nb: c",
        "a: b\na: c",
        "a:\n  b: c\n  b: d",
        "a: {b: c, b: d}",
        "a: b\n  c: d",
        "a:\n  - b\n  c: d",
        "a: &b c",
        "a: *b",
        "a: b # c",
        'a: "\\x41"',
        "a: |\n  b",
        "A: b",
        "a: " + "b" * LIMIT_CHARACTERS,
    ],
)
def test_what_is_more_is_left_to_libyaml(text: str) -> None:
    assert parse_plain(text) is None
