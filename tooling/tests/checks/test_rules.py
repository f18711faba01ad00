"""Every rule has cases that pass and cases that fail, as data in cases/."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cases import Case, judge, parameters, read_cases
from minbar.model import rules
from minbar.model.finding import Rule

FOLDER = Path(__file__).parent / "cases"
RULES = rules.ALL


@pytest.mark.parametrize(("code", "name", "case"), parameters(FOLDER))
def test_case(campaign_folder: Path, code: str, name: str, case: Case) -> None:
    judge(campaign_folder, code, name, case)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule != rules.RULE_FAILED], ids=lambda rule: rule.code
)
def test_a_rule_has_a_case_that_passes_and_one_that_fails(rule: Rule) -> None:
    names = [name for code, name, _ in read_cases(FOLDER) if code == rule.code]
    assert any(name.startswith("pass_") for name in names)
    assert any(name.startswith("fail_") for name in names)


def test_cases_are_named_and_belong_to_a_rule() -> None:
    codes = {rule.code for rule in RULES}
    for code, name, _ in read_cases(FOLDER):
        assert code in codes
        assert name.startswith(("pass_", "fail_"))


@pytest.mark.parametrize("field", ["code", "slug"])
def test_codes_and_slugs_are_used_once(field: str) -> None:
    counted: Counter[Any] = Counter(getattr(rule, field) for rule in RULES)
    assert [name for name, times in counted.items() if times > 1] == []


def test_a_rule_carries_a_right_example() -> None:
    assert all(rule.example for rule in RULES)
