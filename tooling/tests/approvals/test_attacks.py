"""What is tried against a verification, and what is lawful, on real histories with real keys.

Run this file by itself (`python tooling/tests/approvals/test_attacks.py`) for the table.
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))
from approval_world import Keys, World
from minbar.approvals.verify import Verification, verify

CASES: dict[str, dict[str, Any]] = yaml.load(
    Path(__file__).with_name("attacks.yml").read_text("utf-8"),
    Loader=yaml.BaseLoader,  # `on` is a word here
)
NAMED = [(area, name) for area, cases in CASES.items() for name in cases]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


def play(root: Path, keys: Keys, acts: list[dict[str, Any]]) -> World:
    world = World(root, keys)
    world.begin(keys.team())
    world.play(acts)
    return world


def judge(world: World) -> Verification:
    kept = dict(os.environ)
    os.environ.update(world.environment)
    try:
        return verify(world.root, world.anchor)
    finally:
        os.environ.clear()
        os.environ.update(kept)


def said(found: Verification) -> str:
    return " | ".join(step.reason for step in found.steps if step.verdict == "refuse")


@pytest.mark.parametrize(("area", "name"), NAMED)
def test_case(tmp_path: Path, keys: Keys, area: str, name: str) -> None:
    case = CASES[area][name]
    world = play(tmp_path / "r", keys, case["do"])
    for _ in range(2 if area in {"lawful", "environment"} else 1):  # then some is remembered
        found = judge(world)
        if "refuse" in case:
            assert found.verdict == "refuse"
            assert case["refuse"] in said(found)
            assert found.clearances == {}
        else:
            assert found.verdict == "accept", said(found)
            kinds = {kind for each in found.clearances.values() for kind in each.evidence}
            assert case["accept"] in {*kinds, ""}
            assert set(found.clearances) == set(
                world.git(
                    "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "main"
                ).split("\n")
            )
        assert not (world.root / "RAN").exists()


def test_there_are_enough() -> None:
    lawful = len(CASES["lawful"])
    assert len(NAMED) - lawful >= 50
    assert lawful >= 10


def table(folder: Path) -> None:
    keys = Keys(folder)
    wrong: Counter[str] = Counter()
    for number, (area, name) in enumerate(NAMED):
        case = CASES[area][name]
        found = judge(play(folder / str(number), keys, case["do"]))
        wanted = "refuse" if "refuse" in case else "accept"
        wrong[f"false {found.verdict}s"] += found.verdict != wanted
        sys.stdout.write(f"{area:12} {name:52} {found.verdict:7} {said(found)[:90]}\n")
    sys.stdout.write(f"{len(NAMED)} cases, {dict(wrong)}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "keys").mkdir()
        table(Path(name) / "keys")
