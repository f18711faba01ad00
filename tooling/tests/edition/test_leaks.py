"""Nothing that an audience may not see is in any byte, name or zip of what is built for it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from campaigns import SOURCES, TEAM, picture, source_digest, translation, write, write_campaign
from demonstration import AT, build_site, read_tree
from markup import menu_entries, read_markup
from minbar.model.sections import NAVIGATION

LATER = "2026-11-23T09:00"
EARLIER = "2026-11-21T09:00"

CANARIES = {
    "note": "qanary-note",
    "comment": "qanary-comment",
    "team": "qanary-team",
    "role": "qanary-role",
    "draft": "qanary-draft",
    "embargoed": "qanary-embargoed",
    "expired": "qanary-expired",
    "monitoring": "qanary-monitoring",
    "outlet": "qanary-outlet",
    "picture": "qanary-picture",
}
ARABIC = "سرّنا"


def _hidden_message(name: str, header: str) -> tuple[str, str]:
    source = f"""\
---
{header}
pillar: closeness
theme: health
territory: "01.2"
link: https://secret.example/{CANARIES[name]}
title: {CANARIES[name]} {ARABIC}
short: {ARABIC} {CANARIES[name]}.
hashtags: [{CANARIES[name].replace("-", "_")}]
---

{ARABIC} {CANARIES[name]}
"""
    french = f"title: titre {CANARIES[name]}\nshort: court {CANARIES[name]}.\n---\n\ncorps {CANARIES[name]}\n"
    return source, french


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small campaign, with a canary in every place that is not for the public."""
    root = tmp_path_factory.mktemp("leaks") / "campaign"
    write_campaign(root)
    for name, header in (
        ("draft", f"status: draft\nnote: {CANARIES['note']}"),
        (
            "embargoed",
            f"publish: {LATER}\nimage: qanary-picture.webp\nimage_alt: {CANARIES['picture']}",
        ),
        ("expired", f"publish: 2026-10-01\nexpires: {EARLIER}"),
    ):
        source, french = _hidden_message(name, header)
        path = f"messages/{CANARIES[name]}"
        write(root, f"content/{path}.ar.md", source)
        if "image_alt" in header:
            french = f"image_alt: {CANARIES['picture']}\n{french}"
        write(root, f"content/{path}.fr.md", translation(path, source, french))
    write(root, "content/media/qanary-picture.webp", picture("WEBP", (5, 7)))
    live = SOURCES["messages/water"].replace(
        "pillar:",
        f"note: {CANARIES['note']} # {CANARIES['comment']}\n# {CANARIES['comment']}\npillar:",
    )
    live += "\nاقرؤوا [ما سيأتي](qanary-embargoed.ar.md) و[المسودة](qanary-draft.ar.md).\n"
    write(root, "content/messages/water.ar.md", live)
    write(root, "content/messages/water.fr.md", translation("messages/water", live))
    team = TEAM.replace("Sanae", CANARIES["team"]).replace(
        "role: regional", f"role: {CANARIES['role']}"
    )
    write(root, "content/team.yml", f"# {CANARIES['comment']}\n{team}")
    for name in ("campaign", "message-house", "charter"):
        file = root / f"content/{name}.yml"
        file.write_text(f"# {CANARIES['comment']}\n" + file.read_text("utf-8"), encoding="utf-8")
    clip = SOURCES["monitoring/column"].replace("عمود رأي", CANARIES["monitoring"])
    clip = clip.replace("جريدة", CANARIES["outlet"]) + CANARIES["monitoring"]
    write(root, f"content/monitoring/{CANARIES['monitoring']}.ar.md", clip)
    return root


