"""One build of a site: what was remembered is taken over, what is new is made, and the two are swapped.

    stamps → entries → register → ground → questions → units → the twin → the site

A build that fails or is killed leaves the last site as it was; the next one finds by the stamps of
the files what it can trust.
"""

import gc
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError, Struct, to_builtins
from msgspec.structs import replace

from minbar.build.answers import Answers
from minbar.build.base import base_digest, read_sound_base
from minbar.build.dates import (
    Question,
    ask_git,
    carry_over,
    date_entries,
    date_register,
    is_answered,
)
from minbar.build.fingerprint import digest_inputs, forget, leave
from minbar.build.ground import Enrolled, Ground, Workshop, read_document, write_roll
from minbar.build.house import House, decode_house, encode_house, sweep
from minbar.build.instant import read_instant
from minbar.build.jobs import (
    Done,
    Fitting,
    Linking,
    Making,
    Materials,
    Reading,
    Source,
    clear_away,
    copy_picture,
    do_fitting,
    do_house,
    do_linking,
    do_making,
    lay_out,
    put,
    read_sources,
    write_fitted,
)
from minbar.build.pool import Here, Pool, local_pool
from minbar.build.report import Report
from minbar.build.shard import (
    INSTANT,
    Manifest,
    Origin,
    encode_manifest,
    identify,
    list_pieces,
    refuse_site,
)
from minbar.build.shard import NAME as SHARD_FILE
from minbar.build.shard import UNIT as SHARD
from minbar.build.shares import Part, make_plan, measure_load
from minbar.build.state import Enrolment, Output, State, Unit, code_digest, read_state, write_state
from minbar.build.steps import Made, Posted, decode_fits
from minbar.build.swap import Change
from minbar.build.twin import Twin
from minbar.build.wholes import VERIFY, Wholes
from minbar.checks.references import known_names
from minbar.content.campaign import CONFIGURATION, TERRITORY
from minbar.content.entry import UNSTAMPED, Entry
from minbar.content.media import FOLDER as MEDIA
from minbar.content.paths import collisions, list_stamps
from minbar.content.tree import RACY_NS, Stamp
from minbar.edition import Audience, Edition, take
from minbar.edition.gate import PREVIEW, Gate
from minbar.edition.register import Register, UnjoinedError, digest_of, join_entries
from minbar.feeds import find_undated
from minbar.model.addresses import pack_address
from minbar.model.finding import Finding, blocks
from minbar.model.hosts import HOSTING, SETTINGS, limits_of, weigh
from minbar.model.setup import SetupError
from minbar.model.share import Share
from minbar.model.targets import MEDIA as MEDIA_PREFIX
from minbar.site.pages import list_units
from minbar.store import DamagedError, Ref, Segments, Writer
from minbar.strings import read_entries
from minbar.templates import read_sources as read_templates
from minbar.templates import template_roots

FILES_A_JOB = 200
UNITS_A_JOB = 24
MANY = 150
"""From so many files or units on, other processes are asked to help."""
HEAVY, HEAVY_MANY = ("pack/", "channel/"), 4
"""Units that hold the texts of all messages, and how many of them are worth other processes."""
JOBS_A_WORKER = 8
CONFIGURED = {*CONFIGURATION, TERRITORY}
DAMAGED = (DamagedError, DecodeError)
"""What reading back what was remembered can raise, in this process or in another."""

Say = Callable[[str], None]
T = TypeVar("T")


