"""Units made in any process of this machine: what they are made from lies in files, read once."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.build.ground import Workshop, unpack_ground
from minbar.build.house import decode_house, encode_house, render_house
from minbar.build.links import link_files
from minbar.build.state import Output
from minbar.build.steps import Made, Posted, check_unit, fit_messages, make_unit
from minbar.content.tree import stamp_of
from minbar.snippets.posts import Fits
from minbar.store import Segments
from minbar.templates.faults import told_with_place


class Materials(Struct, frozen=True):
    """Where a process finds what it works from; the files are this build's own."""

    root: str
    store: str
    ground: str
    fitted: str = ""
    shells: str = ""


class Fitting(Struct, frozen=True):
    """Messages to fit, each (slug, language, digest), and the segment that takes their posts."""

    materials: Materials
    messages: list[tuple[str, str, bytes]]
    segment: int


class Making(Struct, frozen=True):
    """Units to make into a folder."""

    materials: Materials
    units: list[str]
    folder: str
    pack_sizes: dict[str, int]


class Done(Struct, frozen=True, array_like=True):
    """A unit that was made, its files, and which of them are not as they were before."""

    made: Made
    outputs: tuple[Output, ...]
    changed: tuple[str, ...]
    sizes: tuple[int, ...]


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
        found.fitted.update(read_fitted(Path(materials.fitted)))
    if materials.shells and not found.shells:
        found.shells.update(decode_house(Path(materials.shells).read_bytes()).shells)
    return found


def clear_away() -> None:
    """Let go of this process's workshop."""
    _laid_out.clear()


def write_fitted(path: Path, fitted: dict[tuple[str, str], Fits]) -> None:
    """Write down what became of all messages."""
    path.write_bytes(msgspec.msgpack.encode([(*key, fits) for key, fits in fitted.items()]))


def read_fitted(path: Path) -> dict[tuple[str, str], Fits]:
    """Read it back."""
    rows = msgspec.msgpack.decode(path.read_bytes(), type=list[tuple[str, str, Fits]])
    return {(slug, language): fits for slug, language, fits in rows}


def do_house(materials: Materials) -> bytes:
    """Render the house, written down."""
    with told_with_place():
        return encode_house(render_house(Path(materials.root), lay_out(materials)))


def do_fitting(fitting: Fitting) -> list[Posted]:
    """Fit messages."""
    workshop = lay_out(fitting.materials)
    store = Path(fitting.materials.store)
    with told_with_place():
        return fit_messages(workshop, fitting.messages, store, fitting.segment)


def do_making(making: Making) -> list[Done]:
    """Make units and write their files."""
    workshop = lay_out(making.materials)
    workshop.pack_sizes.update(making.pack_sizes)
    with told_with_place():
        return [_make(workshop, unit, making.folder) for unit in making.units]


def do_linking(linking: Linking) -> int:
    """Give files second names."""
    link_files(linking.live, linking.twin, linking.paths)
    return len(linking.paths)


def _make(workshop: Workshop, unit: str, folder: str) -> Done:
    asked = workshop.index.asked = set()
    faulty = check_unit(workshop, unit)
    outputs, changed, sizes = [], [], []
    for path, data in () if faulty else make_unit(workshop, unit):
        output, is_new = put(folder, path, data)
        outputs.append(output)
        sizes.append(len(data))
        if is_new:
            changed.append(path)
    made = Made(unit, tuple(sorted(asked)), faulty)
    return Done(made, tuple(outputs), tuple(changed), tuple(sizes))


def put(folder: str, path: str, data: bytes) -> tuple[Output, bool]:
    """Write a file unless it holds these bytes already; a file is never changed in place.

    Returns:
        The file, and whether it was written.
    """
    target = f"{folder}/{path}"
    try:
        descriptor = os.open(target, os.O_RDONLY)
    except FileNotFoundError:
        return _write(target, path, data), True
    try:
        status = os.fstat(descriptor)
        if status.st_size == len(data) and os.read(descriptor, len(data) + 1) == data:
            return Output(path, stamp_of(status)), False
    finally:
        os.close(descriptor)
    Path(target).unlink()
    return _write(target, path, data), True


_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _write(target: str, path: str, data: bytes) -> Output:
    try:
        descriptor = os.open(target, _FLAGS, 0o666)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, _FLAGS, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        return Output(path, stamp_of(os.fstat(descriptor)))
    finally:
        os.close(descriptor)
