"""A page whose translation is missing or outdated says so, each part in its own language."""

from pathlib import Path

import pytest
from campaigns import SOURCES, write, write_campaign
from demonstration import build_site
from markup import Element, Markup, read_markup


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("translations") / "campaign"
    write_campaign(root)
    (root / "content/messages/night-clinics.fr.md").unlink()
    (root / "content/candidates/amina-idrissi.fr.md").unlink()
    write(
        root, "content/messages/water.ar.md", SOURCES["messages/water"] + "\nوقبل المدرسة أيضا.\n"
    )
    return build_site(root)


def _page(site: Path, address: str) -> Markup:
    return read_markup(site / address)


def _notice(page: Markup) -> Element:
    return next(item for item in page.classed("mb-notice"))


@pytest.mark.parametrize(
    "address", ["fr/messages/night-clinics.html", "fr/candidates/amina-idrissi.html"]
)
def test_a_missing_translation_shows_the_source_as_what_it_is(site: Path, address: str) -> None:
    page = _page(site, address)
    article = page.all("article")[-1]
    notice = _notice(page)

    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    assert (notice.inherited("lang"), notice.inherited("dir")) == ("fr", "ltr")
    assert "pas encore disponible en français" in notice.text
    assert "arabe" in notice.text
    assert page.one("html").get("lang") == "fr"


def test_words_of_the_site_stay_in_the_page_s_language_around_a_foreign_text(site: Path) -> None:
    page = _page(site, "fr/messages/night-clinics.html")
    metas = [item for item in page.classed("mb-meta") if "Publié le" in item.text]

    assert metas
    assert [item.inherited("lang") for item in metas] == ["fr"] * len(metas)


def test_the_ready_texts_of_a_fallback_are_in_the_source_language(site: Path) -> None:
    texts = [
        item
        for item in _page(site, "fr/messages/night-clinics.html").elements
        if "data-mb-text" in item.attributes
    ]

    assert texts
    assert {item.inherited("dir") for item in texts} == {"rtl"}
    assert {item.inherited("lang") for item in texts} == {"ar"}


def test_lists_mark_the_words_that_are_in_another_language(site: Path) -> None:
    page = _page(site, "fr/messages/index.html")
    link = next(
        item for item in page.all("a") if (item.get("href") or "").endswith("night-clinics.html")
    )

    assert (link.inherited("lang"), link.inherited("dir")) == ("ar", "rtl")


def test_an_outdated_translation_says_so_and_leads_to_the_original(site: Path) -> None:
    page = _page(site, "fr/messages/water.html")
    notice = _notice(page)
    link = next(item for item in page.all("a") if item.parent is notice)

    assert "antérieure" in notice.text
    assert link.get("href") == "../../ar/messages/water.html"
    assert link.get("hreflang") == "ar"
    assert _page(site, "ar/messages/water.html").classed("mb-notice") == []


def test_a_translation_that_is_up_to_date_says_nothing(site: Path) -> None:
    assert [
        item
        for item in _page(site, "fr/handbook/post-official-texts.html").classed("mb-notice")
        if "ant" in item.text
    ] == []
