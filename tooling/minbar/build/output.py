"""From a campaign folder to every file of its site."""

from functools import cached_property
from pathlib import Path

from minbar.build.check.folder import check_folder
from minbar.build.instant import read_instant
from minbar.content.zones import read_zone
from minbar.edition import Audience, Edition, preview
from minbar.edition.index import Index
from minbar.kit import Kits, make_kits
from minbar.model.finding import Finding, blocks
from minbar.strings import Strings, read_strings
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import snippet_environment


class Output:
    """One edition with all that rendering it takes."""

    def __init__(self, root: Path, edition: Edition) -> None:
        """Take an edition of the campaign in a folder."""
        self.edition = edition
        self._root = root
        self._roots = template_roots(root)
        zone = read_zone(edition.settings.timezone)
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
        return make_kits(self.index, snippet_environment(read_sources(self._roots)), directions)


def make_output(root: Path, audience: Audience, at: str | None) -> Output | list[Finding]:
    """Read, check and take the preview edition of a folder; or say why there is none."""
    campaign, findings = check_folder(root)
    if campaign is None or blocks(findings):
        return findings
    instant = read_instant(at, campaign.settings.timezone)
    return Output(root, preview(campaign, instant, audience))
