"""Whatever a field says, it is text: in HTML, in attributes, in every file of the site."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from demonstration import AT, REPOSITORY
from minbar.build.output import Output, make_output
from minbar.build.preview import build_preview

HOSTILE = """"'><img src=x onerror=alert(1)><script>alert(2)</script>&{{ 7*7 }}"""
KEPT = {"code", "locale", "url", "timezone", "currency", "level", "image", "email", "share_image"}
"""Fields of campaign.yml whose form the reader checks: hostile text cannot stand there."""


def poison(value: Any, languages: tuple[str, ...]) -> Any:
    """Put hostile text where readers' words stand; ids and addresses stay."""
    if isinstance(value, msgspec.Struct):
        changed = {
            name: poison(getattr(value, name), languages)
            for name in value.__struct_fields__
            if name not in KEPT
        }
        return msgspec.structs.replace(value, **changed)
    if isinstance(value, dict) and value and set(value) <= set(languages):
        return {code: name + HOSTILE for code, name in value.items()}
    if isinstance(value, dict):
        return {name: poison(item, languages) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(poison(item, languages) for item in value)
    return value


def poison_text(text: Any) -> Any:
    """Put hostile text into every string of a document's words."""
    changed = {
        name: getattr(text, name) + HOSTILE
        for name in text.__struct_fields__
        if isinstance(getattr(text, name), str)
    }
    return msgspec.structs.replace(text, **changed)


class Finder(HTMLParser):
    """Collects what no field may have made."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._script = tag == "script"
        if named.get("src") == "x" or any(name.startswith("on") for name in named):
            self.found.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        if self._script and "alert(2)" in data:
            self.found.append(data)
        if "49" in data and "img src=x" in data and "{{" not in data:
            self.found.append(data)
        self._script = False


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = make_output(REPOSITORY, "public", AT)
    assert isinstance(output, Output)
    edition = output.edition
    languages = edition.settings.language_codes
    documents = tuple(
        msgspec.structs.replace(
            item,
            facts=poison(item.facts, languages),
            versions={
                code: msgspec.structs.replace(shown, text=poison_text(shown.text))
                for code, shown in item.versions.items()
            },
        )
        for item in edition.documents
    )
    hostile = msgspec.structs.replace(
        edition,
        settings=poison(edition.settings, languages),
        house=poison(edition.house, languages),
        charter=poison(edition.charter, languages),
        documents=documents,
    )
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "content").symlink_to(REPOSITORY / "content")
    build_preview(folder, Output(folder, hostile), folder / "site")
    return folder / "site"


def test_no_field_becomes_markup(poisoned: Path) -> None:
    pages = sorted(poisoned.rglob("*.html"))
    assert len(pages) > 400
    found = {}
    for path in pages:
        finder = Finder()
        finder.feed(path.read_text("utf-8"))
        if finder.found:
            found[str(path.relative_to(poisoned))] = finder.found[:2]
    assert not found
