"""minbar withdraw: a text goes from site and packs, and a correction says so without repeating it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import call_minbar, read_tree
from minbar.build.check.folder import check_folder
from minbar.publish.outcome import Published
from publishing import new_campaign, publish

AT = "2026-11-25T10:00"
WATER = "content/messages/water.ar.md"
CORRECTION = "content/press/correction-water"
REASONS = ("--reason", "الرقم غير صحيح.", "--reason-in", "fr", "Le chiffre était faux.")
WORDS = ("ماء لكل دوار", "نوصل الماء إلى كل دوار", "De l’eau dans chaque douar")


def all_bytes(site: Path) -> str:
    """Every text that readers can reach, inside packs too."""
    parts = []
    for path, data in read_tree(site).items():
        parts.append(data)
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as pack:
                parts += [pack.read(name) for name in pack.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace")


def test_what_is_written(campaign_folder: Path) -> None:
    before, found = (campaign_folder / WATER).read_bytes(), check_folder(campaign_folder)[1]
    done = call_minbar("withdraw", "water", *REASONS, "--at", AT, "--json", cwd=campaign_folder)
    told = json.loads(done.stdout)

    assert told["id"] == "messages/water"
    assert told["withdrawn"] == "2026-11-25T10:00:00+00:00"
    assert {"x", "facebook", "whatsapp", "sms"} <= set(told["channels"])
    assert told["written"] == [WATER, f"{CORRECTION}.ar.md", f"{CORRECTION}.fr.md"]
    marked = (campaign_folder / WATER).read_bytes()
    assert marked == before.replace(b"---\n", b"---\nwithdrawn: 2026-11-25T10:00:00+00:00\n", 1)
    assert check_folder(campaign_folder)[1] == found


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ar", ["الرقم غير صحيح.", "واتساب", "https://pont.example/ar/messages/water.html"]),
        (
            "fr",
            ["Le chiffre était faux.", "WhatsApp", "https://pont.example/fr/messages/water.html"],
        ),
    ],
)
def test_the_correction_in_each_language(
    campaign_folder: Path, language: str, says: list[str]
) -> None:
    call_minbar("withdraw", "water", *REASONS, "--at", AT, cwd=campaign_folder)
    text = (campaign_folder / f"{CORRECTION}.{language}.md").read_text("utf-8")

    assert all(word in text for word in says)
    assert not any(word in text for word in WORDS), "a correction does not repeat what it corrects"


def test_gone_from_every_byte_once_it_is_published(tmp_path: Path) -> None:
    repository = new_campaign(tmp_path / "campaign")
    root = repository.root
    publish(root)
    assert all(word in all_bytes(root / "site") for word in WORDS)
    call_minbar("withdraw", "messages/water", *REASONS, "--at", AT, cwd=root)
    repository.commit()
    assert isinstance(publish(root), Published)
    public = all_bytes(root / "site")

    assert not any(word in public for word in WORDS)
    for language in ("ar", "fr"):
        assert (root / f"site/{language}/press/correction-water.html").is_file()
        assert "correction-water" in (root / f"site/{language}/feeds/press.xml").read_text("utf-8")


def test_the_team_sees_that_it_is_withdrawn_and_is_offered_it_nowhere(
    campaign_folder: Path,
) -> None:
    call_minbar("withdraw", "water", *REASONS, "--at", AT, cwd=campaign_folder)
    done = call_minbar("build", "--audience", "team", "--at", "2026-12-01", cwd=campaign_folder)
    assert done.returncode == 0, done.stderr
    page = (campaign_folder / "site-team/ar/messages/water.html").read_text("utf-8")

    assert "سُحب هذا النص" in page
    for path in (campaign_folder / "site-team/packs").glob("*.zip"):
        with zipfile.ZipFile(path) as pack:
            texts = [pack.read(name).decode("utf-8", "replace") for name in pack.namelist()]
        assert not any(word in text for text in texts for word in WORDS), path.name


def test_what_nobody_has_seen_needs_no_correction(campaign_folder: Path) -> None:
    write(
        campaign_folder, WATER, SOURCES["messages/water"].replace("theme:", "status: draft\ntheme:")
    )
    done = call_minbar("withdraw", "water", *REASONS, "--at", AT, cwd=campaign_folder)

    assert "Nobody outside has seen it" in done.stdout
    assert not list((campaign_folder / "content/press").glob("correction*"))


def test_a_second_time_changes_nothing(campaign_folder: Path) -> None:
    call_minbar("withdraw", "water", *REASONS, "--at", AT, cwd=campaign_folder)
    before = read_tree(campaign_folder / "content")
    done = call_minbar("withdraw", "water", *REASONS, cwd=campaign_folder)

    assert done.returncode == 0
    assert "is withdrawn already" in done.stdout
    assert read_tree(campaign_folder / "content") == before


def test_a_later_date_does_not_keep_it_up(campaign_folder: Path) -> None:
    """Who takes a text back at once is not told that it is gone, since somebody has written that it will be."""
    before = (campaign_folder / WATER).read_bytes()
    later = before.replace(b"---\n", b"---\nwithdrawn: 2027-01-01T00:00\n", 1)
    (campaign_folder / WATER).write_bytes(later)
    done = call_minbar("withdraw", "water", *REASONS, "--at", AT, cwd=campaign_folder)

    assert "is withdrawn already" not in done.stdout
    marked = (campaign_folder / WATER).read_bytes()
    assert marked == before.replace(b"---\n", b"---\nwithdrawn: 2026-11-25T10:00:00+00:00\n", 1)
    assert (campaign_folder / f"{CORRECTION}.ar.md").is_file()
    assert (
        "is withdrawn already"
        in call_minbar(
            "withdraw", "water", *REASONS, "--at", "2026-11-26T10:00", cwd=campaign_folder
        ).stdout
    )


def test_line_ends_and_quotes_are_kept(campaign_folder: Path) -> None:
    text = (campaign_folder / WATER).read_text("utf-8").replace("\n", "\r\n")
    write(campaign_folder, WATER, text)
    found = check_folder(campaign_folder)[1]
    said = 'قلنا «أ» و"ب" \\ ج'
    call_minbar("withdraw", "water", "--reason", said, "--at", AT, cwd=campaign_folder)

    marked = (campaign_folder / WATER).read_bytes().decode()
    assert marked.startswith("---\r\nwithdrawn: 2026-11-25T10:00:00+00:00\r\n")
    assert marked.count("\r\n") == marked.count("\n")
    new = [item for item in check_folder(campaign_folder)[1] if item not in found]
    assert {item.code for item in new} == {"TR001", "TY006"}, (
        "one language has no correction yet, and the reason has straight quotes"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("watter", "--reason", "x"), "did you mean «water»?"),
        (("water", "--reason", " "), "a reason is one line"),
        (("water", "--reason", "x", "--reason-in", "es", "y"), "«es» is no language"),
        (("water",), "--reason"),
        (("press/water", "--reason", "x"), "there is no «press/water»"),
        (("monitoring/column", "--reason", "x"), "there is no «monitoring/column»"),
    ],
)
def test_what_is_refused(campaign_folder: Path, arguments: tuple[str, ...], says: str) -> None:
    before = read_tree(campaign_folder / "content")
    done = call_minbar("withdraw", *arguments, cwd=campaign_folder)

    assert done.returncode == 2
    assert says in done.stderr
    assert read_tree(campaign_folder / "content") == before
