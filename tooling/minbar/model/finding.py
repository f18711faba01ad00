"""A fault in what somebody wrote: a value with a place, never an exception."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Place(Struct, frozen=True):
    """Where something stands: path inside the campaign folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Rule(Struct, frozen=True):
    """What can be wrong, under a code that is never used again.

    The slug states the fault; the example shows how it is done right.
    """

    code: str
    slug: str
    severity: Severity
    example: str

    def at(self, place: Place, message: str, text: str = "", example: str = "") -> "Finding":
        """Say that this rule is broken at a place; `text` is what stands there."""
        return Finding(
            code=self.code,
            slug=self.slug,
            severity=self.severity,
            path=place.path,
            line=place.line,
            column=place.column,
            message=message,
            text=text[:120],
            example=example or self.example,
        )


class Finding(Struct, frozen=True):
    """One fault, with its place, the offending text, the reason and a right example."""

    code: str
    slug: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    text: str
    example: str


def sort_key(finding: Finding) -> tuple[str, int, int, str]:
    """Order findings as a reader meets them."""
    return finding.path, finding.line, finding.column, finding.code


def blocks(findings: list[Finding]) -> bool:
    """Tell whether any of these stops a build."""
    return any(finding.severity == "error" for finding in findings)
