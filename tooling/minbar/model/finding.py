"""A fault in what somebody wrote: a value with a place, never an exception."""

from typing import Literal

from msgspec import Struct

from minbar.model.characters import made_visible

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

    def at(
        self,
        place: Place,
        message: str,
        text: str = "",
        example: str = "",
        related: tuple[str, ...] = (),
    ) -> "Finding":
        """Say that this rule is broken at a place; `text` is what stands there.

        `related` are the paths of other files that the fault could as well be mended in.
        """
        return Finding(
            code=self.code,
            slug=self.slug,
            severity=self.severity,
            path=place.path,
            line=place.line,
            column=place.column,
            message=made_visible(message),
            text=made_visible(text[:120]),
            example=example or self.example,
            related=related,
        )


class Finding(Struct, frozen=True):
    """One fault, with its place, the offending text, the reason and a right example.

    `related` are other files that it arises with: whoever changes one of them may cause it.
    """

    code: str
    slug: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    text: str
    example: str
    related: tuple[str, ...] = ()


def sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    """Order findings as a reader meets them, whichever was found first."""
    return finding.path, finding.line, finding.column, finding.code, finding.message


def blocks(findings: list[Finding]) -> bool:
    """Tell whether any of these stops a build."""
    return any(finding.severity == "error" for finding in findings)
