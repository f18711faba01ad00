"""Each rule on words, channels and law is explained in three languages."""

from inspect import cleandoc
from pathlib import Path

import minbar
import pytest
import yaml
from minbar.checks.law.sources import LAWS
from minbar.checks.registry import PAGES
from minbar.model import rules
from minbar.rulebook.page import read_page
from minbar.rulebook.written import LANGUAGES

PAGES_FOLDER = Path(minbar.__file__).parent / "rulebook" / "pages"
FAMILIES = ("CH", "CT", "LW")
CODES = [rule.code for rule in rules.ALL if rule.code.startswith(FAMILIES)]


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_rule_says_what_why_and_how_it_is_right(language: str, family: str) -> None:
    pages = yaml.safe_load((PAGES_FOLDER / language / f"{family}.yml").read_text("utf-8"))
    assert list(pages) == [code for code in CODES if code.startswith(family)]
    asked = ["what", "why", "right"]
    assert all(
        [part for part in page if part not in {"wrong", "source"}] == asked
        for page in pages.values()
    )


@pytest.mark.parametrize("code", [code for code in CODES if code in PAGES])
def test_the_docstring_of_a_rule_is_its_page(code: str) -> None:
    page = cleandoc(PAGES[code].__doc__ or "")
    assert [part for part in ("**Why.**", "**Wrong.**", "**Right.**") if part not in page] == []


def test_every_rule_of_law_names_its_sources_by_country() -> None:
    assert list(LAWS) == [code for code in CODES if code.startswith("LW")]
    laws = [law for laws in LAWS.values() for law in laws.values()]
    assert all(law.cite and (law.read_on or "nobody has compared" in str(law)) for law in laws)


@pytest.mark.parametrize("code", list(LAWS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_rule_of_law_cites_the_laws_themselves(code: str, language: str) -> None:
    source = read_page(code, language).source
    assert all(str(law) in source for law in LAWS[code].values())
    assert "sources.py" not in source


@pytest.mark.parametrize("code", CODES)
def test_a_source_is_not_told_in_english_words_to_readers_of_another_language(code: str) -> None:
    english = read_page(code, "en").source
    for language in ("ar", "fr"):
        source = read_page(code, language).source
        assert not english or code in LAWS or source != english
