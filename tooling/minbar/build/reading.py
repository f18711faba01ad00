"""Reading a campaign: what is as it was is taken over, what is new is read, and all is put in order.

stamps → entries → texts → dates → register → rolls
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

from msgspec import Struct

from minbar.build.base import base_digest, read_sound_base
from minbar.build.dates import Answer, Question, ask_git, carry_over, date_entries, is_answered
from minbar.build.fingerprint import digest_inputs, digest_texts
from minbar.build.ground import Enrolled, records_of, write_roll
from minbar.build.instant import read_instant
from minbar.build.jobs import Reading, Source, read_sources
from minbar.build.order import Order, make_register
from minbar.build.state import Enrolment, State
from minbar.build.texts import Texts, take_texts
from minbar.build.tools import FaultyError, Tools, batched
from minbar.content.base_record import decode_base, encode_base
from minbar.content.campaign import CONFIGURATION, TERRITORY
from minbar.content.entry import Entry, stamp_entry
from minbar.content.media import FOLDER as MEDIA
from minbar.content.media import Looked, look_again
from minbar.content.paths import CANDIDATES, Stamped, collisions, list_stamps
from minbar.content.tree import RACY_NS, UNSTAMPED, Stamp, changed_ns
from minbar.edition import Edition
from minbar.edition.register import Listed, Register, digest_of
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, blocks
from minbar.model.setup import SetupError
from minbar.store import Writer
from minbar.strings import Entry as Words
from minbar.strings import read_entries
from minbar.templates import template_roots

FILES_A_JOB = 200
CONFIGURED = {*CONFIGURATION, TERRITORY}

Stamps = dict[str, Stamp]
Known = dict[str, Entry]
"""The entries of the last build by path."""


class Glance(Struct, frozen=True):
    """What was seen before a build.

    `listed` are the campaign's files, as `list_stamps` gives them, and `inputs` what `digest_inputs`
    gives for these; `stands` tells whether the site is certain to be as the last build left it, which may
    take a while.
    """

    listed: Stamped | None = None
    inputs: bytes | None = None
    stands: Callable[[], bool] = lambda: False


class Read(Struct, frozen=True):
    """A campaign as it was read.

    `base` is all but its documents, `said` the same as it is remembered, without pictures (`base_record.py`);
    `words` are the site's own, by language. `base_digest` names all of these but pictures, with templates and settings.
    `inputs` and `stamped` are what `digest_inputs` and `digest_texts` gave before the first file was read; `pictures` are the stamps
    of those that there are, `seen` what was seen of them when they were opened; `head` the commit that git was asked at, and `note` what it could not tell.
    """

    base: Campaign
    base_digest: bytes
    said: bytes
    words: dict[str, dict[str, Words]]
    inputs: bytes | None
    stamped: bytes
    instant: datetime
    pictures: Stamps
    seen: dict[str, Looked]
    entries: list[Entry]
    head: str
    note: str
    register: Register
    rolls: dict[str, Enrolment]
    texts: Texts


Begin = Callable[[Register, Edition, dict[str, dict[str, Words]]], None]
"""Is given register and edition of all but the candidates, and the site's own words."""


def read_campaign(order: Order, tools: Tools, last: State, glance: Glance, begin: Begin) -> Read:
    """Read what is new of a campaign, and take over the rest; empties `last.entries`.

    Args:
        order: what is asked for.
        tools: the store, and who does what is much.
        last: what the last build remembered.
        glance: what somebody has seen just now.
        begin: is told of all but the candidates before these are looked at, where little is new; no date is known then.

    Raises:
        FaultyError: the campaign has faults.
        SetupError: the instant that is asked for is none, or a file changed that all documents depend on.
    """
    looked_ns = time.time_ns()
    root = order.root
    stamps, findings = glance.listed or list_stamps(root, "content")
    inputs = glance.inputs if glance.listed else digest_inputs(root, order.audience, stamps)
    stamped = digest_texts(stamps)
    if blocks(findings) or blocks(_collisions(stamps, last)):
        raise FaultyError
    pictures = {path: stamps.pop(path) for path in list(stamps) if path.startswith(MEDIA + "/")}
    seen = look_again(root, pictures, last.seen, looked_ns)
    named = _name_base(order)
    known = decode_base(last.said) if named == last.named else None
    base = read_sound_base(root, sorted(chain(stamps, pictures)), seen, known)
    if base is None:
        raise FaultyError
    words = last.words if known else _read_words(root, base)
    if known is None and _name_base(order) != named:
        raise SetupError("files changed while this build ran: build again")
    for path in CONFIGURED:
        stamps.pop(path, None)
    instant = read_instant(order.at, base.settings.timezone)
    reader = _Reader(root, tools, last, base, looked_ns)
    undated, read_anew = reader.read(stamps)
    few = [entry for entry in undated if not entry.path.startswith(f"{CANDIDATES}/")]
    register = make_register(order, base, instant, few)
    texts = take_texts(order, base, instant, register, tools.segments)
    if not tools.is_much(len(read_anew)):
        begin(register, texts.edition, words)
    entries = reader.date(undated)
    del undated
    register = make_register(order, base, instant, entries)
    rolls = _write_rolls(register, tools, last.rolls, read_anew)
    return Read(
        base,
        named,
        last.said if known else encode_base(base),
        words,
        inputs,
        stamped,
        instant,
        pictures,
        seen,
        entries,
        reader.head,
        reader.note,
        register,
        rolls,
        texts,
    )


