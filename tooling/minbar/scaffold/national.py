"""Every file of a synthetic campaign, the same for the same numbers and seed."""

import random
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from minbar.content.documents import parse_document
from minbar.model.kinds import KINDS
from minbar.model.territory import Territory, TerritoryTree

LANGUAGES = ("ar", "fr")
"""The languages that templates/scaffold/words.yml is written in, the source language first."""

PLANKS, MESSAGES = 100, 200
SENTENCES_A_PROFILE = 7
CANDIDATES_A_LIST = 7
Words = dict[str, Any]


def scaffold_files(
    words: Words,
    tree: TerritoryTree,
    themes: list[str],
    pillars: list[str],
    candidates: int,
    seed: int,
) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every document.

    Args:
        words: what templates/scaffold/words.yml holds.
        tree: the places; lists stand in communes.
        themes: ids of the message house.
        pillars: ids of the message house.
        candidates: how many; their lists are spread over the communes in an order that the seed gives.
        seed: the same seed gives the same bytes.
    """
    chance = random.Random(seed)
    communes = [place for place in tree if place.level == "commune"]
    chance.shuffle(communes)
    for number in range(1, PLANKS + 1):
        yield from _both("programme", f"plank-{number:03}", _plank(words, themes, number, chance))
    for number in range(1, MESSAGES + 1):
        place = communes[number % len(communes)]
        yield from _both(
            "messages",
            f"message-{number:03}",
            _message(words, themes, pillars, place, number, chance),
        )
    length = max(CANDIDATES_A_LIST, -(-candidates // len(communes)))
    for number in range(candidates):
        place = communes[number // length]
        yield from _both(
            f"candidates/{place.code.split('.')[0]}",
            f"candidate-{number + 1:06}",
            _candidate(words, themes, place, number, number % length + 1, chance),
        )


def _both(folder: str, slug: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The source text, then translations that say which source they were made from."""
    source, *others = LANGUAGES
    path = f"content/{folder}/{slug}"
    kind = KINDS[folder.split("/")[0]]
    parsed, findings = parse_document(
        texts[source], path, kind, source, ZoneInfo("UTC"), is_source=True
    )
    if parsed is None:
        raise ValueError(
            f"templates/scaffold/words.yml makes a document with a fault: {findings[0].message}"
        )
    yield f"{path}.{source}.md", texts[source]
    for code in others:
        stamp = f"---\ntranslates: {parsed.version.digest}\n"
        yield f"{path}.{code}.md", texts[code].replace("---\n", stamp, 1)


def _document(language: str, shared: list[str], own: list[str], body: str) -> str:
    header = (shared if language == LANGUAGES[0] else []) + own
    return "\n".join(["---", *header, "---", "", body, ""])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _prose(words: Words, chosen: list[int], language: str, place: Territory) -> list[str]:
    name = place.names[language]
    return [words["sentences"][index][language].format(place=name) for index in chosen]


def _candidate(
    words: Words,
    themes: list[str],
    place: Territory,
    number: int,
    position: int,
    chance: random.Random,
) -> dict[str, str]:
    gender = "fm"[number % 2]
    first, family = (
        chance.choice(words["first_names"][gender]),
        chance.choice(words["family_names"]),
    )
    headline = chance.choice(words["headlines"][gender])
    chosen = chance.sample(range(len(words["sentences"])), SENTENCES_A_PROFILE)
    priorities = chance.sample(words["priorities"], 3)
    about = chance.sample(themes, 2)
    names = {
        code: f"{first[code]} {family[code]} ({words['marker'][code]} {number + 1})"
        for code in LANGUAGES
    }
    shared = [
        "name:",
        *(f"  {code}: {_quoted(name)}" for code, name in names.items()),
        f"gender: {gender}",
        "contest: communal",
        f"position: {position}",
        f"territory: {place.code}",
        f"themes: [{', '.join(about)}]",
    ]
    made = {}
    for code in LANGUAGES:
        prose = _prose(words, chosen, code, place)
        bio = words["bio"][code].format(number=number + 1, place=place.names[code])
        points = "\n".join(f"- {item[code]}" for item in priorities)
        body = (
            f"{' '.join(prose[:4])}\n\n## {words['priorities_heading'][code]} {{#priorities}}\n\n{points}\n\n"
            f"{' '.join(prose[4:])}"
        )
        own = [f"headline: {_quoted(headline[code])}", f"bio: {_quoted(bio)}"]
        made[code] = _document(code, shared, own, body)
    return made


def _plank(words: Words, themes: list[str], number: int, chance: random.Random) -> dict[str, str]:
    chosen = chance.sample(range(len(words["sentences"])), 9)
    country = Territory("00", "", "country", "country", {"ar": "المغرب", "fr": "Maroc"})
    shared = [
        f"theme: {themes[number % len(themes)]}",
        f"order: {number}",
        "measures:",
        f"  services-{number}: {{figure: {chance.randrange(20, 400)}, cost: {chance.randrange(10, 90) * 1_000_000}, by: 2030}}",
    ]
    texts = words["planks"]
    made = {}
    for code in LANGUAGES:
        own = [
            f"title: {_quoted(texts['title'][code].format(number=number))}",
            f"summary: {_quoted(texts['summary'][code])}",
            "promises:",
            f"  services-{number}: {{says: {_quoted(texts['says'][code])}, unit: {_quoted(texts['unit'][code])}}}",
        ]
        made[code] = _document(code, shared, own, "\n\n".join(_prose(words, chosen, code, country)))
    return made


def _message(
    words: Words,
    themes: list[str],
    pillars: list[str],
    place: Territory,
    number: int,
    chance: random.Random,
) -> dict[str, str]:
    chosen = chance.sample(range(len(words["sentences"])), 5)
    texts = words["messages"]
    shared = [
        f"pillar: {pillars[number % len(pillars)]}",
        f"theme: {themes[number % len(themes)]}",
        f"territory: {place.code}",
        f"plank: plank-{number % PLANKS + 1:03}",
        f"publish: 2026-10-{number % 28 + 1:02}T09:00",
    ]
    made = {}
    for code in LANGUAGES:
        names = {"number": number, "place": place.names[code]}
        own = [
            f"title: {_quoted(texts['title'][code].format(**names))}",
            f"short: {_quoted(texts['short'][code].format(**names))}",
            f"hashtags: [{', '.join(texts['hashtags'][code])}]",
            f"channels: {{sms: {_quoted(texts['sms'][code].format(**names))}}}",
        ]
        made[code] = _document(code, shared, own, "\n\n".join(_prose(words, chosen, code, place)))
    return made
