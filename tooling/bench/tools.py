"""The four generators."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from bench.agreement import Site
from bench.aside import put_aside
from bench.campaign import TEMPLATES, Campaign
from bench.edits import KINDS, Edit, edit_document, edit_line, edit_menu
from bench.eleventy_corpus import write_eleventy
from bench.hugo_corpus import write_hugo
from bench.mkdocs_corpus import write_mkdocs
from bench.tool import EDITED, Tool

BENCH = (
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@modele.example",
    "-c",
    "commit.gpgsign=false",
)
GIT = (
    ("init", "--quiet", "--initial-branch=main"),
    ("config", "gc.auto", "0"),
    ("config", "maintenance.auto", "false"),
    ("add", "--all"),
    (*BENCH, "commit", "--quiet", "--message=The campaign"),
)


class Minbar(Tool):
    """`minbar build` in a copy of the campaign, in git as campaigns are; the rest of the folder is its own making."""

    name = "minbar"
    output = "site"
    ending = ".html"
    source = "content/{kind}/{place}{slug}.{language}.md"
    fields: ClassVar = Tool.fields | {"messages": "short"}

    def __init__(self, folder: Path, campaign: Campaign, program: Path) -> None:
        super().__init__(folder, campaign)
        self._program = program

    def prepare(self) -> None:
        shutil.copytree(self.campaign.root / "content", self.folder / "content")
        own = self.folder / "templates" / "strings"
        own.mkdir(parents=True)
        for code in self.campaign.languages:
            shutil.copyfile(TEMPLATES / f"strings/{code}.yml", own / f"{code}.yml")
        (self.folder / ".gitignore").write_text("/site/\n/.minbar/\n/.cache/\n", encoding="utf-8")
        for arguments in GIT:
            subprocess.run(
                ["git", *arguments], cwd=self.folder, check=True, stdout=subprocess.DEVNULL
            )

    def chill(self) -> None:
        for path in self.folder.iterdir():
            if path.name not in {"content", "templates", ".git", ".gitignore"}:
                put_aside(path, self.folder.parent)

    def command(self) -> list[str]:
        return [str(self._program), "-C", str(self.folder), "build", "--json"]

    def edit_navigation(self, number: int) -> Edit:
        path = self.folder / f"templates/strings/{self.language}.yml"
        return edit_line(
            path, r"^(section_messages: .*?)(?: Retouche\d+)?()$", number, self.anywhere
        )


class Hugo(Tool):
    """Hugo with a theme of ours."""

    name = "hugo"
    made = ("public", "resources", ".cache", ".hugo_build.lock")

    def __init__(self, folder: Path, campaign: Campaign, program: Path) -> None:
        super().__init__(folder, campaign)
        self._program = program

    def prepare(self) -> None:
        write_hugo(self.campaign, self.folder)

    def command(self) -> list[str]:
        return [str(self._program), "--source", str(self.folder), "--quiet"]

    def edit_navigation(self, number: int) -> Edit:
        keys = ["languages", self.language, "menus", "main"]
        return edit_menu(self.folder / "hugo.json", number, keys, self.anywhere)


class Eleventy(Tool):
    """Eleventy with layouts of ours."""

    name = "eleventy"
    made = ("public", ".cache")
    source = "content/{language}/{kind}/{slug}.md"

    def __init__(self, folder: Path, campaign: Campaign, node: str, npm: tuple[str, ...]) -> None:
        super().__init__(folder, campaign)
        self._node, self._npm = node, npm

    def prepare(self) -> None:
        write_eleventy(self.campaign, self.folder)
        log = self.folder / "npm.log"
        with log.open("wb") as output:
            subprocess.run(
                [*self._npm, "ci", "--ignore-scripts"],
                cwd=self.folder,
                check=True,
                stdout=output,
                stderr=output,
            )

    def command(self) -> list[str]:
        program = self.folder / "node_modules/@11ty/eleventy/cmd.cjs"
        memory = "--max-old-space-size=8192"
        return [self._node, memory, str(program), "--config=eleventy.config.cjs", "--quiet"]

    def edit_navigation(self, number: int) -> Edit:
        return edit_menu(self.folder / "data/menu.json", number, [self.language], self.anywhere)


class MkDocs(Tool):
    """Stock MkDocs with Material and static-i18n."""

    name = "mkdocs"
    output = "site"
    made = ("site", ".cache")
    source = "docs/{kind}/{slug}.{language}.md"

    @property
    def site(self) -> Site:
        """The default language stands at the root."""
        roots = {code: "" if code == self.language else code for code in self.campaign.languages}
        return Site(self.name, self.folder / self.output, roots)

    def prepare(self) -> None:
        write_mkdocs(self.campaign, self.folder)

    def command(self) -> list[str]:
        return [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "--config-file",
            str(self.folder / "mkdocs.yml"),
        ]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"NO_MKDOCS_2_WARNING": "1"}

    def edit_navigation(self, number: int) -> Edit:
        path = self.folder / f"docs/messages/index.{self.language}.md"
        return edit_line(path, r'^(title: ".*?)(?: Retouche\d+)?(")$', number, self.anywhere)

    def edit(self, case: str, number: int) -> Edit | None:
        """The corpus has facts in the text, lists written out: an edit is a sentence more."""
        if case not in KINDS:
            return super().edit(case, number)
        kind = KINDS[case]
        slug = EDITED[kind]
        page = (f"{self.site.roots[self.language]}/{kind}/{slug}/".lstrip("/"),)
        return edit_document(self.document(kind, slug), page, "description", number)
