"""A folder of deliberately wrong documents: each is found out by exactly its rule, at its line, in every format."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from campaigns import write
from cases import edit
from minbar.build.check.folder import check_folder
from minbar.cli.show import print_findings

WRONG = yaml.safe_load(Path(__file__).with_name("wrong.yml").read_text(encoding="utf-8"))
RIGHT = {"title": "ماء لكل دوار", "short": "نوصل الماء.", "head": "", "body": "نوصل الماء."}
MESSAGE = (
    "---\npillar: closeness\ntheme: water\ntitle: {title}\nshort: {short}\n{head}---\n\n{body}\n"
)

Found = list[tuple[str, str, int]]
"""Path, rule and line."""


def _write(root: Path) -> Found:
    """Write every wrong document, and say what must be found. Translations are none of them."""
    edit(root, "content/campaign.yml", "currency:", "rules: {TR001: off, HO004: off}\ncurrency:")
    expected: Found = []
    for number, (code, line, part, text) in enumerate(WRONG):
        path = f"content/messages/wrong-{number:02}.ar.md"
        parts = RIGHT | {part: f"{text}\n" if part == "head" else text}
        write(root, path, MESSAGE.format(**parts))
        expected.append((path, code, line))
    return expected


def test_each_is_found_by_its_rule_at_its_line_in_every_format(
    campaign_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = _write(campaign_folder)
    assert len(expected) >= 60
    findings = check_folder(campaign_folder)[1]
    found = [(item.path, item.code, item.line) for item in findings]
    assert set(found) - set(expected) == set()
    assert set(expected) - set(found) == set()

    def printed(style: str) -> str:
        print_findings(findings, campaign_folder, style)
        return capsys.readouterr().out

    text = [line for line in printed("text").split("\n") if line[:8] == "content/"]
    assert [line.split(" ")[:2] for line in text] == [
        [f"{item.path}:{item.line}:{item.column}:", item.code] for item in findings
    ]
    assert [
        line.split(",col")[0].partition("file=")[2] for line in printed("github").splitlines()
    ] == [f"{path},line={line}" for path, _, line in found]
    listed = json.loads(printed("json"))
    assert [(item["path"], item["code"], item["line"]) for item in listed] == found
    (run,) = json.loads(printed("sarif"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == [code for _, code, _ in found]
    assert [
        (case.attrib["file"], case.attrib["name"][:5], int(case.attrib["line"]))
        for case in ElementTree.fromstring(printed("junit").encode()).iter("testcase")
    ] == found