def _all_bytes(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file with its name, and what is inside zips with its name."""
    for name, data in read_tree(site).items():
        yield name, name.encode() + b"\n" + data
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for inner in archive.namelist():
                    yield f"{name}/{inner}", inner.encode() + b"\n" + archive.read(inner)


def _hits(site: Path, *words: str) -> list[tuple[str, str]]:
    found = []
    for name, data in _all_bytes(site):
        folded = data.lower()
        found += [(word, name) for word in words if word.lower().encode() in folded]
    return found


@pytest.fixture(scope="module")
def public(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = build_site(folder)
    return site.rename(tmp_path_factory.mktemp("public") / "site")


@pytest.fixture(scope="module")
def team(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = build_site(folder, "team")
    return site.rename(tmp_path_factory.mktemp("team") / "site")


def test_no_canary_is_in_any_byte_of_a_public_build(public: Path) -> None:
    underscored = [word.replace("-", "_") for word in CANARIES.values()]

    assert _hits(public, *CANARIES.values(), *underscored, "qanary", ARABIC) == []


def test_a_canary_would_be_seen(team: Path) -> None:
    seen = {word for word, _ in _hits(team, *CANARIES.values())}

    assert {
        CANARIES[name] for name in ("draft", "embargoed", "expired", "monitoring", "outlet")
    } <= seen
    assert [name for _, name in _hits(team, CANARIES["embargoed"]) if ".zip/" in name]


def test_not_even_the_team_gets_notes_comments_and_people(team: Path) -> None:
    hidden = [CANARIES[name] for name in ("note", "comment", "team", "role")]

    assert _hits(team, *hidden) == []


def test_the_picture_of_an_embargoed_message_stays_home(public: Path, team: Path) -> None:
    assert not (public / "media/qanary-picture.webp").exists()
    assert (team / "media/qanary-picture.webp").exists()
    assert (public / "media/themes/health.webp").exists()


def test_a_link_to_what_is_not_shown_keeps_its_words_only(public: Path, team: Path) -> None:
    page = "ar/messages/water.html"
    shown = (public / page).read_text("utf-8")

    assert "اقرؤوا ما سيأتي والمسودة." in shown
    assert "qanary-embargoed.html" in (team / page).read_text("utf-8")


def test_the_team_s_pages_are_marked(team: Path, public: Path) -> None:
    banner = "Édition interne"
    for path in team.glob("fr/**/*.html"):
        text = path.read_text("utf-8")
        assert banner in text, path
        assert "noindex" in text, path
    assert _hits(public, banner) == []


def test_what_only_the_team_sees_leads_back_to_the_site(team: Path) -> None:
    path = f"monitoring/{CANARIES['monitoring']}.html"
    page = read_markup(team / "fr" / path)
    tabs = [item.get("href") for item in menu_entries(page)]

    assert tabs == ["../", *(f"../{section}/" for section in NAVIGATION)]
    assert [item.get("href") for item in page.links("canonical")] == [
        f"https://pont.example/fr/{path}"
    ]


def test_a_pack_of_the_team_says_so(team: Path) -> None:
    with zipfile.ZipFile(team / "packs/channel-x-fr.zip") as archive:
        assert "Édition interne" in archive.read("README.txt").decode()


@pytest.mark.parametrize(
    ("name", "badge"),
    [
        ("draft", "Brouillon"),
        ("embargoed", "Sous embargo jusqu’au"),
        ("expired", "Ce texte a expiré"),
    ],
)
def test_each_hidden_state_has_its_badge(team: Path, name: str, badge: str) -> None:
    page = team / f"fr/messages/{CANARIES[name]}.html"

    assert badge in page.read_text("utf-8")


def test_an_embargo_ends_at_its_second(folder: Path) -> None:
    path = f"ar/messages/{CANARIES['embargoed']}.html"

    assert not (build_site(folder, at="2026-11-23T08:59:59") / path).exists()
    assert (build_site(folder, at="2026-11-23T09:00:00") / path).exists()


def test_digests_in_the_folder_are_those_of_the_texts(folder: Path) -> None:
    source = SOURCES["messages/night-clinics"]

    assert source_digest("messages/night-clinics", source) in (
        folder / "content/messages/night-clinics.fr.md"
    ).read_text("utf-8")
    assert AT.startswith("2026-11-22")
