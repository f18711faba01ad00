"""Findings about single words of a header are pinned to the letters in the file.

What checks are given of a header is its values, and where each begins. A value in quotes or over
several lines stands elsewhere in the file, which only the file can tell.
"""

from pathlib import Path

from msgspec.structs import replace

from minbar.content.files import read_text
from minbar.model.finding import Finding

PINNED = ("CT", "LW", "TY", "CH006", "CH007")
LIMIT_LINES = 60
"""How far below its beginning a value is looked through."""


def pin_findings(root: Path, findings: list[Finding]) -> list[Finding]:
    """Move findings of these rules whose `text` stands near by to where it stands."""
    lines: dict[str, list[str]] = {}
    return [
        _pin(finding, lines, root) if finding.text and finding.code.startswith(PINNED) else finding
        for finding in findings
    ]


def _pin(finding: Finding, known: dict[str, list[str]], root: Path) -> Finding:
    if finding.path not in known:
        text, _ = read_text(root, finding.path)
        known[finding.path] = (text or "").split("\n")
    lines = known[finding.path]
    first = finding.line - 1
    for number, line in enumerate(lines[first : first + LIMIT_LINES], start=first):
        near = finding.column - 1 if number == first else 0
        at = _nearest(line, finding.text, near)
        if at is not None:
            return replace(finding, line=number + 1, column=at + 1)
    return finding


def _nearest(line: str, text: str, near: int) -> int | None:
    """Give where a text stands in a line, the closest to a place if it stands there several times."""
    places: list[int] = []
    at = line.find(text)
    while at >= 0:
        places.append(at)
        at = line.find(text, at + 1)
    return min(places, key=lambda place: abs(place - near), default=None)
