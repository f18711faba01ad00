"""territory.csv: code, parent, level, type, and a name in each language."""

import csv
import io
from collections.abc import Collection, Iterable

from minbar.late import pattern
from minbar.model import rules
from minbar.model.characters import find_unsafe, is_seen
from minbar.model.finding import Finding, Place
from minbar.model.territory import Territory, TerritoryTree

COLUMNS = ["code", "parent", "level", "type"]
NAME = "name_"
_CONTROL = pattern("[\x00-\x1f]")
_CODE = pattern(r"[A-Za-z0-9.]+\Z")


def parse_territory(
    text: str, path: str, languages: tuple[str, ...]
) -> tuple[TerritoryTree, list[Finding]]:
    """Read the tree of places; a row that cannot be taken is a finding."""
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(rows, [])
    except csv.Error as error:
        message = f"this is not CSV: {error}"
        return TerritoryTree(()), [rules.TABLE_BROKEN.at(Place(path), message)]
    expected = COLUMNS + [f"{NAME}{language}" for language in languages]
    missing = [column for column in expected if column not in header]
    if missing:
        message = f"the first line lacks the column {', '.join(missing)}"
        return TerritoryTree(()), [
            rules.TABLE_BROKEN.at(Place(path), message, ",".join(header), ",".join(expected))
        ]
    places: dict[str, Territory] = {}
    findings: list[Finding] = []
    named = {column: column.removeprefix(NAME) for column in header if column.startswith(NAME)}
    try:
        for row in rows:
            fault, cells = _cells(row, header)
            fault = fault or _fault(cells, places, named)
            if not (fault or "".join(row).isprintable()):
                fault = _hidden(row)
            if fault:
                place = Place(path, rows.line_num)
                findings.append(rules.TABLE_BROKEN.at(place, fault, ",".join(row)))
                continue
            places[cells["code"]] = Territory(
                cells["code"],
                cells["parent"],
                cells["level"],
                cells["type"],
                {language: cells[column] for column, language in named.items()},
            )
    except csv.Error as error:
        findings.append(
            rules.TABLE_BROKEN.at(Place(path, rows.line_num), f"this is not CSV: {error}")
        )
    return TerritoryTree(tuple(places.values())), findings


def _cells(row: list[str], header: list[str]) -> tuple[str, dict[str, str]]:
    """The cells of a row by their columns, or why they cannot be told."""
    if len(row) != len(header):
        return f"{len(row)} columns, but the first line has {len(header)}", {}
    return "", dict(zip(header, row, strict=True))


def _fault(cells: dict[str, str], places: Collection[str], named: Iterable[str]) -> str:
    if not _CODE.match(cells["code"]):
        return f"«{cells['code']}» is not a code: letters, digits and dots"
    if cells["code"] in places:
        return f"the code «{cells['code']}» stands twice"
    if places and cells["parent"] not in places:
        return f"the parent «{cells['parent']}» does not stand above this line"
    if not places and cells["parent"]:
        return "the first place is the whole country and has no parent"
    if not all(is_seen(cells[column]) for column in named):
        return "a name is empty"
    return ""


def _hidden(row: list[str]) -> str:
    """What nobody sees in a row; one that prints has nothing of it, and need not be asked."""
    if _CONTROL.search("".join(row)):
        return "an invisible character stands in this line"
    return next((unsafe.message for unsafe in find_unsafe("\n".join(row))), "")
