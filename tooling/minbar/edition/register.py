"""What an edition shows, told from entries alone, and a digest for everything that can be asked of it.

A page is made again when the answer to a question that it asked last time is another one now.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2b

from msgspec import Struct

from minbar.calendar.scope import Subject
from minbar.content.entry import AS_IT_IS, RECORD_AT, Entry
from minbar.edition.approval import mark_approvals
from minbar.edition.edition import Audience
from minbar.edition.gate import PREVIEW, Gate, State, Terms, state_at
from minbar.model.territory import TerritoryTree


class Listed(Struct, frozen=True, gc=False):
    """A document: its entries, the source language's first, and what names all it says.

    `changed` is when git saw it change last in any language, in seconds since 1970; 0 where one of
    its files may have changed since.
    """

    kind: str
    slug: str
    state: State
    entries: tuple[Entry, ...]
    digest: bytes
    shown: bool
    changed: float

    @property
    def source(self) -> Entry:
        """The entry of the source language."""
        return self.entries[0]


class UnjoinedError(Exception):
    """Two files are one text, or a translation has no source."""


def digest_of(parts: Iterable[bytes]) -> bytes:
    """Sixteen bytes that stand for these parts in this order."""
    sized = [piece for part in parts for piece in (len(part).to_bytes(4, "little"), part)]
    return blake2b(b"".join(sized), digest_size=16).digest()


def join_entries(
    entries: Iterable[Entry], languages: tuple[str, ...]
) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Put the languages of each document together, in the languages' order.

    Raises:
        UnjoinedError: a file has no record, or what it belongs to is not clear.
    """
    groups: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in entries:
        _, kind, rest = entry.path.split("/", 2)
        slug, language, _ = rest[rest.rfind("/") + 1 :].split(".")
        group = groups.setdefault((kind, slug), {})
        if len(entry.seal) <= RECORD_AT or language in group:
            raise UnjoinedError(entry.path)
        group[language] = entry
    for group in groups.values():
        if languages[0] not in group:
            raise UnjoinedError(next(iter(group.values())).path)
    return {
        key: tuple([group[language] for language in languages if language in group])
        for key, group in groups.items()
    }


