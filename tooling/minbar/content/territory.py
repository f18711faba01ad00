"""territory.csv: code, parent, level, type, and a name in each language."""

import csv
import io
import re

from minbar.model import rules
from minbar.model.characters import find_unsafe, is_seen
from minbar.model.finding import Finding, Place
from minbar.model.territory import Territory, TerritoryTree

COLUMNS = ["code", "parent", "level", "type"]
NAME = "name_"
_CONTROL = re.compile("[\x00-\x1f]")
_CODE = re.compile(r"[A-Za-z0-9.]+\Z")


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
    try:
        for row in rows:
            place = Place(path, rows.line_num)
            fault = _fault(row, header, places)
            if fault:
                findings.append(rules.TABLE_BROKEN.at(place, fault, ",".join(row)))
                continue
            cells = dict(zip(header, row, strict=True))
            names = {
                column.removeprefix(NAME): cells[column]
                for column in header
                if column.startswith(NAME)
            }
            places[cells["code"]] = Territory(
                cells["code"], cells["parent"], cells["level"], cells["type"], names
            )
    except csv.Error as error:
        findings.append(
            rules.TABLE_BROKEN.at(Place(path, rows.line_num), f"this is not CSV: {error}")
        )
    return TerritoryTree(tuple(places.values())), findings


def _fault(row: list[str], header: list[str], places: dict[str, Territory]) -> str:
    if len(row) != len(header):
        return f"{len(row)} columns, but the first line has {len(header)}"
    cells = dict(zip(header, row, strict=True))
    if not _CODE.match(cells["code"]):
        return f"«{cells['code']}» is not a code: letters, digits and dots"
    if cells["code"] in places:
        return f"the code «{cells['code']}» stands twice"
    if places and cells["parent"] not in places:
        return f"the parent «{cells['parent']}» does not stand above this line"
    if not places and cells["parent"]:
        return "the first place is the whole country and has no parent"
    if _CONTROL.search("".join(row)):
        return "an invisible character stands in this line"
    for unsafe in find_unsafe("\n".join(row)):
        return unsafe.message
    if not all(is_seen(cells[name]) for name in header if name.startswith(NAME)):
        return "a name is empty"
    return ""
