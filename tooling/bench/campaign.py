"""A scaffolded campaign, read once and plainly: what every other generator's corpus is made from.

Nothing of Minbar is imported: the harness must not change when Minbar does.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

KINDS = ("candidates", "programme", "messages")
SECTIONS = ("programme", "candidates", "messages", "replies", "rebuttals", "events", "press", "kit")
MORE_SECTIONS = ("handbook", "places", "themes")
TEMPLATES = Path(__file__).parents[2] / "templates"
Entry = str | dict[str, str]


@dataclass(frozen=True)
class Document:
    """One document in one language, the source's facts included."""

    kind: str
    slug: str
    language: str
    header: dict[str, Any]
    body: str

    @property
    def title(self) -> str:
        """A candidate's name, anything else's title."""
        name = self.header.get("name")
        return str(name[self.language] if name else self.header["title"])

    @property
    def description(self) -> str:
        """The text that search engines and networks show."""
        return str(
            next(self.header[key] for key in ("summary", "short", "bio") if key in self.header)
        )

    @property
    def place(self) -> str | None:
        """The code of its place, as in an address; None for the whole country."""
        return address_code(self.header["territory"]) if "territory" in self.header else None


@dataclass
class Place:
    """One region, province or commune."""

    code: str
    parent: str | None
    level: str
    type: str
    names: dict[str, str]
    children: list[str] = field(default_factory=list)
    own: int = 0
    within: int = 0


def address_code(code: str) -> str:
    """07.161.09.15 as it stands in an address."""
    return str(code).replace(".", "-")


def read_document(path: Path) -> tuple[dict[str, Any], str]:
    """Split a file into its front matter and its Markdown."""
    _, header, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.load(header, Loader=yaml.CSafeLoader), body.strip()


class Campaign:
    """A campaign folder that `minbar scaffold` made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings: dict[str, Any] = self._yaml("campaign.yml")
        self.house: dict[str, Any] = self._yaml("message-house.yml")
        self.languages: list[str] = [item["code"] for item in self.settings["languages"]]
        self.words: dict[str, dict[str, Entry]] = {
            code: yaml.load(
                (TEMPLATES / f"strings/{code}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader
            )
            for code in self.languages
        }

    def _yaml(self, name: str) -> dict[str, Any]:
        text = (self.root / "content" / name).read_text("utf-8")
        return dict(yaml.load(text, Loader=yaml.CSafeLoader))

    def word(self, key: str, language: str) -> str:
        """A plain string of the site, without plurals."""
        return str(self.words[language][key])

    def documents(self) -> Iterator[Document]:
        """Yield every document in every language, sorted by kind and slug."""
        source = self.languages[0]
        for kind in KINDS:
            for path in sorted((self.root / "content" / kind).rglob(f"*.{source}.md")):
                slug = path.name.removesuffix(f".{source}.md")
                facts: dict[str, Any] = {}
                for code in self.languages:
                    header, body = read_document(path.with_name(f"{slug}.{code}.md"))
                    facts = facts or header
                    yield Document(kind, slug, code, {**facts, **header}, body)

    @cached_property
    def every_place(self) -> dict[str, Place]:
        """All places of the country by code, parents first, without the country itself."""
        places: dict[str, Place] = {}
        with (self.root / "content" / "territory.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["parent"]:
                    code, parent = address_code(row["code"]), address_code(row["parent"])
                    names = {language: row[f"name_{language}"] for language in self.languages}
                    above = parent if parent in places else None
                    places[code] = Place(code, above, row["level"], row["type"], names)
        return places

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places that have a candidate or message in them, with counts and children."""
        kept: dict[str, Place] = {}
        for path in sorted((self.root / "content").rglob(f"*.{self.languages[0]}.md")):
            match = re.search(r"^territory: (\S+)$", path.read_text("utf-8"), re.MULTILINE)
            if match:
                self._keep(kept, address_code(match[1]), path.name.startswith("candidate-"))
        ordered = {code: kept[code] for code in self.every_place if code in kept}
        for code, place in ordered.items():
            if place.parent:
                ordered[place.parent].children.append(code)
        return ordered

    def _keep(self, kept: dict[str, Place], code: str, is_candidate: bool) -> None:
        self.every_place[code].own += is_candidate
        for above in self.lineage(code):
            kept[above] = self.every_place[above]
            kept[above].within += is_candidate

    def lineage(self, code: str | None) -> list[str]:
        """The codes from the region down to the place itself."""
        found: list[str] = []
        while code:
            found.insert(0, code)
            code = self.every_place[code].parent
        return found
