"""Pages to files: a template gives the content, a shell gives the house around it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

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
from minbar.templates.macros import Macros

ANCHOR = ("anchor",)
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
        """Take all that pages are made of.

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
        self._render = Renderer(environment)
        self._macros = Macros(environment)
        self._shells = shells
        self.views = {
            code: View(index, kits, words, code, pack_sizes)
            for code in edition.settings.language_codes
        }

    def render_unit(self, unit: str) -> Iterator[tuple[str, bytes]]:
        """Yield (path, bytes) of a unit's pages, language by language."""
        if unit == "standing":
            yield from _standing(self._edition, self._words, self._environment)
            return
        for view in self.views.values():
            for page in make_pages(view, unit):
                yield page.path, self.render(page)

    def render(self, page: Page) -> bytes:
        """Render one page whole."""
        view, render = self.views[page.language], self._render
        shared = {
            **self._environment.globals,
            "m": self._macros,
            "page": page,
            "view": view,
            "t": view.t,
            "base": "../" * page.depth,
            "settings": view.settings,
        }
        parts = {
            "head": render("_head.html", shared),
            "title": str(Markup.escape(page.title)),
            "alternate": render("_alternate.html", shared),
            "content": render("_crumbs.html", shared)
            + render(page.template, shared | page.context)
            + self._foot(page, shared),
        }
        return self._shells(page.language, page.section).fill(parts)

    def _foot(self, page: Page, shared: dict[str, Any]) -> str:
        """When and by whom a document was approved; nothing where it stands only because it stood at the anchor."""
        document = page.context.get("document")
        approvals = document.approvals if document else ()
        said = [one for one in approvals if one.evidence != ANCHOR]
        if not said:
            return ""
        latest = max(said, key=lambda one: one.at)
        return self._render("_approval.html", shared | {"approval": latest})


class Renderer:
    """Renders templates of one environment, each looked up once."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self._get = cache(environment.get_template)

    def __call__(self, name: str, values: dict[str, Any]) -> str:
        """Do what `Template.render` does, but take the values as they are.

        Args:
            name: of the template.
            values: the environment's globals among them; `Template.render` would copy these
                for each of a page's four parts.
        """
        template, environment = self._get(name), self._environment
        try:
            context = environment.context_class(environment, values, name, template.blocks)
            return "".join(template.root_render_func(context))
        except Exception:
            environment.handle_exception()


def _standing(
    edition: Edition, words: dict[str, Strings], environment: jinja2.Environment
) -> Iterator[tuple[str, bytes]]:
    shared = {"edition": edition, "settings": edition.settings, "words": words}
    for name in ("index.html", "404.html", "robots.txt"):
        yield name, environment.get_template(f"root/{name}").render(shared).encode()
