"""Pages of rules as they are written down in data; reading one loads no rule."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

LANGUAGES = ("en", "ar", "fr")
PAGES = Path(__file__).with_name("pages")


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule says to a writer."""

    what: str
    why: str = ""
    wrong: str = ""
    right: str = ""
    source: str = ""


def read_written(code: str, language: str) -> Page:
    """What is written of a rule in a language.

    Raises:
        KeyError: there is no such rule, or no page of it in this language.
    """
    return _family(code[:2], language)[code]


def summary_of(code: str, path: str) -> str:
    """What a rule finds, in the language of a document, for whoever writes that; empty where there is nothing.

    English is left out: messages are in English.
    """
    language = path.removesuffix(".md").rpartition(".")[2]
    if language not in LANGUAGES[1:] or not path.endswith(".md"):
        return ""
    page = _family(code[:2], language).get(code)
    return page.what if page else ""


@cache
def _family(family: str, language: str) -> dict[str, Page]:
    file = PAGES / language / f"{family}.yml"
    if not file.is_file():
        return {}
    read: Any = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return msgspec.convert(read, dict[str, Page])
