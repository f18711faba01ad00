"""A header in a form that was met before is read to what it is read to by way of nodes, whatever its values are."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from campaigns import SOURCES
from corpus import LANGUAGES
from demonstration import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st
from minbar.content import documents
from minbar.content.document_file import parse_data
from minbar.content.documents import Parsed
from minbar.content.forms import LIMIT_FORMS, Forms
from minbar.model.finding import Finding

ZONE = "Africa/Casablanca"
CANDIDATE = "content/candidates/amina-idrissi.ar.md"
HEADER = """---
name:
  ar: {0}
  fr: {1}
gender: {2}
contest: {3}
position: {4}
territory: {5}
themes: {6}
headline: {7}
bio: {8}
---

نص.
"""
RIGHT = ('"أمينة"', '"Amina"', "f", "communal", "1", "01.1", "[health]", "أستاذة", '"نص"')
WRONG = (
    *("", '""', '" "', "x", "7", "-7", "07", "1e3", "no", "ـ", "[a, b]", "[]", "{ar: x}", "a: b", "a #b"),
    *('"a: b"', '"a\\n"', "'a'", '"a" b', '"a', "a,", "أ\u200bب", "\u202e", "\u00a0a", "a\u2028b", "x" * 500),
    *("2026-10-05", "01.1.", "a\n  en: b", "a\nx: y", "|\n  a", ">-\n  a", "&a b", "*a", "- a", "ar: x"),
)  # fmt: skip


def read(forms: Forms, text: str, path: str = CANDIDATE) -> tuple[Parsed | None, list[Finding]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_FORMS", forms)
        return parse_data(text.encode(), path, LANGUAGES, ZONE)


def warm(texts: Iterable[tuple[str, str]]) -> Forms:
    forms = Forms()
    for path, text in texts:
        read(forms, text, path)
    return forms


KNOWN = warm([(CANDIDATE, HEADER.format(*RIGHT))])


def test_a_known_form_needs_no_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "parse_yaml", lambda *_: pytest.fail("nodes"))
    parsed, findings = read(KNOWN, HEADER.format(*RIGHT).replace("أمينة", "فاطمة"))
    assert not findings
    assert parsed is not None
    assert "فاطمة" in str(parsed.facts)


@settings(max_examples=1500, deadline=None)
@given(
    values=st.lists(
        st.one_of(st.sampled_from(WRONG), st.sampled_from(RIGHT), st.text(max_size=12)),
        min_size=9,
        max_size=9,
    ),
    kept=st.sets(st.integers(0, 8)),
)
def test_any_values_are_read_as_without_forms(values: list[str], kept: set[int]) -> None:
    chosen = [RIGHT[at] if at in kept else value for at, value in enumerate(values)]
    text = HEADER.format(*chosen)
    assert read(KNOWN, text) == read(Forms(), text)


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("at", range(9))
def test_one_other_value_is_read_as_without_forms(value: str, at: int) -> None:
    text = HEADER.format(*RIGHT[:at], value, *RIGHT[at + 1 :])
    assert read(KNOWN, text) == read(Forms(), text)


def test_every_text_is_read_the_same_a_second_time() -> None:
    files = {path.relative_to(REPOSITORY).as_posix(): path for path in _demonstration()}
    texts = [(name, path.read_text("utf-8")) for name, path in files.items()]
    texts += [(f"content/{name}.ar.md", text) for name, text in SOURCES.items()]
    forms = warm(texts)
    for name, text in texts:
        assert read(forms, text, name) == read(Forms(), text, name), name


def _demonstration() -> list[Path]:
    return sorted((REPOSITORY / "content").glob("*/**/*.md"))


@pytest.mark.parametrize("comments", [10, 8_000])
def test_a_header_that_is_not_plain_takes_no_room(comments: int) -> None:
    forms = warm(
        [(CANDIDATE, HEADER.format(*RIGHT).replace("gender:", "# a\n" * comments + "gender:"))]
    )
    assert not forms._known


def test_headers_without_a_form_push_none_out() -> None:
    forms = warm([(CANDIDATE, HEADER.format(*RIGHT))])
    known = dict(forms._known)
    assert known
    for number in range(LIMIT_FORMS):
        read(forms, HEADER.format(*RIGHT).replace("gender:", f"# {number}\ngender:"))
    assert forms._known == known
    assert len(forms._formless) == LIMIT_FORMS


def test_forms_do_not_grow_without_end() -> None:
    forms = Forms()
    for number in range(LIMIT_FORMS + 10):
        read(forms, HEADER.format(*RIGHT).replace("[health]", f"[a{number}]"))
    assert len(forms._known) <= LIMIT_FORMS
