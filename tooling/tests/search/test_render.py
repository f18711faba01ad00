"""What the search reads: each text of the edition, in the languages it is written in, and nothing besides."""

from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import AT
from minbar.build.output import Output, make_output
from minbar.search import list_searched, name_kind, render_search_page


def pages_of(root: Path, language: str) -> dict[str, str]:
    output = make_output(root, "public", AT)
    assert isinstance(output, Output), output
    words = output.words[language]
    return {
        path: render_search_page(document, language, name_kind(words, document.kind)).decode()
        for path, document in list_searched(output.edition.documents, words)
    }


def test_a_text_without_the_house_around_it(campaign_folder: Path) -> None:
    pages = pages_of(campaign_folder, "fr")
    text = next(html for name, html in pages.items() if name.startswith("fr/programme/health"))

    assert text == (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        "<title>La santé tout près</title></head>"
        '<body data-kind="Programme" data-pagefind-meta="kind[data-kind]"><h1>La santé tout près</h1>'
        "<p>Des centres ouverts la nuit.</p><p>Nous ouvrons des centres de nuit.</p>"
        '<h2 id="why">Pourquoi ?</h2>\n<ul>\n<li>On attend longtemps ;</li>\n<li>on va loin.</li>\n</ul>'
        "</body></html>\n"
    )


def test_every_kind_that_is_written_and_no_candidate(campaign_folder: Path) -> None:
    kinds = {name.split("/")[1] for name in pages_of(campaign_folder, "ar")}

    assert {"messages", "programme", "replies", "rebuttals", "press", "events", "handbook"} <= kinds
    assert not {"candidates", "monitoring"} & kinds
    assert any(name.startswith("ar/contact") for name in pages_of(campaign_folder, "ar"))


def test_a_text_that_is_not_translated_is_searched_in_its_own_language(
    campaign_folder: Path,
) -> None:
    (campaign_folder / "content/messages/water.fr.md").unlink()

    assert any("messages/water" in name for name in pages_of(campaign_folder, "ar"))
    assert not any("messages/water" in name for name in pages_of(campaign_folder, "fr"))


def test_a_draft_is_not_read(campaign_folder: Path) -> None:
    source = SOURCES["messages/water"].replace("pillar:", "status: draft\npillar:")
    write(campaign_folder, "content/messages/water.ar.md", source)

    assert not any("messages/water" in name for name in pages_of(campaign_folder, "ar"))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_where_a_page_lies_is_where_it_is_found(campaign_folder: Path, language: str) -> None:
    output = make_output(campaign_folder, "public", AT)
    assert isinstance(output, Output)

    for name, _ in list_searched(output.edition.documents, output.words[language]):
        assert name.startswith(f"{language}/")
        assert name.endswith(".html")
