"""Findings in every format: the same findings, at the same places; marks stay under their letters."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from campaigns import write
from cases import edit
from click.testing import CliRunner
from jsonschema import Draft4Validator
from minbar.build.check.folder import check_folder
from minbar.cli.boundary import command
from minbar.cli.caret import BELOW, marked_lines
from minbar.cli.junit import render_junit
from minbar.cli.sarif import render_sarif
from minbar.model.finding import Finding
from references import NODE, install

WRONG = "content/messages/water.ar.md"


@pytest.fixture
def wrong_folder(campaign_folder: Path) -> Path:
    edit(campaign_folder, WRONG, "title: ماء لكل دوار", 'title: "ماء, لكل دوار"')
    edit(campaign_folder, WRONG, "نوصل الماء إلى كل دوار.\n", "نوصل  المـاء <&\u200b.\n")
    return campaign_folder


def _run(root: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        command, ["-C", str(root), "check", *arguments], standalone_mode=False
    )
    return int(done.return_value or 0), done.output


def _places(findings: list[Finding]) -> list[tuple[str, str, int]]:
    return [(finding.code, finding.path, finding.line) for finding in findings]


def test_five_formats_say_the_same(wrong_folder: Path) -> None:
    expected = _places(check_folder(wrong_folder)[1])
    assert {code for code, _, _ in expected} == {"TY001", "TY004", "TY005", "TY008", "TR002"}

    text = _run(wrong_folder)[1]
    assert [f"{path}:{line}:" in text for _, path, line in expected] == [True] * len(expected)
    github = _run(wrong_folder, "--format", "github")[1].splitlines()
    assert len(github) == len(expected)
    for (code, path, line), said in zip(expected, github, strict=True):
        assert said.startswith(f"::warning file={path},line={line},")
        assert f"title={code} " in said
    listed = json.loads(_run(wrong_folder, "--json")[1])
    assert [(item["code"], item["path"], item["line"]) for item in listed] == expected
    assert _of_sarif(json.loads(_run(wrong_folder, "--format", "sarif")[1])) == expected
    assert _of_junit(_run(wrong_folder, "--format", "junit")[1]) == expected


def _of_sarif(log: dict[str, Any]) -> list[tuple[str, str, int]]:
    places = [
        (result["ruleId"], result["locations"][0]["physicalLocation"])
        for result in log["runs"][0]["results"]
    ]
    return [
        (code, place["artifactLocation"]["uri"], place["region"]["startLine"])
        for code, place in places
    ]


def _of_junit(text: str) -> list[tuple[str, str, int]]:
    cases = ElementTree.fromstring(text.encode()).iter("testcase")
    return [
        (case.attrib["name"][:5], case.attrib["file"], int(case.attrib["line"])) for case in cases
    ]


def _schema() -> Any:
    install()
    schemas = NODE / "node_modules/@microsoft/jest-sarif/lib/schemas"
    return json.loads((schemas / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def test_sarif_is_valid(wrong_folder: Path) -> None:
    validator = Draft4Validator(_schema())
    findings = check_folder(wrong_folder)[1]
    for log in (render_sarif(findings), render_sarif([])):
        assert [error.message for error in validator.iter_errors(log)] == []
    broken = render_sarif(findings)
    broken["runs"][0]["results"][0]["level"] = "loud"
    assert list(validator.iter_errors(broken))


def test_sarif_rules_are_those_that_results_point_to(wrong_folder: Path) -> None:
    run = render_sarif(check_folder(wrong_folder)[1])["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_junit_takes_what_xml_does_not() -> None:
    finding = Finding("RD017", "x", "error", "content/\udcff.md", 1, 1, "a\x00<b>&", "\x01", "")
    root = ElementTree.fromstring(render_junit([finding]).encode())
    assert root.attrib["failures"] == "1"
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.attrib["message"] == "a\\u0000<b>&"


def test_junit_of_nothing_is_a_test_that_passes() -> None:
    root = ElementTree.fromstring(render_junit([]).encode())
    assert (root.attrib["tests"], root.attrib["failures"]) == ("1", "0")


def test_a_caret_stands_below_latin_letters() -> None:
    assert marked_lines("Quand? Demain.", 6, 1) == ["Quand? Demain.", "     ^"]
    assert marked_lines("a\u200bb  c", 4, 2) == ["a\\u200bb  c", "        ^^"]
    assert marked_lines("日本 ab", 4, 2) == ["日本 ab", "     ^^"]


def test_a_caret_moves_with_letters_from_right_to_left() -> None:
    (line,) = marked_lines("متى نوصله? غدا", 10, 1)
    assert line == f"متى نوصله?{BELOW} غدا"


def test_a_caret_leaves_vowel_marks_on_their_letter() -> None:
    (line,) = marked_lines("ماءٌ هنا", 3, 2)
    assert line == f"ماءٌ{BELOW} هنا"


def test_a_mark_far_to_the_right_is_shown() -> None:
    first, carets = marked_lines("x" * 400 + "?" + "y" * 400, 401, 1)
    assert first[carets.index("^")] == "?"
    assert first.startswith("…")
    assert first.endswith("…")


def test_a_place_past_the_end_of_the_line_is_marked_there() -> None:
    assert marked_lines("ab", 9, 3) == ["ab", "  ^"]


def test_waivers_are_listed_with_their_end(campaign_folder: Path) -> None:
    waivers = "waivers: [{rule: HO004, reason: نداء, until: 2020-01-01}]\n"
    edit(campaign_folder, "content/messages/night-clinics.ar.md", "plank: health\n", waivers)
    code, said = _run(campaign_folder, "--waivers")
    assert code == 0
    assert "HO004  2020-01-01  expired  نداء" in said
    assert said.endswith("1 waiver, 1 expired. Next: minbar check\n")


def test_coverage_is_a_table(campaign_folder: Path) -> None:
    _, said = _run(campaign_folder, "--coverage", "--json")
    rows = {(row["group"], row["key"]): row["texts"] for row in json.loads(said)}
    assert rows == {
        ("pillars", "closeness"): 2,
        ("themes", "health"): 1,
        ("themes", "water"): 1,
        ("audiences", "youth"): 1,
        ("regions", "01"): 2,
    }


def test_a_project_file_that_is_no_toml_is_a_finding(campaign_folder: Path) -> None:
    write(campaign_folder, "pyproject.toml", "[tool.minbar\n")
    assert _places(check_folder(campaign_folder)[1]) == [("RD001", "pyproject.toml", 1)]
