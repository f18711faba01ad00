"""From a campaign folder to every file of its site."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path

from minbar.build.checking import check_folder
from minbar.build.sources import Sources, abouts
from minbar.build.workers import share_out
from minbar.content.instants import parse_instant
from minbar.content.media import FOLDER as MEDIA
from minbar.content.zones import read_zone
from minbar.edition import Audience, Edition, preview
from minbar.edition.index import Index
from minbar.feeds import find_undated, render_feeds
from minbar.kit import Kits, make_kits
from minbar.model.addresses import media_address
from minbar.model.finding import Finding, blocks
from minbar.model.setup import SetupError
from minbar.packs import render_packs
from minbar.site.render import Site
from minbar.site.shell import Shell
from minbar.sitemap import list_rows, render_sitemap
from minbar.strings import Strings, read_strings
from minbar.templates import page_environment, snippet_environment, template_roots

Shells = Callable[[str, str, int], Shell]


def read_instant(text: str | None, zone_name: str) -> datetime:
    """The instant that is asked for, or SOURCE_DATE_EPOCH, or now, to the second.

    Raises:
        SetupError: the text is no instant.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if text:
            return parse_instant(text, read_zone(zone_name))
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC)
    except ValueError as error:
        said = text or f"SOURCE_DATE_EPOCH={epoch}"
        raise SetupError(f"{said} {error}; right: 2027-08-26T09:00") from error
    return datetime.now(UTC).replace(microsecond=0)


class Output:
    """One edition with all that rendering it takes."""

    def __init__(self, root: Path, edition: Edition, sources: Sources | None = None) -> None:
        """Take an edition of the campaign in a folder, and the files behind it."""
        self.edition = edition
        self.sources = sources or Sources(root)
        self._root = root
        self._roots = template_roots(root)
        self._zone = zone = read_zone(edition.settings.timezone)
        self.words: dict[str, Strings] = {
            language.code: read_strings(self._roots, language.code, language.locale, zone)
            for language in edition.settings.languages
        }

    @cached_property
    def index(self) -> Index:
        """The edition's documents, sorted once."""
        return Index(self.edition)

    @cached_property
    def kits(self) -> Kits:
        """Every message, fitted to every channel."""
        directions = {code: words.direction for code, words in self.words.items()}
        return make_kits(self.index, snippet_environment(self._roots), directions)

    def write(self, folder: Path, shells: Shells) -> None:
        """Write every page, pack and picture into a folder."""
        packs = dict(render_packs(self.edition, self.kits, self.words))
        for name, data in packs.items():
            _write(folder, name, data)
        for name in self.edition.media:
            _write(folder, media_address(name), (self._root / MEDIA / name).read_bytes())
        sizes = {name: len(data) for name, data in packs.items()}
        environment = page_environment(self._roots)
        site = Site(self.index, self.kits, self.words, environment, shells, sizes)

        def share(number: int, of: int) -> None:
            for page in site.pages[number::of]:
                _write(folder, page.path, site.render(page))

        share_out(share, len(site.pages))
        dates, settings = self.sources.dates, self.edition.settings
        rows = list_rows(abouts(site.pages, settings.source_language), self.index, dates)
        for name, data in chain(
            site.standing(),
            render_feeds(self.index, self.words, dates),
            render_sitemap(rows, settings.site.url, self._zone),
        ):
            _write(folder, name, data)

    @property
    def notes(self) -> list[str]:
        """What readers of the build should know of dates that are not known."""
        undated = len(find_undated(self.index, self.sources.dates))
        notes = [self.sources.history.note] if self.sources.history.note else []
        if undated:
            notes.append(
                f"{undated} texts stand in no feed until they are committed or have a publish date"
            )
        return notes


def _write(folder: Path, name: str, data: bytes) -> None:
    target = folder / name
    try:
        target.write_bytes(data)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def make_output(root: Path, audience: Audience, at: str | None) -> Output | list[Finding]:
    """Read, check and take the preview edition of a folder; or say why there is none."""
    campaign, findings = check_folder(root)
    if campaign is None or blocks(findings):
        return findings
    instant = read_instant(at, campaign.settings.timezone)
    return Output(root, preview(campaign, instant, audience), Sources(root, campaign))