class FaultyError(Exception):
    """The campaign has faults that no site may be built with.

    `findings` are those of the site; it is empty where `minbar check` shows them.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """Say what is wrong, or leave it to a check."""
        super().__init__()
        self.findings = list(findings)


class Glance(Struct, frozen=True):
    """What was seen before a build.

    `listed` are the campaign's files, as `list_stamps` gives them, and `inputs` what `digest_inputs`
    gives for these; `stands` says that the site is certain to be as the last build left it.
    """

    listed: tuple[dict[str, Stamp], list[Finding]] | None = None
    inputs: bytes | None = None
    stands: bool = False


class _Stored(Struct, frozen=True):
    """A unit as it is to be remembered: what it asked, and its files."""

    asked: tuple[str, ...]
    outputs: tuple[Output, ...]


class Engine:
    """Builds one site."""

    def __init__(
        self,
        root: Path,
        site: Path,
        audience: Audience,
        at: str | None,
        say: Say,
        pool: Pool | None = None,
        glance: Glance | None = None,
        share: Share | None = None,
        gate: Gate = PREVIEW,
    ) -> None:
        """Prepare to build.

        Args:
            root: the campaign folder.
            site: where readers look; untouched until all is rendered.
            audience: who will see it.
            at: the instant to build for; now by default.
            say: is told what a reader of the terminal should know.
            pool: does what is much; this machine's processes by default.
            glance: what somebody has seen just now, so that it need not be looked at again.
            share: what to make of the site; all of it by default.
            gate: what lets texts through; a preview by default.

        Raises:
            SetupError: to put a site there would destroy something else.
        """
        self._start = time.perf_counter()
        self._glance = glance or Glance()
        self.root, self._audience, self._at, self._say = root, audience, at, say
        self._share, self._part = share, Part()
        self._gate = gate
        if share:
            refuse_site(site)
        self._twin = Twin(root, site)
        self._store = self._twin.memory
        sweep(root)
        self._many = pool or local_pool()
        self._here = Here()
        self._digest = code_digest()
        self._remembered, reason = read_state(self._store, self._digest)
        if reason:
            say(f"{reason}: everything is made anew")
        self._segments = Segments(self._store)
        self._segment = self._remembered.segment
        self._temporary = self._store / "now"

    # The three steps that others see.

    def prepare(self) -> Workshop:
        """Read what is new, and lay out what pages are made from.

        Raises:
            FaultyError: the campaign has faults.
        """
        self._looked_ns = time.time_ns()
        stamps, findings = self._glance.listed or list_stamps(self.root, "content")
        self._inputs = (
            self._glance.inputs
            if self._glance.listed
            else digest_inputs(self.root, self._audience, stamps)
        )
        if blocks(findings) or blocks(collisions(sorted(stamps))):
            raise FaultyError
        base = read_sound_base(self.root, sorted(stamps))
        if base is None:
            raise FaultyError
        self._base = base
        self._pictures = {
            path: stamp for path, stamp in stamps.items() if path.startswith(MEDIA + "/")
        }
        self._instant = read_instant(self._at, base.settings.timezone)
        self._clear()
        self._entries = self._read(
            {
                path: stamp
                for path, stamp in stamps.items()
                if path not in self._pictures and path not in CONFIGURED
            }
        )
        self._entries = self._date(self._entries)
        self._register = self._make_register()
        self._rolls = self._write_rolls()
        workshop = self._workshop = self._lay_out()
        return workshop

    def house(self) -> Callable[[], House]:
        """The house of the last build, where nothing that it is made of has changed, or a new one.

        A new one is begun at once, beside what else is to be made, where much is.
        """
        digest, last = self._base_digest, self._remembered.house
        if last and last.digest == digest:
            try:
                house = decode_house(self._segments.read(last.ref))
                self._house = last
                return lambda: house
            except DAMAGED as error:
                self._say(f"{error}: the house is rendered anew")
        wait = self._choose(len(self._entries)).start(do_house, self._materials)
        return lambda: self.take_house(decode_house(wait()))

    def take_house(self, house: House) -> House:
        """Use a house that somebody else has rendered, and remember it."""
        with Writer(self._store, self._next_segment()) as writer:
            self._house = Enrolment(self._base_digest, writer.append(encode_house(house)))
        return house

    def finish(self, house: Callable[[], House]) -> Report:
        """Make what is to be made, and put it where readers look; `house` may wait for its shells.

        Raises:
            FaultyError: the campaign has faults.
        """
        self._fit()
        dates = self._dates = date_register(self._register)
        self._answers = Answers(
            self._register, self._rolls, self._workshop, self._posts, self._pictures, dates
        )
        self._units = {} if self._base_changed else self._standing_units()
        self._damaged, self._intact = self._twin.lay_out(
            self._outputs(self._remembered.units.values()),
            self._remembered.segment,
            stands=self._glance.stands,
        )
        follows = bool(self._remembered.units)
        self._done: dict[str, Done] = {}
        self._wholes = Wholes(self._workshop, self._register, dates, self._answers.has_kit)
        self._undated = len(find_undated(self._workshop.index, dates))
        try:
            self._assemble(house)
        finally:
            self._wholes.close()
        return self._publish(follows)

    def finish_with(self, house: House) -> Report:
        """Finish with a house that somebody else has rendered from what `prepare` laid out.

        Raises:
            FaultyError: the campaign has faults.
            SetupError: the house had to be rendered again, which is left to the next build.
        """
        laid_out = self._base_digest
        try:
            taken = self.take_house(house)
            return self.finish(lambda: taken)
        except DAMAGED as error:
            self._forget(error)
            self.prepare()
        if self._base_digest != laid_out:
            raise SetupError("files changed while this build ran: build again")
        taken = self.take_house(house)
        return self.finish(lambda: taken)

    @property
    def register(self) -> Register:
        """What is shown and what is not, and from when until when; once `prepare` has read it."""
        return self._register

    def recover(self, build: Callable[[], T]) -> T:
        """Do what is to be done; begin once more from nothing if what was remembered is damaged."""
        try:
            return build()
        except DAMAGED as error:
            self._forget(error)
            return build()

    def _forget(self, error: Exception) -> None:
        self._say(f"{error}: everything is made anew")
        self.close()
        shutil.rmtree(self._store, ignore_errors=True)
        self._store.mkdir(exist_ok=True)
        self._remembered, self._glance = State(self._digest), Glance()

    def close(self) -> None:
        """Let go of processes and files; leave nothing half-made."""
        self._many.close()
        clear_away()
        self._segments.close()
        shutil.rmtree(self._temporary, ignore_errors=True)

    # Reading.

    def _clear(self) -> None:
        shutil.rmtree(self._temporary, ignore_errors=True)
        self._temporary.mkdir()
        self._base_digest = digest_of([base_digest(self.root, self._audience)])

    def _next_segment(self) -> int:
        self._segment += 1
        return self._segment

    def _read(self, stamps: dict[str, Stamp]) -> list[Entry]:
        """Take over the entries of files that are as they were, and read the others."""
        settings = self._base.settings
        zone = settings.timezone
        known = {entry.path: entry for entry in self._remembered.entries}
        same: list[Entry] = []
        sources: list[Source] = []
        for path, stamp in sorted(stamps.items()):
            entry = known.get(path)
            if entry is not None and entry.stamp == stamp:
                same.append(entry)
            else:
                sources.append(Source(path, stamp, entry.blob if entry else b""))
        readings = (
            Reading(
                str(self.root),
                tuple(batch),
                settings.language_codes,
                zone,
                str(self._store),
                self._next_segment(),
            )
            for batch in batched(sources, FILES_A_JOB)
        )
        pool = self._many if len(sources) > MANY else self._here
        self._git = (
            pool.start(ask_git, Question(str(self.root), tuple(stamps)))
            if len(sources) > MANY
            else None
        )
        fresh = [
            self._settled(entry, known)
            for found in pool.run(read_sources, readings)
            for entry in found
        ]
        self._read_anew = {
            entry.slug
            for entry in fresh
            if entry.path not in known or known[entry.path].ref != entry.ref
        }
        entries = sorted(chain(same, fresh), key=lambda entry: entry.path)
        if any(blocks(list(entry.findings)) for entry in entries):
            raise FaultyError
        return entries

    def _date(self, entries: list[Entry]) -> list[Entry]:
        """Tell of each file when it last changed; git is asked where that is not known."""
        last = self._remembered
        known = {entry.path: entry for entry in last.entries}
        if is_answered(self.root, last.head, entries, known):
            self._head, self._note = last.head, last.note
            return carry_over(entries, known)
        answer = (
            self._git()
            if self._git
            else ask_git(Question(str(self.root), tuple(entry.path for entry in entries)))
        )
        self._head, self._note = answer.head, answer.note
        return date_entries(entries, answer)

    def _settled(self, entry: Entry, known: dict[str, Entry]) -> Entry:
        """Complete an entry that only says that its file is as it was; distrust what changed just now."""
        if entry.ref is None and entry.blob and not entry.findings:
            entry = replace(known[entry.path], stamp=entry.stamp)
        is_racy = entry.stamp[0] > self._looked_ns - RACY_NS
        return replace(entry, stamp=UNSTAMPED) if is_racy else entry

    def _make_register(self) -> Register:
        try:
            joined = join_entries(self._entries, self._base.settings.language_codes)
        except UnjoinedError as error:
            raise FaultyError from error
        at = self._instant.timestamp()
        register = Register(joined, self._base.territory, at, self._audience, self._gate)
        if any(place not in self._base.territory for place in register.rolls):
            raise FaultyError
        return register

    def _write_rolls(self) -> dict[str, Enrolment]:
        rolls: dict[str, Enrolment] = {}
        last = self._remembered.rolls
        with Writer(self._store, self._next_segment()) as writer:
            for place, people in self._register.rolls.items():
                digest = digest_of(
                    [*(item.digest for item in people), *(b"%d" % item.shown for item in people)]
                )
                known = last.get(place)
                stands = known is not None and self._read_anew.isdisjoint(
                    item.slug for item in people
                )
                if known is None or not stands or known.digest != digest:
                    rows = (
                        Enrolled(item.slug, item.state, item.shown, _records(item.entries))
                        for item in people
                    )
                    known = Enrolment(digest, writer.append(write_roll(rows)))
                rolls[place] = known
        return rolls

    def _lay_out(self) -> Workshop:
        base, register = self._base, self._register
        written = {
            (item.kind, item.slug): read_document(
                item.kind, item.slug, _records(item.entries), self._segments
            )
            for item in register.written
        }
        campaign = replace(base, documents=tuple(written.values()))
        edition = take(campaign, self._instant, self._audience, self._gate)
        targets = {target for entry in self._entries for target in entry.targets}
        paths = {entry.path for entry in self._entries}
        roots = template_roots(self.root)
        ground = Ground(
            base=base,
            edition=replace(edition, media=self._shown_pictures(edition)),
            written=written,
            known=known_names(campaign),
            words={code: read_entries(roots, code) for code in base.settings.language_codes},
            templates=read_templates(roots),
            rolls={place: enrolment.ref for place, enrolment in self._rolls.items()},
            counts=register.lists,
            linked=self._linked(targets),
            paths=frozenset(targets & paths),
        )
        for event in edition.documents:
            end = getattr(event.facts, "end", None)
            over = end.timestamp() + 1 if end else None  # instants are whole seconds
            register.bound(over, self._instant.timestamp())
        pages = [
            [item.slug, *(item.heading(code) for code in base.settings.language_codes)]
            for item in edition.documents
            if item.kind == "pages"
        ]
        self._base_digest = digest_of([self._base_digest, repr(pages).encode()])
        self._base_changed = self._remembered.base != self._base_digest
        self._materials = Materials(
            str(self.root), str(self._store), str(self._temporary / "ground")
        )
        return lay_out(self._materials, Workshop(ground, self._segments))

    def _shown_pictures(self, edition: Edition) -> dict[str, tuple[int, int]]:
        """The pictures of all that is shown, the candidates' among them."""
        names = set(edition.media)
        for item in self._register.shown.values():
            names.update(item.source.pictures)
            for entry in item.entries:
                names |= {
                    target.removeprefix(MEDIA_PREFIX)
                    for target in entry.targets
                    if target.startswith(MEDIA_PREFIX)
                }
        return {name: self._base.media[name] for name in sorted(names) if name in self._base.media}

    def _linked(self, targets: Iterable[str]) -> dict[str, str]:
        """The places of the candidates that texts lead to."""
        found: dict[str, str] = {}
        for target in targets:
            if target.startswith("content/candidates/"):
                slug = target.rpartition("/")[2].split(".", 1)[0]
                item = self._register.shown.get(("candidates", slug))
                if item:
                    found[slug] = item.source.place
        return found

    # Making.

    def _fit(self) -> None:
        """Fit the messages that are new to the channels; take over what became of the others."""
        last = (
            {}
            if self._base_changed
            else {(item.slug, item.language): item for item in self._remembered.posts}
        )
        self._posts: list[Posted] = []
        todo: list[tuple[str, str, bytes]] = []
        for item in self._register.written:
            if item.kind == "messages":
                for entry in item.entries:
                    known = last.get((item.slug, entry.language))
                    if known and known.source == item.digest:
                        self._posts.append(known)
                    else:
                        todo.append((item.slug, entry.language, item.digest))
        pool = self._choose(len(todo), 16)
        jobs = (
            Fitting(self._materials, list(batch), self._next_segment())
            for batch in batched(todo, 16)
        )
        for posted in pool.run(do_fitting, jobs):
            self._posts += posted
        if any(item.faulty for item in self._posts):
            raise FaultyError
        self._fitted = False

    def _need_fits(self) -> None:
        """Have the posts themselves at hand: few builds need them."""
        if not self._fitted:
            self._fitted = True
            for item in self._posts:
                fits = decode_fits(self._segments.read(item.ref))
                self._workshop.fitted[item.slug, item.language] = fits

    def _choose(self, jobs: int, least: int = MANY) -> Pool:
        """The pool for so many; what it works from is written down first."""
        if jobs < least or self._many.workers < 2:
            return self._here
        ground = Path(self._materials.ground)
        if not ground.exists():
            ground.write_bytes(self._workshop.ground.pack())
        return self._many

    def _standing_units(self) -> dict[str, Unit]:
        """The units of the last build whose every question has the same answer now."""
        last = self._remembered
        answered = zip(last.questions, last.answers, strict=True)
        self._answers.take_over(answered, last.digests)
        changed = {
            number
            for number, (question, answer) in enumerate(
                zip(last.questions, last.answers, strict=True)
            )
            if not question.startswith("pack/") and self._answers(question) != answer
        }
        return {name: unit for name, unit in last.units.items() if changed.isdisjoint(unit.asked)}

    def _outputs(self, units: Iterable[Unit]) -> Iterator[Output]:
        return (output for unit in units for output in unit.outputs)

    def _assemble(self, wait: Callable[[], House]) -> None:
        """Make every unit that does not stand any more: packs first, since pages say how large they are."""
        kits = self._answers.kits
        pack_units = [f"pack/{name}" for name in kits]
        page_units = [
            "standing",
            *list_units(self._workshop.index, self._workshop.kits),
            *self._unshown(),
        ]
        pictures = list(self._workshop.ground.edition.media)
        rest = ("assets", *(f"media/{name}" for name in pictures), *self._wholes.questions)
        if self._share:
            self._share_out(self._share, (*pack_units, *page_units, *rest))
        pack_units, page_units = self._part.of(pack_units), self._part.of(page_units)
        wholes = {
            unit: asked
            for unit, asked in self._wholes.questions.items()
            if unit in self._part and not self._stands(unit)
        }
        if VERIFY in wholes:
            self._need_fits()
        self._wholes.begin(wholes)
        self._take(self._begin(pack_units))
        self._sizes = {
            output.path: self._size(output)
            for unit in pack_units
            for output in self._unit(unit).outputs
        }
        self._workshop.pack_sizes.update(self._sizes)
        self._drop_resized()
        house = wait()
        self._workshop.shells.update(house.shells)
        making = self._begin(page_units)
        if "assets" in self._part:
            self._bring("assets", house.files)
        for name in pictures:
            if f"media/{name}" in self._part:
                self._copy(name)
        for unit, asked in wholes.items():
            self._bring(unit, self._wholes.make(unit), asked)
        self._take(making)
        self._wanted = {*pack_units, *page_units, *self._part.of(rest)}
        if any(done.made.faulty for done in self._done.values()):
            raise FaultyError

    # Shares.

    def _share_out(self, share: Share, units: Iterable[str]) -> None:
        """See which of all units are this share's."""
        load = measure_load(self._register, self._base.territory, self._base.settings)
        self._part = Part(share, make_plan(units, load, share.of))
        self._units.pop(SHARD, None)
        self._need_fits()  # to say how large packs of other shares are

    def _tell_share(self, units: dict[str, "_Stored"]) -> "_Stored":
        """Write down what this share is, as a unit of its own."""
        questions = {question for unit in units.values() for question in unit.asked}
        self._measure_packs(questions)
        ground = self._workshop.ground
        source = Origin(
            self._digest, self._entries, self._pictures, self._dates, self._register, ground
        )
        manifest = Manifest(
            identity=identify(self.root, source),
            share=self._part.share,
            at=self._instant,
            asks_instant=INSTANT in questions,
            documents=len(self._register.shown),
            notes=self._notes(),
            plan=self._part.plan,
            units={
                name: list_pieces(self._twin.twin, (item.path for item in unit.outputs))
                for name, unit in units.items()
            },
        )
        self._bring(SHARD, [(SHARD_FILE, encode_manifest(manifest))])
        return self._stored(SHARD)

    def _measure_packs(self, questions: Iterable[str]) -> None:
        """Have the sizes of packs that pages of this share name at hand, whoever makes the packs."""
        for question in questions:
            if question.startswith("pack/"):
                self._workshop.pack_sizes[pack_address(question.removeprefix("pack/"))]

    def _unshown(self) -> Iterator[str]:
        """Units of what is not shown: it is checked all the same."""
        for item in self._register.written:
            if not item.shown:
                yield f"doc/{item.kind}/{item.slug}"
        shown = {place for counts in self._register.lists.values() for place in counts}
        for place in self._register.rolls:
            if place not in shown:
                yield f"list/{place}"

    def _size(self, output: Output) -> int:
        return output.stamp[1]

    def _unit(self, name: str) -> Done | Unit:
        return self._done.get(name) or self._units[name]

    def _drop_resized(self) -> None:
        """Pages that said how large a pack was are made again where it has another size now."""
        last = self._remembered
        if self._share:
            self._measure_packs(last.questions)
        changed = {
            number
            for number, (question, answer) in enumerate(
                zip(last.questions, last.answers, strict=True)
            )
            if question.startswith("pack/") and self._answers(question) != answer
        }
        if changed:
            self._units = {
                name: unit for name, unit in self._units.items() if changed.isdisjoint(unit.asked)
            }

    def _begin(self, units: list[str]) -> Iterator[list[Done]]:
        """Begin with those of these units that do not stand, or whose files are damaged."""
        todo = [name for name in units if not self._stands(name)]
        if any(
            name.startswith(("pack/", "doc/", "channel/", "place/", "section/")) for name in todo
        ):
            self._need_fits()
        heavy = sum(name.startswith(HEAVY) for name in todo)
        pool = self._choose(len(todo) + heavy * MANY // HEAVY_MANY)
        materials = self._materials if pool is self._here else self._write_materials()
        size = max(1, min(UNITS_A_JOB, len(todo) // (pool.workers * JOBS_A_WORKER)))
        jobs = [
            Making(materials, list(batch), str(self._twin.twin), self._workshop.pack_sizes)
            for batch in batched(todo, size)
        ]
        return pool.run(do_making, jobs)

    def _take(self, making: Iterator[list[Done]]) -> None:
        """Take what was made."""
        for made in making:
            for done in made:
                self._done[done.made.unit] = done

    def _write_materials(self) -> Materials:
        fitted, shells = self._temporary / "fitted", self._temporary / "shells"
        if not fitted.exists():
            write_fitted(fitted, self._workshop.fitted)
        if not self._workshop.shells:
            return replace(self._materials, fitted=str(fitted))
        if not shells.exists():
            house = House(tuple(self._workshop.shells.items()), ())
            shells.write_bytes(encode_house(house))
        return replace(self._materials, fitted=str(fitted), shells=str(shells))

    def _stands(self, name: str) -> bool:
        unit = self._units.get(name)
        return unit is not None and self._damaged.isdisjoint(output.path for output in unit.outputs)

    def _bring(
        self, unit: str, files: Iterable[tuple[str, bytes]], asked: tuple[str, ...] = ()
    ) -> None:
        """Take files as a unit's; what is asked while they are made counts with what it asks anyway."""
        if self._stands(unit):
            return
        folder = str(self._twin.twin)
        noted = self._workshop.index.asked = set(asked)
        brought = [put(folder, path, data) for path, data in files]
        self._done[unit] = Done(
            Made(unit, tuple(sorted(noted)), faulty=False),
            tuple(output for output, _ in brought),
            tuple(output.path for output, is_new in brought if is_new),
            (),
        )

    def _copy(self, name: str) -> None:
        unit = f"media/{name}"
        if not self._stands(unit):
            output, is_new = put(str(self._twin.twin), *copy_picture(self.root, name))
            self._done[unit] = Done(
                Made(unit, (unit,), faulty=False), (output,), (output.path,) if is_new else (), ()
            )

    # Publishing.

    def _publish(self, follows: bool) -> Report:
        units = {name: self._stored(name) for name in sorted(self._wanted)}
        if self._share:
            units[SHARD] = self._tell_share(units)
        self._left = {
            output.path: output.stamp for unit in units.values() for output in unit.outputs
        }
        last = {output.path for output in self._outputs(self._remembered.units.values())}
        now = self._left.keys()
        removed = last - now
        self._weigh()
        changed = {path for done in self._done.values() for path in done.changed} | (
            self._damaged & now
        )
        self._twin.remove(removed | (self._damaged - now))
        questions = self._remember(units)  # what fails after this is found by the files' stamps
        counted = None
        if changed or removed or not self._intact:
            counted = self._twin.exchange(follows=follows)
        change = counted or Change(len(changed), len(now) - len(changed), len(removed))
        report = self._report(units, change)
        try:
            if follows and self._intact:
                self._twin.follow(changed, removed, self._left, self._segment)
            else:
                self._lay_twin()
            self._leave(report, questions)
        except OSError as error:  # the site is done, and the next build can do this as well
            self._say(f"{error}: the next build will take longer")
        return report

    def _lay_twin(self) -> None:
        """Lay out a twin of a site that stands there for the first time."""
        self._twin.forget()
        live, twin = str(self._twin.live), str(self._twin.twin)
        jobs = [Linking(live, twin, list(batch)) for batch in batched(self._left, 4_000)]
        pool = self._many if len(jobs) > 2 else self._here
        for _ in pool.run(do_linking, jobs):
            pass
        self._twin.follow((), (), self._left, self._segment)

    def _weigh(self) -> None:
        """Hold the site against what its host bears.

        Raises:
            FaultyError: it is more than that.
        """
        self._weights = {path: stamp[1] for path, stamp in self._left.items()}
        if self._share:  # whoever puts the shares together weighs the site
            self._near = []
            return
        limits = limits_of(self._base.settings.hosting)
        self._near = weigh(self._weights, limits, self._base.place(SETTINGS, HOSTING))
        if blocks(self._near):
            raise FaultyError(self._near)

    def _notes(self) -> list[str]:
        """What readers of the build should know of dates that are not known."""
        notes = [self._note] if self._note else []
        if self._undated:
            notes.append(
                f"{self._undated} texts stand in no feed until they are committed or have a publish date"
            )
        return notes

    def _stored(self, name: str) -> "_Stored":
        done = self._done.get(name)
        if done is not None:
            return _Stored(done.made.asked, done.outputs)
        unit, questions = self._units[name], self._remembered.questions
        return _Stored(tuple(questions[number] for number in unit.asked), unit.outputs)

    def _remember(self, units: dict[str, "_Stored"]) -> list[str]:
        """Keep all this for the next build; gives the questions that were asked."""
        questions = sorted({question for unit in units.values() for question in unit.asked})
        numbers = {question: number for number, question in enumerate(questions)}
        state = State(
            code=self._digest,
            base=self._base_digest,
            segment=self._segment,
            entries=self._entries,
            rolls=self._rolls,
            posts=self._posts,
            house=self._house,
            questions=questions,
            answers=[self._answers(question) for question in questions],
            units={
                name: Unit(tuple(numbers[question] for question in unit.asked), unit.outputs)
                for name, unit in units.items()
            },
            digests=self._answers.digests,
            pack_sizes=self._sizes,
            head=self._head,
            note=self._note,
        )
        forget(self._store)
        write_state(self._store, state)
        self._segments.keep(_segments_of(state))
        return questions

    def _report(self, units: dict[str, "_Stored"], change: Change) -> Report:
        pages = dict.fromkeys(self._base.settings.language_codes, 0)
        for unit in units.values():
            for output in unit.outputs:
                language = output.path.partition("/")[0]
                if language in pages and output.path.endswith(".html"):
                    pages[language] += 1
        edition = self._workshop.ground.edition
        return Report(
            audience=edition.audience,
            kind=edition.kind,
            at=edition.at.isoformat(),
            documents=len(self._register.shown),
            pages=pages,
            packs=sum(name.startswith("pack/") for name in units),
            change=change,
            size_bytes=sum(self._weights.values()),
            findings=self._near,
            notes=self._notes(),
            seconds=round(time.perf_counter() - self._start, 2),
        )

    def _leave(self, report: Report, questions: Iterable[str]) -> None:
        """Let the next build see at once whether anything has changed."""
        if (
            "edition" in questions or self._share
        ):  # some page shows when it was made; or it is a share
            return
        files = report.change.written + report.change.unchanged
        told = to_builtins(replace(report, change=Change(0, files, 0)))
        register, at = self._register, self._at or ""
        span = register.since, register.until
        leave(self._store, at, span, told, self._inputs, self._left)


def _records(entries: Iterable[Entry]) -> tuple[tuple[str, str, Ref], ...]:
    """Language, path and record of each language of a document."""
    return tuple((entry.language, entry.path, entry.ref) for entry in entries if entry.ref)


def _segments_of(state: State) -> set[int]:
    """The segments that a state refers to."""
    refs: Iterable[Ref | None] = chain(
        (entry.ref for entry in state.entries),
        (enrolment.ref for enrolment in state.rolls.values()),
        (item.ref for item in state.posts),
        (state.house.ref,) if state.house else (),
    )
    return {ref.segment for ref in refs if ref}


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Cut into runs of a size."""
    left = iter(items)
    while run := tuple(islice(left, size)):
        yield run


def build_site(engine: Engine) -> Report:
    """Build a site from beginning to end.

    Raises:
        FaultyError: the campaign has faults.
    """
    was_collecting = gc.isenabled()
    gc.disable()  # what a build makes stays until its end: to look for what is left over finds nothing

    def build() -> Report:
        engine.prepare()
        return engine.finish(engine.house())

    try:
        return engine.recover(build)
    finally:
        engine.close()
        if was_collecting:
            gc.enable()
