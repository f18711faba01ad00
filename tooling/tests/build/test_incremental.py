"""What a build takes over from the last one changes no byte, whatever was edited in between."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import AT, call_minbar, copy_campaign, read_tree
from minbar.build.answers import PACK
from minbar.build.engine import AFTER_PACKS
from minbar.build.lock import memory_of
from minbar.build.state import code_digest, read_state
from random_edits import EDITS

EDITS_A_SEED = 50


def _cold(root: Path, folder: Path, order: tuple[str, ...]) -> tuple[int, dict[str, bytes]]:
    """The exit code and the site of a build that remembers nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    copy_campaign(root, folder)
    done = call_minbar(*order, cwd=folder)
    return done.returncode, read_tree(folder / "site") if (folder / "site").exists() else {}


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


@pytest.mark.parametrize(
    ("seed", "audience"), [*((seed, "public") for seed in range(3)), (4, "team")]
)
def test_after_random_edits_the_site_is_that_of_a_cold_build(
    campaign_folder: Path, tmp_path: Path, seed: int, audience: str
) -> None:
    chance = random.Random(seed)
    root, sound = campaign_folder, tmp_path / "sound"
    order = ("build", "--audience", audience, "--site-dir", "site", "--at")
    assert call_minbar(*order, AT, cwd=root).returncode == 0
    refused = 0
    for number in range(EDITS_A_SEED):
        shutil.rmtree(sound, ignore_errors=True)
        copy_campaign(root, sound)
        before = read_tree(root / "site")
        edit = EDITS[number % len(EDITS)] if number < len(EDITS) else chance.choice(EDITS)
        edit(root, chance, number + 100 * seed)
        at = chance.choice((AT, "2026-12-15T12:00", "2026-12-30T12:00"))
        was_touched = read_tree(root / "site") != before
        done = call_minbar(*order, at, cwd=root)
        code, expected = _cold(root, tmp_path / "cold", (*order, at))

        assert done.returncode == code, (edit.__name__, number, done.stdout, done.stderr)
        if code == 0:
            assert _differences(read_tree(root / "site"), expected) == [], (edit.__name__, number)
            continue
        refused += 1
        if not was_touched:
            assert _differences(read_tree(root / "site"), before) == [], (edit.__name__, number)
        for name in ("content", "templates", "mkdocs.yml"):
            _restore(sound / name, root / name)
    assert refused < EDITS_A_SEED / 3, "most edits must be lawful, or nothing is tested"


def test_a_campaign_may_say_how_large_packs_are_wherever_it_likes(
    campaign_folder: Path, tmp_path: Path
) -> None:
    shown = "<h1>{{ page.title }}</h1><p>{{ view.pack_size('channel-whatsapp-ar') }}</p>\n"
    for name in ("page.html", "home.html"):
        write(campaign_folder, f"templates/pages/{name}", shown)
    sizes = []
    for number in (0, 1):
        post = SOURCES["messages/water"] + "\n" + f"جملة رقم {number} تُطيل المنشور. " * 90 * number
        write(campaign_folder, "content/messages/water.ar.md", post + "\n")
        assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
        code, expected = _cold(campaign_folder, tmp_path / "cold", ("build", "--at", AT))

        assert code == 0
        assert _differences(read_tree(campaign_folder / "site"), expected) == []
        sizes.append([expected["ar/index.html"], expected["ar/contact.html"]])
    assert sizes[0][0] != sizes[1][0]
    assert sizes[0][1] != sizes[1][1]


HELPED = "from minbar.build import making, tools; making.A_FEW, tools.MANY = 2, 3"
"""Other processes help with few units already."""


@pytest.mark.parametrize(
    ("first", "gone"),
    [("", r"ar/index"), (HELPED, r"../index|../(themes|contests|places)/(?!index).*")],
    ids=["in this process", "in others, which are given posts later"],
)
def test_pages_are_made_anew_where_all_packs_stand(
    campaign_folder: Path, first: str, gone: str
) -> None:
    home = "<h1>{{ page.title }}</h1><p>{{ view.pack_size('channel-whatsapp-ar') }}</p>\n"
    write(campaign_folder, "templates/pages/home.html", home)
    said = f"{first}\nfrom minbar.cli import main\nmain()"
    order = [sys.executable, "-c", said, "build", "--at", AT]
    assert subprocess.run(order, cwd=campaign_folder, check=False).returncode == 0
    before = read_tree(campaign_folder / "site")
    pages = [name for name in before if re.fullmatch(rf"({gone})\.html", name)]
    assert pages
    for name in pages:
        (campaign_folder / "site" / name).unlink()
    assert subprocess.run(order, cwd=campaign_folder, check=False).returncode == 0

    assert _differences(read_tree(campaign_folder / "site"), before) == []


def test_what_says_how_large_a_pack_is_comes_after_the_packs(campaign_folder: Path) -> None:
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    state, _ = read_state(memory_of(campaign_folder, campaign_folder / "site"), code_digest())
    sizes = {at for at, question in enumerate(state.questions) if question.startswith(PACK)}
    asking = [name for name, unit in state.units.items() if not sizes.isdisjoint(unit.asked)]

    assert asking
    assert [name for name in asking if not name.startswith(AFTER_PACKS)] == []


def _restore(source: Path, target: Path) -> None:
    """Put back what an edit broke."""
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.is_file():
        shutil.copyfile(source, target)
