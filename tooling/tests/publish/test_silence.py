"""What each mode of silence makes of the site, one second before it, in it, and after it.

During the silence a text is edited, one is added, one deleted and one withdrawn, all of it approved.
"""

from pathlib import Path

import pytest
from campaigns import SOURCES, translation, write_campaign
from demonstration import read_tree
from minbar.publish.outcome import Cleared, Published, Refusal, Stopped
from publishing import CONFIG, END, SETTINGS, START, commit_at, new_campaign, publish, with_mode
from repositories import Repository

BEFORE, LATER = "2027-09-07T23:59:59", "2027-09-08T12:00:00"
WATER, NIGHT, ROAD, SPRING, SCHOOL = (
    f"content/messages/{slug}" for slug in ("water", "night-clinics", "road", "spring", "school")
)


def message(title: str, more: str = "") -> str:
    source = SOURCES["messages/water"].replace("title: ماء لكل دوار", f"title: {title}")
    return source.replace("theme: water\n", f"theme: water\n{more}")


def files(path: str, text: str) -> dict[str, str | None]:
    """Both languages of a message."""
    return {f"{path}.ar.md": text, f"{path}.fr.md": translation("messages/water", text)}


def edited(more: str = "") -> str:
    return message("ماء لكل بيت", more)


def during(repository: Repository, more: str = "") -> None:
    """What is approved while the silence lasts; `more` is what these texts say of themselves."""
    gone: dict[str, str | None] = {f"{ROAD}.ar.md": None, f"{ROAD}.fr.md": None}
    commit_at(repository, "2027-09-08T10:00:00", files(WATER, edited(more)))
    commit_at(repository, "2027-09-08T10:10:00", files(SPRING, message("عين جديدة", more)))
    withdrawn = message("مدرسة قريبة", f"{more}withdrawn: 2027-09-08T11:00\n")
    commit_at(repository, "2027-09-08T10:20:00", gone | files(SCHOOL, withdrawn))


def prepare(root: Path, settings: str, more: str = "") -> Repository:
    """A campaign with five messages, one of which appears by itself in the midst of the silence."""
    repository = new_campaign(root)
    late = SOURCES["messages/night-clinics"].replace("2026-10-05T18:30", "2027-09-08T11:30")
    late = late.replace('territory: "01.1"\n', "").replace("pillar:", f"{more}pillar:")
    commit_at(
        repository,
        "2027-09-01T00:00:00",
        {
            CONFIG: settings,
            **files(WATER, message("ماء لكل دوار", more)),
            **files(ROAD, message("طريق لكل دوار", more)),
            **files(SCHOOL, message("مدرسة قريبة", more)),
            f"{NIGHT}.ar.md": late,
            f"{NIGHT}.fr.md": translation("messages/night-clinics", late),
        },
    )
    return repository


def seen(root: Path, at: str) -> tuple[str, set[str], str]:
    """What is shown, which messages have a page, and the title of the one that is edited."""
    published = publish(root, at)
    assert isinstance(published, Published), published
    pages = {path.stem for path in (root / "site/ar/messages").glob("*.html")} - {"index"}
    water = root / "site/ar/messages/water.html"
    text = water.read_text("utf-8") if water.exists() else ""
    title = next((one for one in ("ماء لكل دوار", "ماء لكل بيت") if one in text), "")
    return published.shows, pages, title


ALL = {"water", "road", "school"}
NEW = {"water", "spring", "night-clinics"}
OLD_WATER, NEW_WATER = "ماء لكل دوار", "ماء لكل بيت"


def test_block_new(tmp_path: Path) -> None:
    """What was public stays as it was; what was deleted or withdrawn goes; nothing newer appears."""
    repository = prepare(tmp_path / "campaign", with_mode("block_new"))
    root = repository.root

    assert seen(root, BEFORE) == ("site", ALL, OLD_WATER)
    feed = (root / "site/ar/feeds/messages.xml").read_bytes()
    assert seen(root, START) == ("block_new", ALL, OLD_WATER)
    during(repository)
    assert seen(root, LATER) == ("block_new", {"water"}, OLD_WATER)
    assert seen(root, "2027-09-08T18:59:59") == ("block_new", {"water"}, OLD_WATER)
    assert OLD_WATER in (root / "site/ar/feeds/messages.xml").read_text("utf-8")
    assert (root / "site/ar/feeds/messages.xml").read_bytes() != feed
    assert seen(root, END) == ("site", NEW, NEW_WATER)


def test_a_commit_that_is_dated_back_does_not_get_before_the_silence(tmp_path: Path) -> None:
    repository = prepare(tmp_path / "campaign", with_mode("block_new"))
    commit_at(repository, "2027-09-08T10:00:00", files(WATER, edited()))
    commit_at(repository, "2027-09-02T00:00:00", files(SPRING, message("عين جديدة")))

    assert seen(repository.root, LATER) == ("block_new", ALL, OLD_WATER)


