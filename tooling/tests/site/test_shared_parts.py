"""What pages share never depends on which page was rendered before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from demonstration import AT, REPOSITORY
from minbar.build.output import Output, make_output
from minbar.edition import Audience
from minbar.site.render import Site
from minbar.site.shell import Shell, parse_shell, slot
from minbar.templates import page_environment, template_roots


class Sizes(dict[str, int]):
    """A size for every pack, as none is made."""

    def __missing__(self, name: str) -> int:
        return 1000 * len(name)


def shells(language: str, section: str, depth: int) -> Shell:
    slots = "\n".join(map(slot, ("head", "title", "alternate", "content")))
    return parse_shell(f"<html lang={language} class={section}{depth}>\n{slots}\n</html>")


def make_site(root: Path, audience: Audience) -> Site:
    output = make_output(root, audience, AT)
    assert isinstance(output, Output)
    environment = page_environment(template_roots(root))
    return Site(output.index, output.kits, output.words, environment, shells, Sizes())


def render_alone(site: Site) -> Iterator[tuple[str, bytes]]:
    for page in site.pages():
        for view in site.views.values():
            view.fragments.clear()
        yield page.path, site.render(page)


@pytest.mark.parametrize("audience", ["public", "team"])
def test_pages_are_the_same_alone_in_order_and_backwards(audience: Audience) -> None:
    site = make_site(REPOSITORY, audience)
    alone = dict(render_alone(site))
    pages = list(site.pages())

    assert len(alone) == len(pages) == len(site) > 400
    assert {page.path: site.render(page) for page in pages} == alone
    assert {page.path: site.render(page) for page in reversed(pages)} == alone


def test_shares_are_all_pages_once(campaign_folder: Path) -> None:
    site = make_site(campaign_folder, "public")
    shared = [page.path for number in range(3) for page in site.pages(number, 3)]

    assert sorted(shared) == sorted(page.path for page in site.pages())
