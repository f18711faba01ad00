"""What a Markdown body may not hold, found before anything renders it.

Declarations (`<!`, `<?`) hide text from readers and are slow in Python-Markdown; so are
thousands of brackets. Raw HTML is refused where the allow-list would drop it, so that
nothing disappears in silence.
"""

import re
from collections.abc import Iterator

from minbar.late import pattern
from minbar.markdown.allowed import TAGS
from minbar.markdown.cost import find_costly
from minbar.markdown.quiet import is_quiet
from minbar.model import rules
from minbar.model.characters import find_unsafe, find_unsafe_references
from minbar.model.finding import Finding, Place, Rule
from minbar.model.rules import unsafe_rule

LIMIT_SHOWN = 10

_CODE = pattern(r"(?<![`\\])`[^`\n]+`(?!`)")
_DECLARATION = pattern(r"<[!?]")
_TAG = pattern(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_HANDLER = pattern(
    r"(?:<[a-zA-Z]|\{)[^<>{}]{0,300}?(?<![a-zA-Z0-9_-])(on[a-z]{1,30}|style)\s{0,9}=", re.IGNORECASE
)
_KEPT_ID = pattern(
    r"""(?:<[a-zA-Z]|\{)[^<>{}]{0,300}?(?:#|\bid\s{0,9}=\s{0,9}["']?)(__[^\s"'>}]{0,60})"""
)
_FIRST_LEVEL = pattern(
    r"^(?:[ >]|[-*+:] |\d{1,9}\. |\[\^[^\]\n]{1,60}\]:){0,24}#(?!#)|(?<=[^\n])\n=+ *$", re.MULTILINE
)
_WRITTEN = {"a": "[text](address)", "img": "![what it shows](address)"}


def check_body(body: str, path: str, first_line: int) -> list[Finding]:
    """Find what would hide, hurt or be dropped; the places are those of the file."""
    return [] if is_quiet(body) else check_every_sign(body, path, first_line)


def check_every_sign(body: str, path: str, first_line: int) -> list[Finding]:
    """Find the same as `check_body`, in any body, at full cost."""
    faults = [*_cost(body)]
    for check in (_characters, _declarations, _html):
        faults += _shown(list(check(body)))
    return [
        rule.at(_place(body, offset, path, first_line), message, _line_at(body, offset))
        for rule, offset, message in faults
    ]


Fault = tuple[Rule, int, str]


def _shown(faults: list[Fault]) -> list[Fault]:
    """Keep the first of many faults of one sort, and say how many there are."""
    if len(faults) <= LIMIT_SHOWN:
        return faults
    rule, offset, message = faults[LIMIT_SHOWN - 1]
    more = f"{message}, and {len(faults) - LIMIT_SHOWN} more after it"
    return [*faults[: LIMIT_SHOWN - 1], (rule, offset, more)]


def _characters(body: str) -> Iterator[Fault]:
    for unsafe in find_unsafe(body):
        yield unsafe_rule(unsafe), unsafe.offset, unsafe.message
    for offset, unsafe in find_unsafe_references(body):
        yield unsafe_rule(unsafe), offset, unsafe.message


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
        elif match[1].lower() in _WRITTEN and not match[0].startswith("</"):
            message = (
                f"the HTML tag <{match[1]}> is not allowed: write {_WRITTEN[match[1].lower()]}"
            )
            yield rules.HTML_REFUSED, match.start(), message
    for match in _HANDLER.finditer(bare):
        yield rules.HTML_REFUSED, match.start(1), f"the attribute {match[1]} is not allowed"
    for match in _FIRST_LEVEL.finditer(bare):
        message = "a heading of the first level, which only the title is: write ## for a heading, \\# for a tag"
        yield rules.HTML_REFUSED, match.end() - 1, message
    for match in _KEPT_ID.finditer(bare):
        message = f"the id {match[1]} starts with __, which the theme keeps for itself"
        yield rules.HTML_REFUSED, match.start(1), message


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
