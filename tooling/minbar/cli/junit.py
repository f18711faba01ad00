"""Findings as JUnit XML, which CI servers show as failed tests: a suite for each file."""

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from minbar.model.finding import Finding

_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not take, even by number."""


def render_junit(findings: list[Finding]) -> str:
    """One document; findings of a file must stand together, as `check_folder` gives them."""
    root = Element(
        "testsuites",
        name="minbar check",
        tests=str(max(len(findings), 1)),
        failures=str(len(findings)),
        errors="0",
    )
    for path, group in groupby(findings, key=lambda finding: finding.path):
        found = list(group)
        count = str(len(found))
        suite = SubElement(root, "testsuite", name=_text(path), tests=count, failures=count)
        suite.set("errors", "0")
        for finding in found:
            _case(suite, finding)
    if not findings:
        suite = SubElement(root, "testsuite", name="content", tests="1", failures="0", errors="0")
        SubElement(suite, "testcase", name="nothing to mend", classname="minbar")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _case(suite: Element, finding: Finding) -> None:
    name = f"{finding.code} {finding.slug} {finding.line}:{finding.column}"
    case = SubElement(suite, "testcase", name=name, classname=_text(finding.path))
    case.set("file", _text(finding.path))
    case.set("line", str(finding.line))
    failure = SubElement(case, "failure", message=_text(finding.message), type=finding.severity)
    failure.text = _text(
        f"{finding.path}:{finding.line}:{finding.column}: {finding.message}\nright: {finding.example}"
    )


def _text(text: str) -> str:
    return _REFUSED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
