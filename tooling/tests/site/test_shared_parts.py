"""What pages share never depends on which page was rendered before."""

from collections.abc import Iterable

import pytest
from demonstration import AT, REPOSITORY
from minbar.build.output import Output, make_output
from minbar.edition import Audience
from minbar.site.page import Page
from minbar.site.pages import list_units, make_pages
from minbar.site.render import Site
from minbar.site.shell import Shell, parse_shell, slot
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import page_environment
from minbar.templates.fragments import Fragments


class Sizes(dict[str, int]):
    """A size for every pack, as none is made."""

    def __missing__(self, name: str) -> int:
        return 1000 * len(name)


def shells(language: str, section: str) -> Shell:
    slots = "\n".join(map(slot, ("head", "title", "alternate", "content")))
    return parse_shell(f"<html lang={language} class={section}>\n{slots}\n</html>")


def render(site: Site, pages: Iterable[Page], *, alone: bool = False) -> dict[str, bytes]:
    made = {}
    for page in pages:
        for view in site.views.values() if alone else ():
            view.fragments = Fragments(view.index)
        made[page.path] = site.render(page)
    return made


@pytest.mark.parametrize("audience", ["public", "team"])
def test_pages_are_the_same_alone_in_order_and_backwards(audience: Audience) -> None:
    output = make_output(REPOSITORY, audience, AT)
    assert isinstance(output, Output)
    environment = page_environment(read_sources(template_roots(REPOSITORY)))
    site = Site(output.index, output.kits, output.words, environment, shells, Sizes())
    pages = [
        page
        for unit in list_units(output.index, output.kits)
        for view in site.views.values()
        for page in make_pages(view, unit)
    ]
    alone = render(site, pages, alone=True)

    assert len(alone) == len(pages) > 400
    assert render(site, pages) == alone
    assert render(site, reversed(pages)) == alone
