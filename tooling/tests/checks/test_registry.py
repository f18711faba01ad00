"""What the registry promises: every rule is explained, and one that fails stops nothing else."""

import re
from pathlib import Path

import pytest
from campaigns import write
from cases import edit
from minbar.build.check.folder import check_folder
from minbar.checks import registry
from minbar.checks.registry import guarded
from minbar.model import rules
from minbar.model.finding import Finding, Place, Rule
from minbar.rulebook.page import read_page
from minbar.rulebook.written import LANGUAGES

STATED = {"TY002", "TY009"}
"""Rules that rest on a fact, and name its source; those of law are asked for theirs beside them."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule: Rule, language: str) -> None:
    page = read_page(rule.code, language)

    assert page.what
    assert page.why
    assert page.right
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in page.what + page.why)
    assert (arabic * 2 > len(page.what + page.why)) == (language == "ar")


def test_pages_differ_by_language() -> None:
    for rule in rules.ALL:
        assert len({read_page(rule.code, language).what for language in LANGUAGES}) == 3


@pytest.mark.parametrize("code", sorted(STATED))
def test_a_rule_that_states_a_fact_names_its_source(code: str) -> None:
    assert all(read_page(code, language).source for language in LANGUAGES)


def test_a_rule_that_is_a_function_has_a_wrong_example_too() -> None:
    for code in registry.PAGES:
        assert read_page(code, "en").wrong, code


def test_every_rule_of_the_writing_families_is_listed() -> None:
    listed = {rule.code for rule, _ in (*registry.DOCUMENT_RULES, *registry.CAMPAIGN_RULES)}
    listed = {code for code in listed if not code.startswith("CH")}
    wanted = {rule.code for rule in rules.ALL if rule.code[:2] == "TY"}
    wanted |= {f"TR{number:03}" for number in range(4, 12)}
    wanted |= {f"LK{number:03}" for number in range(3, 7)}
    wanted |= {f"HO{number:03}" for number in range(3, 9)}
    wanted |= {f"ST{number:03}" for number in range(15, 18)}
    assert listed == wanted


def test_a_rule_that_fails_is_named_with_the_document_and_the_others_run(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(subject: registry.Subject) -> list[Finding]:
        if subject.document.slug == "water":
            raise ZeroDivisionError("by zero")
        return []

    monkeypatch.setattr(
        registry, "DOCUMENT_RULES", ((rules.TATWEEL, broken), *registry.DOCUMENT_RULES)
    )
    edit(campaign_folder, "content/messages/water.ar.md", "title: ماء", "title: مـاء,")
    _, findings = check_folder(campaign_folder)

    failed = [finding for finding in findings if finding.code == "MB001"]
    assert [(finding.path, finding.text) for finding in failed] == [
        ("content/messages/water.ar.md", "TY004")
    ]
    assert "ZeroDivisionError: by zero" in failed[0].message
    assert {"TY001", "TY004", "TR002"} <= {finding.code for finding in findings}


def test_what_a_rule_finds_is_kept_as_it_is() -> None:
    finding = rules.TATWEEL.at(Place("content/a.ar.md"), "said")
    assert guarded(rules.TATWEEL, "content/a.ar.md", lambda: iter([finding])) == [finding]


def test_rules_are_set_in_campaign_and_project(campaign_folder: Path) -> None:
    edit(campaign_folder, "content/messages/water.ar.md", "title: ماء", "title: مـاء,")
    write(campaign_folder, "pyproject.toml", '[tool.minbar.rules]\nTY = "off"\nTR002 = "error"\n')
    assert _levels(campaign_folder) == {"TR002": "error"}

    edit(campaign_folder, "content/campaign.yml", "currency:", "rules: {TY001: error}\ncurrency:")
    assert _levels(campaign_folder) == {"TR002": "error", "TY001": "error"}


def test_a_rule_that_is_set_must_exist_and_must_warn(campaign_folder: Path) -> None:
    written = '[tool.minbar.rules]\nTY99 = "off"\nLK002 = "off"\nTY001 = "loud"\n'
    write(campaign_folder, "pyproject.toml", written)
    _, findings = check_folder(campaign_folder)

    assert [(finding.code, finding.path, finding.line) for finding in findings] == [
        ("ST004", "pyproject.toml", 2),
        ("ST003", "pyproject.toml", 3),
        ("ST003", "pyproject.toml", 4),
    ]


def _levels(root: Path) -> dict[str, str]:
    return {finding.code: finding.severity for finding in check_folder(root)[1]}


ENGLISH = re.compile(r"\b(the|and|of|where|with|without|which|there|that|for|two|three|same)\b")


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.code)
def test_examples_are_in_the_language_of_the_page(rule: Rule, language: str) -> None:
    page = read_page(rule.code, language)
    said = f"{page.wrong}\n{page.right}"

    assert not ENGLISH.search(said), said
    english = read_page(rule.code, "en")
    assert bool(page.wrong) or not english.wrong


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.code)
def test_french_examples_are_not_in_arabic(rule: Rule) -> None:
    """But for what is about Arabic letters, a list of places, or the two languages of a pair."""
    page = read_page(rule.code, "fr")
    if rule.code[:2] not in {"TY", "TR"} and rule.code not in {"RD020", "LW002"}:
        assert not re.search("[\u0600-\u06ff]", page.wrong + page.right), page
