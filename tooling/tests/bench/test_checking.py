"""The check's benchmark runs every case and has a figure for every rule."""

import random
from pathlib import Path

from bench.checking import CASES, edit_place, edit_text, measure, report, rule_costs
from bench.measure import Cost
from minbar.checks import registry


def test_every_rule_has_its_cost(campaign_folder: Path) -> None:
    costs = rule_costs(campaign_folder)
    listed = [*registry.DOCUMENT_RULES, *registry.CAMPAIGN_RULES]
    assert {f"{rule.code} {rule.slug}" for rule, _ in listed} < costs.keys()
    assert all(seconds >= 0 for seconds in costs.values())


def test_every_case_is_run(campaign_folder: Path, tmp_path: Path) -> None:
    costs = measure(campaign_folder, tmp_path, 1, random.Random(1))
    assert {name: len(found) for name, found in costs.items()} == dict.fromkeys(
        (case.name for case in CASES), 1
    )


def test_an_edit_changes_the_file_that_it_names(campaign_folder: Path) -> None:
    for edit in (edit_text, edit_place):
        before = {path: path.read_bytes() for path in campaign_folder.rglob("*.md")}
        (name,) = edit(campaign_folder, random.Random(2))
        changed = [path for path, data in before.items() if path.read_bytes() != data]
        assert changed == [campaign_folder / name]


def test_the_dearest_rule_comes_first() -> None:
    cost = Cost(1.5, 2.5, 3_000_000, 5_000_000, 1, 1)
    told = report({"cold": [cost]}, {"TY001 a": 0.1, "reading": 0.4}, 1234)
    assert "| cold | 1.50 | 2.50 | 3 | 5 |" in told
    assert told.index("reading") < told.index("TY001") < told.index("**all** | 0.500")
