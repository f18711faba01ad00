"""Reading a change from git: both commits as they were committed, whatever lies in the folder."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import jinja2
import msgspec

from minbar.approvals.policy import TEAM, Policy, parse_policy
from minbar.brief.asked import find_ask
from minbar.brief.lawful import find_showing
from minbar.brief.told import Ask, Brief, Edit, Item, Showing, Side
from minbar.build.check.folder import check_folder
from minbar.build.instant import read_instant
from minbar.build.lock import refuse_link, work_folder
from minbar.calendar import Calendar
from minbar.content.document_file import parse_data
from minbar.content.documents import Parsed
from minbar.content.zones import read_zone
from minbar.markdown.render import render
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.kinds.message import MessageText
from minbar.publish.folder import PARTS, write_files
from minbar.publish.objects import Objects
from minbar.publish.source import Key, Source, key_of, read_desk
from minbar.snippets import Snippet
from minbar.snippets.posts import fit_message
from minbar.strings import direction_of
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import snippet_environment

NAME = "brief"
BODY = "body"
NO_LINES = {BODY, "hashtags"}
Files = Mapping[str, str]


def brief_folder(root: Path) -> Path:
    """The private folder that a commit is written to for checking."""
    folder = refuse_link(work_folder(root) / NAME)
    folder.mkdir(exist_ok=True)
    for name in PARTS:
        refuse_link(folder / name)
    return folder


def read_brief(root: Path, base: str, head: str, at: str | None) -> tuple[Brief, Campaign | None]:
    """Tell a change from where a head left a base.

    Returns:
        The brief, and the campaign of the head, or that of the base where the head's cannot be read.

    Raises:
        SetupError: there is no such commit, they have nothing in common, or a link stands among the files.
    """
    with Objects(root) as objects:
        return _read(root, objects, objects.fork(base, head), objects.commit(head), at)


def _read(
    root: Path, objects: Objects, old: str, new: str, at: str | None
) -> tuple[Brief, Campaign | None]:
    before, after = objects.tree(old), objects.tree(new)
    folder = brief_folder(root)
    write_files(folder, {path: blob for path, blob in after.items() if _is_part(path)}, objects)
    campaign, findings = check_folder(folder)
    policy, _ = read_desk(folder, Source(old, before), objects)
    changed = sorted(path for path in {**before, **after} if before.get(path) != after.get(path))
    rules = _read_policy(objects, before)
    asks = {path: find_ask(path, rules) for path in changed}
    keys = {path: key_of(path) for path in changed}
    reading = _Reading(folder, campaign, policy, objects, before, after, at)
    items = tuple(
        reading.item(key, tuple(asks[path] for path in changed if keys[path] == key))
        for key in dict.fromkeys(key for key in keys.values() if key)
    )
    others = tuple(asks[path] for path in changed if not keys[path])
    return Brief(old, new, items, others, tuple(findings)), campaign or policy


def _read_policy(objects: Objects, files: Files) -> Policy | None:
    blob = files.get(TEAM)
    return parse_policy(dict(objects.read([blob]))[blob])[0] if blob else None


def _is_part(path: str) -> bool:
    return path.partition("/")[0] in PARTS


class _Reading:
    """What documents were, and what they are."""

    def __init__(
        self,
        folder: Path,
        campaign: Campaign | None,
        policy: Campaign | None,
        objects: Objects,
        before: Files,
        after: Files,
        at: str | None,
    ) -> None:
        self._campaign, self._objects = campaign, objects
        self._before, self._after = Source("", before), Source("", after)
        known = campaign or policy
        self._languages = known.settings.language_codes if known else ()
        self._zone = known.settings.timezone if known else "UTC"
        self._now: datetime = read_instant(at, self._zone)
        self._calendar = Calendar(campaign.settings, read_zone) if campaign else None
        self._documents = {
            (item.kind, item.slug): item for item in (campaign.documents if campaign else ())
        }
        self._templates: jinja2.Environment = snippet_environment(
            read_sources(template_roots(folder))
        )

    def item(self, key: Key, asks: tuple[Ask, ...]) -> Item:
        """Tell of a document."""
        old = self._parse(self._before.documents.get(key, {}))
        document = self._documents.get(key)
        new = document.versions if document else {}
        gone = key not in self._after.documents
        sides = tuple(
            self._side(document, language, old.get(language), new.get(language))
            for language in self._languages
            if language in old or language in new
        )
        was = next((item.facts for item in old.values() if item.facts), None)
        facts = _edits(_flat(was), _flat(document.facts)) if document and was else ()
        return Item(
            *key,
            "removed" if gone else "edited" if old else "added",
            _heading(document, old),
            sides,
            facts,
            self._showing(document, gone=gone),
            asks,
        )

    def _parse(self, files: Files) -> dict[str, Parsed]:
        """What a document said, by language; what cannot be read is left out."""
        found: dict[str, Parsed] = {}
        read = dict(self._objects.read(dict.fromkeys(files.values())))
        for path, blob in files.items():
            parsed, _ = parse_data(read[blob], path, self._languages, self._zone)
            if parsed:
                found[parsed.version.language] = parsed
        return found

    def _side(
        self, document: Document | None, language: str, old: Parsed | None, new: Version | None
    ) -> Side:
        was = _said(old.version) if old else {}
        now = _said(new) if new else {}
        posts = self._posts(document, new) if document and new else ()
        lines = [
            said
            for name, said in now.items()
            if name not in NO_LINES and not name.startswith("channels.")
        ]
        return Side(
            language,
            tuple(lines),
            render(new.body).html if new else "",
            _edits(was, now),
            posts,
        )

    def _posts(self, document: Document, version: Version) -> tuple[Snippet, ...]:
        if document.kind != "messages" or self._campaign is None:
            return ()
        settings = self._campaign.settings
        locale = next(one.locale for one in settings.languages if one.code == version.language)
        return fit_message(
            settings,
            document.facts,
            cast("MessageText", version.text),
            version.body,
            document.slug,
            version.language,
            direction_of(locale),
            self._templates,
        ).snippets

    def _showing(self, document: Document | None, *, gone: bool) -> Showing:
        if gone:
            return Showing("removed")
        if document is None or self._calendar is None or self._campaign is None:
            return Showing("unread")
        return find_showing(document, self._now, self._calendar, self._campaign.territory)


def _heading(document: Document | None, old: Mapping[str, Parsed]) -> str:
    if document:
        name: dict[str, str] | None = getattr(document.facts, "name", None)
        return next(iter(name.values())) if name else document.source.text.heading
    first = next(iter(old.values()), None)
    name = getattr(first.facts, "name", None) if first else None
    if name:
        return str(next(iter(name.values())))
    return first.version.text.heading if first else ""


def _said(version: Version) -> dict[str, str]:
    return _flat(version.text) | {BODY: version.body.strip()}


def _flat(value: object) -> dict[str, str]:
    """Every field that says something, by its name with dots."""
    found: dict[str, str] = {}

    def walk(name: str, one: Any) -> None:
        if isinstance(one, dict):
            for key, inner in one.items():
                walk(f"{name}.{key}" if name else str(key), inner)
        elif isinstance(one, list):
            found[name] = " · ".join(str(inner) for inner in one)
        elif one is not None:
            found[name] = str(one)

    walk("", msgspec.to_builtins(value))
    return {name: said for name, said in found.items() if said}


def _edits(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Edit, ...]:
    names = dict.fromkeys([*after, *before])
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(Edit(*pair) for pair in pairs if pair[1] != pair[2])
