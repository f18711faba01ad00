"""What is made late is what would have been made at once, and what is loaded late is not loaded before."""

import copy
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import minbar
import pytest
from minbar.late import _Late, pattern

SPARED = {"minbar.channels", "minbar.snippets", "regex", "jinja2", "concurrent.futures"}
"""What rules on a candidate's file have no use for."""


def test_a_late_pattern_is_a_pattern() -> None:
    late = pattern(r"(a+)b", re.IGNORECASE)
    assert late.pattern == r"(a+)b"
    for _ in range(2):
        found = late.search("xAAb")
        assert found is not None
        assert found.span(1) == (1, 3)
    assert late.sub("c", "ab AB") == "c c"
    assert copy.copy(late).sub("c", "ab AB") == "c c"
    assert [match[0] for match in late.finditer("ab aab")] == ["ab", "aab"]


def _late_patterns() -> Iterator[tuple[str, _Late]]:
    for found in pkgutil.walk_packages(minbar.__path__, "minbar."):
        if found.name == "minbar.__main__":
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            for one in value.values() if isinstance(value, dict) else (value,):
                if isinstance(one, _Late):
                    yield f"{found.name}.{name}", one


def test_every_late_pattern_compiles() -> None:
    patterns = [one for _, one in _late_patterns()]
    assert len(patterns) > 100
    assert all(one.pattern for one in patterns)  # a wrong one raises


@pytest.mark.parametrize("name", sorted(SPARED))
def test_the_rules_are_loaded_without(name: str) -> None:
    told = "import sys, minbar.cli, minbar.build.check.resumed; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    assert name not in loaded.stdout.split()
