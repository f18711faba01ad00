"""The Python that the environment is made with."""

import importlib.util
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any

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


OWN, SYSTEM = "/opt/python/bin/python3", "/usr/bin/python3"
SLOW = "'--prefix=/opt/python' '--enable-shared'"
FAST = SLOW + " '--enable-optimizations' '--with-lto'"


def made(
    monkeypatch: pytest.MonkeyPatch,
    options: str | None = FAST,
    base: str = "/opt/python",
    version: tuple[int, ...] = (3, 13, 1),
) -> None:
    """Have this Python be one that was made like this."""
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: options)
    monkeypatch.setattr(sys, "base_prefix", base)
    monkeypatch.setattr(sys, "version_info", version)


@pytest.mark.parametrize("suits", [True, False])
@pytest.mark.parametrize("is_fast", [True, False])
def test_the_systems_python_is_taken_only_where_ours_is_slow_and_it_will_do(
    interpreter: ModuleType, monkeypatch: pytest.MonkeyPatch, is_fast: bool, suits: bool
) -> None:
    monkeypatch.setattr(interpreter, "is_fast", lambda: is_fast)
    monkeypatch.setattr(interpreter, "suits", lambda _: suits)

    assert interpreter.choose(OWN) == (SYSTEM if suits and not is_fast else OWN)


def test_the_systems_is_not_begun_where_ours_is_fast(
    interpreter: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(monkeypatch)
    monkeypatch.setattr(interpreter, "suits", pytest.fail)

    assert interpreter.choose(OWN) == OWN


@pytest.mark.parametrize(
    ("said", "is_fast"),
    [
        ({"options": FAST}, True),
        ({"options": SLOW}, False),
        ({"options": None}, True),
        ({"options": SLOW, "base": "/usr"}, True),
        ({"options": FAST, "version": (3, 10, 9)}, False),
    ],
    ids=["with optimisations", "without", "says nothing", "a distribution's", "too old"],
)
def test_how_a_python_was_made_is_told(
    interpreter: ModuleType, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any], is_fast: bool
) -> None:
    made(monkeypatch, **said)

    assert interpreter.is_fast() is is_fast


def test_a_python_that_is_not_there_will_not_do(interpreter: ModuleType, tmp_path: Path) -> None:
    assert interpreter.suits(sys.executable)
    assert not interpreter.suits(str(tmp_path / "python3"))


def test_what_is_printed_is_a_python_that_makes_environments() -> None:
    told = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=True)
    assert subprocess.call([told.stdout, "-c", "import venv, ensurepip"]) == 0
