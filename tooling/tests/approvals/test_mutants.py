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
    """Gives some modules with other words."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources

    def find_spec(self, fullname: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        known = fullname in self.sources
        return importlib.machinery.ModuleSpec(fullname, self) if known else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.sources[module.__name__], module.__name__, "exec"), module.__dict__)


def sources_of(mutant: Any) -> dict[str, str]:
    made = {}
    for each in (mutant, mutant.get("also")):
        if each:
            text = (FOLDER / f"{each['in']}.py").read_text("utf-8")
            assert text.count(each["drop"]) == 1, each["drop"]
            made[f"{PACKAGE}.{each['in']}"] = text.replace(each["drop"], each["put"])
    return made


@contextmanager
def altered(mutant: Any) -> Iterator[None]:
    """The package anew, some modules of it with other words; afterwards all is as it was."""
    kept = {name: each for name, each in sys.modules.items() if name.startswith(PACKAGE)}
    finder = _Altered(sources_of(mutant))
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


def is_caught(mutant: Any, case: str, root: Path, keys: Keys) -> bool:
    world, wanted, answers = made(root, keys, case)
    with altered(mutant):
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
    cases = sorted({mutant["by"] for mutant in MUTANTS.values()})
    worlds = [made(tmp_path / str(number), keys, case) for number, case in enumerate(cases)]
    with altered({"in": "policy", "drop": "class Policy:", "put": "class Policy:"}):
        github = import_module(f"{PACKAGE}.github").GitHub
        for world, wanted, answers in worlds:
            assert verdict(world, answers and github(answers)) == wanted


def discover(folder: Path) -> None:
    """Print for each mutant that has no `by` yet the first case that catches it."""
    keys = Keys(folder)
    for name, mutant in MUTANTS.items():
        if "by" not in mutant:
            tried = ((case, folder / f"{name}-{i}") for i, case in enumerate(ALL))
            found = (case for case, root in tried if is_caught(mutant, case, root, keys))
            sys.stdout.write(f"{name}: {next(found, 'NOT CAUGHT')}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        discover(Path(name))
