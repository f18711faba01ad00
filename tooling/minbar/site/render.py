"""Pages to files: a template gives the content, a shell gives the house around it."""

from collections.abc import Callable, Iterator, Mapping

import jinja2
from markupsafe import Markup

from minbar.edition import Edition
from minbar.edition.index import Index
from minbar.kit import Kits
from minbar.site.page import Page
from minbar.site.pages import make_pages
from minbar.site.shell import Shell
from minbar.site.view import View
from minbar.strings import Strings

Shells = Callable[[str, str, int], Shell]


def render_site(
    edition: Edition,
    kits: Kits,
    words: dict[str, Strings],
    environment: jinja2.Environment,
    shells: Shells,
    pack_sizes: Mapping[str, int],
) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every page that the edition has.

    Args:
        edition: what may be shown.
        kits: its messages, fitted to the channels.
        words: every language's strings.
        environment: finds the templates of pages.
        shells: gives the shell of a language, a section and a depth.
        pack_sizes: bytes of each pack, by its path on the site.
    """
    index = Index(edition)
    for language in edition.settings.language_codes:
        view = View(index, kits, words, language, pack_sizes)
        for page in make_pages(view):
            yield page.path, render_page(page, view, environment, shells).encode()
    yield from _standing(edition, words, environment)


def render_page(page: Page, view: View, environment: jinja2.Environment, shells: Shells) -> str:
    """Render one page whole."""
    base = "../" * page.depth
    shared = {"page": page, "view": view, "t": view.t, "base": base, "settings": view.settings}
    content = environment.get_template(page.template).render(shared | page.context)
    parts = {
        "head": environment.get_template("_head.html").render(shared),
        "title": str(Markup.escape(page.title)),
        "alternate": environment.get_template("_alternate.html").render(shared),
        "content": environment.get_template("_crumbs.html").render(shared) + content,
    }
    return shells(page.language, page.section, page.depth).fill(parts)


def _standing(
    edition: Edition, words: dict[str, Strings], environment: jinja2.Environment
) -> Iterator[tuple[str, bytes]]:
    shared = {"edition": edition, "settings": edition.settings, "words": words}
    for name in ("index.html", "404.html", "robots.txt"):
        yield name, environment.get_template(f"root/{name}").render(shared).encode()
