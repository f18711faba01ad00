"""The ground that every page stands on: all that units are made from, but the candidates.

It is what a process needs to render any unit, and it can be sent: pickled, it holds about as
many bytes as the campaign's written documents.
"""

import pickle
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Protocol

import jinja2
import msgspec
from msgspec import Struct

from minbar.build.fitted import AllFitted
from minbar.checks.references import Known
from minbar.content.entry import Entry
from minbar.content.record import decode_record
from minbar.content.zones import read_zone
from minbar.edition import Edition, Published
from minbar.edition.edition import publish_document
from minbar.edition.gate import State
from minbar.edition.index import Index
from minbar.kit import Kits
from minbar.model.addresses import pack_name
from minbar.model.campaign import Campaign
from minbar.model.document import Desk, Document
from minbar.packs.archive import Pressed
from minbar.packs.render import render_pack
from minbar.site.render import Site
from minbar.site.shell import Shell
from minbar.snippets import Snippet
from minbar.store import Ref
from minbar.strings import Entry as Words
from minbar.strings import Strings
from minbar.templates import Sources
from minbar.templates.environment import page_environment, snippet_environment

ShellKey = tuple[str, str]
"""Language and section."""


class Enrolled(Struct, frozen=True, array_like=True, gc=False):
    """A candidate of a roll: where each language's record stands, the source language's first."""

    slug: str
    state: State
    shown: bool
    records: tuple[tuple[str, str, Ref], ...]
    """Language, path, and where the record stands."""


_ROLL = msgspec.msgpack.Decoder(tuple[Enrolled, ...])


