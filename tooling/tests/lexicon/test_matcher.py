"""What a term is found in, what it is not found in, and which letters are pointed at."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from minbar.lexicon import Matcher
from minbar.lexicon.compile import TermError, parse_term
from minbar.lexicon.letters import fold, offset_of, squeeze
from minbar.model.lexicon import Entry

CASES = Path(__file__).parent / "cases"
WORDS = st.text("اأإآبتةهيىئكگلمنوءَُّـ٣3 éèœaZ’-_.\n", max_size=60)


def entry(*terms: str, unless: tuple[str, ...] = ()) -> Entry:
    said = {"ar": "سبب", "fr": "raison"}
    return Entry(
        id="test",
        severity="error",
        terms=terms,
        unless=unless,
        reason=said,
        instead=said,
        matches=("…",),
        must_not_match=("…",),
    )


def read(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))


@pytest.mark.parametrize(("term", "sentence", "letters"), read("letters"))
def test_the_letters_of_a_term(term: str, sentence: str, letters: str) -> None:
    hits = Matcher([entry(term)]).find(sentence)
    assert [(hit.text, sentence[hit.start : hit.end]) for hit in hits] == [(letters, letters)]


@pytest.mark.parametrize(("term", "sentences"), read("apart").items())
def test_where_a_term_does_not_stand(term: str, sentences: list[str]) -> None:
    matcher = Matcher([entry(term)])
    assert [sentence for sentence in sentences if matcher.find(sentence)] == []


@pytest.mark.parametrize(
    "particle",
    [
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "ال",
        "لل",
        "وال",
        "فال",
        "بال",
        "كال",
        "وبال",
        "فبال",
        "وكال",
        "فكال",
        "ول",
        "فل",
        "ولل",
        "فلل",
        "وب",
        "فب",
        "وك",
        "فك",
    ],
)
def test_particles_are_taken_off(particle: str) -> None:
    hits = Matcher([entry("زنديق*")]).find(f"قيل {particle}زنديقين")
    assert [hit.text for hit in hits] == ["زنديقين"]


def test_a_harmless_expression_is_left_alone_and_the_term_elsewhere_is_not() -> None:
    matcher = Matcher([entry("كلاب", unless=("كلاب الحراسة",))])
    assert [hit.start for hit in matcher.find("كلاب الحراسة وكلاب")] == [14]


def test_accents_of_a_harmless_expression_are_not_forgiven() -> None:
    matcher = Matcher([entry("taré*", unless=("tare",))])
    assert [hit.text for hit in matcher.find("La tare, et ce taré")] == ["taré"]


def test_the_longest_of_an_entry_is_given_once() -> None:
    matcher = Matcher([entry("خونة", "يا خونة الوطن")])
    assert [hit.text for hit in matcher.find("يا خونة الوطن")] == ["يا خونة الوطن"]


def test_a_matcher_that_forgot_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minbar.lexicon.match.LIMIT_REMEMBERED", 1)
    matcher = Matcher([entry("خونة")])
    assert [len(matcher.find(f"كلام كثير هنا {i} خونة")) for i in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("term", "says", "boundless"),
    [
        ("*", "match everything", True),
        ("…", "match everything", True),
        ("من في", "match everything", True),
        ("de|la les", "match everything", True),
        ("كل|خائن", "match everything", True),
        ("ab*", "3 letters", True),
        (".*", "not a regular expression", False),
        ("(a+)+$", "not a regular expression", False),
        (r"\bخائن\b", "not a regular expression", False),
        ("a*b", "is no word", False),
        ("خائن|", "is no word", False),
        ("… خائن", "between two words", False),
        ("خائن …", "between two words", False),
        ("un deux trois quatre cinq six sept", "6 at most", False),
        ("un … deux … trois … quatre", "2 at most", False),
        ("|".join(f"mot{i}" for i in range(25)), "24 at most", False),
        ("grand|petit-fils traître", "single words", False),
    ],
)
def test_a_term_that_cannot_be_used_is_refused(term: str, says: str, boundless: bool) -> None:
    with pytest.raises(TermError, match=says) as caught:
        parse_term(term)
    assert caught.value.is_boundless is boundless


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_folding_is_done_once_and_hits_lie_in_the_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squeeze(squeeze(text)) == squeeze(text)
    for hit in Matcher([entry("كلا*", "لا … كم", "œa")]).find(text):
        assert hit.text == text[hit.start : hit.end] != ""


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_each_letter_of_a_folded_word_comes_from_one_of_the_written(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded)):
        assert fold(text[: offset_of(text, at) + 1])[at] == folded[at]


def test_work_is_bounded_by_the_length_of_a_text() -> None:
    """The costliest lexicon that is taken does the same number of steps for each word."""
    matcher = Matcher([entry("كلاب … كلاب … كلاب كلاب كلاب كلبة", "كلاب كلاب كلاب كلاب كلاب كلبة")])
    steps = []
    for words in (500, 1000):
        steps.append(count_steps(matcher, "كلاب " * words))
    assert steps[1] < 2.2 * steps[0]


def count_steps(matcher: Matcher, text: str) -> int:
    """How many lines of Python a search runs."""
    import sys

    counted = 0

    def trace(*_: object) -> Any:
        nonlocal counted
        counted += 1
        return trace

    sys.settrace(trace)
    try:
        matcher.find(text)
    finally:
        sys.settrace(None)
    return counted
