"""A campaign folder to a Campaign: everything is read, every fault is shown."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from minbar.content.decode import WRONG, Decoder
from minbar.content.files import LIMIT_TABLE_BYTES, read_text
from minbar.content.joining import group_paths, read_joined
from minbar.content.media import FOLDER as MEDIA
from minbar.content.media import Seen, read_media
from minbar.content.nodes import Mapping as Node
from minbar.content.paths import list_files, parse_document_path
from minbar.content.strict_yaml import parse_yaml
from minbar.content.territory import parse_territory
from minbar.content.zones import read_zone
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import LINE, Document, Marks
from minbar.model.finding import Finding, Place
from minbar.model.house import Charter, MessageHouse
from minbar.model.settings import Settings
from minbar.model.team import Team
from minbar.model.territory import TerritoryTree
from minbar.strings import find_locale_fault, is_currency

SETTINGS = "content/campaign.yml"
HOUSE = "content/message-house.yml"
CHARTER = "content/charter.yml"
TEAM = "content/team.yml"
TERRITORY = "content/territory.csv"
CONFIGURATION: dict[str, type[Struct]] = {
    SETTINGS: Settings,
    HOUSE: MessageHouse,
    CHARTER: Charter,
    TEAM: Team,
}

_SHARED = frozenset((*CONFIGURATION, TERRITORY))
_PICTURES = f"{MEDIA}/"

S = TypeVar("S", bound=Struct)


def read_campaign(root: Path) -> tuple[Campaign | None, list[Finding]]:
    """Read a campaign folder.

    Returns:
        The campaign without the documents that are at fault; None if one of the files that all
        documents depend on is at fault; and every fault found.
    """
    if not (root / "content").is_dir():
        return None, [
            rules.FILE_MISSING.at(
                Place("content"), "there is no folder content/ here: is this a campaign?"
            )
        ]
    paths, findings = list_files(root, "content")
    if (root / "content").is_symlink():
        return None, findings
    reader = _Reader(root, findings)
    base = reader.base(paths, {})
    languages = reader.languages or _guess_languages(paths)
    documents = reader.documents(paths, languages, reader.zone)
    return (base and replace(base, documents=documents)), findings


def read_base(
    root: Path,
    paths: list[str],
    seen: Mapping[str, Seen] | None = None,
    known: Campaign | None = None,
) -> tuple[Campaign | None, list[Finding]]:
    """Read all of a campaign but its documents.

    Args:
        root: the campaign folder.
        paths: its files, as `list_files` gives them.
        seen: pictures by path that need not be opened again.
        known: the same as it was read before, where none of its files but pictures has changed.
    """
    findings: list[Finding] = []
    return _Reader(root, findings).base(paths, seen or {}, known), findings


def _guess_languages(paths: list[str]) -> tuple[str, ...]:
    """The languages of the file names, the most frequent first, where campaign.yml cannot say."""
    named = [parse_document_path(path)[0] for path in paths if path.endswith(".md")]
    counts = Counter(sorted(name[2] for name in named if name))
    return tuple(code for code, _ in counts.most_common())


class _Reader:
    """Reads under one root into one list of findings."""

    def __init__(self, root: Path, findings: list[Finding]) -> None:
        self._root = root
        self._findings = findings
        self.zone = ZoneInfo("UTC")
        self.languages: tuple[str, ...] = ()
        self.marks: dict[str, Marks] = {}

    def base(
        self, paths: list[str], seen: Mapping[str, Seen], known: Campaign | None = None
    ) -> Campaign | None:
        """All but the documents; None if a file that they depend on is at fault."""
        said = known or self._configured(paths)
        pictures = [path for path in paths if path.startswith(_PICTURES)]
        media, faults = read_media(self._root, pictures, seen)
        self._findings += faults
        return said and replace(said, media=media)

    def _configured(self, paths: list[str]) -> Campaign | None:
        """What the files say that all documents depend on."""
        settings = self.configuration(SETTINGS, Settings)
        self.languages = settings.language_codes if settings else ()
        self._read_zone(settings)
        speakable = self.locales(settings)
        self.currency(settings)
        house = self.configuration(HOUSE, MessageHouse)
        charter = self.configuration(CHARTER, Charter)
        team = self.configuration(TEAM, Team)
        territory = self.territory(self.languages or _guess_languages(paths))
        if not (settings and speakable and house and charter and team and len(territory)):
            return None
        return Campaign(settings, house, charter, team, territory, (), {}, self.marks)

    def _read_zone(self, settings: Settings | None) -> None:
        if settings is None:
            return
        try:
            self.zone = read_zone(settings.timezone)
        except ValueError as error:
            self._findings.append(
                rules.VALUE_WRONG.at(
                    self._place("timezone"),
                    str(error),
                    settings.timezone,
                    "timezone: Africa/Casablanca",
                )
            )

    def locales(self, settings: Settings | None) -> bool:
        """Tell whether CLDR knows every locale; without it neither direction nor dates are known."""
        known = True
        for i, language in enumerate(settings.languages if settings else ()):
            fault = find_locale_fault(language.code, language.locale)
            if fault:
                known = False
                self._findings.append(
                    rules.VALUE_WRONG.at(
                        self._place(f"languages.{i}.locale"),
                        f"languages: {fault}",
                        language.locale,
                        "locale: ar_MA",
                    )
                )
        return known

    def currency(self, settings: Settings | None) -> None:
        if settings and not is_currency(settings.currency):
            message = f"there is no currency «{settings.currency}» in ISO 4217"
            self._findings.append(
                rules.VALUE_WRONG.at(
                    self._place("currency"), message, settings.currency, "currency: MAD"
                )
            )

    def _place(self, name: str) -> Place:
        mark = self.marks.get(SETTINGS, {}).get(name, LINE + 1)
        return Place(SETTINGS, *divmod(mark, LINE))

    def configuration(self, path: str, wanted: type[S]) -> S | None:
        if not (self._root / path).exists():
            self._findings.append(
                rules.FILE_MISSING.at(Place(path), "this file is missing", example=path)
            )
            return None
        text, faults = read_text(self._root, path)
        self._findings += faults
        if text is None:
            return None
        node, faults = parse_yaml(text, path)
        self._findings += faults
        if not isinstance(node, Node):
            if not faults:
                self._findings.append(
                    rules.YAML_BROKEN.at(Place(path), "keys with values are expected here")
                )
            return None
        decoder = Decoder(path, self._zone_of(wanted, node))
        made: Any = decoder.fields(node, wanted)[wanted]
        self._findings += decoder.findings
        self.marks[path] = decoder.marks
        return None if made is WRONG or decoder.findings or faults else made

    def _zone_of(self, wanted: type[Struct], node: Node) -> ZoneInfo:
        """The settings name the zone that their own instants are read in."""
        if wanted is Settings:
            named = [value for key, value in node.entries if key.value == "timezone"]
            try:
                return read_zone(getattr(named[0], "value", "UTC")) if named else self.zone
            except ValueError:
                return self.zone
        return self.zone

    def territory(self, languages: tuple[str, ...]) -> TerritoryTree:
        text, faults = read_text(self._root, TERRITORY, LIMIT_TABLE_BYTES)
        self._findings += faults
        if text is None:
            return TerritoryTree(())
        tree, faults = parse_territory(text, TERRITORY, languages)
        self._findings += faults
        return tree

    def documents(
        self, paths: list[str], languages: tuple[str, ...], zone: ZoneInfo
    ) -> tuple[Document, ...]:
        written = [path for path in paths if is_written(path)]
        groups, refused = group_paths(written, languages)
        for faults in refused.values():
            self._findings += faults
        documents: list[Document] = []
        for key in sorted(groups):
            joined = read_joined(self._root, key, groups[key], languages, zone.key)
            self._findings += joined.findings
            if joined.document is not None:
                documents.append(joined.document)
        return tuple(documents)


def is_written(path: str) -> bool:
    """Tell whether a path is for a document: neither a picture nor a file that all depend on."""
    return not (is_picture(path) or path in _SHARED)


def is_picture(path: str) -> bool:
    """Tell whether a path is for a picture."""
    return path.startswith(_PICTURES)
