"""The lexicon that the demonstration ships, on sentences that are data."""

import pytest
from charter_figures import INNOCENT, UNFORESEEN, measure, read_charter, read_sentences

LEAST = {"arabic": 150, "french": 80}


@pytest.mark.parametrize("language", LEAST)
def test_what_is_uncivil_is_found_and_what_is_innocent_is_not(language: str) -> None:
    figures = measure(read_charter(), read_sentences(language))
    assert figures.flagged == []
    assert figures.missed == []
    assert figures.recall > 0.85


@pytest.mark.parametrize("language", LEAST)
def test_there_are_many_sentences_and_each_stands_once(language: str) -> None:
    sentences = [sentence for group in read_sentences(language).values() for sentence in group]
    assert len(sentences) == len(set(sentences)) >= LEAST[language]


def test_every_entry_has_sentences() -> None:
    named = {name for language in LEAST for name in read_sentences(language)}
    assert named - {UNFORESEEN, INNOCENT} == {entry.id for entry in read_charter().lexicon}
