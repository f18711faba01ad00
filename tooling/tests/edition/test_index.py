"""Whoever asks an index is noted as having asked."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from minbar.content.campaign import read_campaign
from minbar.edition import preview
from minbar.edition.index import Index

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

CALLS: dict[str, tuple[Callable[[Index], object], set[str]]] = {
    "kind": (lambda index: index.kind("messages"), {"kind/messages"}),
    "find": (lambda index: index.find("messages", "water"), {"doc/messages/water"}),
    "at": (lambda index: index.at("messages", "01.1"), {"at/messages/01.1"}),
    "reaching": (lambda index: index.reaching("messages", "01.1"), {"reach/messages/01.1"}),
    "near": (lambda index: index.near("events", "01.1"), {"reach/events/01.1"}),
    "by_theme": (lambda index: index.by_theme("replies", "health"), {"theme/replies/health"}),
    "of_plank": (lambda index: index.of_plank("health"), {"plank/health"}),
    "in_contest": (lambda index: index.in_contest("communal"), {"kind/candidates"}),
    "lists": (lambda index: index.lists("communal"), {"lists/communal"}),
    "places": (lambda index: index.places, {"places"}),
    "pack_places": (lambda index: index.pack_places, {"packplaces"}),
    "pack_place": (lambda index: index.pack_place("01.2"), {"packplace/01.2"}),
    "is_pack_place": (lambda index: index.is_pack_place("01.2"), {"packplaces"}),
    "subplaces": (lambda index: index.subplaces("01"), {"under/01"}),
    "candidates_within": (lambda index: index.candidates_within("01"), {"within/01"}),
    "candidates_in": (lambda index: index.candidates_in("communal"), {"lists/communal"}),
    "events": (lambda index: index.events(coming=True), {"events"}),
}
NOT_ASKED = {"ask", "apart", "begin", "end", "territory"}
"""Of these, the first four are about notes; a document's own place is known by whoever has the document."""


@pytest.fixture
def index(campaign_folder: Path) -> Index:
    campaign, findings = read_campaign(campaign_folder)
    assert campaign is not None, findings
    return Index(preview(campaign, NOW))


@pytest.mark.parametrize("name", sorted(CALLS))
def test_each_method_notes_its_question(index: Index, name: str) -> None:
    call, questions = CALLS[name]
    call(index)

    assert index.asked == questions


def test_every_method_is_tried() -> None:
    public = {name for name in vars(Index) if not name.startswith("_")}

    assert public - NOT_ASKED == set(CALLS)


@pytest.mark.parametrize("kind", ["messages", "candidates"])
def test_a_document_that_is_not_there_was_asked_for_too(index: Index, kind: str) -> None:
    assert index.find(kind, "nobody") is None
    assert index.asked == {f"doc/{kind}/nobody"}


def test_nobody_asked_for_nothing(index: Index) -> None:
    assert index.find("messages", None) is None
    assert index.asked == set()


def test_what_is_asked_inside_counts_inside_and_around(index: Index) -> None:
    index.ask("before")
    index.begin()
    index.kind("press")
    index.begin()
    _ = index.places
    inner = index.end()
    middle = index.end()
    index.ask("after")

    assert inner == {"places"}
    assert middle == {"kind/press", "places"}
    assert index.asked == {"before", "kind/press", "places", "after"}


def test_what_is_asked_apart_is_not_noted(index: Index) -> None:
    index.ask("before")
    with index.apart():
        index.kind("press")
    index.ask("after")

    assert index.asked == {"before", "after"}
