"""What is passed over for speed holds nothing: each short way is compared with the plain one, on random texts."""

import random
import re
from collections.abc import Iterator

import pytest
from minbar.checks import dates, numbers, prose, typography
from minbar.checks.counterparts import headings, parts

PARTS = (
    *("```", "~~~", "`", "\n", "\n\n", "[", "]", "](", "(", ")", "<", ">", "{", "}", "{#a}"),
    *("http://", "https://x", "@", "a@b.c", "##", "###", "  b", " ", "- ", "1. ", "12) ", "[x]: y"),
    *("\r", "\x0b", "\x1c", "\u2028", "é", "»", "«", "b", "ب", "ـ", "ی", "ک", "٣", "۴", "3", "10"),
    *("\u200b", "\u200c", "\u200d", "\u00ad", "ﻻ", "أكتوبر", "octobre", "mille", "ألف", "?", ","),
)
COVERED = re.compile(
    r"(?m:^(?:```|~~~)[\s\S]*?(?:^(?:```|~~~)|\Z))|`[^`\n]{1,400}`|(?<=\])\([^()\n]{0,600}\)|"
    r"<[^<>\n]{1,400}>|\{[^{}\n]{1,200}\}|https?://[^\s)»]{1,400}|"
    r"(?m:^\[[^\]\n]{1,100}\]:[^\n]*)"
)
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
            (HEADING, headings._HEADING),
        ):
            expected = [(match.span(), match.groups()) for match in plain.finditer(text)]
            assert [(match.span(), match.groups()) for match in short.finditer(text)] == expected
        assert parts._count_items(text) == len(parts._ITEM.findall(text)), text


@pytest.mark.parametrize("seed", range(3))
def test_a_text_without_rare_signs_has_no_slip_of_these_rules(seed: int) -> None:
    found = 0
    for text in _texts(seed):
        for rule in typography.NEED_RARE:
            slips = [*rule(text, "ar"), *rule(text, "fr")]
            found += len(slips)
            assert not slips or typography._RARE.search(text), (rule, text)
    assert found > 1000


@pytest.mark.parametrize("seed", range(3))
def test_a_text_without_digits_has_neither_number_nor_date(seed: int) -> None:
    for text in _texts(seed):
        if not numbers.has_digits(text):
            assert not numbers._NUMBER.search(text)
            assert not any(dates._pattern(code).search(text) for code in ("ar", "fr"))
