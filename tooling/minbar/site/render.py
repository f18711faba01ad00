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

Shells = Callable[[str, str], Shell]


class Site:
    """The pages of an edition, and how each becomes bytes."""

    def __init__(
        self,
        index: Index,
        kits: Kits,
        words: dict[str, Strings],
        environment: jinja2.Environment,
        shells: Shells,
        pack_sizes: Mapping[str, int],
    ) -> None:
        """List the pages; nothing is rendered yet.

        Args:
            index: an edition, looked up by kind, place and theme.
            kits: its messages, fitted to the channels.
            words: every language's strings.
            environment: finds the templates of pages.
            shells: gives the shell of a language and a section.
            pack_sizes: bytes of each pack, by its path on the site.
        """
        self._edition = edition = index.edition
        self._words = words
        self._environment = environment
        self._shells = shells
        self._views = {
            code: View(index, kits, words, code, pack_sizes)
            for code in edition.settings.language_codes
        }
        self.pages = [page for view in self._views.values() for page in make_pages(view)]

    def render(self, page: Page) -> bytes:
        """Render one page whole."""
        view = self._views[page.language]
        return render_page(page, view, self._environment, self._shells).encode()

    def standing(self) -> Iterator[tuple[str, bytes]]:
        """Yield (path, bytes) of the pages that stand outside every language."""
        return _standing(self._edition, self._words, self._environment)


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
    return shells(page.language, page.section).fill(parts)


def _standing(
    edition: Edition, words: dict[str, Strings], environment: jinja2.Environment
) -> Iterator[tuple[str, bytes]]:
    shared = {"edition": edition, "settings": edition.settings, "words": words}
    for name in ("index.html", "404.html", "robots.txt"):
        yield name, environment.get_template(f"root/{name}").render(shared).encode()
