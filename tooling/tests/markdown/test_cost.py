"""Bodies that cost Python-Markdown seconds, or its whole stack, are refused before it sees them.

Each is what a search over repeated tokens found, at 64 kB; the time is what the body took to
render before its budget was set (CPython 3.11, 2026-11-22), and nothing here measures it again.
"""

import pytest
from minbar.markdown.cost import (
    LIMIT_BLOCK_CHARACTERS,
    LIMIT_BLOCK_LINES,
    LIMIT_BLOCK_SIGNS,
    LIMIT_BRACKETS,
    find_costly,
)
from minbar.markdown.guard import check_body
from minbar.markdown.render import plain_text, render

SIZE = 60_000

COSTLY = {
    "brackets": "[",
    "pictures": "![",
    "cdata": "<![CDATA[",
    "headings_without_empty_lines": "## a\n",  # > 6 s
    "definitions": "a\n: b\n***\n",  # > 6 s
    "definitions_that_recurse": ";a\n: b\n",  # RecursionError at 12 kB
    "definition_after_definition": "\n:   ",  # > 6 s
    "separated_definitions": "a\n: b\n\n",  # 4.7 s
    "rules": "***\n",  # > 6 s
    "setext": "=\n",  # > 6 s
    "rules_in_quotes": ">***\n",  # > 6 s
    "headings_in_quotes": "> ## a\n",  # > 6 s
    "escaped_backticks": "\\``",  # > 6 s
    "lists_in_quotes_in_one_line": ">1. ",  # 5.0 s
    "quotes_in_quotes": "> > ",  # 3.6 s
    "emphasis": "a*(",  # 3.5 s
    "strong_and_strike": "**~~",  # 2.9 s
    "attribute_lists": "\\{: ",  # 3.2 s
    "underscores": "_a_b",
    "entities": "&amp;***a** ",  # 2.4 s
    "short_paragraphs": '"a"\n\n',  # 1.4 s
    "rules_and_quotes": "***\n\n> ",  # 3.6 s
    "table_rows": "\n||",  # 2.2 s
    "short_items": "-\n",
    "footnotes": "[^1]: x\n",
    "abbreviations": "*[a]: b\n",
    "tags": "<b>",
    "one_sign": "$",
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_body_is_refused(name: str) -> None:
    unit = COSTLY[name]
    findings = check_body(unit * (SIZE // len(unit)), "content/pages/a.ar.md", 7)
    assert "RD016" in {finding.code for finding in findings}
    assert all(finding.line >= 7 and finding.example for finding in findings)


def test_deep_indentation_is_refused() -> None:
    body = "\n".join(" " * (4 * depth) + "- a" for depth in range(170))
    offset, message = next(iter(find_costly(body)))
    assert body[:offset].count("\n") == 7
    assert "starts with more than 24 spaces" in message


def test_brackets_in_one_long_paragraph_are_refused() -> None:
    body = ("[" + "a" * 19) * 550
    assert len(body) < LIMIT_BLOCK_CHARACTERS
    assert LIMIT_BRACKETS > 550
    assert [message for _, message in find_costly(body)] == [
        "too many signs [ or < in long paragraphs: put empty lines in"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "نص " * 300,
        "\n\n".join(["**مهم**: [نص](https://www.hcp.ma/) و_مائل_ و`رمز`."] * 100),
        "| أ | ب |\n|---|---|\n" + "| 1 | 2 |\n" * 200,
        "\n".join(f"{number}. بند **مهم**" for number in range(1, 101)),
        "- أ\n    - ب\n        - ج\n            - د",
        "> اقتباس\n>\n> > جواب",
        "* * *\n\nنص\n\n- - -",
        "مصطلح\n:   شرحه\n\n" * 50,
        "!!! note\n    انتبهوا\n\nنص[^1]\n\n[^1]: المصدر",
        "نص\n\n" + "=" * 200 + "\n\n" + "." * 200,
    ],
)
def test_what_readers_are_written_is_taken(body: str) -> None:
    assert check_body(body, "content/pages/a.ar.md", 7) == []


def test_the_most_that_a_paragraph_may_hold_is_rendered() -> None:
    body = "a\n: b\n" * (LIMIT_BLOCK_LINES // 2) + "\n" + "*a* " * (LIMIT_BLOCK_SIGNS // 2)
    assert check_body(body, "content/pages/a.ar.md", 7) == []
    assert plain_text(render(body).html).startswith("a\nb")


def test_many_faults_of_one_sort_are_counted_not_listed() -> None:
    findings = check_body("a\x01" * 1000, "content/pages/a.ar.md", 7)
    assert len(findings) == 10
    assert "and 990 more" in findings[-1].message


def test_a_long_run_of_spaces_makes_plain_text_at_once() -> None:
    assert plain_text(f"<p>a{' ' * 200_000}b</p>").startswith("a ")
