"""Each check of the verifier, dropped: a case must then get another verdict.

`by` in mutants.yml names that case, `area/name` of attacks.yml or `reviews/name` of reviews.yml; without it
every case is tried, which `python tooling/tests/approvals/test_mutants.py` does to find the name.
"""

import importlib.abc
import importlib.machinery
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import minbar.approvals
import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from approval_world import Keys, World
from test_attacks import CASES, NAMED, play
from test_reviews import CASES as REVIEWS
from test_reviews import Recorded, recorded

PACKAGE = "minbar.approvals"
FOLDER = Path(minbar.approvals.__file__).parent
MUTANTS: dict[str, Any] = yaml.load(
    Path(__file__).with_name("mutants.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)
ALL = [f"{area}/{name}" for area, name in NAMED] + [f"reviews/{name}" for name in REVIEWS]


class _Altered(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module with other words."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source

    def find_spec(self, fullname: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.machinery.ModuleSpec(fullname, self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, self.name, "exec"), module.__dict__)


def source_of(mutant: dict[str, str]) -> str:
    text = (FOLDER / f"{mutant['in']}.py").read_text("utf-8")
    assert text.count(mutant["drop"]) == 1, mutant["drop"]
    return text.replace(mutant["drop"], mutant["put"])


@contextmanager
def altered(module: str, source: str) -> Iterator[None]:
    """The package anew, one module of it with other words; afterwards all is as it was."""
    kept = {name: each for name, each in sys.modules.items() if name.startswith(PACKAGE)}
    finder = _Altered(f"{PACKAGE}.{module}", source)
    for name in kept:
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
            del sys.modules[name]
        sys.modules.update(kept)


def verdict(world: World, reviews: Any) -> str:
    """What the package as it now is says; a crash is no verdict, and no acceptance either."""
    try:
        return str(
            import_module(f"{PACKAGE}.verify")
            .verify(world.root, world.anchor, reviews=reviews)
            .verdict
        )
    except Exception as error:
        return f"crash: {error}"


def made(root: Path, keys: Keys, case: str) -> tuple[World, str, Any]:
    """The history of a case, what must be said of it, and GitHub's answers."""
    area, name = case.split("/")
    if area != "reviews":
        world = play(root, keys, CASES[area][name]["do"])
        return world, "refuse" if "refuse" in CASES[area][name] else "accept", None
    acts = [
        {"commit": {"on": "topic", "from": "main", "files": {"content/messages/a.md": "good"}}},
        {"merge": {"with": "topic", "by": "GitHub <noreply@github.com>"}},
    ]
    world = play(root, keys, acts)
    answers = recorded(world.find("topic"), world.find("main"))
    wanted = "accept" if name.startswith("pass_") else "refuse"
    return world, wanted, Recorded(REVIEWS[name], answers)


def is_caught(mutant: dict[str, str], case: str, root: Path, keys: Keys) -> bool:
    world, wanted, answers = made(root, keys, case)
    with altered(mutant["in"], source_of(mutant)):
        reviews = answers and import_module(f"{PACKAGE}.github").GitHub(answers)
        return verdict(world, reviews) not in {wanted, ""}


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught(tmp_path: Path, keys: Keys, name: str) -> None:
    mutant = MUTANTS[name]
    assert is_caught(mutant, mutant["by"], tmp_path / "r", keys)


def test_without_a_mutation_the_verdicts_are_right(tmp_path: Path, keys: Keys) -> None:
    """What catches a mutant is the mutation, and not that the package was read anew."""
    for number, case in enumerate(sorted({mutant["by"] for mutant in MUTANTS.values()})):
        same = {"in": "policy", "drop": "class Policy:", "put": "class Policy:"}
        assert not is_caught(same, case, tmp_path / str(number), keys), case


def discover(folder: Path) -> None:
    """Print for each mutant the first case that catches it."""
    keys = Keys(folder)
    worlds = {case: made(folder / f"w{i}", keys, case) for i, case in enumerate(ALL)}
    for name, mutant in MUTANTS.items():
        if "by" in mutant:
            continue
        found = ""
        with altered(mutant["in"], source_of(mutant)):
            for case, (world, wanted, answers) in worlds.items():
                if answers:
                    reviews = import_module(f"{PACKAGE}.github").GitHub(answers)
                elif mutant["in"] in {"reviews", "github"}:
                    continue
                else:
                    reviews = None
                stored = world.root / ".minbar/approvals/accepted"
                before = stored.read_bytes() if stored.exists() else None
                said = verdict(world, reviews)
                if before is None:
                    stored.unlink(missing_ok=True)
                else:
                    stored.write_bytes(before)
                if said != wanted:
                    found = f"{case} {said}"
                    break
        sys.stdout.write(f"{name}: {found or 'NOT CAUGHT'}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        discover(Path(name))
