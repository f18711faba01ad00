"""Findings as they are printed: nothing of another file, no forged command, nothing twice."""

from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import call_minbar
from minbar.cli.show import print_findings
from minbar.model import rules
from minbar.model.finding import Finding, Place

SECRET = "root:x:0:0"
WATER = "content/messages/water.ar.md"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the campaign."""
    return write(tmp_path, "passwd", f"{SECRET}\n" * 9)


@pytest.mark.parametrize(
    "name",
    ["media/a.png", "messages/water.ar.md", "campaign.yml", "territory.csv", "replies/new.ar.md"],
)
def test_a_link_is_refused_once_and_its_target_never_shown(
    campaign_folder: Path, secret: Path, name: str
) -> None:
    path = campaign_folder / "content" / name
    path.unlink(missing_ok=True)
    path.symlink_to(secret)
    done = call_minbar("check", cwd=campaign_folder)

    assert done.returncode == 1
    assert done.stdout.count("RD013") == 1
    assert SECRET not in done.stdout


@pytest.mark.parametrize("path", ["../passwd", "content/linked/passwd", "{outside}"])
def test_no_excerpt_is_taken_from_outside(
    campaign_folder: Path, secret: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (campaign_folder / "content/linked").symlink_to(secret.parent)
    place = Place(path.format(outside=secret), 1)
    print_findings([rules.VALUE_WRONG.at(place, "wrong")], campaign_folder, "text")

    assert SECRET not in capsys.readouterr().out


def test_a_finding_on_a_path_has_no_excerpt(campaign_folder: Path) -> None:
    write(campaign_folder, "content/messages/Night.ar.md", "the first line\n")
    done = call_minbar("check", cwd=campaign_folder)

    assert "RD012" in done.stdout
    assert "the first line" not in done.stdout


@pytest.mark.parametrize("forged", ["::warning::forged", " \t::error::forged", "##[error]forged"])
@pytest.mark.parametrize("field", ["path", "message", "example", "line"])
@pytest.mark.parametrize("before", ["", "a\n", "a\r\n", "a\u2028", "a\x85"])
def test_no_printed_part_is_a_workflow_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], forged: str, field: str, before: str
) -> None:
    said = {"path": "a.md", "message": "wrong", "example": "right"}
    write(tmp_path, "a.md", before + forged if field == "line" else "text")
    if field != "line":
        said[field] = before + forged
    finding = Finding("ST003", "value_wrong", "error", line=1, column=1, text="", **said)
    print_findings([finding], tmp_path, "text")
    lines = capsys.readouterr().out.splitlines()

    assert not [line for line in lines if line.strip().startswith("::") or "##[" in line]


def test_a_name_that_is_no_text_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = rules.VALUE_WRONG.at(Place("content/\udcff\x1b[2J.md"), "wrong \x1b[2J")
    for style in ("text", "github"):
        print_findings([finding], tmp_path, style)
    out = capsys.readouterr().out

    assert "content/\\udcff" in out
    assert "\x1b" not in out.splitlines()[0]


def test_a_file_name_cannot_forge_a_line(campaign_folder: Path) -> None:
    write(campaign_folder, "content/messages/a\n::warning::forged.md", "text")
    for style in ("text", "github"):
        done = call_minbar("check", "--format", style, cwd=campaign_folder)

        assert done.returncode == 1
        assert "forged" in done.stdout
        assert not [line for line in done.stdout.splitlines() if line.startswith("::warning")]


def test_an_excerpt_shows_what_cannot_be_seen(campaign_folder: Path) -> None:
    broken = SOURCES["messages/water"].replace("theme: water", "theme: wat\u200dre")
    write(campaign_folder, WATER, broken)

    assert "3 | theme: wat\\u200dre" in call_minbar("check", cwd=campaign_folder).stdout


@pytest.mark.parametrize("style", ["text", "github"])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        (WATER, "فاصلة"),
        ("content/messages/water.fr.md", "virgule"),
        ("content/campaign.yml", ""),
        ("content/messages/water.de.md", ""),
    ],
)
def test_a_rule_speaks_the_language_of_the_text(
    campaign_folder: Path, capsys: pytest.CaptureFixture[str], style: str, path: str, said: str
) -> None:
    finding = rules.PUNCTUATION_LATIN.at(Place(path), "the Arabic sign is ؟")
    print_findings([finding], campaign_folder, style)
    printed = capsys.readouterr().out

    assert "the Arabic sign is ؟" in printed
    assert said in printed
    assert [word for word in ("فاصلة", "virgule") if word in printed] == [said] * bool(said)
