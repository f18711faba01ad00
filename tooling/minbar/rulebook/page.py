"""Pages of rules, read from docstrings and from data."""

import inspect
import re

from minbar.checks.law.sources import LAWS
from minbar.checks.levels import BY_CODE
from minbar.checks.registry import PAGES
from minbar.rulebook.written import Page, read_written

_PART = re.compile(r"^\*\*(Why|Wrong|Right|Source)\.\*\*", re.MULTILINE)


def read_page(code: str, language: str) -> Page:
    """The page of a rule; examples and source are English where a language has none of its own.

    Raises:
        KeyError: there is no such rule, or no page of it in this language.
    """
    function = PAGES.get(code)
    english = parse_page(inspect.getdoc(function) or "") if function else read_written(code, "en")
    page = english if language == "en" else read_written(code, language)
    return Page(
        page.what,
        page.why,
        page.wrong or english.wrong,
        page.right or english.right or BY_CODE[code].example,
        _with_laws(code, page.source or english.source),
    )


def _with_laws(code: str, source: str) -> str:
    """A source that names the laws themselves in the place of the module that lists them."""
    cited = "; ".join(map(str, LAWS.get(code, {}).values()))
    return source.replace(f"`sources.py`, {code}", cited)


def parse_page(text: str) -> Page:
    """Read a docstring: what, then its parts in bold."""
    pieces = _PART.split(text)
    parts: dict[str, str] = {
        name.lower(): _joined(said) for name, said in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    return Page(_joined(pieces[0]), **parts)


def _joined(text: str) -> str:
    return " ".join(text.split())
