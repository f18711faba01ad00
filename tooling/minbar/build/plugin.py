"""The MkDocs plugin: MkDocs and Material render the shells, Minbar fills them.

No file of content/ is ever one of MkDocs's pages: its docs folder holds assets, so a build
without this plugin publishes nothing, and a draft cannot slip through a second reader.
"""

import logging
import posixpath
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from minbar.build.engine import Engine
from minbar.build.faults import faults_behind
from minbar.build.ground import Workshop
from minbar.build.house import FOLDER, House, read_files
from minbar.build.lock import one_at_a_time, work_folder
from minbar.build.twin import copy_tree, served_folder
from minbar.edition import Audience
from minbar.late import pattern
from minbar.model.addresses import document_address
from minbar.model.sections import FOLDERS, NAVIGATION, navigation_of
from minbar.model.visible import visible
from minbar.site.shell import Shell, parse_shell, slot
from minbar.templates import template_roots

_log = logging.getLogger("mkdocs.plugins.minbar")
_HTML_TAG = pattern("<html[^>]*>")
UNUSED_ASSETS = ("assets/javascripts/", "assets/images/")
"""Of Material's files the pages use the style sheets; templates/theme/main.html says why."""

STYLE_SHEETS = "assets/stylesheets/"

UNRENDERED = (".map", ".xml")
"""Source maps, and the theme's templates that only MkDocs would render, as sitemap.xml."""


class MinbarConfig(base.Config):  # type: ignore[no-untyped-call] # MkDocs types it not
    """Options of the plugin in mkdocs.yml."""

    audience = config_options.Choice(("public", "team"), default="public")
    at = config_options.Optional(config_options.Type(str))


