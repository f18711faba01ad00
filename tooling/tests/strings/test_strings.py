"""Words of the site: every language has the same, with the forms that its grammar asks for."""

import string
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from babel import Locale
from babel.numbers import format_decimal
from demonstration import REPOSITORY
from minbar.strings import Strings, direction_of, read_strings

ROOT = REPOSITORY / "templates"
ZONE = ZoneInfo("Africa/Casablanca")
LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}


def _entries(code: str) -> dict[str, Any]:
    made: dict[str, Any] = yaml.load(
        (ROOT / f"strings/{code}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return made


def _words(code: str) -> Strings:
    return read_strings((ROOT,), code, LOCALES[code], ZONE)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_language_has_the_same_keys(code: str) -> None:
    assert set(_entries(code)) == set(_entries("ar"))


@pytest.mark.parametrize("code", sorted(LOCALES))
def test_every_count_has_each_plural_form_of_the_language(code: str) -> None:
    categories = {*Locale.parse(LOCALES[code]).plural_form.tags, "other"}
    for key, entry in _entries(code).items():
        if isinstance(entry, dict) and "other" in entry:
            assert categories <= {*entry, "zero"}, key


@pytest.mark.parametrize("code", sorted(LOCALES))
def test_every_gendered_word_has_both(code: str) -> None:
    for key, entry in _entries(code).items():
        if isinstance(entry, dict) and "other" not in entry:
            assert {"f", "m"} <= set(entry), key


def _fields(entry: Any) -> set[str]:
    texts = entry.values() if isinstance(entry, dict) else [entry]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_language_fills_in_the_same_values(code: str) -> None:
    source = _entries("ar")
    different = {
        key
        for key, entry in _entries(code).items()
        if _fields(entry) - {"count"} != _fields(source[key]) - {"count"}
    }

    assert different == set()


def test_directions() -> None:
    assert [direction_of(locale) for locale in ("ar_MA", "fr_MA", "he", "fa")] == [
        "rtl",
        "ltr",
        "rtl",
        "rtl",
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 11, 99, 100, 101, 1000])
@pytest.mark.parametrize("code", sorted(LOCALES))
def test_every_count_can_be_said(code: str, count: int) -> None:
    assert _words(code)("candidates_count", count=count)


def test_arabic_says_one_two_and_many_its_own_way() -> None:
    said = [_words("ar")("candidates_count", count=count) for count in (1, 2, 3, 11)]

    assert len(set(said)) == 4


@pytest.mark.parametrize(
    "locale", ["ar_MA", "fr_MA", "en_IN", "tok", "es_ES", "bg_BG", "en_US_POSIX"]
)
def test_numbers_are_cldrs_however_a_locale_groups(locale: str) -> None:
    words = Strings("fr", locale, ZONE, {})
    for value in (-1_000, -1, 0, 7, 99, 100, 999, 1_000, 9_999, 10_000, 123_456_789):
        assert words.number(value) == format_decimal(value, locale=locale)


def test_days_and_hours_are_those_of_the_campaign_s_zone() -> None:
    late = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)

    assert _words("fr").hour(late) == "00:30"
    assert _words("fr").short_day(late) == "1 septembre 2026"
    assert _words("fr").day(date(2027, 9, 8)) == "mercredi 8 septembre 2027"
    assert _words("ar").iso(late) == "2026-09-01T00:30:00+01:00"


def test_a_language_that_nobody_has_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"strings/xx\.yml"):
        read_strings((ROOT, tmp_path), "xx", "fr", ZONE)
