"""The answers to what units ask, as digests: when one changes, the units that asked are made again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b

import msgspec

from minbar.build.ground import Workshop
from minbar.build.state import Enrolment
from minbar.build.steps import Posted
from minbar.build.tools import batched
from minbar.content.tree import Stamp
from minbar.edition import Published
from minbar.edition.register import Listed, Register, digest_of
from minbar.kit.kits import channel_kit_name, is_offered
from minbar.model.addresses import pack_address
from minbar.model.kinds import KINDS
from minbar.model.sections import FEEDS, SEARCHED
from minbar.proof.withdrawn import OVER

ABSENT = b""
ROWS_AT_ONCE = 1_000
PACK = "pack/"
"""How a question for the size of a pack begins: only those can answer who have made it."""
SEARCH_OF = "searched/"
"""How a question for all texts of a language begins."""
ON_KIND = {"kind", "at", "reach", "theme", "doc"}
"""Verbs whose answers are the same where the documents of the kind that they name are."""
ON_MESSAGES = {"kit", "haskit", "texts", "plank"}
ON_CANDIDATES = {"names"}
ON_PLACES = {"places", "packplaces", "packplace", "under", "within", "lists"}


def digest_searched(register: Register, language: str) -> bytes:
    """Name all that a search finds in a language: it can be told before anything is made."""
    return digest_of(
        f"{item.kind}/{item.slug}".encode() + entry.blob
        for item in register.shown.values()
        if item.kind in SEARCHED
        for entry in item.entries
        if entry.language == language
    )


class Answers:
    """Answers of one edition; each is worked out when it is first asked for."""

    def __init__(
        self,
        register: Register,
        rolls: Mapping[str, Enrolment],
        workshop: Workshop,
        posts: Iterable[Posted],
        pictures: Mapping[str, Stamp],
    ) -> None:
        """Take what answers come from.

        Args:
            register: what is shown.
            rolls: the candidates of each place, written down.
            workshop: what is written, laid out.
            posts: what became of every message, and of other documents.
            pictures: the stamps of those that there are, by path.
        """
        self._register = register
        self._rolls = rolls
        self._workshop = workshop
        self._index = workshop.index
        self._pictures = pictures
        self._known: dict[str, bytes] = {}
        self._fits = {(item.slug, item.language): item for item in posts if item.kind == "messages"}
        index = workshop.index
        self._verbs: dict[str, Callable[..., bytes]] = {
            "kind": register.of,
            "at": self._at,
            "reach": register.reaching,
            "theme": register.by_theme,
            "roll": self._roll,
            "doc": lambda kind, slug: _digest(register.shown.get((kind, slug))),
            "text": self._text,
            "known": lambda field, slug: b"1" if slug in workshop.known[field] else ABSENT,
            "media": self._media,
            "pack": lambda name: b"%d" % workshop.pack_sizes.get(pack_address(name), 0),
            "kit": self._kit,
            "haskit": lambda name: b"1" if any(self._posts(name)) else ABSENT,
            "texts": self._texts_of,
            "lists": lambda contest: _short(index.lists(contest)),
            "places": lambda: _short(index.places),
            "packplaces": lambda: _short(index.pack_places),
            "packplace": lambda place: index.pack_place(place).encode(),
            "under": lambda place: _short(index.subplaces(place)),
            "within": lambda place: b"%d" % index.candidates_within(place),
            "plank": lambda slug: self._digests(index.of_plank(slug)),
            "events": lambda: digest_of(
                self._digests(index.events(coming=coming)) for coming in (True, False)
            ),
            "all": lambda: _short_of([item.digest for item in register.shown.values()]),
            "edition": self._edition,
            "names": self._names,
            "searched": lambda language: digest_searched(register, language),
            "mapped": self._mapped,
            "kits": lambda: _short(self.kits),
            "over": lambda: digest_of(
                item.digest for item in register.written if item.state in OVER
            ),
            "written": lambda: digest_of(
                item.digest + b"%r" % item.changed
                for item in register.shown.values()
                if item.kind in FEEDS
            ),
        }

    @cached_property
    def digests(self) -> dict[str, bytes]:
        """What many answers hang on: the documents of each kind, and what there is for which place."""
        register = self._register
        kinds = {kind: register.of(kind) for kind in KINDS if kind != "candidates"}
        places = sorted(key for key in register.by_place if key[0] != "candidates")
        people = digest_of(enrolment.digest for enrolment in self._rolls.values())
        return kinds | {"candidates": people, "places": _short((register.lists, places))}

    def take_over(
        self, answered: Iterable[tuple[str, bytes]], last: Mapping[str, bytes]
    ) -> list[int]:
        """Take answers of the last build for those questions that cannot have others now.

        Args:
            answered: questions and answers.
            last: the digests of the build in which they were answered.

        Returns:
            The numbers of all other questions, counted from 0.
        """
        same = {name for name, digest in self.digests.items() if last.get(name) == digest}
        on_kind = {f"{verb}/{kind}" for verb in ON_KIND for kind in same}
        others = ON_PLACES if "places" in same else set()
        if {"messages", "places"} <= same:
            others = others | ON_MESSAGES
        if "candidates" in same:
            others = others | ON_CANDIDATES
        left: list[int] = []
        for number, (question, answer) in enumerate(answered):
            verb, _, rest = question.partition("/")
            if verb in others or f"{verb}/{rest.partition('/')[0]}" in on_kind:
                self._known[question] = answer
            else:
                left.append(number)
        return left

    def __call__(self, question: str) -> bytes:
        """Answer a question."""
        if question not in self._known:
            verb, *rest = question.split("/")
            self._known[question] = self._verbs[verb](*rest)
        return self._known[question]

    def _at(self, kind: str, place: str) -> bytes:
        """The same roll has the same candidates; to look at each would take longer than all else."""
        if kind != "candidates":
            return self._register.at(kind, place)
        return self._rolls[place].digest if place in self._rolls else ABSENT

    def _digests(self, documents: Iterable[Published]) -> bytes:
        """A digest of what the index gave."""
        return digest_of(self._register.shown[item.kind, item.slug].digest for item in documents)

    def _edition(self) -> bytes:
        at = self._workshop.ground.edition.at.isoformat().encode()
        return digest_of([at, self("all")])

    def _roll(self, place: str) -> bytes:
        people, leading = self._at("candidates", place), self._leading.get(place)
        return digest_of([people, self._texts(leading)]) if leading else people

    @cached_property
    def _leading(self) -> dict[str, list[Listed]]:
        """The candidates by place whose texts lead somewhere."""
        found: dict[str, list[Listed]] = {}
        for place, people in self._register.rolls.items():
            for item in people:
                if any(entry.targets for entry in item.entries):
                    found.setdefault(place, []).append(item)
        return found

    def _text(self, kind: str, slug: str) -> bytes:
        item = self._register.documents.get((kind, slug))
        return self._texts([item]) if item else ABSENT

    def _texts(self, listed: Iterable[Listed]) -> bytes:
        """A digest of documents, and of whether there is what they lead to."""
        ground = self._workshop.ground
        parts: list[bytes] = []
        for item in listed:
            parts.append(item.digest)
            for entry in item.entries:
                parts += [b"1" if target in ground.paths else ABSENT for target in entry.targets]
                parts += [
                    repr(self._pictures.get(target)).encode()
                    for target in entry.targets
                    if target.startswith("content/media/")
                ]
        return digest_of(parts)

    def _media(self, *parts: str) -> bytes:
        name = "/".join(parts)
        size = self._workshop.ground.edition.media.get(name)
        stamp = self._pictures.get(f"content/media/{name}")
        there = name in self._workshop.ground.base.media
        return _short((size, stamp, there))

    @property
    def kits(self) -> list[str]:
        """The names of the kits that have posts."""
        return [name for name in self._workshop.kits.names if self(f"haskit/{name}")]

    def has_kit(self, channel: str, language: str) -> bool:
        """Tell whether a channel has posts in a language."""
        return bool(self(f"haskit/{channel_kit_name(channel, language)}"))

    def _kit(self, name: str) -> bytes:
        """A digest of the posts of a kit, with places and headings; empty if there is no such kit."""
        headed = self._headed.get(name.rpartition("-")[2], {})
        parts = [headed[slug] + check for slug, check in self._posts(name) if slug in headed]
        return digest_of(parts) if parts else ABSENT

    @cached_property
    def _headed(self) -> dict[str, dict[str, bytes]]:
        """Digests of the place and the heading of each message that is shown, by language and slug."""
        index = self._index
        return {
            code: {
                item.slug: _short((item.slug, index.territory(item), item.heading(code)))
                for item in index.kind("messages")
            }
            for code in self._workshop.ground.base.settings.language_codes
        }

    def _texts_of(self, name: str) -> bytes:
        """A digest of the posts of a kit and of no other language's."""
        parts = [slug.encode() + check for slug, check in self._posts(name)]
        return digest_of(parts) if parts else ABSENT

    def _posts(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Slug and digest of what became of each message of a kit."""
        sought = self._workshop.kits.names.get(name)
        if sought is None:
            return
        index, place = self._index, sought.place
        messages = index.reaching("messages", place) if place else index.kind("messages")
        for item in filter(is_offered, messages):
            fits = self._fits.get((item.slug, sought.language))
            if fits and fits.channels and (not sought.channel or sought.channel in fits.channels):
                yield item.slug, fits.ref.check

    def _mapped(self) -> bytes:
        """What a sitemap says of documents: where each stands, what lists it, when it last changed.

        An instant to publish is when it changed, once that instant has come.
        """
        at = self._workshop.ground.edition.at.timestamp()

        def row(item: Listed) -> tuple[object, ...]:
            said = item.source
            published = said.publish if said.publish is not None and said.publish <= at else None
            lists = said.place, said.theme, said.contest
            return item.kind, item.slug, item.changed, published, lists

        return _short_of(map(row, self._register.shown.values()))

    def _names(self) -> bytes:
        sources = (
            item.source for people in self._register.rolls.values() for item in people if item.shown
        )
        return _short_of(
            (said.slug, said.place, said.contest, said.position, said.called) for said in sources
        )


def _digest(listed: Listed | None) -> bytes:
    return listed.digest if listed else ABSENT


def _short(value: object) -> bytes:
    return blake2b(repr(value).encode(), digest_size=16).digest()


def _short_of(rows: Iterable[object]) -> bytes:
    """A digest of very many rows, which msgpack writes several times as fast as `repr`; they are never all there at once."""
    made = blake2b(digest_size=16)
    for run in batched(rows, ROWS_AT_ONCE):
        made.update(msgspec.msgpack.encode(run))
    return made.digest()
