"""The charter's benchmark asks every tool for the same terms, and counts what each names."""

import re
from pathlib import Path

import pytest
from bench.charter import expression, judge, plant, run_vale
from bench.measure import Cost

COST = Cost(1.0, 1.0, 1, 1, 1, 1)
SENTENCES = {"treason": ["هم خونة"], "unforeseen": ["لا"], "innocent": ["عمل", "ماء"]}


@pytest.mark.parametrize(
    ("term", "sentence"),
    [("خائن*", "والخائنين"), ("يا كلب|كلاب", "يا  كلاب"), ("tuez … les", "tuez donc tous les")],
)
def test_a_term_as_a_pattern(term: str, sentence: str) -> None:
    assert re.search(expression(term), sentence)


def test_what_a_tool_names_is_counted(tmp_path: Path) -> None:
    planted = plant(tmp_path, SENTENCES, "ar")
    assert sorted(planted) == sorted(path.name for path in tmp_path.iterdir())
    row = judge("a", COST, {*planted, "another.ar.md"}, planted)
    assert (row.found, row.flagged) == (1, 2)


@pytest.mark.parametrize("program", [None, "/bin/false"])
def test_a_vale_that_does_not_run_is_said(tmp_path: Path, program: str | None) -> None:
    row = run_vale(program, tmp_path, tmp_path, {})
    assert (row.cost, row.why) == (None, "its program could not be fetched on this machine")
