"""minbar check --fix mends what is safe, and nothing else."""

from pathlib import Path

from campaigns import write
from cases import edit
from click.testing import CliRunner
from demonstration import REPOSITORY
from minbar.build.check.folder import check_folder
from minbar.build.check.mending import mend_folder
from minbar.checks.mend import mended, order_fields
from minbar.checks.passages import Passage
from minbar.cli.boundary import command
from minbar.content.campaign import read_campaign

WATER = "content/messages/water.ar.md"


def _run(root: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        command, ["-C", str(root), "check", *arguments], standalone_mode=False
    )
    return int(done.return_value or 0), done.output


def _read(root: Path) -> str:
    return (root / WATER).read_text(encoding="utf-8")


def _spoil(root: Path) -> None:
    edit(root, WATER, "title: ماء لكل دوار", "title: ماء, لكل دوار")
    edit(
        root,
        WATER,
        "نوصل الماء إلى كل دوار.\n",
        'قال "نعم"  للمـــاء?\n\n`a  b?` ﻻ [ك](https://a.example/?ب)\n',
    )


def test_all_that_can_be_mended_is_mended(campaign_folder: Path) -> None:
    _spoil(campaign_folder)
    _, said = _run(campaign_folder, "--fix")

    assert "title: ماء، لكل دوار\n" in _read(campaign_folder)
    assert "قال «نعم» للماء؟\n\n`a  b?` لا [ك](https://a.example/?ب)\n" in _read(campaign_folder)
    assert f"mended {WATER}" in said
    assert not [found for found in check_folder(campaign_folder)[1] if found.code[:2] == "TY"]


def test_a_second_run_changes_nothing(campaign_folder: Path) -> None:
    _spoil(campaign_folder)
    _run(campaign_folder, "--fix")
    once = _read(campaign_folder)
    _, said = _run(campaign_folder, "--fix")
    assert _read(campaign_folder) == once
    assert said.startswith("0 files mended.")


def test_a_diff_writes_nothing(campaign_folder: Path) -> None:
    _spoil(campaign_folder)
    before = _read(campaign_folder)
    code, said = _run(campaign_folder, "--diff")

    assert code == 1
    assert "-title: ماء, لكل دوار\n+title: ماء، لكل دوار\n" in said
    assert _read(campaign_folder) == before


def test_a_translation_follows_its_source_when_only_typography_moved(campaign_folder: Path) -> None:
    edit(campaign_folder, WATER, "نوصل الماء إلى كل دوار.\n", "نوصل  الماء إلى كل دوار.\n")
    campaign, _ = read_campaign(campaign_folder)
    assert campaign
    digest = next(item for item in campaign.documents if item.slug == "water").source.digest
    french = "content/messages/water.fr.md"
    text = (campaign_folder / french).read_text(encoding="utf-8")
    lines = [f"translates: {digest}" if "translates" in line else line for line in text.split("\n")]
    write(campaign_folder, french, "\n".join(lines))
    _run(campaign_folder, "--fix")

    assert check_folder(campaign_folder)[1] == []


def test_only_the_files_that_are_named_are_mended(campaign_folder: Path) -> None:
    _spoil(campaign_folder)
    before = _read(campaign_folder)
    _run(campaign_folder, "--fix", str(campaign_folder / "content/pages/contact.ar.md"))
    assert _read(campaign_folder) == before


def test_a_rule_that_is_off_mends_nothing(campaign_folder: Path) -> None:
    _spoil(campaign_folder)
    write(campaign_folder, "pyproject.toml", '[tool.minbar.rules]\nTY = "off"\n')
    before = _read(campaign_folder)
    _run(campaign_folder, "--fix")
    assert _read(campaign_folder) == before


def test_fields_that_all_languages_share_come_first() -> None:
    ranks = {"theme": 1, "pillar": 1, "title": 2}
    text = "---\ntitle: |\n  a\n  b\n# why\npillar: p\ntheme: t\n---\n\nbody\n"
    right = "---\n# why\npillar: p\ntheme: t\ntitle: |\n  a\n  b\n---\n\nbody\n"
    assert order_fields(text, ranks) == right
    assert order_fields(right, ranks) == right


def test_a_header_with_an_unknown_field_stays_as_it_is() -> None:
    text = "---\ntitle: a\nother: b\npillar: p\n---\n"
    assert order_fields(text, {"pillar": 1, "title": 2}) == text


def test_an_sms_keeps_to_its_alphabet() -> None:
    assert mended(Passage("channels.sms", 'Aujourd\'hui: "oui"'), "fr") == 'Aujourd\'hui: "oui"'
    assert mended(Passage("short", "Aujourd'hui: oui"), "fr") == "Aujourd’hui\u00a0: oui"


def test_the_demonstration_needs_no_mending() -> None:
    campaign, findings = read_campaign(REPOSITORY)
    assert campaign
    assert findings == []
    assert mend_folder(REPOSITORY, campaign) == []
