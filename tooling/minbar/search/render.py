"""Pages for Pagefind: each text of an edition in one language, and nothing besides.

Pagefind takes a page's address from its path and its name from its heading. Reading a text with the menu,
the footer and the ready posts around it takes four times as long, and would find every page by the words of the menu.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from minbar.edition import Published
from minbar.markdown.render import render
from minbar.model.addresses import document_address
from minbar.model.sections import SEARCHED
from minbar.strings import Strings

FIELDS = ("summary", "short", "claim", "where", "place")
"""What a text says in lines of its own, in the order in which pages show it."""

_PAGE = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body data-kind="{kind}" data-pagefind-meta="kind[data-kind]"><h1>{title}</h1>{lines}{body}</body></html>\n'
)


def list_searched(
    documents: Iterable[Published], words: Strings
) -> Iterator[tuple[str, Published]]:
    """Yield (path on the site, document) of every text that is written in one language, by kind and slug.

    The order shows in what Pagefind makes; that of pages hangs on instants, which may stand in another language's file.

    Args:
        documents: an edition's; a text that is not translated is searched in its own language only.
        words: those of the language.
    """
    searched = [document for document in documents if document.kind in SEARCHED]
    for document in sorted(searched, key=lambda found: (SEARCHED.index(found.kind), found.slug)):
        if words.code in document.versions:
            yield _path(document_address(document.kind, document.slug, words.code)), document


def name_kind(words: Strings, kind: str) -> str:
    """What a kind is called beside what is found; empty where the language has no word for it."""
    name = f"section_{kind}"
    return words(name) if name in words else ""


def render_search_page(document: Published, language: str, kind: str) -> bytes:
    """The page of a text: HTML.

    Args:
        document: the text.
        language: one that it is written in.
        kind: what its kind is called in that language.
    """
    shown = document.versions[language]
    return _PAGE.format(
        language=language,
        title=document.heading(language),
        kind=kind,
        lines=Markup("").join(Markup("<p>{}</p>").format(line) for line in _lines(shown.text)),
        body=Markup(render(shown.body).html),
    ).encode()


def _path(address: str) -> str:
    return address + "index.html" if address.endswith("/") else address


def _lines(text: Any) -> Iterator[str]:
    for name in FIELDS:
        if line := getattr(text, name, None):
            yield line
    for promise in getattr(text, "promises", {}).values():
        yield promise.says
