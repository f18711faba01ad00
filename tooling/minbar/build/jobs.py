"""The steps of a build on files of this machine, in any of its processes.

What a step is made from is read from files, once in each process, and what it makes is written
where its job says.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from sys import intern

import msgspec
from msgspec import Struct

from minbar.build.fitted import decode_all
from minbar.build.ground import Workshop, unpack_ground
from minbar.build.house import decode_house, encode_house, render_house
from minbar.build.links import link_files
from minbar.build.state import Output
from minbar.build.steps import Made, Posted, Text, ToFit, fit_documents, make_unit, parse_texts
from minbar.content.entry import Entry
from minbar.content.files import read_data
from minbar.content.media import FOLDER as MEDIA
from minbar.content.tree import UNSTAMPED, Stamp, blob_id, stamp_of
from minbar.model.addresses import media_address
from minbar.store import Segments, Writer
from minbar.templates.faults import told_with_place


class Source(Struct, frozen=True, array_like=True):
    """A file to be read; `blob` is what it was when it was last read, or empty."""

    path: str
    stamp: Stamp
    blob: bytes = b""


class Reading(Struct, frozen=True):
    """Files to read, and the segment that takes their records."""

    root: str
    sources: tuple[Source, ...]
    languages: tuple[str, ...]
    zone: str
    store: str
    segment: int


class Materials(Struct, frozen=True):
    """Where a process finds what it works from; the files are this build's own."""

    root: str
    store: str
    ground: str
    fitted: str = ""
    shells: str = ""


class Fitting(Struct, frozen=True):
    """Documents to fit, and the segment that takes what becomes of them."""

    materials: Materials
    documents: list[ToFit]
    segment: int


class Making(Struct, frozen=True):
    """Units to make into a folder."""

    materials: Materials
    units: list[str]
    folder: str
    pack_sizes: dict[str, int]


class Done(Struct, frozen=True, array_like=True):
    """A unit that was made, its files, and the numbers of those that are not as they were before."""

    made: Made
    outputs: tuple[Output, ...]
    new: tuple[int, ...]

    def with_shared_questions(self) -> "Done":
        """The same, with one copy of each question for all that ask it."""
        made = self.made
        return Done(
            Made(made.unit, tuple(map(intern, made.asked)), made.faulty), self.outputs, self.new
        )

    @property
    def changed(self) -> Iterator[str]:
        """The paths of the files that are not as they were before."""
        return (self.outputs[number].path for number in self.new)


class Linking(Struct, frozen=True):
    """Files of a site that get a second name in its twin."""

    live: str
    twin: str
    paths: list[str]


_laid_out: dict[str, Workshop] = {}
"""The workshop of this process, by the file of its ground. There is one at a time."""


def lay_out(materials: Materials, workshop: Workshop | None = None) -> Workshop:
    """Give this process's workshop; `workshop` is taken where the caller has one already."""
    if workshop is not None or materials.ground not in _laid_out:
        _laid_out.clear()
        if workshop is None:
            packed = Path(materials.ground).read_bytes()
            workshop = Workshop(unpack_ground(packed), Segments(Path(materials.store)))
        _laid_out[materials.ground] = workshop
    found = _laid_out[materials.ground]
    if materials.fitted and not found.fitted:
        found.fitted.update(decode_all(Path(materials.fitted).read_bytes()))
    if materials.shells and not found.shells:
        found.shells.update(decode_house(Path(materials.shells).read_bytes()).shells)
    return found


def clear_away() -> None:
    """Let go of this process's workshop."""
    _laid_out.clear()


class Entries(list[Entry]):
    """Entries that go to another process as one run of bytes, which is a tenth of the work."""

    def __reduce__(self) -> tuple[object, ...]:
        """Write them down."""
        return _take_entries, (msgspec.msgpack.encode(list(self)),)


class Dones(list[Done]):
    """The same for units that were made."""

    def __reduce__(self) -> tuple[object, ...]:
        """Write them down."""
        return _take_dones, (msgspec.msgpack.encode(list(self)),)


_ENTRIES = msgspec.msgpack.Decoder(list[Entry])
_DONES = msgspec.msgpack.Decoder(list[Done])


