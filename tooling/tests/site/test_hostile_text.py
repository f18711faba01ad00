"""Whatever a field says, it is text: in HTML, in attributes, in every page of the site."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from demonstration import AT, REPOSITORY
from minbar.build.ground import Ground, Workshop
from minbar.build.house import render_house
from minbar.build.output import Output, make_output
from minbar.checks.references import known_names
from minbar.content.campaign import read_campaign
from minbar.edition import Edition
from minbar.site.pages import list_units
from minbar.site.render import Site
from minbar.site.shell import Shell
from minbar.store import Segments
from minbar.strings import read_entries
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import page_environment

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


class Sizes(dict[str, int]):
    """A size for every pack, as none is made."""

    def __missing__(self, name: str) -> int:
        return 1000 * len(name)


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


def poison_edition(edition: Edition) -> Edition:
    """Put hostile text wherever a writer's words stand, past the reader that would refuse some."""
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
    return msgspec.structs.replace(
        edition,
        settings=poison(edition.settings, languages),
        house=poison(edition.house, languages),
        charter=poison(edition.charter, languages),
        documents=documents,
    )


def shells_of(edition: Edition, folder: Path) -> dict[tuple[str, str], Shell]:
    """What MkDocs renders around the pages of an edition."""
    campaign, _ = read_campaign(REPOSITORY)
    assert campaign is not None
    roots = template_roots(REPOSITORY)
    base = msgspec.structs.replace(
        campaign, settings=edition.settings, house=edition.house, charter=edition.charter
    )
    ground = Ground(
        base=base,
        edition=edition,
        written={},
        known=known_names(base),
        words={code: read_entries(roots, code) for code in edition.settings.language_codes},
        templates=read_sources(roots),
        rolls={},
        counts={},
        linked={},
        over=(),
        paths=frozenset(),
    )
    (folder / "content").symlink_to(REPOSITORY / "content")
    return dict(render_house(folder, Workshop(ground, Segments(folder))).shells)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page of the demonstration with hostile words, by its path."""
    sound = make_output(REPOSITORY, "public", AT)
    assert isinstance(sound, Output)
    output = Output(REPOSITORY, poison_edition(sound.edition))
    shells = shells_of(output.edition, tmp_path_factory.mktemp("hostile"))
    index, kits = output.index, output.kits
    site = Site(
        index,
        kits,
        output.words,
        page_environment(read_sources(template_roots(REPOSITORY))),
        lambda language, section: shells[language, section],
        Sizes(),
    )
    return {
        path: data.decode()
        for unit in ("standing", *list_units(index, kits))
        for path, data in site.render_unit(unit)
        if path.endswith(".html")
    }


def test_no_field_becomes_markup(poisoned: dict[str, str]) -> None:
    assert len(poisoned) > 400
    assert [path for path, text in poisoned.items() if "alert(2)" not in text] == ["404.html"]
    found = {}
    for path, text in poisoned.items():
        finder = Finder()
        finder.feed(text)
        if finder.found:
            found[path] = finder.found[:2]
    assert not found
