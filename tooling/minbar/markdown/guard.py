"""What a Markdown body may not hold, found before anything renders it.

Declarations (`<!`, `<?`) hide text from readers and are slow in Python-Markdown; so are
thousands of brackets. Raw HTML is refused where the allow-list would drop it, so that
nothing disappears in silence.
"""

import re
from collections.abc import Iterator

from minbar.markdown.allowed import TAGS
from minbar.markdown.cost import find_costly
from minbar.model import rules
from minbar.model.finding import Finding, Place, Rule

_CODE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[^\n]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_DECLARATION = re.compile(r"<[!?]")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_HANDLER = re.compile(r"<[a-zA-Z][^>\n]*?\s(on[a-z]+|style)\s*=", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def check_body(body: str, path: str, first_line: int) -> list[Finding]:
    """Find what would hide, hurt or be dropped; the places are those of the file."""
    checks = (_characters, _declarations, _html, _cost)
    return [
        rule.at(_place(body, offset, path, first_line), message, _line_at(body, offset))
        for check in checks
        for rule, offset, message in check(body)
    ]


Fault = tuple[Rule, int, str]


def _characters(body: str) -> Iterator[Fault]:
    for match in _CONTROL.finditer(body):
        yield (
            rules.CONTROL_CHARACTER,
            match.start(),
            f"the invisible character U+{ord(match[0]):04X} stands here",
        )


def _declarations(body: str) -> Iterator[Fault]:
    for match in _DECLARATION.finditer(body):
        message = (
            f"{match[0]} is not allowed: a hidden comment would go public; use note: in the header"
        )
        yield rules.DECLARATION_REFUSED, match.start(), message


def _html(body: str) -> Iterator[Fault]:
    bare = _CODE.sub(lambda match: " " * len(match[0]), body)
    for match in _TAG.finditer(bare):
        if match[1].lower() not in TAGS and not bare.startswith(("://", "@"), match.end()):
            yield (
                rules.HTML_REFUSED,
                match.start(),
                f"the HTML tag <{match[1]}> is not allowed: use Markdown",
            )
    for match in _HANDLER.finditer(bare):
        yield rules.HTML_REFUSED, match.start(1), f"the attribute {match[1]} is not allowed"


def _cost(body: str) -> Iterator[Fault]:
    for offset, message in find_costly(body):
        yield rules.MARKDOWN_TOO_COSTLY, offset, message


def _place(body: str, offset: int, path: str, first_line: int) -> Place:
    start = body.rfind("\n", 0, offset) + 1
    return Place(path, first_line + body.count("\n", 0, offset), offset - start + 1)


def _line_at(body: str, offset: int) -> str:
    start = body.rfind("\n", 0, offset) + 1
    end = body.find("\n", offset)
    return body[start : end if end >= 0 else None].strip()