class Register:
    """The documents of an edition by kind, slug and place."""

    def __init__(
        self,
        joined: dict[tuple[str, str], tuple[Entry, ...]],
        territory: TerritoryTree,
        at: float,
        audience: Audience,
        gate: Gate = PREVIEW,
    ) -> None:
        """Take what an audience may see at an instant, in seconds since 1970; empties `joined`."""
        self._tree = territory
        self.documents: dict[tuple[str, str], Listed] = {}
        self.since, self.until = gate.since, gate.until
        is_open = gate.is_open
        codes = () if is_open else territory
        lineages = {place.code: territory.lineage(place.code) for place in codes}
        for kind, slug in sorted(joined):
            entries = joined.pop((kind, slug))
            source = entries[0]
            state = (
                state_at(kind, source.draft, source.publish, source.expires, source.withdrawn, at)
                if is_open
                else gate.state(_terms(source, lineages), at)
            )
            for instant in (source.publish, source.expires, source.withdrawn):
                if instant is not None:
                    self.bound(instant, at)
            said = [entry.language.encode() + entry.blob for entry in entries]
            if gate.approvals:
                said.append(mark_approvals(gate.approvals, [entry.path for entry in entries]))
            digest = b"\0".join([f"{kind}/{slug}/{state}".encode(), *said])
            shown = audience == "team" or state == "live"
            self.documents[kind, slug] = Listed(
                kind, slug, state, entries, digest, shown, _changed(entries)
            )

    def bound(self, instant: float | None, at: float) -> None:
        """What is shown stays the same from the last instant that changed it to the next one."""
        if instant is not None and instant <= at:
            self.since = max(self.since, instant)
        elif instant is not None:
            self.until = min(self.until, instant)

    @cached_property
    def shown(self) -> dict[tuple[str, str], Listed]:
        """What is shown, by kind and slug, in that order."""
        if all(item.shown for item in self.documents.values()):
            return self.documents
        return {key: item for key, item in self.documents.items() if item.shown}

    @cached_property
    def rolls(self) -> dict[str, list[Listed]]:
        """All candidates by place, those that are not shown yet among them; places in tree order."""
        rolls: dict[str, list[Listed]] = {}
        for item in self.documents.values():
            if item.kind == "candidates":
                rolls.setdefault(item.source.place, []).append(item)
        ranks = {place.code: rank for rank, place in enumerate(self._tree)}
        return {code: rolls[code] for code in sorted(rolls, key=lambda code: ranks.get(code, -1))}

    @cached_property
    def by_place(self) -> dict[tuple[str, str], list[Listed]]:
        """Documents by kind and place; the root stands for the whole country."""
        places: dict[tuple[str, str], list[Listed]] = {}
        for item in self.shown.values():
            place = item.source.place or self._tree.root
            places.setdefault((item.kind, place), []).append(item)
        return places

    @cached_property
    def lists(self) -> dict[str, dict[str, int]]:
        """How many candidates each contest lists in each place, places in their own order."""
        counts: dict[str, dict[str, int]] = {}
        for place in self._tree:
            for item in self.by_place.get(("candidates", place.code), ()):
                within = counts.setdefault(item.source.contest, {})
                within[place.code] = within.get(place.code, 0) + 1
        return counts

    @property
    def written(self) -> list[Listed]:
        """All documents but the candidates', those that are not shown yet among them."""
        return [item for item in self.documents.values() if item.kind != "candidates"]

    def roll(self, place: str) -> bytes:
        """A digest of all candidates of a place, shown or not."""
        return digest_of(item.digest for item in self.rolls.get(place, ()))

    @cached_property
    def by_kind(self) -> dict[str, list[Listed]]:
        """Documents by kind, sorted by slug."""
        kinds: dict[str, list[Listed]] = {}
        for item in self.shown.values():
            kinds.setdefault(item.kind, []).append(item)
        return kinds

    def of(self, kind: str) -> bytes:
        """A digest of all documents of a kind."""
        return digest_of(item.digest for item in self.by_kind.get(kind, ()))

    def at(self, kind: str, place: str) -> bytes:
        """A digest of the documents of a kind that are for exactly this place; empty if there are none."""
        key = (kind, place)
        if key not in self._at:
            found = self.by_place.get(key)
            self._at[key] = digest_of(item.digest for item in found) if found else b""
        return self._at[key]

    @cached_property
    def _reaching(self) -> dict[tuple[str, str], bytes]:
        return {}

    @cached_property
    def _at(self) -> dict[tuple[str, str], bytes]:
        return {}

    def reaching(self, kind: str, place: str) -> bytes:
        """A digest of the documents of a kind that reach a place; where it has none of its own, that of the place around it."""
        key = (kind, place)
        if key not in self._reaching:
            parent = self._tree[place].parent
            own, above = self.at(kind, place), self.reaching(kind, parent) if parent else b""
            self._reaching[key] = digest_of([own, above]) if own else above
        return self._reaching[key]

    def by_theme(self, kind: str, theme: str) -> bytes:
        """A digest of the documents of a kind on one theme."""
        return digest_of(
            item.digest for item in self.by_kind.get(kind, ()) if item.source.theme == theme
        )


def _changed(entries: tuple[Entry, ...]) -> float:
    latest = 0.0
    for entry in entries:
        if entry.was != AS_IT_IS:
            return 0
        latest = max(latest, entry.committed)
    return latest


def _terms(source: Entry, lineages: Mapping[str, tuple[str, ...]]) -> Terms:
    contests = source.contests or ((source.contest,) if source.contest else ())
    subject = Subject(contests, source.voters, lineages.get(source.place, ()))
    return Terms(
        source.kind,
        source.slug,
        source.draft,
        source.publish,
        source.expires,
        source.withdrawn,
        subject,
    )
