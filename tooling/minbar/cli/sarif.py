"""Findings as SARIF 2.1.0, which code hosts and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, read 2026-11-25.
"""

from typing import Any
from urllib.parse import quote

from minbar import __version__
from minbar.checks.levels import BY_CODE
from minbar.model.finding import Finding, Rule
from minbar.rulebook.page import read_page
from minbar.rulebook.written import Page

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_sarif(findings: list[Finding]) -> dict[str, Any]:
    """One run: the rules that found something, and each finding with its place.

    Columns count code points, as everywhere in Minbar.
    """
    codes = sorted({finding.code for finding in findings})
    index = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "minbar",
        "version": __version__,
        "rules": [_rule(BY_CODE[code], read_page(code, "en")) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "CAMPAIGN": {"description": {"text": "The folder of the campaign."}}
        },
        "results": [_result(finding, index[finding.code]) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, page: Page) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": page.what},
        "fullDescription": {"text": page.why or page.what},
        "help": {"text": f"Right: {page.right or rule.example}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": _message(finding)},
        "locations": [_location(finding.path, finding.line, finding.column)],
    }
    if finding.related:
        result["relatedLocations"] = [_location(path) for path in finding.related]
    return result


def _message(finding: Finding) -> str:
    said = f"{finding.message} (right: {finding.example})" if finding.example else finding.message
    return said.encode("utf-8", "backslashreplace").decode()


def _location(path: str, line: int = 0, column: int = 0) -> dict[str, Any]:
    uri = quote(path.encode("utf-8", "surrogateescape"))
    place: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": "CAMPAIGN"}}
    if line:
        place["region"] = {"startLine": line, "startColumn": column}
    return {"physicalLocation": place}
