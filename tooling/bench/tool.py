"""What all generators have in common: a folder of their own, a cold start, edits and one command."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from bench.agreement import Site
from bench.aside import put_aside
from bench.campaign import Campaign, address_code, read_document
from bench.edits import KINDS, NAVIGATION, Edit, edit_document
from bench.measure import Cost, run

EDITED = {"candidates": "candidate-000004", "messages": "message-004"}


class Tool(ABC):
    """What all have in common: a folder of its own, in which anything but the corpus is made by the tool."""

    name = ""
    output = "public"
    ending = "/"
    made: tuple[str, ...] = ("public",)
    source = "content/{language}/{kind}/{place}{slug}.md"
    fields: ClassVar = {"candidates": "headline", "messages": "description"}

    def __init__(self, folder: Path, campaign: Campaign) -> None:
        self.folder = folder
        self.campaign = campaign
        self.language = campaign.languages[0]

    @property
    def site(self) -> Site:
        """What it makes."""
        roots = {code: code for code in self.campaign.languages}
        return Site(self.name, self.folder / self.output, roots, self.ending)

    @abstractmethod
    def prepare(self) -> None:
        """Write the corpus."""

    @abstractmethod
    def command(self) -> list[str]:
        """The whole command that builds the site."""

    def chill(self) -> None:
        """Back to a cold start: nothing that earlier builds left behind is there."""
        for name in self.made:
            put_aside(self.folder / name, self.folder.parent)

    def build(self, log: Path) -> Cost:
        """Build once."""
        return run(self.command(), self.folder, log, self.environment())

    def environment(self) -> dict[str, str]:
        """Caches that a tool keeps for the user stay in its folder."""
        return {"XDG_CACHE_HOME": str(self.folder / ".cache")}

    def edit(self, case: str, number: int) -> Edit | None:
        """Make the change of a case; None where the case has none."""
        if case == NAVIGATION:
            return self.edit_navigation(number)
        if case not in KINDS:
            return None
        kind = KINDS[case]
        slug = EDITED[kind]
        path = self.document(kind, slug)
        root = self.site.roots[self.language]
        names = (f"{kind}/{slug}", f"places/{self.place(kind, slug)}")
        pages = tuple(f"{root}/{name}{self.ending}" for name in names)
        return edit_document(path, pages, self.fields[kind], number)

    def original(self, kind: str, slug: str) -> Path:
        """A document as Minbar has it, in the source language."""
        return next((self.campaign.root / "content" / kind).rglob(f"{slug}.{self.language}.md"))

    def document(self, kind: str, slug: str) -> Path:
        """The file of a document in this tool's corpus, in the source language."""
        folder = self.original(kind, slug).parent.name
        place = "" if folder == kind else f"{folder}/"
        return self.folder / self.source.format(
            language=self.language, kind=kind, slug=slug, place=place
        )

    def place(self, kind: str, slug: str) -> str:
        """The place whose page lists the document."""
        return address_code(read_document(self.original(kind, slug))[0]["territory"])

    @abstractmethod
    def edit_navigation(self, number: int) -> Edit:
        """Rename an entry of the menu."""

    @property
    def anywhere(self) -> tuple[str, ...]:
        """Pages on which the navigation stands, at several depths."""
        root = self.site.roots[self.language]
        candidate = f"candidates/{EDITED['candidates']}{self.ending}"
        pages = (f"{root}/", f"{root}/programme/", f"{root}/{candidate}")
        return tuple(page.lstrip("/") for page in pages)
