"""Making units: those that still stand are left alone, few are made here, many in other processes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from minbar.build.fitted import decode_fitted, encode_all
from minbar.build.ground import Workshop
from minbar.build.house import House, encode_house
from minbar.build.jobs import (
    Done,
    Fitting,
    Making,
    Materials,
    copy_picture,
    do_fitting,
    do_making,
    put,
)
from minbar.build.pool import Pool
from minbar.build.state import Output, Unit
from minbar.build.steps import Made, Posted, ToFit
from minbar.build.tools import FaultyError, Tools, batched
from minbar.build.verify import UNIT as VERIFY
from minbar.edition.register import Listed, Register
from minbar.proof.texts import FIELDS

A_FEW = 8
"""From so many units on, processes help that have begun already."""
UNITS_A_JOB = 24
DOCUMENTS_A_JOB = 16
JOBS_A_WORKER = 8
HEAVY, HEAVY_IS_AS_MANY = ("pack/", VERIFY), 37
"""Units that hold the texts of all messages, and how many others take as long as one of them."""
NEED_FITS = ("pack/", "doc/", "channel/", "place/", "section/", VERIFY)
"""Units that show posts."""


class Maker:
    """Makes the units of one build into one folder."""

    def __init__(
        self, tools: Tools, workshop: Workshop, materials: Materials, folder: Path
    ) -> None:
        """Take what units are made from, and the folder that takes their files."""
        self._tools, self._workshop, self._materials = tools, workshop, materials
        self._folder = str(folder)
        self._is_shown = False
        self.units: dict[str, Unit] = {}
        self.damaged: set[str] = set()
        self.done: dict[str, Done] = {}
        self.posts: list[Posted] = []
        self._lacks_fits = True
        self._fits_are_inherited = False

    def stand_on(self, units: dict[str, Unit], damaged: set[str]) -> None:
        """Leave these units of the last build as they are, unless they have one of the damaged files."""
        self.units, self.damaged = units, damaged

    def stands(self, name: str) -> bool:
        """Whether a unit is as it should be."""
        unit = self.units.get(name)
        return unit is not None and self.damaged.isdisjoint(output.path for output in unit.outputs)

    def outputs(self, name: str) -> tuple[Output, ...]:
        """The files of a unit that was made or stands."""
        return (self.done.get(name) or self.units[name]).outputs

    def pool(self, jobs: int, least: int | None = None) -> Pool:
        """What does so many jobs; it knows what is worked from, and then helps with fewer."""
        pool = self._tools.pool(jobs, A_FEW if self._is_shown else least)
        if pool is not self._tools.here and not self._is_shown:
            self._is_shown = True
            if not pool.inherits:
                Path(self._materials.ground).write_bytes(self._workshop.ground.pack())
        return pool

    def begin_fits(self, register: Register, last: Iterable[Posted]) -> Iterator[list[Posted]]:
        """Begin to fit the documents that are new, messages to the channels; take over what became of the others."""
        known = {(item.kind, item.slug, item.language): item for item in last}
        todo: list[ToFit] = []
        for item in filter(_is_fitted, register.written):
            for entry in item.entries:
                posted = known.get((item.kind, item.slug, entry.language))
                if posted and posted.source == item.digest:
                    self.posts.append(posted)
                else:
                    todo.append((item.kind, item.slug, entry.language, item.digest))
        jobs = (
            Fitting(self._materials, list(batch), self._tools.next_segment())
            for batch in batched(todo, DOCUMENTS_A_JOB)
        )
        return self.pool(len(todo), DOCUMENTS_A_JOB).run(do_fitting, jobs)

    def take_fits(self, fitting: Iterator[list[Posted]]) -> None:
        """Take what was fitted.

        Raises:
            FaultyError: one does not fit.
        """
        for posts in fitting:
            self.posts += posts
        if any(item.faulty for item in self.posts):
            raise FaultyError

    def need_fits(self) -> None:
        """Have the posts themselves at hand: few builds need them."""
        if self._lacks_fits:
            self._lacks_fits = False
            for item in self.posts:
                fits = decode_fitted(self._tools.segments.read(item.ref))
                self._workshop.fitted[item.kind, item.slug, item.language] = fits

    def begin(self, units: list[str]) -> Iterator[list[Done]]:
        """Begin with those of these units that do not stand."""
        todo = [name for name in units if not self.stands(name)]
        if any(name.startswith(NEED_FITS) for name in todo):
            self.need_fits()
        heavy = sum(name.startswith(HEAVY) for name in todo)
        pool = self.pool(len(todo) + heavy * HEAVY_IS_AS_MANY)
        is_here = pool is self._tools.here
        materials = self._materials if is_here else self._hand_on(pool)
        size = max(1, min(UNITS_A_JOB, len(todo) // (pool.workers * JOBS_A_WORKER)))
        jobs = [
            Making(materials, list(batch), self._folder, self._workshop.pack_sizes)
            for batch in batched(todo, size)
        ]
        return pool.run(do_making, jobs)

    def take(self, making: Iterator[list[Done]]) -> None:
        """Take what was made."""
        for made in making:
            self.done |= {done.made.unit: done for done in made}

    def bring(
        self, unit: str, files: Iterable[tuple[str, bytes]], asked: tuple[str, ...] = ()
    ) -> None:
        """Take files as a unit's; what is asked while they are made counts with what it asks anyway."""
        if self.stands(unit):
            return
        noted = self._workshop.index.asked = set(asked)
        brought = [put(self._folder, path, data) for path, data in files]
        self.done[unit] = Done(
            Made(unit, tuple(sorted(noted)), faulty=False),
            tuple(output for output, _ in brought),
            tuple(number for number, (_, is_new) in enumerate(brought) if is_new),
        )

    def copy(self, name: str) -> None:
        """Take a picture, which is a unit of its own."""
        unit = f"media/{name}"
        if not self.stands(unit):
            self.bring(unit, [copy_picture(Path(self._materials.root), name)], (unit,))

    def drop(self, questions: set[int]) -> None:
        """Have the units that asked one of these questions made again."""
        if questions:
            self.units = {
                name: unit for name, unit in self.units.items() if questions.isdisjoint(unit.asked)
            }

    def see_faults(self) -> None:
        """Look at what was made.

        Raises:
            FaultyError: a document has faults.
        """
        if any(done.made.faulty for done in self.done.values()):
            raise FaultyError

    def _hand_on(self, pool: Pool) -> Materials:
        """Write down what other processes are to read: fits and shells that they do not inherit."""
        if pool.inherits and not self._lacks_fits:
            self._fits_are_inherited = True
        temporary = Path(self._materials.ground).parent
        fitted, shells = temporary / "fitted", temporary / "shells"
        are_read = not self._lacks_fits and not self._fits_are_inherited
        if are_read and not fitted.exists():
            fitted.write_bytes(encode_all(self._workshop.fitted))
        if self._workshop.shells and not shells.exists():
            house = House(tuple(self._workshop.shells.items()), ())
            shells.write_bytes(encode_house(house))
        return replace(
            self._materials,
            fitted=str(fitted) if are_read else "",
            shells=str(shells) if self._workshop.shells else "",
        )


def _is_fitted(item: Listed) -> bool:
    """Messages are, whether they are shown or not; what else people pass on is when it is shown."""
    return item.kind == "messages" or (item.shown and item.kind in FIELDS)
