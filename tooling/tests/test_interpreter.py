"""The Python that the environment is made with."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "requirements" / "interpreter.py"


@pytest.fixture(scope="module")
def interpreter() -> ModuleType:
    spec = importlib.util.spec_from_file_location("interpreter", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("is_fast", "suits", "taken"),
    [
        (True, True, "own"),
        (True, False, "own"),
        (False, True, "/usr/bin/python3"),
        (False, False, "own"),
    ],
)
def test_the_systems_python_is_taken_only_where_ours_is_slow_and_it_will_do(
    interpreter: ModuleType, is_fast: bool, suits: bool, taken: str
) -> None:
    own = "/opt/python/bin/python3"
    assert interpreter.choose(own, is_fast, suits) == (own if taken == "own" else taken)


def test_a_python_that_is_not_there_will_not_do(interpreter: ModuleType, tmp_path: Path) -> None:
    assert not interpreter._suits(str(tmp_path / "python3"))


def test_what_is_printed_is_a_python_that_makes_environments() -> None:
    told = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=True)
    assert subprocess.call([told.stdout, "-c", "import venv, ensurepip"]) == 0