def test_polls_that_close_later_and_an_election_that_is_put_off(tmp_path: Path) -> None:
    """The calendar is that of the commit to publish, approved in the silence itself."""
    repository = prepare(tmp_path / "campaign", SETTINGS)
    root = repository.root
    evening = "2027-09-08T20:00:00"
    assert seen(root, evening)[0] == "site"
    later = SETTINGS.replace("polls_close: 2027-09-08T19:00", "polls_close: 2027-09-08T21:00")
    commit_at(repository, "2027-09-08T18:00:00", {CONFIG: later})
    assert publish(root, evening).shows == "holding_page"
    postponed = later.replace("day: 2027-09-08", "day: 2027-09-08\n    status: postponed")
    commit_at(repository, "2027-09-08T18:30:00", {CONFIG: postponed})
    assert seen(root, evening)[0] == "site"


def test_freeze_is_the_very_site_that_was(tmp_path: Path) -> None:
    repository = prepare(tmp_path / "campaign", with_mode("freeze"))
    root = repository.root

    assert seen(root, BEFORE)[0] == "site"
    before = read_tree(root / "site")
    assert seen(root, START) == ("freeze", ALL, OLD_WATER)
    assert read_tree(root / "site") == before
    commit_at(repository, "2027-09-08T10:00:00", files(SPRING, message("عين جديدة")))
    commit_at(
        repository, "2027-09-08T10:10:00", {CONFIG: with_mode("freeze").replace("نمدّ", "نبني")}
    )
    assert seen(root, LATER) == ("freeze", ALL, OLD_WATER)
    assert read_tree(root / "site") == before
    during(repository)
    assert seen(root, LATER) == ("freeze", {"water"}, OLD_WATER), "withdrawal wins over a freeze"
    assert seen(root, END) == ("site", NEW, NEW_WATER)


def test_holding_page_and_back_by_itself(tmp_path: Path) -> None:
    repository = prepare(tmp_path / "campaign", SETTINGS)
    root = repository.root

    assert seen(root, BEFORE) == ("site", ALL, OLD_WATER)
    addresses = {path for path in read_tree(root / "site") if path.endswith(".html")}
    during(repository)
    for at in (START, "2027-09-08T18:59:59"):
        published = publish(root, at)
        assert isinstance(published, Published)
        assert published.shows == "holding_page"
        there = read_tree(root / "site")
        pages = {path for path in there if path.endswith(".html")}
        assert pages <= addresses
        assert addresses - pages <= {
            f"{code}/messages/{slug}.html" for code in ("ar", "fr") for slug in ("road", "school")
        }
        for path in pages:
            text = there[path].decode()
            assert "<h1>صمت انتخابي</h1>" in text
            assert "<h1>Silence électoral</h1>" in text
            first = "fr" if path.startswith("fr/") else "ar"
            assert f'<html lang="{first}"' in text
            assert text.index(f'<section lang="{first}"') < text.rindex("<section")
        others = {path for path in there if not path.endswith(".html")} - {".minbar-site"}
        assert {path.rpartition(".")[2] for path in others} == {"css", "woff2", "txt", "xml", "ics"}
        for path in others:
            assert b"<entry" not in there[path], path
            assert b"BEGIN:VEVENT" not in there[path], path
    assert publish(root, END).shows == "site"
    assert seen(root, END) == ("site", NEW, NEW_WATER)


def test_a_campaign_that_began_in_the_silence_shows_nothing_yet(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "campaign")
    write_campaign(repository.root)
    commit_at(repository, "2027-09-08T10:40:00", {CONFIG: with_mode("block_new")})

    assert seen(repository.root, LATER) == ("block_new", set(), "")
    assert seen(repository.root, END)[1] == {"water", "night-clinics"}


REGIONAL = "  regional:\n    name: {ar: الجهوية, fr: Régionales}\n    level: region\nelections:"
BOTH = "contests: [communal, regional]"


@pytest.mark.parametrize(
    ("mode", "more", "theirs", "others"),
    [
        ("block_new", f', territories: ["01"], {BOTH}', 'territory: "01.2"\n', 'territory: "00"\n'),
        ("freeze", ", contests: [regional]", "contests: [regional]\n", "contests: [communal]\n"),
        ("holding_page", f", audience: abroad, {BOTH}", "voters: abroad\n", "voters: home\n"),
    ],
    ids=["place", "contest", "voters"],
)
def test_a_window_of_a_part_binds_that_part_alone(
    tmp_path: Path, mode: str, more: str, theirs: str, others: str
) -> None:
    settings = with_mode(mode, more).replace("elections:", REGIONAL)
    settings = settings.replace("contests: [communal]\n", f"{BOTH}\n")
    held, title = (set(), "") if mode == "holding_page" else ({"water"}, OLD_WATER)
    for said, then in ((theirs, (held, title)), (others, (NEW, NEW_WATER))):
        root = tmp_path / f"campaign-{said == theirs}"
        repository = prepare(root, settings, said)
        assert seen(root, BEFORE) == ("site", ALL, OLD_WATER)
        during(repository, said)
        assert seen(root, LATER)[1:] == then, said
        assert (root / "site/ar/candidates/index.html").is_file()
        assert seen(root, END)[1:] == (NEW, NEW_WATER)


