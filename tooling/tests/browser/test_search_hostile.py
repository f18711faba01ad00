"""Whatever a name or a text says, the search page shows it as text."""

import html
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from browser_site import serve
from campaigns import write
from demonstration import Built
from minbar.build.pagefind import index_texts
from minbar.finder import Person, render_finder
from minbar.model.names import pack_names
from synthetic import morocco

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = """zaari "'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;{{ 7*7 }}"""
BIDI = "zaari \u202egnirts\u202c \u05d0\u200f"
PAGE = "<!doctype html><html lang=fr><head><title>t</title></head><body><h1>{0}</h1><p>{0}</p></body></html>"


@pytest.fixture(scope="module")
def address(demonstration: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("hostile") / "site"
    shutil.copytree(demonstration.site, site, copy_function=os.link)
    shutil.rmtree(site / "finder")
    shutil.rmtree(site / "search")
    people = [
        Person(f"x{number}", pack_names({"ar": name, "fr": name}), "01", "communal", 1)
        for number, name in enumerate((HOSTILE, BIDI))
    ]
    page = PAGE.format(html.escape(HOSTILE)).encode()
    for name, data in render_finder(people, ["00", "01"], morocco(), ("ar", "fr")):
        write(site, name, data)
    for name, data in index_texts({"fr": [("fr/press/x/index.html", page)]}):
        write(site, name, data)
    with serve(site) as found:
        yield found


def test_markup_in_names_and_texts_is_shown_and_not_done(visit: Any) -> None:
    page = visit.open("fr/search/?q=zaari")
    page.wait_for_load_state("networkidle")
    results = page.locator("[data-mb-results]")

    assert results.locator("[data-mb-found=people] li").first.inner_text().startswith(HOSTILE)
    assert (
        "<img src=x onerror=alert(1)>" in results.locator("[data-mb-found=texts] li").inner_text()
    )
    assert results.locator("mark").count()
    assert results.locator("img, script").count() == 0
    assert page.title()


def test_a_name_that_turns_the_line_turns_only_itself(visit: Any) -> None:
    page = visit.open("fr/search/?q=zaari")
    page.wait_for_load_state("networkidle")

    names = page.locator("[data-mb-found=people] li a > bdi").all_inner_texts()
    assert BIDI in names
