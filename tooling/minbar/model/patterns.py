"""Patterns of paths in rules: `*` within a folder, `**` over folders, `?` one letter.

A pattern holds for the whole path, from the top of the repository.
"""

import re
from functools import cache

_REFUSED = re.compile(r"[\[\]{}!\\#\"']|\s|\x00")


def find_pattern_fault(pattern: str) -> str:
    """Say why a pattern cannot be; empty where it can."""
    if found := _REFUSED.search(pattern):
        return f"has {found[0]!r}, which patterns here do not know"
    if pattern.startswith("/") or pattern.endswith("/"):
        return "begins or ends with a stroke: write the path from the top, folder/** for a folder"
    parts = pattern.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return "has an empty part, . or .."
    if any("**" in part and part != "**" for part in parts):
        return "has ** beside other letters: it stands for folders and takes a part of its own"
    return ""


def matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern holds for a path; letters count as they are written."""
    return _compile(pattern).fullmatch(path) is not None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    parts = pattern.split("/")
    made = ""
    for i, part in enumerate(parts):
        is_last = i == len(parts) - 1
        if part == "**":
            made += ".+" if is_last else "(?:[^/]+/)*"
        else:
            made += "".join(_letter(letter) for letter in part) + ("" if is_last else "/")
    return re.compile(made, re.DOTALL)


def _letter(letter: str) -> str:
    return {"*": "[^/]*", "?": "[^/]"}.get(letter) or re.escape(letter)