@pytest.mark.parametrize(
    "night",
    [
        'start: "2027-09-07T22:00", end: "2027-09-08T07:00"',  # it ends within the silence
        'start: "2027-09-07T22:00", end: "2027-09-08T00:00"',
        'start: "2027-09-07T22:00", end: "2027-09-07T23:00"}\n      - {type: silence, mode: block_new, '
        'territories: ["01.1"], start: "2027-09-07T23:00", end: "2027-09-08T00:00"',
    ],
    ids=["within", "at its start", "by another one"],
)
@pytest.mark.parametrize("mode", ["block_new", "freeze"])
def test_what_a_part_held_back_does_not_appear_when_the_whole_takes_over(
    tmp_path: Path, mode: str, night: str
) -> None:
    """A night of one place hands over to the silence of the country: what it held waits for the end of both."""
    place = 'territory: "01.1"\n'
    own = f'      - {{type: silence, mode: block_new, territories: ["01"], {night}}}\n      - {{type: '
    settings = with_mode(mode).replace("      - {type: silence", own + "silence", 1)
    repository = prepare(tmp_path / "campaign", settings, place)
    root = repository.root
    embargoed = message("مدرسة قريبة", f"{place}publish: 2027-09-07T22:45\n")
    commit_at(repository, "2027-09-05T00:00:00", files(SCHOOL, embargoed))
    commit_at(repository, "2027-09-07T22:30:00", files(WATER, edited(place)))
    for at in (BEFORE, START, "2027-09-08T07:00:00", "2027-09-08T18:59:59"):
        assert seen(root, at)[1:] == ({"water", "road"}, OLD_WATER), at
    assert seen(root, END)[1:] == (ALL | {"night-clinics"}, NEW_WATER)


def test_a_gap_between_a_part_and_the_whole_lets_through_what_it_held(tmp_path: Path) -> None:
    place = 'territory: "01.1"\n'
    own = '      - {type: silence, mode: block_new, territories: ["01"], start: "2027-09-07T20:00", end: "2027-09-07T22:00"}\n'
    settings = with_mode("block_new").replace(
        "      - {type: silence", own + "      - {type: silence", 1
    )
    repository = prepare(tmp_path / "campaign", settings, place)
    commit_at(repository, "2027-09-07T21:00:00", files(WATER, edited(place)))

    assert seen(repository.root, "2027-09-07T21:59:59")[2] == OLD_WATER
    assert seen(repository.root, LATER)[2] == NEW_WATER


def test_a_withdrawal_by_a_date_is_kept_in_a_freeze(tmp_path: Path) -> None:
    repository = prepare(tmp_path / "campaign", with_mode("freeze"))
    dated = message("ماء لكل دوار", "withdrawn: 2027-09-08T06:00\n")
    commit_at(repository, "2027-09-05T00:00:00", files(WATER, dated))

    assert seen(repository.root, START)[1] == ALL
    assert seen(repository.root, "2027-09-08T05:59:59")[1] == ALL
    assert seen(repository.root, "2027-09-08T06:00:00")[1] == ALL - {"water"}
    assert seen(repository.root, END)[1] == ALL - {"water"} | {"night-clinics"}


def test_nothing_that_a_refused_commit_brought_is_on_the_holding_page(tmp_path: Path) -> None:
    """A checkout writes what was committed, even into the folder that is publishing's own."""
    repository = new_campaign(tmp_path / "campaign")
    root = repository.root
    good = repository.git("rev-parse", "HEAD").strip()
    files = {
        ".minbar/cleared/templates/pages/root/holding.html": "<p>smuggled</p>",
        ".minbar/cleared/site/assets/minbar/root.css": "p::after { content: 'smuggled' }",
        ".minbar/cleared/site/smuggled/index.html": "smuggled",
    }
    for path, text in files.items():
        repository.write(path, text)
    repository.git("add", "-f", *files)
    repository.git("commit", "-q", "-m", "smuggled")
    refused = Refusal(repository.git("rev-parse", "HEAD").strip(), "needs 1 of sanae", ())
    made = publish(root, "2027-09-08T10:00", verify=lambda _: Cleared({}, good, (refused,)))

    assert isinstance(made, Stopped)
    assert made.holding
    site = read_tree(root / "site")
    assert site
    assert [name for name, data in site.items() if b"smuggled" in data or "smuggled" in name] == []