def _take_entries(packed: bytes) -> Entries:
    entries = Entries(_ENTRIES.decode(packed))
    for entry in entries:
        entry.share_words()
    return entries


def _take_dones(packed: bytes) -> Dones:
    """Keep one copy of questions that very many units ask."""
    return Dones(done.with_shared_questions() for done in _DONES.decode(packed))


def read_sources(reading: Reading) -> list[Entry]:
    """Read files; an entry without a record says of a file only that it is as it was."""
    with Writer(Path(reading.store), reading.segment) as writer:
        return Entries(parse_texts(read_texts(reading), reading.languages, reading.zone, writer))


def read_texts(reading: Reading) -> Iterator[Text | Entry]:
    """Yield each file as bytes to be parsed, or as an entry where there is nothing to parse."""
    root = Path(reading.root)
    for source in reading.sources:
        data, findings = read_data(root, source.path)
        if data is None:
            yield Entry(source.path, UNSTAMPED, findings=tuple(findings))
        elif source.blob and blob_id(data) == source.blob:
            yield Entry(source.path, source.stamp + source.blob)
        else:
            yield Text(source.path, source.stamp, data)


def do_house(materials: Materials) -> bytes:
    """Render the house, written down."""
    with told_with_place():
        return encode_house(render_house(Path(materials.root), lay_out(materials)))


def do_fitting(fitting: Fitting) -> list[Posted]:
    """Fit documents."""
    writer = Writer(Path(fitting.materials.store), fitting.segment)
    with told_with_place(), writer:
        return fit_documents(lay_out(fitting.materials), fitting.documents, writer)


def do_making(making: Making) -> list[Done]:
    """Make units and write their files."""
    workshop = lay_out(making.materials)
    workshop.pack_sizes.update(making.pack_sizes)
    with told_with_place():
        return Dones(_make(workshop, unit, making.folder) for unit in making.units)


def do_linking(linking: Linking) -> int:
    """Give files second names."""
    link_files(linking.live, linking.twin, linking.paths)
    return len(linking.paths)


def _make(workshop: Workshop, unit: str, folder: str) -> Done:
    keeper = Keeper(folder)
    return keeper.done(make_unit(workshop, unit, keeper.take))


class Keeper:
    """Puts the files of one unit into a folder, and notes which of them are new."""

    def __init__(self, folder: str) -> None:
        """Begin with none."""
        self._folder = folder
        self._outputs: list[Output] = []
        self._new: list[int] = []

    def take(self, path: str, data: bytes) -> None:
        """Write a file, unless it is there as it should be."""
        output, is_new = put(self._folder, path, data)
        if is_new:
            self._new.append(len(self._outputs))
        self._outputs.append(output)

    def done(self, made: Made) -> Done:
        """Tell of the unit."""
        return Done(made, tuple(self._outputs), tuple(self._new))


def copy_picture(root: Path, name: str) -> tuple[str, bytes]:
    """The (path, bytes) of a picture."""
    return media_address(name), (root / MEDIA / name).read_bytes()


def put(folder: str, path: str, data: bytes) -> tuple[Output, bool]:
    """Write a file unless it holds these bytes already; a file is never changed in place.

    Returns:
        The file, and whether it was written.
    """
    target = f"{folder}/{path}"
    try:
        return _write(target, path, data), True
    except FileExistsError:
        status = _status_if_same(target, data)
    if status is not None:
        return Output(path, stamp_of(status)), False
    Path(target).unlink()
    return _write(target, path, data), True


def _status_if_same(target: str, data: bytes) -> os.stat_result | None:
    """The status of a file that holds these bytes; None if it holds others."""
    descriptor = os.open(target, os.O_RDONLY)
    try:
        status = os.fstat(descriptor)
        is_same = status.st_size == len(data) and os.read(descriptor, len(data) + 1) == data
        return status if is_same else None
    finally:
        os.close(descriptor)


_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _write(target: str, path: str, data: bytes) -> Output:
    try:
        descriptor = os.open(target, _FLAGS, 0o666)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, _FLAGS, 0o666)
    try:
        written = os.write(descriptor, data)
        while written < len(data):
            written += os.write(descriptor, memoryview(data)[written:])
        return Output(path, stamp_of(os.fstat(descriptor)))
    finally:
        os.close(descriptor)
