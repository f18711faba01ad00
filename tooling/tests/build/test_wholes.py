"""What is made of the whole campaign says what it depends on, and is made with nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answers_of import Asked
from campaigns import SOURCES, picture, write
from demonstration import AT, call_minbar, copy_campaign, read_tree
from minbar.build.searches import Searches
from minbar.build.wholes import FEEDS, FINDER, SEARCH, SITEMAP, Wholes

DATES = {"messages/water": datetime(2026, 10, 1, tzinfo=UTC)}
WATER = "content/messages/water.ar.md"


@contextmanager
def wholes(root: Path) -> Iterator[tuple[Wholes, Asked]]:
    asked = Asked(root)
    searches = Searches(asked.workshop.records, {})
    try:
        yield Wholes(asked.workshop, asked.register, DATES, searches), asked
    finally:
        searches.close()
        asked.close()


def test_every_question_has_an_answer(campaign_folder: Path) -> None:
    with wholes(campaign_folder) as (made, asked):
        for questions in made.questions.values():
            for question in questions:
                assert asked.answers(question)


def test_each_unit_makes_its_own_files(campaign_folder: Path) -> None:
    with wholes(campaign_folder) as (made, asked):
        made.begin(made.questions)
        has_kit = asked.answers.has_kit
        files = {unit: [path for path, _ in made.make(unit, has_kit)] for unit in made.questions}

    assert set(files) == {FINDER, SITEMAP, FEEDS, f"{SEARCH}ar", f"{SEARCH}fr"}
    assert "finder/index.json" in files[FINDER]
    assert "sitemap.xml" in files[SITEMAP]
    assert {"ar/feeds/all.xml", "fr/feeds/all.xml"} <= set(files[FEEDS])
    assert "search/fr/pagefind.js" in files[f"{SEARCH}fr"]
    every = [path for paths in files.values() for path in paths]
    assert len(every) == len(set(every))


def test_what_was_not_begun_is_not_searched(campaign_folder: Path) -> None:
    with wholes(campaign_folder) as (made, asked):
        made.begin([f"{SEARCH}fr"])

        assert list(made.make(f"{SEARCH}ar", asked.answers.has_kit)) == []


def test_what_was_begun_is_ended(campaign_folder: Path) -> None:
    with wholes(campaign_folder) as (made, _):
        made.begin(made.questions)
        assert made._begun._indexing
        runs = [run for one in made._begun._indexing.values() for run in one._runs.values()]
    assert len(runs) == 2
    assert all(run._run.returncode is not None for run in runs)


def test_feeds_ask_for_what_their_texts_lead_to_and_show(campaign_folder: Path) -> None:
    with wholes(campaign_folder) as (made, asked):
        index = asked.workshop.index
        index.begin()
        list(made.make(FEEDS, asked.answers.has_kit))
        questions = index.end()

    assert {"doc/programme/health", "media/themes/health.webp"} <= questions


CHANGES = {
    "a text that a message links to": (
        "content/programme/health.ar.md",
        SOURCES["programme/health"].replace("---\n", "---\npublish: 2026-12-24\n", 1),
    ),
    "a picture that a message shows": ("content/media/themes/health.webp", picture("WEBP", (9, 4))),
    "a name": (
        "content/candidates/said-amrani.ar.md",
        SOURCES["candidates/said-amrani"].replace("Saïd Amrani", "Saïd El Amrani"),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_feeds_and_search_follow(campaign_folder: Path, tmp_path: Path, what: str) -> None:
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    before = read_tree(campaign_folder / "site")
    write(campaign_folder, *CHANGES[what])
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    cold = copy_campaign(campaign_folder, tmp_path / "cold")
    assert call_minbar("build", "--at", AT, cwd=cold).returncode == 0
    made = read_tree(campaign_folder / "site")

    assert made == read_tree(cold / "site")
    assert any(
        made.get(name) != before.get(name)
        for name in {*made, *before}
        if "/feeds/" in name or name.startswith("finder/")
    )
