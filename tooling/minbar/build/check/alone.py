"""Documents checked one by one, in whichever process: their files are read, and what is found is kept as facts."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from minbar.build.check.asking import (
    Asked,
    Asking,
    Paths,
    Pictures,
    answer_of_pictures,
    key_asked,
)
from minbar.build.check.facts import Facts, digest_files, join_blobs
from minbar.build.check.outline import encode_outline
from minbar.checks import MESSAGES, check_asking, check_fitted, check_texts, paths_of
from minbar.content.campaign import CONFIGURATION, TERRITORY
from minbar.content.joining import Joined, Key, read_joined
from minbar.content.pin import pin_findings
from minbar.content.tree import Stamp, trusted
from minbar.model.campaign import Campaign
from minbar.model.document import Version
from minbar.model.finding import Finding
from minbar.strings import direction_of
from minbar.templates import read_sources, template_roots

if TYPE_CHECKING:
    from jinja2 import Environment

    from minbar.build.pool import Pool

KEYS_A_JOB = 250
JOBS_A_PROCESS = 4
"""At least, so that none waits long for the last one."""
KEYS_HERE = 100
"""So few documents are checked in this process: another costs more than it saves."""
OTHERS_HELD = 256
SHARED = frozenset((*CONFIGURATION, TERRITORY))


class Order(Struct, frozen=True):
    """What is to be checked in which campaign.

    `base` has no documents; `files` gives the files of one by kind and slug; `stamps` are as they
    were at `looked_ns`.
    """

    root: Path
    base: Campaign
    files: Callable[[Key], Sequence[str]]
    stamps: dict[str, Stamp]
    looked_ns: int


class Alone:
    """Checks documents of one campaign, and notes what each asks of others."""

    def __init__(self, order: Order, names: bytes = b"") -> None:
        """Take the campaign, and its ballot names, encoded, which candidates are not held against."""
        self.order, self.names = order, names
        self._asked: Asked = {}
        settings = order.base.settings
        self._languages, self._zone = settings.language_codes, settings.timezone
        self._other = lru_cache(OTHERS_HELD)(self._read)
        media = Pictures(order.base.media, self._note_pictures)
        shown = asdict(order.base) | {"media": media}
        self._campaign = Asking(**shown, find=self._find, names=names)

    def check(self, keys: Sequence[Key]) -> list[Facts]:
        """Check the documents of these kinds and slugs."""
        joined = {key: self._read(key) for key in keys}
        documents = tuple(item.document for item in joined.values() if item.document)
        common = self._asked = {}  # what is asked of others for a whole batch, all of it depends on
        campaign = replace(self._campaign, documents=documents)
        found = check_texts(campaign)
        if any(document.kind == MESSAGES for document in documents):
            written = self._environment, self._directions, frozenset(paths_of(campaign))
            found += check_fitted(campaign, *written)
        asked: dict[Key, Asked] = {}
        for document in documents:
            self._asked = asked[document.kind, document.slug] = dict(common)
            found += check_asking(self._campaign, document, Paths(self._find))
        found = pin_findings(self.order.root, found)
        own = self._sorted(joined, found)
        return [
            self._facts(key, item, own[key], asked.get(key, {})) for key, item in joined.items()
        ]

    def _sorted(self, joined: Iterable[Key], found: list[Finding]) -> dict[Key, list[Finding]]:
        """What was found by document; what was found in files that all depend on is found elsewhere too."""
        own: dict[Key, list[Finding]] = {key: [] for key in joined}
        owner = {path: key for key in own for path in self.order.files(key)}
        for finding in found:
            if finding.path not in SHARED:
                own[owner[finding.path]].append(finding)
        return own

    def _facts(self, key: Key, item: Joined, found: list[Finding], asked: Asked) -> Facts:
        files = tuple(self.order.files(key))
        stamps = [trusted(self.order.stamps[path], self.order.looked_ns) for path in files]
        document = item.document
        return Facts(
            key,
            files,
            b"".join(stamps),
            join_blobs(item.blobs),
            tuple(asked.items()),
            (*item.findings, *found),
            encode_outline(document) if document else b"",
            waives=bool(document and document.desk.waivers),
        )

    def _read(self, key: Key) -> Joined:
        files = self.order.files(key)
        return read_joined(self.order.root, key, files, self._languages, self._zone)

    def _find(self, path: str) -> Version | None:
        key = key_asked(path, self._languages)
        if key is None:
            return None
        other = self._other(key)
        self._asked[path] = digest_files(self.order.files(key), join_blobs(other.blobs))
        versions = other.document.versions.values() if other.document else ()
        return next((version for version in versions if version.path == path), None)

    def _note_pictures(self, question: str) -> None:
        self._asked[question] = answer_of_pictures(question, self.order.base.media)

    @cached_property
    def _environment(self) -> "Environment":
        from minbar.templates.environment import snippet_environment  # for messages alone

        return snippet_environment(read_sources(template_roots(self.order.root)))

    @cached_property
    def _directions(self) -> dict[str, str]:
        languages = self.order.base.settings.languages
        return {language.code: direction_of(language.locale) for language in languages}


class Checkers:
    """Check documents one by one, in as many processes as there are processors where they are many.

    The processes are begun once, with what they load, and end when the last documents are checked.
    """

    def __init__(self, order: Order) -> None:
        """Take the campaign; nothing is begun yet."""
        self._order = order
        self._pool: Pool | None = None

    def __enter__(self) -> "Checkers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.close()
        _given.clear()

    def check(self, keys: list[Key], names: bytes = b"") -> Iterable[Facts]:
        """Check the documents of these kinds and slugs; the facts come in any order.

        Args:
            keys: which.
            names: the ballot names, encoded.
        """
        if len(keys) <= KEYS_HERE:
            return Alone(self._order, names).check(keys)
        pool = self._begun()
        size = min(KEYS_A_JOB, -(-len(keys) // (pool.workers * JOBS_A_PROCESS)))
        jobs = [(keys[first : first + size], names) for first in range(0, len(keys), size)]
        return (facts for packed in pool.run(_check, jobs) for facts in _FACTS.decode(packed))

    def _begun(self) -> "Pool":
        if self._pool is None:
            from minbar.build.pool import local_pool  # only where there is much to do

            _given[:] = [Alone(self._order)]
            self._pool = local_pool()
        return self._pool


_given: list[Alone] = []
"""What a forked process goes on with."""


def _check(job: tuple[list[Key], bytes]) -> bytes:
    keys, names = job
    if _given[0].names != names:
        _given[0] = Alone(_given[0].order, names)
    return msgspec.msgpack.encode(_given[0].check(keys))


_FACTS = msgspec.msgpack.Decoder(list[Facts])
