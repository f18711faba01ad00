"""What is passed over for speed holds nothing: each short way is compared with the plain one, on random texts."""

import random
import re
from collections.abc import Iterator

import pytest
from minbar.checks import dates, numbers, peculiar, prose, scripts, typography
from minbar.checks.counterparts import gazetteer, parts, side

PARTS = (
    *("```", "~~~", "`", "\n", "\n\n", "[", "]", "](", "(", ")", "<", ">", "{", "}", "{#a}"),
    *("http://", "https://x", "@", "a@b.c", "##", "###", "  b", " ", "- ", "1. ", "12) ", "[x]: y"),
    *("\r", "\x0b", "\x1c", "\u2028", "é", "»", "«", "b", "ب", "ـ", "ی", "ک", "٣", "۴", "3", "10"),
    *("\u200b", "\u200c", "\u200d", "\u00ad", "ﻻ", "أكتوبر", "octobre", "mille", "ألف", "?", ","),
    *("!", ":", ";?", "*", "%", "€", "Salé", "سلا،"),
    *("é\u0301", "❤\ufe0f", "1\ufe0f\u20e3", "ماءُ", "２", "ṭ"),
)
COVERED = re.compile(
    r"(?m:^(?:```|~~~)[\s\S]*?(?:^(?:```|~~~)|\Z))|`[^`\n]{1,400}`|(?<=\])\([^()\n]{0,600}\)|"
    r"<[^<>\n]{1,400}>|\{[^{}\n]{1,200}\}|https?://[^\s)»]{1,400}|"
    r"(?m:^\[[^\]\n]{1,100}\]:[^\n]*)"
)
MARKS = "\u0300-\u036f\u064b-\u0652\ufe0f\u20e3"
TIGHT = re.compile(
    rf"(?<=[\w»)\]*…%€{MARKS}])[:;!?]+(?=$|[\s*»])|«(?=\S)|(?<=\S)»|(?<=\d)[%€](?![\w%€])"
)
ITEM = re.compile(r" {0,6}(?:[-*+]|\d{1,3}[.)]) +\S")
HEADING = re.compile(r"^(#{2,6}) +(.*?)(?: *\{[^{}]*\})?$", re.MULTILINE)


def _texts(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(5000):
        yield "".join(chance.choices(PARTS, k=chance.randrange(1, 16)))


@pytest.mark.parametrize("seed", range(3))
def test_short_patterns_match_as_plain_ones_do(seed: int) -> None:
    for text in _texts(seed):
        for plain, short in (
            (COVERED, prose._COVERED),
            (HEADING, side._HEADING),
            (TIGHT, typography._TIGHT),
        ):
            expected = [(match.span(), match.groups()) for match in plain.finditer(text)]
            assert [(match.span(), match.groups()) for match in short.finditer(text)] == expected
        lines = [line for line in text.split("\n") if ITEM.match(line)]
        assert parts._count_items(text) == len(lines), text
        mailed = prose._MAIL.sub(prose._covered, text)
        assert prose.prose_of(text) == COVERED.sub(prose._covered, mailed), text
        assert not prose.is_all_prose(text) or prose.prose_of(text) == text


@pytest.mark.parametrize("seed", range(3))
def test_a_text_without_rare_signs_has_no_slip_of_these_rules(seed: int) -> None:
    found = 0
    for text in _texts(seed):
        for rule in typography.NEED_RARE:
            slips = [*rule(text, "ar"), *rule(text, "fr")]
            found += len(slips)
            assert not slips or peculiar.has_rare(text), (rule, text)
    assert found > 1000


@pytest.mark.parametrize("seed", range(3))
def test_a_text_without_digits_has_neither_number_nor_date(seed: int) -> None:
    for text in _texts(seed):
        if not numbers.has_digits(text):
            assert not numbers._NUMBER.search(text)
            assert not any(dates._pattern(code).search(text) for code in ("ar", "fr"))


@pytest.mark.parametrize("seed", range(3))
def test_a_text_without_peculiar_signs_has_none_that_is_asked_about(seed: int) -> None:
    plain = 0
    for text in _texts(seed):
        for language in ("ar", "fr"):
            if not peculiar.has_peculiar(text, language):
                plain += 1
                assert not numbers.has_digits(text)
                assert not peculiar.has_rare(text)
                assert not scripts.has_foreign(text, language)
    assert plain > 100


@pytest.mark.parametrize("seed", range(3))
def test_words_are_the_tokens_without_their_marks(seed: int) -> None:
    marks = re.compile("[\u064b-\u065f\u0670ـ]")
    for text in _texts(seed):
        words = [marks.sub("", word) for word in gazetteer._TOKEN.findall(text)]
        assert gazetteer.words_of(text) == words


LONG = ("mot" * 20_000, "a--" * 20_000, "l’" * 30_000, "ماء" * 20_000, "-" * 60_000, "’a" * 30_000)


@pytest.mark.parametrize("word", LONG, ids=lambda word: word[:3])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_word_as_long_as_a_file_is_no_run_of_words(word: str, language: str) -> None:
    """It took minutes when each of its letters was taken for the beginning of one."""
    assert not list(scripts.foreign_runs(word, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ماء -un deux trois quatre cinq six", "ar"),
        ("ماء l’un deux trois quatre cinq six", "ar"),
        ("eau نُوصِلُ الماءَ إلى كُلِّ", "fr"),
    ],
)
def test_a_run_begins_where_its_first_word_does(text: str, language: str) -> None:
    assert [run for run in scripts.foreign_runs(text, language) if run in text.split(" ", 1)[1]]
