"""The answers to what units ask, as digests: when one changes, the units that asked are made again."""

from collections.abc import Callable, Iterable
from hashlib import blake2b

from minbar.build.ground import Workshop
from minbar.build.steps import Posted
from minbar.content.tree import Stamp
from minbar.edition.register import Listed, Register, digest_of
from minbar.kit.kits import channel_kit_name, place_kit_name
from minbar.model.addresses import pack_address

ABSENT = b""


class Answers:
    """Answers of one edition; each is worked out when it is first asked for."""

    def __init__(
        self,
        register: Register,
        workshop: Workshop,
        posts: Iterable[Posted],
        pictures: dict[str, Stamp],
    ) -> None:
        """Take what answers come from; `pictures` are the stamps of those that there are."""
        self._register = register
        self._workshop = workshop
        self._index = workshop.index
        self._pictures = pictures
        self._known: dict[str, bytes] = {}
        self._channels = {(item.slug, item.language): item.channels for item in posts}
        self._kits = self._list_kits()
        self._plain: dict[str, Callable[[], object]] = {
            "places": lambda: self._index.places,
            "packplaces": lambda: self._index.pack_places,
            "events": lambda: [
                [item.slug for item in self._index.events(coming=coming)]
                for coming in (True, False)
            ],
        }

    def __call__(self, question: str) -> bytes:
        """Answer a question."""
        if question not in self._known:
            self._known[question] = self._answer(*question.split("/"))
        return self._known[question]

    def _answer(self, verb: str, *rest: str) -> bytes:
        register, index = self._register, self._index
        match verb, *rest:
            case "kind", kind:
                return register.of(kind)
            case "at", kind, place:
                return register.at(kind, place)
            case "reach", kind, place:
                return register.reaching(kind, place)
            case "theme", kind, theme:
                return register.by_theme(kind, theme)
            case "doc", kind, slug:
                return _digest(register.shown.get((kind, slug)))
            case "text", kind, slug:
                return self._texts([register.documents[kind, slug]])
            case "roll", place:
                return self._texts(register.rolls.get(place, ()))
            case "known", field, slug:
                names = self._workshop.known[field]
                return b"1" if slug in names else ABSENT
            case "media", *parts:
                return self._media("/".join(parts))
            case "pack", name:
                return str(self._workshop.pack_sizes.get(pack_address(name))).encode()
            case "kit", name:
                return self._kit(name)
            case "lists", contest:
                return repr(index.lists(contest)).encode()
            case "packplace", place:
                return index.pack_place(place).encode()
            case "under", place:
                return " ".join(index.subplaces(place)).encode()
            case "within", place:
                return str(index.candidates_within(place)).encode()
            case "plank", slug:
                return digest_of(
                    register.shown[item.kind, item.slug].digest for item in index.of_plank(slug)
                )
            case "all" | "edition", *_:
                at = (
                    [] if verb == "all" else [self._workshop.ground.edition.at.isoformat().encode()]
                )
                return digest_of([*at, *(item.digest for item in register.shown.values())])
            case "names", *_:
                return self._names()
        return _short(repr(self._plain[verb]()).encode())

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

    def _media(self, name: str) -> bytes:
        size = self._workshop.ground.edition.media.get(name)
        stamp = self._pictures.get(f"content/media/{name}")
        there = name in self._workshop.ground.base.media
        return repr((size, stamp, there)).encode()

    def _list_kits(self) -> dict[str, tuple[str, str, str]]:
        """The kits that there can be: channel, place and language by name."""
        languages = self._workshop.ground.base.settings.language_codes
        kits = {
            channel_kit_name(channel.id, code): (channel.id, "", code)
            for channel in self._workshop.kits.channels
            for code in languages
        }
        return kits | {
            place_kit_name(place, code): ("", place, code)
            for place in self._index.pack_places
            for code in languages
        }

    @property
    def kits(self) -> list[str]:
        """The names of the kits that have posts."""
        return [name for name in self._kits if self(f"kit/{name}")]

    def _kit(self, name: str) -> bytes:
        channel, place, language = self._kits.get(name, ("", "", ""))
        if not language:
            return ABSENT
        messages = (
            self._index.reaching("messages", place) if place else self._index.kind("messages")
        )
        posts = [(item.slug, self._channels.get((item.slug, language), ())) for item in messages]
        kept = [
            slug for slug, channels in posts if channels and (not channel or channel in channels)
        ]
        digests = (self._register.shown["messages", slug].digest for slug in kept)
        return digest_of(digests) if kept else ABSENT

    def _names(self) -> bytes:
        made = blake2b(digest_size=16)
        for people in self._register.rolls.values():
            for item in people:
                if item.shown:
                    source = item.source
                    row = (item.slug, source.place, source.contest, source.position, source.name)
                    made.update(repr(row).encode())
        return made.digest()


def _digest(listed: Listed | None) -> bytes:
    return listed.digest if listed else ABSENT


def _short(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