def _read_words(root: Path, base: Campaign) -> dict[str, dict[str, Words]]:
    roots = template_roots(root)
    return {code: read_entries(roots, code) for code in base.settings.language_codes}


def _name_base(order: Order) -> bytes:
    return digest_of([base_digest(order.root, order.audience)])


def _collisions(stamps: Stamps, last: State) -> list[Finding]:
    """Paths that become one on other machines; what the last build has read holds none."""
    known = CONFIGURED.union(last.seen, (entry.path for entry in last.entries))
    return [] if stamps.keys() <= known else collisions(sorted(stamps))


class _Reader:
    """Reads the files of documents."""

    def __init__(
        self, root: Path, tools: Tools, last: State, base: Campaign, looked_ns: int
    ) -> None:
        self._root, self._tools, self._last, self._base = root, tools, last, base
        self._looked_ns = looked_ns
        self._known: Known = {}
        self._ask: Callable[[], Answer] | None = None
        self.head = self.note = ""

    def read(self, stamps: Stamps) -> tuple[list[Entry], set[str]]:
        """Give all entries in the order of paths, and the slugs of those that say something new; empties `stamps`."""
        known = self._known = {entry.path: entry for entry in self._last.entries}
        self._last.entries = []
        paths = sorted(stamps)
        same, sources = self._sort(paths, stamps, known)
        if self._tools.is_much(len(sources)):
            question = Question(str(self._root), tuple(paths))
            self._ask = self._tools.pool(len(sources)).start(ask_git, question)
        stamps.clear()
        reading = self._begin(sources)
        del sources, paths  # each job holds its own, until it is done
        fresh = [self._settled(entry, known) for found in reading for entry in found]
        anew = {
            entry.slug
            for entry in fresh
            if entry.path not in known or known[entry.path].record != entry.record
        }
        entries = sorted(chain(same, fresh), key=lambda entry: entry.path)
        if any(blocks(list(entry.findings)) for entry in entries if entry.findings):
            raise FaultyError
        return entries, anew

    def _sort(
        self, paths: list[str], stamps: Stamps, known: Known
    ) -> tuple[list[Entry], list[Source]]:
        """The entries of files that are as they were, and the files that are to be read."""
        same: list[Entry] = []
        sources: list[Source] = []
        for path in paths:
            stamp = stamps[path]
            entry = known.get(path)
            if entry is not None and entry.stamp == stamp:
                same.append(entry)
            else:
                sources.append(Source(path, stamp, entry.blob if entry else b""))
        return same, sources

    def _begin(self, sources: list[Source]) -> Iterator[list[Entry]]:
        settings, tools = self._base.settings, self._tools
        jobs = (
            Reading(
                str(self._root),
                batch,
                settings.language_codes,
                settings.timezone,
                str(tools.store),
                tools.next_segment(),
            )
            for batch in batched(sources, FILES_A_JOB)
        )
        return tools.pool(len(sources)).run(read_sources, jobs)

    def _settled(self, entry: Entry, known: Known) -> Entry:
        """Complete an entry that only says that its file is as it was; distrust what changed just now."""
        if not entry.record and entry.blob and not entry.findings:
            entry = stamp_entry(known[entry.path], entry.stamp)
        is_racy = changed_ns(entry.stamp) > self._looked_ns - RACY_NS
        return stamp_entry(entry, UNSTAMPED) if is_racy else entry

    def date(self, entries: list[Entry]) -> list[Entry]:
        """Tell of each file when it last changed; git is asked where that is not known."""
        last, known = self._last, self._known
        self._known = {}
        if is_answered(self._root, last.head, entries, known):
            self.head, self.note = last.head, last.note
            return carry_over(entries, known)
        paths = tuple(entry.path for entry in entries)
        answer = self._ask() if self._ask else ask_git(Question(str(self._root), paths))
        self._ask = None
        self.head, self.note = answer.head, answer.note
        return date_entries(entries, answer)


def _write_rolls(
    register: Register, tools: Tools, last: dict[str, Enrolment], read_anew: set[str]
) -> dict[str, Enrolment]:
    """Write down the candidates of each place, unless the last build has written the same."""
    rolls: dict[str, Enrolment] = {}
    with Writer(tools.store, tools.next_segment()) as writer:
        for place, people in register.rolls.items():
            digest = digest_of(
                [*(item.digest for item in people), *(b"%d" % item.shown for item in people)]
            )
            known = last.get(place)
            stands = known is not None and read_anew.isdisjoint(item.slug for item in people)
            if known is None or not stands or known.digest != digest:
                known = Enrolment(digest, writer.append(write_roll(map(_enrol, people))))
            rolls[place] = known
    return rolls


def _enrol(item: Listed) -> Enrolled:
    return Enrolled(item.slug, item.state, item.shown, records_of(item.entries))