class MinbarPlugin(BasePlugin[MinbarConfig]):  # type: ignore[no-untyped-call] # the same
    """Reads the campaign, has the shells rendered, writes the pages."""

    def __init__(self) -> None:
        """Start without a campaign: `on_config` reads one, unless `prepare` brings it."""
        self._engine: Engine | None = None
        self._prepared = False
        self._stages = False
        self._alone = ExitStack()
        self.shells: dict[tuple[str, str], Shell] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Build beside the site and swap it in; `mkdocs serve` has a folder of its own already."""
        self._stages = command in {"build", "gh-deploy"}

    def prepare(self, root: Path, workshop: Workshop) -> None:
        """Render the house of a campaign that was read already, and nothing else."""
        self._prepared = True
        self._lay_out(root, workshop)

    def _lay_out(self, root: Path, workshop: Workshop) -> None:
        self._roots = template_roots(root)
        self._workshop = workshop
        self._edition = workshop.ground.edition

    def _read(self, root: Path, config: MkDocsConfig) -> None:
        """Read a campaign by itself, as `mkdocs build` and `mkdocs serve` ask."""
        self._alone.enter_context(one_at_a_time(root, _log.warning))
        self._site = Path(config.site_dir).resolve() if self._stages else served_folder(root)
        audience = cast("Audience", self.config.audience)
        self._engine = Engine(root, self._site, audience, self.config.at, _log.warning)
        try:
            self._lay_out(root, self._engine.recover(self._engine.prepare))
        except Exception as error:
            raise _refusal(root, error) from error
        if self._stages:
            config.site_dir = tempfile.mkdtemp(prefix=FOLDER, dir=work_folder(root))
            self._alone.callback(shutil.rmtree, config.site_dir, ignore_errors=True)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the campaign before MkDocs touches any output."""
        if not self._prepared:
            self._read(_root(config), config)
        settings = self._edition.settings
        config.site_name = settings.party.short_name[settings.source_language]
        config.site_url = settings.site.url
        config.theme.dirs[:0] = [
            str(path / "theme") for path in self._roots if (path / "theme").is_dir()
        ]
        config.theme.static_templates.clear()
        config.watch += [str(_root(config) / "content"), *map(str, self._roots)]
        _quieten()
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put shells and assets where MkDocs looked for documents.

        Every folder of pages has its shell, whose links are relative to that folder.
        """
        kept = [
            file
            for file in files
            if not file.is_documentation_page() and self._is_theme(file, config)
        ]
        return Files(
            kept
            + self._assets(config)
            + [
                File.generated(config, posixpath.join(code, section, "index.md"), content="")
                for code in self._edition.settings.language_codes
                for section in FOLDERS
            ]
        )

    def _is_theme(self, file: File, config: MkDocsConfig) -> bool:
        in_docs = file.src_dir == config.docs_dir
        unused = file.src_uri.startswith(UNUSED_ASSETS) or file.src_uri.endswith(UNRENDERED)
        return not in_docs and not unused

    def _assets(self, config: MkDocsConfig) -> list[File]:
        found: dict[str, File] = {}
        for root in reversed(self._roots):
            for path in sorted((root / "assets").rglob("*")):
                if path.is_file() and not path.is_symlink():
                    name = "assets/" + path.relative_to(root / "assets").as_posix()
                    found[name] = File.generated(config, name, abs_src_path=str(path))
        return list(found.values())

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give the theme's templates their slots and the campaign's words."""
        env.globals["slot"] = slot
        env.globals["edition"] = self._edition
        env.globals["words"] = self._workshop.words
        env.globals["style_sheets"] = _style_sheets(files)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Set language, title and navigation of one shell."""
        language, section = _shell_key(page.file)
        config.site_name = self._edition.settings.party.short_name[language]
        config.theme["language"] = _material_language(config, language)
        config.theme["direction"] = self._workshop.words[language].direction
        page.meta = {"title": slot("title"), "hide": ["navigation", "toc"]}
        context["nav"] = self._navigation(nav, language, section)
        own: dict[str, Any] = {"t": self._workshop.words[language], "language": language}
        return cast("TemplateContext", context | own | {"footer_pages": self._footer(language)})

    def _footer(self, language: str) -> list[dict[str, str]]:
        pages = self._workshop.index.kind("pages")
        return [
            {"url": document_address("pages", page.slug, language), "title": page.heading(language)}
            for page in pages
        ]

    def _navigation(self, nav: Navigation, language: str, section: str) -> Navigation:
        words = self._workshop.words[language]
        pages = {_shell_key(page.file): page for page in nav.pages}
        shown = []
        for name in ("", *NAVIGATION):
            page = pages[language, name]
            page.title = words(f"section_{name}") if name else words("home")
            page.active = name == navigation_of(section)
            shown.append(page)
        made = Navigation(list(shown), list(shown))
        made.homepage = shown[0]
        return made

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep the shell; it is not a page of the site."""
        language, _ = key = _shell_key(page.file)
        opening = f'<html lang="{language}" dir="{self._workshop.words[language].direction}">'
        self.shells[key] = parse_shell(_HTML_TAG.sub(opening, output.lstrip(), count=1))
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write every page, picture and pack of the edition."""
        if self._engine is None:
            return
        house = House(tuple(sorted(self.shells.items())), read_files(Path(config.site_dir)))
        try:
            self._engine.finish_with(house)
        except Exception as error:
            raise _refusal(self._engine.root, error) from error
        if self._stages:
            config.site_dir = str(self._site)
        else:
            copy_tree(self._site, Path(config.site_dir))
        self._end()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site in place, and nothing of this one."""
        self._end()

    def on_shutdown(self) -> None:
        """Let the next build begin."""
        self._end()

    def _end(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self._alone.close()


def _refusal(root: Path, error: Exception) -> Exception:
    """Every fault of a campaign or its site, for MkDocs to print; or the error itself, where that is none of them."""
    faults = faults_behind(root, error)
    if not faults:
        return error
    shown = "\n".join(
        f"  {visible(item.path)}:{item.line}:{item.column} {item.code} {visible(item.message)}"
        for item in faults
    )
    return PluginError(f"nothing was built; see: minbar check\n{shown}")


def _style_sheets(files: Files) -> list[str]:
    """Material's own, whose names change with each release; in the order in which it links them."""
    return sorted(
        file.src_uri
        for file in files
        if file.src_uri.startswith(STYLE_SHEETS) and file.src_uri.endswith(".css")
    )


def _material_language(config: MkDocsConfig, language: str) -> str:
    """The language that Material has words in; what voters read is in templates/strings/."""
    name = f"partials/languages/{language}.html"
    return (
        language if any((Path(folder) / name).is_file() for folder in config.theme.dirs) else "en"
    )


def _shell_key(file: File) -> tuple[str, str]:
    language, _, section = posixpath.dirname(file.src_uri).partition("/")
    return language, section


def _root(config: MkDocsConfig) -> Path:
    """The folder of the campaign's own mkdocs.yml; with the packaged one, the current folder."""
    folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return folder if (folder / "content").is_dir() else Path.cwd()


def _quieten() -> None:
    """MkDocs reports each shell as an empty page; they are meant to be."""
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(lambda record: not str(record.msg).startswith("Page skipped"))
