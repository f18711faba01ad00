"""The steps of a build on another machine, which shares no disk with this one.

An errand has three parts: `pack` takes from this machine's disk what a job needs, `work` does the
step there from that alone, and `keep` writes here what came back. What all jobs share is sent
once, as supplies.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from msgspec import Struct

from minbar.build.fitted import decode_all
from minbar.build.ground import Workshop, roll_payloads, unpack_ground
from minbar.build.house import decode_house, encode_house, read_files, render_house
from minbar.build.jobs import (
    Done,
    Fitting,
    Keeper,
    Making,
    Materials,
    Reading,
    do_fitting,
    do_house,
    do_making,
    lay_out,
    read_sources,
    read_texts,
)
from minbar.build.mkdocs_config import NAME as MKDOCS
from minbar.build.state import code_digest
from minbar.build.steps import Made, Posted, Text, ToFit, fit_documents, make_unit, parse_texts
from minbar.content.entry import Entry
from minbar.store import Packer, Ref, write_segment
from minbar.templates import FOLDER as TEMPLATES
from minbar.templates import default_root
from minbar.templates.faults import told_with_place

File = tuple[str, bytes]
PLACED = ("list/", "place/")
"""Units that are made from the candidates of the place that they name."""
TRIES = 2
"""After so many tries with what it lacked, a unit is sent every candidate."""

_alone = Lock()
"""A workshop serves one job at a time; so does MkDocs. Threads of a worker wait for each other."""


class Kin(Struct, frozen=True):
    """What makes pages there: only the same makes the same pages."""

    python: str
    minbar: str


@cache
def kin() -> Kin:
    """This process's own: its Python, and a digest of Minbar, its templates and what it stands on."""
    made = sha256(code_digest())
    for path, data in read_files(default_root()):
        made.update(f"{path}\0{len(data)}\0".encode())
        made.update(data)
    return Kin(sys.version, made.hexdigest())


class StrangerError(Exception):
    """A job came to a process that would make other pages of it; says what runs there."""


class LackingError(Exception):
    """A payload was asked for that was not sent along."""

    def __init__(self, ref: Ref) -> None:
        """Name it."""
        super().__init__(ref)
        self.ref = ref


class Sent:
    """Records that were sent along with a job."""

    def __init__(self) -> None:
        """Begin with none."""
        self.payloads: dict[Ref, bytes] = {}

    def read(self, ref: Ref) -> bytes:
        """Give a payload.

        Raises:
            LackingError: it was not sent.
        """
        try:
            return self.payloads[ref]
        except KeyError:
            raise LackingError(ref) from None


class Supplies:
    """What all jobs of a build share, there: bytes when it is sent, laid out when it is used."""

    def __init__(self, ground: bytes) -> None:
        """Take a ground as it was packed."""
        self._ground = ground
        self._workshop: Workshop | None = None
        self.sent = Sent()

    def __reduce__(self) -> tuple[type["Supplies"], tuple[bytes]]:
        """Only the bytes are sent."""
        return Supplies, (self._ground,)

    def __sizeof__(self) -> int:
        """Tell how much memory this takes, more or less."""
        return 3 * len(self._ground)

    def lay_out(self, fitted: bytes | None, shells: bytes | None) -> Workshop:
        """Give the workshop, with what became of the documents and the shells where they are needed."""
        if self._workshop is None:
            self._workshop = Workshop(unpack_ground(self._ground), self.sent)
        found = self._workshop
        if fitted and not found.fitted:
            found.fitted.update(decode_all(fitted))
        if shells and not found.shells:
            found.shells.update(decode_house(shells).shells)
        return found

    def clear_away(self) -> None:
        """Let go of a workshop in which something was left half-made."""
        self._workshop = None


class Bench(Struct, frozen=True):
    """Where a job is done: the supplies that it needs; none for reading."""

    supplies: Supplies | None = None
    fitted: bytes | None = None
    shells: bytes | None = None

    def workshop(self) -> Workshop:
        """Give the workshop."""
        assert self.supplies
        return self.supplies.lay_out(self.fitted, self.shells)


class Errand(Struct, frozen=True):
    """A step that can be done far away.

    `pack`: a job to a parcel. `work`: a bench and a parcel to what was made; it touches no disk
    that anybody else sees. `keep`: the job, its parcel and what was made, to what the step gives
    here, and a parcel with what is to be sent again. `materials`: what a job works from.
    """

    name: str
    pack: Callable[[Any], Any]
    work: Callable[[Bench, Any], Any]
    keep: Callable[[Any, Any, Any], tuple[Any, Any]]
    materials: Callable[[Any], Materials | None]


def do_far(
    work: Callable[[Bench, Any], Any],
    expected: Kin,
    parcel: Any,
    supplies: Supplies | None,
    fitted: bytes | None,
    shells: bytes | None,
) -> Any:
    """Do a step there.

    Raises:
        StrangerError: another Minbar or Python is there.
    """
    if kin() != expected:
        raise StrangerError(tell_difference(kin(), expected))
    with _alone, told_with_place():
        return work(Bench(supplies, fitted, shells), parcel)


def tell_difference(there: Kin, here: Kin) -> str:
    """Say how two differ."""
    if there.python != here.python:
        return f"Python {there.python} is there, Python {here.python} here"
    return f"another Minbar is there ({there.minbar[:12]}, here {here.minbar[:12]}), or other releases of what it stands on"


# Reading.


class Texts(Struct, frozen=True):
    """Files that were read, to be parsed."""

    texts: tuple[Text | Entry, ...]
    languages: tuple[str, ...]
    zone: str
    segment: int


