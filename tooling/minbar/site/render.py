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
from minbar.site.pages import Plan, plan_pages
from minbar.site.shell import Shell
from minbar.site.view import View
from minbar.strings import Strings

Shells = Callable[[str, str, int], Shell]

RUN_PAGES = 64
"""Several lists of candidates; and at twenty thousand pages each process still has many runs."""


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
            shells: gives the shell of a language, a section and a depth.
            pack_sizes: bytes of each pack, by its path on the site.
        """
        self._edition = edition = index.edition
        self._words = words
        self._environment = environment
        self._render = Renderer(environment)
        self._macros = environment.get_template("_macros.html").module
        self._shells = shells
        self.views = {
            code: View(index, kits, words, code, pack_sizes)
            for code in edition.settings.language_codes
        }
        self._plans: list[Plan] = [
            plan for view in self.views.values() for plan in plan_pages(view)
        ]

    def __len__(self) -> int:
        """How many pages there are, without those that stand outside every language."""
        return len(self._plans)

    def pages(self, number: int = 0, of: int = 1) -> Iterator[Page]:
        """Yield a share of the pages, each made as it is asked for.

        A share is every `of`-th run of pages: neighbours have much in common.
        """
        for start in range(number * RUN_PAGES, len(self), of * RUN_PAGES):
            for plan in self._plans[start : start + RUN_PAGES]:
                yield plan()

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
            + render(page.template, shared | page.context),
        }
        return self._shells(page.language, page.section, page.depth).fill(parts)

    def standing(self) -> Iterator[tuple[str, bytes]]:
        """Yield (path, bytes) of the pages that stand outside every language."""
        return _standing(self._edition, self._words, self._environment)


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