class Ground(Struct, frozen=True):
    """What every unit is made from, but the candidates.

    `base` is the campaign without its documents; `written` are these as written, but the
    candidates', and `edition` what is shown of them. `rolls` lead to the candidates by place;
    `counts` says how many of them each contest lists where, `linked` in which place those stand
    that texts link to. `paths` are the documents that texts lead to. `known` is what references
    can name. `over` are the messages that hold no longer, with their states.
    """

    base: Campaign
    edition: Edition
    written: dict[tuple[str, str], Document]
    known: Known
    words: dict[str, dict[str, Words]]
    templates: Sources
    rolls: dict[str, Ref]
    counts: dict[str, dict[str, int]]
    linked: dict[str, str]
    over: tuple[tuple[str, State], ...]
    paths: frozenset[str]

    def pack(self) -> bytes:
        """For another process."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)


class Records(Protocol):
    """Where records are read from: segments on a disk, or what was sent along."""

    def read(self, ref: Ref) -> bytes:
        """Give a payload."""
        ...


class PackSizes(dict[str, int]):
    """Bytes of each pack by its path on the site; a pack that nobody has told of is made for it."""

    def __init__(self, pack: Callable[[str], bytes | None], index: Index) -> None:
        """Take what makes a pack, and the index that its questions go to."""
        super().__init__()
        self._pack, self._index = pack, index

    def __reduce__(self) -> tuple[type[dict[str, int]], tuple[dict[str, int]]]:
        """What is sent are the sizes that are known."""
        return dict, (dict(self),)

    def __missing__(self, path: str) -> int:
        """Make the pack; whoever asks depends on its size, and not on what it is made of."""
        with self._index.apart():
            size = self[path] = len(self._pack(pack_name(path)) or b"")
        return size


class Workshop:
    """A ground laid out for work in one process.

    `fitted` and `shells` are set before units are made that need them. Who makes all packs tells
    `pack_sizes`; who makes a share of the site leaves it to that.
    """

    def __init__(self, ground: Ground, records: Records) -> None:
        """Take a ground and the place that its records are read from."""
        self.ground = ground
        self.fitted: AllFitted = {}
        self.shells: dict[ShellKey, Shell] = {}
        self.records = records
        self._rolls: dict[str, tuple[list[Document], list[Published]]] = {}
        settings = ground.base.settings
        zone = read_zone(settings.timezone)
        self.words = {
            language.code: Strings(
                language.code, language.locale, zone, ground.words[language.code]
            )
            for language in settings.languages
        }
        self.index = Index(ground.edition, self)
        self.pack_sizes = PackSizes(self.pack, self.index)
        self.known = ground.known

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many candidates each contest lists in each place."""
        return self.ground.counts

    def at(self, place: str) -> list[Published]:
        """The candidates of a place that are shown."""
        return self._roll(place)[1]

    def find(self, slug: str) -> Published | None:
        """A candidate that a text links to."""
        place = self.ground.linked.get(slug)
        found = self.at(place) if place else []
        return next((document for document in found if document.slug == slug), None)

    def roll(self, place: str) -> list[Document]:
        """All candidates of a place as they were written, those not shown among them."""
        return self._roll(place)[0]

    def _roll(self, place: str) -> tuple[list[Document], list[Published]]:
        if place not in self._rolls:
            if len(self._rolls) > 3:  # a place and those around it; the next place needs others
                self._rolls.clear()
            self._rolls[place] = self._read_roll(place)
        return self._rolls[place]

    def _read_roll(self, place: str) -> tuple[list[Document], list[Published]]:
        ref = self.ground.rolls.get(place)
        written, shown = [], []
        for enrolled in _ROLL.decode(self.records.read(ref)) if ref else ():
            document = read_document("candidates", enrolled.slug, enrolled.records, self.records)
            written.append(document)
            if enrolled.shown:
                approvals = self.ground.edition.approvals
                shown.append(publish_document(document, enrolled.state, approvals))
        return written, shown

    @cached_property
    def kits(self) -> Kits:
        """Every message, fitted to every channel."""
        return Kits(self.index, self.fitted)

    def pack(self, name: str) -> bytes | None:
        """A pack by its name; None if no text is for it."""
        kit = self.kits.texts(name)
        if kit is None:
            return None
        return render_pack(self.ground.edition, kit, self.words[kit.language], self._pressed)

    def _pressed(self, snippet: Snippet) -> Pressed:
        """The text file of a post."""
        return self.fitted["messages", snippet.slug, snippet.language].pressed[snippet.channel]

    @cached_property
    def site(self) -> Site:
        """What renders pages."""
        return Site(
            self.index,
            self.kits,
            self.words,
            page_environment(self.ground.templates),
            lambda language, section: self.shells[language, section],
            self.pack_sizes,
        )

    @cached_property
    def snippets(self) -> jinja2.Environment:
        """Templates of posts."""
        return snippet_environment(self.ground.templates)


def read_document(
    kind: str, slug: str, records: Iterable[tuple[str, str, Ref]], source: Records
) -> Document:
    """Put a document together from its records."""
    parsed = {
        language: decode_record(kind, path, language, source.read(ref))
        for language, path, ref in records
    }
    first = next(iter(parsed.values()))
    assert first.facts is not None
    versions = {language: item.version for language, item in parsed.items()}
    return Document(kind, slug, first.desk or Desk(), first.facts, versions)


def records_of(entries: Iterable[Entry]) -> tuple[tuple[str, str, Ref], ...]:
    """Language, path and record of each language of a document."""
    return tuple((entry.language, entry.path, entry.ref) for entry in entries if entry.ref)


def roll_payloads(roll: Ref, records: Records) -> dict[Ref, bytes]:
    """All that a roll is read from: the roll itself, and every record of its candidates."""
    payload = records.read(roll)
    refs = (ref for item in _ROLL.decode(payload) for _, _, ref in item.records)
    return {roll: payload} | {ref: records.read(ref) for ref in refs}


def write_roll(rows: Iterable[Enrolled]) -> bytes:
    """Write a roll down."""
    return msgspec.msgpack.encode(tuple(rows))


def unpack_ground(packed: bytes) -> Ground:
    """Take what `Ground.pack` gave; only for what this build has packed itself."""
    ground: Ground = pickle.loads(packed)
    return ground