def _pack_reading(reading: Reading) -> Texts:
    return Texts(tuple(read_texts(reading)), reading.languages, reading.zone, reading.segment)


def _parse(_: Bench, texts: Texts) -> tuple[list[Entry], bytes]:
    records = Packer(texts.segment)
    entries = parse_texts(texts.texts, texts.languages, texts.zone, records)
    return entries, records.data()


def _keep_entries(
    reading: Reading, _: Texts, made: tuple[list[Entry], bytes]
) -> tuple[list[Entry], None]:
    entries, records = made
    write_segment(Path(reading.store), reading.segment, records)
    return entries, None


# Fitting.


class Written(Struct, frozen=True):
    """Documents to fit."""

    documents: list[ToFit]
    segment: int


def _pack_fitting(fitting: Fitting) -> Written:
    return Written(fitting.documents, fitting.segment)


def _fit(bench: Bench, written: Written) -> tuple[list[Posted], bytes]:
    records = Packer(written.segment)
    return fit_documents(bench.workshop(), written.documents, records), records.data()


def _keep_posted(
    fitting: Fitting, _: Written, made: tuple[list[Posted], bytes]
) -> tuple[list[Posted], None]:
    posted, records = made
    write_segment(Path(fitting.materials.store), fitting.segment, records)
    return posted, None


# The house.


def _pack_house(materials: Materials) -> tuple[File, ...]:
    """What a campaign brings to its house: mkdocs.yml and its own templates."""
    root = Path(materials.root)
    own = root / TEMPLATES
    files = [(MKDOCS, (root / MKDOCS).read_bytes())] if (root / MKDOCS).is_file() else []
    if own.is_dir() and own.resolve() != default_root().resolve():
        files += [(f"{TEMPLATES}/{path}", data) for path, data in read_files(own)]
    return tuple(files)


def _render_house(bench: Bench, files: tuple[File, ...]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="minbar-") as folder:
        root = Path(folder).resolve()
        for path, data in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        return encode_house(render_house(root, bench.workshop()))


def _keep_house(_: Materials, __: tuple[File, ...], made: bytes) -> tuple[bytes, None]:
    return made, None


# Making.


class Units(Struct, frozen=True):
    """Units to make, and the candidates of the places that they are made from; `tries` are past."""

    units: tuple[str, ...]
    pack_sizes: dict[str, int]
    places: frozenset[str]
    payloads: dict[Ref, bytes]
    tries: int = 0


class Rendered(Struct, frozen=True, array_like=True):
    """A unit that was made, and its files."""

    made: Made
    files: tuple[File, ...]


class Rendering(Struct, frozen=True):
    """Units that were made, and what others lacked."""

    units: list[Rendered]
    lacking: dict[str, Ref]


def _pack_making(making: Making) -> Units:
    units = tuple(making.units)
    places = frozenset(unit.partition("/")[2] for unit in units if unit.startswith(PLACED))
    return _pack_units(making, units, places)


def _pack_units(
    making: Making, units: tuple[str, ...], places: Iterable[str], tries: int = 0
) -> Units:
    workshop = lay_out(making.materials)
    rolls = workshop.ground.rolls
    payloads: dict[Ref, bytes] = {}
    for place in places:
        if place in rolls:
            payloads |= roll_payloads(rolls[place], workshop.records)
    return Units(units, dict(making.pack_sizes), frozenset(places), payloads, tries)


def _make_units(bench: Bench, units: Units) -> Rendering:
    assert bench.supplies
    bench.supplies.sent.payloads = units.payloads
    rendering = Rendering([], {})
    for unit in units.units:
        workshop = bench.workshop()
        workshop.pack_sizes.update(units.pack_sizes)
        try:
            rendering.units.append(_render_unit(workshop, unit))
        except LackingError as error:
            rendering.lacking[unit] = error.ref
            bench.supplies.clear_away()
    bench.supplies.sent.payloads = {}
    return rendering


def _render_unit(workshop: Workshop, unit: str) -> Rendered:
    files: list[File] = []
    made = make_unit(workshop, unit, lambda path, data: files.append((path, data)))
    return Rendered(made, tuple(files))


def _keep_units(making: Making, units: Units, made: Rendering) -> tuple[list[Done], Units | None]:
    done = [_keep_unit(making.folder, unit) for unit in made.units]
    if not made.lacking:
        return done, None
    return done, _pack_lacking(making, units, made.lacking)


def _keep_unit(folder: str, unit: Rendered) -> Done:
    keeper = Keeper(folder)
    for path, data in unit.files:
        keeper.take(path, data)
    return keeper.done(unit.made)


def _pack_lacking(making: Making, units: Units, lacking: dict[str, Ref]) -> Units:
    """Send again, with the candidates that were asked for; before long with all of them."""
    rolls = lay_out(making.materials).ground.rolls
    assert rolls.keys() != units.places, "everything was sent"
    asked = set(lacking.values())
    missed = {place for place, ref in rolls.items() if ref in asked}
    places = rolls if units.tries >= TRIES else units.places | missed
    return _pack_units(making, tuple(lacking), places, units.tries + 1)


def _of_job(job: Fitting | Making) -> Materials:
    return job.materials


ERRANDS: dict[Callable[..., Any], Errand] = {
    read_sources: Errand("reading", _pack_reading, _parse, _keep_entries, lambda _: None),
    do_fitting: Errand("fitting", _pack_fitting, _fit, _keep_posted, _of_job),
    do_house: Errand("house", _pack_house, _render_house, _keep_house, lambda job: job),
    do_making: Errand("making", _pack_making, _make_units, _keep_units, _of_job),
}
"""Every step that can be done far away, by the function that does it here."""
