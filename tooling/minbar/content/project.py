"""pyproject.toml: what a repository says of the rules, under [tool.minbar]."""

import tomllib
from pathlib import Path
from typing import Any

from minbar.model import rules
from minbar.model.finding import Finding, Place
from minbar.model.settings import Level

PROJECT = "pyproject.toml"
LEVELS: tuple[Level, ...] = ("off", "warning", "error")
RIGHT = '[tool.minbar.rules]\nTY005 = "off"'


def read_levels(root: Path) -> tuple[dict[str, Level], dict[str, Place], list[Finding]]:
    """Read `[tool.minbar.rules]` of the repository: severities, where each stands, and faults."""
    file = root / PROJECT
    if not file.is_file():
        return {}, {}, []
    try:
        text = file.read_text(encoding="utf-8")
        table: Any = tomllib.loads(text).get("tool", {}).get("minbar", {}).get("rules", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"not valid TOML: {error}"
        return {}, {}, [rules.FILE_UNREADABLE.at(Place(PROJECT), message, example=RIGHT)]
    levels: dict[str, Level] = {}
    places: dict[str, Place] = {}
    faults: list[Finding] = []
    for code, level in table.items() if isinstance(table, dict) else ():
        place = places[code] = _place(text, code)
        if level in LEVELS:
            levels[code] = level
        else:
            message = f"«{code}» is off, warning or error"
            faults.append(rules.VALUE_WRONG.at(place, message, str(level), RIGHT))
    return levels, places, faults


def _place(text: str, code: str) -> Place:
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            inside = line.strip().startswith("[tool.minbar")
        elif inside and line.strip().startswith(code):
            return Place(PROJECT, number)
    return Place(PROJECT)
