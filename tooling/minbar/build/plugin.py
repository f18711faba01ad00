"""The MkDocs plugin: MkDocs and Material render the shells, Minbar fills them.

No file of content/ is ever one of MkDocs's pages: its docs folder holds assets, so a build
without this plugin publishes nothing, and a draft cannot slip through a second reader.
"""

import logging
import re
import shutil
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

from minbar.build.lock import one_at_a_time
from minbar.build.output import Output, make_output
from minbar.build.swap import make_staging, swap
from minbar.edition import Audience
from minbar.model.addresses import document_address
from minbar.model.finding import Finding, blocks
from minbar.model.sections import NAVIGATION, SECTIONS, navigation_of
from minbar.model.visible import visible
from minbar.site.shell import Shell, parse_shell, slot
from minbar.templates import template_roots

_log = logging.getLogger("mkdocs.plugins.minbar")
_HTML_TAG = re.compile("<html[^>]*>")
UNUSED_ASSETS = ("assets/javascripts/", "assets/images/")
"""Of Material's files the pages use the style sheets; templates/theme/main.html says why."""


UNRENDERED = (".map", ".xml")
"""Source maps, and the theme's templates that only MkDocs would render, as sitemap.xml."""


class MinbarConfig(base.Config):  # type: ignore[no-untyped-call] # MkDocs types it not
    """Options of the plugin in mkdocs.yml."""

    audience = config_options.Choice(("public", "team"), default="public")
    at = config_options.Optional(config_options.Type(str))


