"""One build of a site: what was remembered is taken over, what is new is made, and the two are swapped.

    reading → laying → making → publishing

A build that fails or is killed leaves the last site as it was; the next one finds by the stamps of
the files what it can trust.
"""

import gc
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from minbar.build.answers import Answers
from minbar.build.dates import Dates
from minbar.build.faults import see_raised
from minbar.build.ground import Workshop
from minbar.build.house import House, decode_house, encode_house, sweep
from minbar.build.jobs import Materials, clear_away, do_house, lay_out
from minbar.build.laying import digest_of_base, make_ground
from minbar.build.making import Maker
from minbar.build.order import Order
from minbar.build.pool import Pool, local_pool
from minbar.build.publishing import Publisher, Site, Stored
from minbar.build.reading import Glance, read_campaign
from minbar.build.report import Report
from minbar.build.searches import Searches, languages_changed
from minbar.build.shard import NAME as SHARD_FILE
from minbar.build.shard import UNIT as SHARD
from minbar.build.shard import encode_manifest, refuse_site
from minbar.build.shares import Part
from minbar.build.sharing import describe, measure_packs, take_part
from minbar.build.standing import Standing
from minbar.build.state import Enrolment, State, code_digest, read_state
from minbar.build.steps import Posted
from minbar.build.tools import DAMAGED, Say, Tools
from minbar.build.twin import Twin
from minbar.build.verify import UNIT as VERIFY
from minbar.build.wholes import FINDER, Wholes
from minbar.content.tree import size_of
from minbar.edition import Audience, Edition
from minbar.edition.gate import PREVIEW, Gate
from minbar.edition.register import Register
from minbar.feeds import find_undated
from minbar.model.setup import SetupError
from minbar.model.share import Share
from minbar.site.pages import list_units
from minbar.store import Ref, Writer
from minbar.strings import Entry as Words

AFTER_PACKS = ("section/kit", "channel/", "place/", "list/")
"""Units that say how large packs are, and lists, which read the same candidates as their places.

Another that says so by a campaign's own template makes a pack for its size.
"""

