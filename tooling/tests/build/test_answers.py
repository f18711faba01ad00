"""A question has another answer whenever what was made of the answer could be another thing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from answers_of import Asked
from campaigns import SOURCES, picture, write
from demonstration import AT
from minbar.build.dates import Dates
from minbar.build.searches import Searches
from minbar.build.wholes import SITEMAP, Wholes
from minbar.edition import Audience
from minbar.edition.index import Index
from minbar.model.addresses import pack_address
from repositories import Repository

LATER = "2026-12-15T12:00"
Edit = Callable[[Path], None]


def replaced(name: str, old: str, new: str, language: str = "ar") -> Edit:
    def edit(root: Path) -> None:
        path = root / f"content/{name}.{language}.md"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def text(name: str, language: str = "ar") -> Edit:
    def edit(root: Path) -> None:
        with (root / f"content/{name}.{language}.md").open("a", encoding="utf-8") as file:
            file.write("\nماء.\n")

    return edit


def gone(name: str, *languages: str) -> Edit:
    def edit(root: Path) -> None:
        for language in languages or ("ar", "fr"):
            (root / f"content/{name}.{language}.md").unlink()

    return edit


def nothing(root: Path) -> None:
    pass


def other_picture(root: Path) -> None:
    write(root, "content/media/themes/health.webp", picture("WEBP", (3, 2)))


def another_message(root: Path) -> None:
    source = SOURCES["messages/water"].replace("pillar:", 'territory: "01.2"\npillar:')
    write(root, "content/messages/springs.ar.md", source)


EDITS: dict[str, Edit] = {
    "water": text("messages/water"),
    "water in French": text("messages/water", "fr"),
    "water's title": replaced("messages/water", "title: ماء", "title: عيون ماء"),
    "water's short": replaced("messages/water", "short: نوصل", "short: سنوصل"),
    "water in one place": replaced("messages/water", "pillar:", 'territory: "01.2"\npillar:'),
    "water on health": replaced("messages/water", "theme: water", "theme: health"),
    "water from a plank": replaced("messages/water", "theme: water", "theme: water\nplank: health"),
    "water later": replaced("messages/water", "pillar:", "publish: 2026-12-01\npillar:"),
    "water only in Arabic": gone("messages/water", "fr"),
    "no water": gone("messages/water"),
    "another message": another_message,
    "night": text("messages/night-clinics"),
    "reply": text("replies/clinic-hours"),
    "press": text("press/launch"),
    "event": text("events/meeting"),
    "event goes on": replaced("events/meeting", "2026-10-17T18:00", "2026-12-17T18:00"),
    "no plank": gone("programme/health"),
    "Amina": text("candidates/amina-idrissi"),
    "Amina links": replaced(
        "candidates/amina-idrissi", "تعرف كل", "[برنامج](../programme/health.ar.md) تعرف كل"
    ),
    "Amina second": replaced("candidates/amina-idrissi", "position: 1", "position: 7"),
    "Amina elsewhere": replaced("candidates/amina-idrissi", '"01.1"', '"01.2"'),
    "Amina is a draft": replaced("candidates/amina-idrissi", "---\n", "---\nstatus: draft\n"),
    "water is over": replaced("messages/water", "pillar:", "expires: 2026-11-01\npillar:"),
    "no Amina": gone("candidates/amina-idrissi"),
    "picture": other_picture,
    "nothing": nothing,
}

VERBS: list[tuple[str, str, str]] = [
    ("kind/messages", "water in French", "reply"),
    ("kind/candidates", "Amina", "water"),
    ("at/messages/01.1", "night", "water"),
    ("at/candidates/01.1", "Amina", "night"),
    ("at/candidates/01.1", "Amina is a draft", "night"),
    ("at/candidates/01.2", "Amina elsewhere", "Amina"),
    ("reach/messages/01.1", "water", "reply"),
    ("reach/messages/01.1", "water in one place", "event"),
    ("theme/replies/health", "reply", "water"),
    ("theme/messages/water", "water on health", "night"),
    ("roll/01.1", "Amina", "water"),
    ("roll/01.1", "Amina links", "no plank"),
    ("doc/messages/water", "water in French", "night"),
    ("doc/messages/springs", "another message", "water"),
    ("doc/candidates/amina-idrissi", "no Amina", "water"),
    ("text/messages/water", "water", "night"),
    ("text/messages/night-clinics", "no plank", "water"),
    ("known/plank/health", "no plank", "water"),
    ("media/themes/health.webp", "picture", "water"),
    ("kit/channel-x-ar", "water's title", "water in French"),
    ("kit/channel-x-fr", "water in French", "water's title"),
    ("kit/channel-x-ar", "water in one place", "reply"),
    ("haskit/place-01-2-ar", "another message", "water"),
    ("kit/place-01-2-ar", "another message", "reply"),
    ("texts/channel-x-ar", "water's short", "water in French"),
    ("texts/channel-x-fr", "water only in Arabic", "water"),
    ("lists/communal", "no Amina", "Amina"),
    ("places", "another message", "water"),
    ("packplaces", "another message", "reply"),
    ("packplace/01.2", "another message", "water"),
    ("under/01", "another message", "water"),
    ("within/01", "no Amina", "Amina second"),
    ("plank/health", "water from a plank", "water"),
    ("over", "water is over", "night"),
    ("events", "event", "press"),
    ("events", "event goes on", "reply"),
    ("all", "Amina", "picture"),
    ("edition", "water", "picture"),
    ("names", "Amina second", "Amina"),
    ("searched/fr", "water in French", "water"),
    ("kits", "water only in Arabic", "reply"),
    ("written", "press", "reply"),
    ("mapped", "Amina elsewhere", "Amina"),
    ("mapped", "water on health", "water"),
    ("mapped", "water later", "night"),
    ("mapped", "no plank", "picture"),
]
"""A question, an edit that changes its answer, and one that does not."""

APART = {"pack"}
"""Verbs that have a test of their own: what they tell of is no edit of a text."""


@contextmanager
def asked(root: Path, at: str = AT, audience: Audience = "public") -> Iterator[Asked]:
    found = Asked(root, at, audience)
    try:
        yield found
    finally:
        found.close()


def answer(root: Path, question: str, at: str = AT) -> bytes:
    with asked(root, at) as found:
        return found.answers(question)


@pytest.mark.parametrize(("question", "edit", "other"), VERBS)
def test_an_answer_changes_with_what_it_is_about(
    campaign_folder: Path, question: str, edit: str, other: str
) -> None:
    campaign = campaign_folder.parent / "edited"
    shutil.copytree(campaign_folder, campaign)
    before = answer(campaign_folder, question)
    EDITS[other](campaign_folder)
    EDITS[edit](campaign)

    assert answer(campaign_folder, question) == before
    assert answer(campaign, question) != before


def test_links_of_a_candidate_are_part_of_the_roll(campaign_folder: Path) -> None:
    EDITS["Amina links"](campaign_folder)
    before = answer(campaign_folder, "roll/01.1")
    EDITS["no plank"](campaign_folder)

    assert answer(campaign_folder, "roll/01.1") != before


def test_the_instant_counts_for_who_asks_for_it(campaign_folder: Path) -> None:
    for question, differs in (("edition", True), ("all", False), ("kind/messages", False)):
        one, other = (answer(campaign_folder, question, at) for at in (AT, LATER))
        assert (one != other) is differs, question
    EDITS["water later"](campaign_folder)
    assert answer(campaign_folder, "all") != answer(campaign_folder, "all", LATER)


def test_events_are_over_at_their_instant(campaign_folder: Path) -> None:
    ends = [answer(campaign_folder, "events", f"2026-10-17T18:00:0{second}") for second in (0, 1)]

    assert ends[0] != ends[1]


def test_sizes_are_handed_in(campaign_folder: Path) -> None:
    with asked(campaign_folder) as one, asked(campaign_folder) as other:
        other.workshop.pack_sizes[pack_address("channel-x-ar")] = 7

        assert one.answers("pack/channel-x-ar") != other.answers("pack/channel-x-ar")


def test_dates_are_git_s_and_go_when_a_text_is_edited(campaign_folder: Path) -> None:
    found = [answer(campaign_folder, "mapped")]
    git = Repository(campaign_folder)
    git.write(".gitignore", "/site/\n/.minbar/\n")
    git.commit()
    found.append(answer(campaign_folder, "mapped"))
    EDITS["water"](campaign_folder)
    found.append(answer(campaign_folder, "mapped"))

    assert len(set(found)) == len(found)


def test_every_verb_is_tried(campaign_folder: Path) -> None:
    with asked(campaign_folder) as found:
        verbs = set(found.answers._verbs)

    assert {question.split("/")[0] for question, _, _ in VERBS} | APART == verbs


CALLS: dict[str, Callable[[Index], object]] = {
    "messages": lambda index: list(index.kind("messages")),
    "candidates": lambda index: list(index.kind("candidates")),
    "water": lambda index: index.find("messages", "water"),
    "Amina": lambda index: index.find("candidates", "amina-idrissi"),
    "springs": lambda index: index.find("messages", "springs"),
    "here": lambda index: list(index.at("messages", "01.1")),
    "people here": lambda index: list(index.at("candidates", "01.1")),
    "people there": lambda index: list(index.at("candidates", "01.2")),
    "reaching": lambda index: index.reaching("messages", "01.2"),
    "near": lambda index: index.near("messages", "01.2"),
    "theme": lambda index: index.by_theme("messages", "health"),
    "plank": lambda index: index.of_plank("health"),
    "contest": lambda index: index.in_contest("communal"),
    "lists": lambda index: index.lists("communal"),
    "places": lambda index: index.places,
    "pack places": lambda index: index.pack_places,
    "pack place": lambda index: index.pack_place("01.2"),
    "below": lambda index: index.subplaces("01"),
    "within": lambda index: index.candidates_within("01"),
    "in contest": lambda index: index.candidates_in("communal"),
    "coming": lambda index: index.events(coming=True),
    "past": lambda index: index.events(coming=False),
}


def _given(found: Asked) -> dict[str, tuple[object, dict[str, bytes]]]:
    """What each call gives, and the answers to what it asks."""
    index = found.workshop.index
    given = {}
    for name, call in CALLS.items():
        index.begin()
        result = call(index)
        given[name] = result, {question: found.answers(question) for question in index.end()}
    return given


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_what_is_given_changes_only_with_an_answer(campaign_folder: Path, edit: str) -> None:
    """The law that incremental builds rest on."""
    with asked(campaign_folder) as found:
        before = _given(found)
    EDITS[edit](campaign_folder)
    with asked(campaign_folder) as found:
        after = _given(found)
    for name, (result, answers) in before.items():
        if answers == after[name][1]:
            assert result == after[name][0], name


@pytest.mark.parametrize("edit", sorted(EDITS))
@pytest.mark.parametrize("audience", ["public", "team"])
def test_a_sitemap_changes_only_with_an_answer(
    campaign_folder: Path, edit: str, audience: Audience
) -> None:
    def given(at: str) -> tuple[list[bytes], dict[str, bytes]]:
        with asked(campaign_folder, at, audience) as found:
            searches = Searches(found.workshop.records, {})
            wholes = Wholes(found.workshop, found.register, Dates(found.register), searches)
            answers = [found.answers(question) for question in wholes.questions[SITEMAP]]
            return answers, dict(wholes.make(SITEMAP, found.answers.has_kit))

    git = Repository(campaign_folder)
    git.write(".gitignore", "/site/\n/.minbar/\n")
    replaced("messages/night-clinics", "2026-10-05", "2026-12-01")(campaign_folder)
    git.commit()
    before = given(AT)
    later = given(LATER)
    EDITS[edit](campaign_folder)
    after = given(LATER)
    assert b"<lastmod>" in b"".join(before[1].values())
    assert before[0] != later[0]
    assert before[1] != later[1]
    assert later[0] != after[0] or later[1] == after[1]


@pytest.mark.parametrize("edit", sorted(EDITS))
@pytest.mark.parametrize("at", [AT, LATER])
def test_answers_that_are_taken_over_are_those_that_would_be_given(
    campaign_folder: Path, edit: str, at: str
) -> None:
    questions = sorted({question for question, _, _ in VERBS} | _everything_asked(campaign_folder))
    with asked(campaign_folder) as found:
        known = [(question, found.answers(question)) for question in questions]
        last = found.answers.digests
    EDITS[edit](campaign_folder)
    with asked(campaign_folder, at) as found:
        fresh = {question: found.answers(question) for question in questions}
    with asked(campaign_folder, at) as found:
        found.answers.take_over(known, last)
        taken = {question: found.answers(question) for question in questions}

    assert taken == fresh


def _everything_asked(root: Path) -> set[str]:
    with asked(root) as found:
        return {question for _, answers in _given(found).values() for question in answers}