class MinbarPlugin(BasePlugin[MinbarConfig]):  # type: ignore[no-untyped-call] # the same
    """Reads the campaign, has the shells rendered, writes the pages."""

    def __init__(self) -> None:
        """Start without an edition: `on_config` reads one, unless `prepare` brings it."""
        self._prepared = False
        self._stages = False
        self._staging: Path | None = None
        self._alone = ExitStack()
        self._shells: dict[tuple[str, str, int], Shell] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Build beside the site and swap it in; `mkdocs serve` has a folder of its own already."""
        self._stages = command in {"build", "gh-deploy"}

    def prepare(self, root: Path, output: Output) -> None:
        """Use an edition that was read already."""
        self._prepared = True
        self._root = root
        self._roots = template_roots(root)
        self.output = output

    def _read(self, root: Path) -> Output:
        output = make_output(root, cast("Audience", self.config.audience), self.config.at)
        if isinstance(output, list):
            raise PluginError(
                f"the campaign has faults, nothing was built; see: minbar check\n{_shown(output)}"
            )
        return output

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the campaign before MkDocs touches any output."""
        if not self._prepared:
            root = _root(config)
            if self._stages:
                self._alone.enter_context(one_at_a_time(root, _log.warning))
            self.prepare(root, self._read(root))
            self._prepared = False
        output, root = self.output, self._root
        settings = output.edition.settings
        config.site_name = settings.party.short_name[settings.source_language]
        config.site_url = settings.site.url
        config.theme.dirs[:0] = [
            str(path / "theme") for path in self._roots if (path / "theme").is_dir()
        ]
        config.theme.static_templates.clear()
        config.watch += [str(root / "content"), *map(str, self._roots)]
        _quieten()
        if self._stages:
            self._target = Path(config.site_dir).resolve()
            self._staging = make_staging(root, self._target)
            config.site_dir = str(self._staging)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put shells and assets where MkDocs looked for documents."""
        kept = [
            file
            for file in files
            if not file.is_documentation_page() and self._is_theme(file, config)
        ]
        return Files(
            kept
            + self._assets(config)
            + [
                File.generated(config, f"{'/'.join(folders)}/index.md", content="")
                for folders in self._shell_folders()
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

    def _shell_folders(self) -> list[tuple[str, ...]]:
        """Folders of the shells: language, section, and fillers down to the depth.

        Every section has its own: links of a shell are relative to where it was rendered.
        """
        folders: list[tuple[str, ...]] = []
        for code in self.output.edition.settings.language_codes:
            folders += [(code,), (code, "_"), (code, "_", "_")]
            for section in SECTIONS:
                folders += [(code, section), (code, section, "_")]
        return folders

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give the theme's templates their slots and the campaign's words."""
        env.globals["slot"] = slot
        env.globals["edition"] = self.output.edition
        env.globals["words"] = self.output.words
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Set language, title and navigation of one shell."""
        language, section, _ = _shell_key(page.file)
        config.site_name = self.output.edition.settings.party.short_name[language]
        config.theme["language"] = _material_language(config, language)
        config.theme["direction"] = self.output.words[language].direction
        page.meta = {"title": slot("title"), "hide": ["navigation", "toc"]}
        context["nav"] = self._navigation(nav, language, section)
        own: dict[str, Any] = {"t": self.output.words[language], "language": language}
        return cast("TemplateContext", context | own | {"footer_pages": self._footer(language)})

    def _footer(self, language: str) -> list[dict[str, str]]:
        pages = self.output.index.kind("pages")
        return [
            {"url": document_address("pages", page.slug, language), "title": page.heading(language)}
            for page in pages
        ]

    def _navigation(self, nav: Navigation, language: str, section: str) -> Navigation:
        words = self.output.words[language]
        pages = {_shell_key(page.file): page for page in nav.pages}
        shown = []
        for name in ("", *NAVIGATION):
            page = pages[language, name, 2 if name else 1]
            page.title = words(f"section_{name}") if name else words("home")
            page.active = name == navigation_of(section)
            shown.append(page)
        made = Navigation(list(shown), list(shown))
        made.homepage = shown[0]
        return made

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep the shell; it is not a page of the site."""
        language, *_ = key = _shell_key(page.file)
        opening = (
            f'<html lang="{language}" dir="{self.output.words[language].direction}" class="no-js">'
        )
        self._shells[key] = parse_shell(_HTML_TAG.sub(opening, output.lstrip(), count=1))
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write every page, picture and pack of the edition."""
        self.output.write(Path(config.site_dir), self._shell)
        for note in self.output.notes:
            _log.info(note)
        if self._staging:
            _, findings = self.output.sources.weigh(self._staging)
            if blocks(findings):
                raise PluginError(f"the host would not take the site\n{_shown(findings)}")
            swap(self._staging, self._target)
            config.site_dir = str(self._target)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site in place, and nothing of this one."""
        if self._staging:
            shutil.rmtree(self._staging, ignore_errors=True)

    def on_shutdown(self) -> None:
        """Let the next build begin."""
        self._alone.close()

    def _shell(self, language: str, section: str, depth: int) -> Shell:
        return self._shells[language, section, depth]


def _shown(findings: list[Finding]) -> str:
    return "\n".join(
        f"  {visible(item.path)}:{item.line}:{item.column} {item.code} {visible(item.message)}"
        for item in findings
    )


def _material_language(config: MkDocsConfig, language: str) -> str:
    """The language that Material has words in; what voters read is in templates/strings/."""
    name = f"partials/languages/{language}.html"
    return (
        language if any((Path(folder) / name).is_file() for folder in config.theme.dirs) else "en"
    )


def _shell_key(file: File) -> tuple[str, str, int]:
    parts = file.src_uri.split("/")[:-1]
    section = parts[1] if len(parts) > 1 and parts[1] != "_" else ""
    return parts[0], section, len(parts)


def _root(config: MkDocsConfig) -> Path:
    """The folder of the campaign's own mkdocs.yml; with the packaged one, the current folder."""
    folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return folder if (folder / "content").is_dir() else Path.cwd()


def _quieten() -> None:
    """MkDocs reports each shell as an empty page; they are meant to be."""
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(lambda record: not str(record.msg).startswith("Page skipped"))