T = TypeVar("T")


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
        self._started = time.perf_counter()
        self._order, self._glance = Order(root, audience, at, gate), glance or Glance()
        self._share, self._part = share, Part()
        if share:
            refuse_site(site)
        self._twin = Twin(root, site)
        store = self._twin.memory
        sweep(root)
        self._code = code_digest()
        self._last, reason = read_state(store, self._code)
        if reason:
            say(f"{reason}: everything is made anew")
        self._tools = Tools(store, pool or local_pool(), self._last.segment, say)
        self._temporary = store / "now"
        self._searches = Searches(self._tools.segments, self._last.searched)

    @property
    def root(self) -> Path:
        """The campaign folder."""
        return self._order.root

    @property
    def register(self) -> Register:
        """What is shown and what is not, and from when until when; once `prepare` has read it."""
        return self.read.register

    # The steps that others see.

    def prepare(self) -> Workshop:
        """Read what is new, and lay out what pages are made from.

        Raises:
            FaultyError: the campaign has faults.
        """
        shutil.rmtree(self._temporary, ignore_errors=True)
        self._temporary.mkdir()
        glance, self._glance = self._glance, Glance(stands=self._glance.stands)
        self._searches.close()
        read = self.read = read_campaign(
            self._order, self._tools, self._last, glance, self._begin_searches
        )
        self._until = see_raised(self.root, read.base.settings, read.instant)
        ground = make_ground(self._order, read)
        self._base = digest_of_base(read, ground.edition)
        self._materials = Materials(
            str(self._order.root), str(self._tools.store), str(self._temporary / "ground")
        )
        self._workshop = lay_out(self._materials, Workshop(ground, self._tools.segments))
        self.maker = Maker(self._tools, self._workshop, self._materials, self._twin.twin)
        return self._workshop

    def house(self) -> Callable[[], House]:
        """The house of the last build, where nothing that it is made of has changed, or a new one.

        A new one is begun at once, beside what else is to be made, where much is.
        """
        last = self._last.house
        if last and last.digest == self._base:
            try:
                house = decode_house(self._tools.segments.read(last.ref))
                self._house = last
                return lambda: house
            except DAMAGED as error:
                self._tools.say(f"{error}: the house is rendered anew")
        wait = self.maker.pool(len(self.read.entries)).start(do_house, self._materials)
        return lambda: self.take_house(decode_house(wait()))

    def take_house(self, house: House) -> House:
        """Use a house that somebody else has rendered, and remember it."""
        with Writer(self._tools.store, self._tools.next_segment()) as writer:
            self._house = Enrolment(self._base, writer.append(encode_house(house)))
        return house

    def fit(self) -> Answers:
        """Fit the messages to the channels; gives what units will be told."""
        return self._take_fits(self._begin_fits())

    def _begin_fits(self) -> Iterator[list[Posted]]:
        last = self._last
        return self.maker.begin_fits(
            self.read.register, last.posts if last.base == self._base else ()
        )

    def _take_fits(self, fitting: Iterator[list[Posted]]) -> Answers:
        read, maker = self.read, self.maker
        maker.take_fits(fitting)
        return Answers(read.register, read.rolls, self._workshop, maker.posts, read.pictures)

    def finish(self, house: Callable[[], House]) -> Report:
        """Make what is to be made, and put it where readers look; `house` may wait for its shells.

        Raises:
            FaultyError: the campaign has faults.
        """
        register = self.read.register
        wholes = Wholes(self._workshop, register, Dates(register), self._searches)
        fitting = self._begin_fits()
        if not self._share:
            codes = self.read.base.settings.language_codes
            changed = languages_changed(register, codes, self._last)
            wholes.begin(unit for unit, code in wholes.searches.items() if code in changed)
        return self._finish(house, self._take_fits(fitting), wholes)

    def _begin_searches(
        self, register: Register, edition: Edition, words: dict[str, dict[str, Words]]
    ) -> None:
        if not self._share:
            self._searches.begin_changed(register, edition, words, self._last)

    def _finish(self, house: Callable[[], House], answers: Answers, wholes: Wholes) -> Report:
        last = self._last
        standing = Standing(last, answers, self._base)
        units = standing.units()
        damaged, intact = self._twin.lay_out(
            (output for unit in last.units.values() for output in unit.outputs),
            last.segment,
            stands=self._glance.stands(),
        )
        self.maker.stand_on(units, damaged)
        made = self._assemble(house, answers, wholes, standing)
        site = self._site(made, intact)
        publisher = Publisher(
            self._order, self.read, self._workshop.ground.edition, site, self._twin, self._tools
        )
        return publisher.publish(self.maker, answers, last, self._started)

    def finish_with(self, house: House) -> Report:
        """Finish with a house that somebody else has rendered from what `prepare` laid out.

        Raises:
            FaultyError: the campaign has faults.
            SetupError: the house had to be rendered again, which is left to the next build.
        """
        laid_out = self._base
        try:
            taken = self.take_house(house)
            return self.finish(lambda: taken)
        except DAMAGED as error:
            self._forget(error)
            self.prepare()
        if self._base != laid_out:
            raise SetupError("files changed while this build ran: build again")
        taken = self.take_house(house)
        return self.finish(lambda: taken)

    def recover(self, build: Callable[[], T]) -> T:
        """Do what is to be done; begin once more from nothing if what was remembered is damaged."""
        try:
            return build()
        except DAMAGED as error:
            self._forget(error)
            return build()

    def _forget(self, error: Exception) -> None:
        self._tools.say(f"{error}: everything is made anew")
        self.close()
        shutil.rmtree(self._tools.store, ignore_errors=True)
        self._tools.store.mkdir(exist_ok=True)
        self._last, self._glance = State(self._code), Glance()
        self._searches = Searches(self._tools.segments, {})

    def close(self) -> None:
        """Let go of processes and files; leave nothing half-made."""
        self._searches.close()
        self._tools.close()
        clear_away()
        shutil.rmtree(self._temporary, ignore_errors=True)

    # What is to be made.

    def _assemble(
        self, wait: Callable[[], House], answers: Answers, wholes: Wholes, standing: Standing
    ) -> dict[str, Stored]:
        """Make every unit that does not stand: packs before pages that say how large they are."""
        maker, workshop = self.maker, self._workshop
        packs = [f"pack/{name}" for name in answers.kits]
        pages = [VERIFY, "standing", *list_units(workshop.index, workshop.kits), *self._unshown()]
        pictures = [f"media/{name}" for name in workshop.ground.edition.media]
        rest = ["assets", *pictures, *wholes.questions]
        if self._share:
            self._share_out(self._share, (*packs, *pages, *rest))
        packs, pages, rest = self._part.of(packs), self._part.of(pages), self._part.of(rest)
        todo = [unit for unit in wholes.questions if unit in rest and not maker.stands(unit)]
        wholes.begin(todo)
        house = wait()
        workshop.shells.update(house.shells)
        self._measure([unit for unit in packs if maker.stands(unit)])
        first = [unit for unit in pages if not unit.startswith(AFTER_PACKS)]
        making = maker.begin([*packs, *first])
        apart = [unit for unit in todo if unit not in wholes.searches]
        meanwhile = [FINDER] if FINDER in apart else apart  # that takes as long as all of these
        for unit in meanwhile:
            self._bring(unit, wholes, answers)
        if "assets" in rest:
            maker.bring("assets", house.files)
        for unit in self._part.of(pictures):
            maker.copy(unit.removeprefix("media/"))
        maker.take(making)
        self._measure(packs)
        if self._share:
            measure_packs(self._last.questions, self._workshop)
        maker.drop(standing.changed(packs=True))
        making = maker.begin([unit for unit in pages if unit not in maker.done])
        for unit in todo:
            if unit not in meanwhile:
                self._bring(unit, wholes, answers)
        maker.take(making)
        maker.see_faults()
        return {name: self._stored(name) for name in sorted({*packs, *pages, *rest})}

    def _bring(self, unit: str, wholes: Wholes, answers: Answers) -> None:
        self.maker.bring(unit, wholes.make(unit, answers.has_kit), wholes.questions[unit])

    def _unshown(self) -> Iterator[str]:
        """Units of what is not shown: it is checked all the same."""
        register = self.read.register
        for item in register.written:
            if not item.shown:
                yield f"doc/{item.kind}/{item.slug}"
        shown = {place for counts in register.lists.values() for place in counts}
        for place in register.rolls:
            if place not in shown:
                yield f"list/{place}"

    def _measure(self, packs: Iterable[str]) -> None:
        """Tell whoever makes pages how large the packs are."""
        self._sizes = {
            output.path: size_of(output.stamp)
            for unit in packs
            for output in self.maker.outputs(unit)
        }
        self._workshop.pack_sizes.update(self._sizes)

    def _stored(self, name: str) -> Stored:
        done = self.maker.done.get(name)
        if done is not None:
            return Stored(done.made.asked, done.outputs)
        unit, questions = self.maker.units[name], self._last.questions
        return Stored(tuple(questions[number] for number in unit.asked), unit.outputs)

    def _site(self, units: dict[str, Stored], intact: bool) -> Site:
        workshop, register = self._workshop, self.read.register
        site = Site(
            code=self._code,
            base=self._base,
            units=units,
            sizes=self._sizes,
            house=self._house,
            searched=self._keep_searched(),
            follows=bool(self._last.units),
            intact=intact,
            undated=len(find_undated(workshop.index, Dates(register))),
            is_share=self._share is not None,
            until=self._until,
        )
        if self._share:
            units[SHARD] = self._tell_share(site)
        return site

    def _keep_searched(self) -> dict[str, Ref]:
        with Writer(self._tools.store, self._tools.next_segment()) as writer:
            return self._searches.keep(writer, self.read.base.settings.language_codes)

    # Shares.

    def _share_out(self, share: Share, units: Iterable[str]) -> None:
        """See which of all units are this share's."""
        self._part = take_part(share, units, self.read)
        self.maker.units.pop(SHARD, None)
        self.maker.need_fits()  # to say how large packs of other shares are

    def _tell_share(self, site: Site) -> Stored:
        """Write down what this share is, as a unit of its own."""
        manifest = describe(self._part, site, self.root, self._twin.twin, self.read, self._workshop)
        self.maker.bring(SHARD, [(SHARD_FILE, encode_manifest(manifest))])
        return self._stored(SHARD)


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
