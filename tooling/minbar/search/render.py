"""Pages for Pagefind: each text of an edition in one language, and nothing besides.

Pagefind takes a page's address from its path and its name from its heading. Reading a text with the menu,
the footer and the ready posts around it takes four times as long, and would find every page by the words of the menu.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from minbar.edition import Published, Shown
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


def render_search_pages(
    documents: Iterable[Published], words: Strings
) -> Iterator[tuple[str, bytes]]:
    """Yield (path on the site, HTML) of every text that is written in one language, by kind and slug.

    The order shows in what Pagefind makes; that of pages hangs on instants, which may stand in another language's file.

    Args:
        documents: an edition's; a text that is not translated is searched in its own language only.
        words: those of the language; they name the kinds.
    """
    searched = [document for document in documents if document.kind in SEARCHED]
    for document in sorted(searched, key=lambda found: (SEARCHED.index(found.kind), found.slug)):
        if words.code in document.versions:
            yield (
                _path(document_address(document.kind, document.slug, words.code)),
                _page(document, document.versions[words.code], _kind(words, document.kind)),
            )


def _path(address: str) -> str:
    return address + "index.html" if address.endswith("/") else address


def _kind(words: Strings, kind: str) -> str:
    name = f"section_{kind}"
    return words(name) if name in words else ""


def _page(document: Published, shown: Shown, kind: str) -> bytes:
    return _PAGE.format(
        language=shown.language,
        title=document.heading(shown.language),
        kind=kind,
        lines=Markup("").join(Markup("<p>{}</p>").format(line) for line in _lines(shown.text)),
        body=Markup(render(shown.body).html),
    ).encode()


def _lines(text: Any) -> Iterator[str]:
    for name in FIELDS:
        if line := getattr(text, name, None):
            yield line
    for promise in getattr(text, "promises", {}).values():
        yield promise.says
