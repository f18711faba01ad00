"""What the last build of a site knew: one file, and the segments that it refers to."""

import sys
import sysconfig
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from minbar.build.fingerprint import STATE as NAME
from minbar.build.steps import Posted
from minbar.content.entry import Entry
from minbar.content.media import Looked
from minbar.content.tree import Stamp
from minbar.store import DamagedError, Ref, read_checked, write_checked
from minbar.strings import Entry as Words

ENTRIES_A_PART, UNITS_A_PART = 2_000, 50
"""A unit has some thirty files."""
FRAME_BYTES = 4
PACKAGES = (
    "babel",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "nh3",
    "pymdown-extensions",
    "tzdata",
)
"""What pages are made with: another release may make other pages."""


class Output(Struct, frozen=True, array_like=True, gc=False):
    """A file of the site, and the stamp it has had since it was written."""

    path: str
    stamp: Stamp


class Unit(Struct, frozen=True, array_like=True, gc=False):
    """A unit that was made: the numbers of the questions it asked, and its files."""

    asked: tuple[int, ...]
    outputs: tuple[Output, ...]


class Enrolment(Struct, frozen=True, array_like=True, gc=False):
    """The roll of a place: a digest of its candidates, and where it is written down."""

    digest: bytes
    ref: Ref


class State(Struct, array_like=True):
    """Everything that the next build can take over.

    `code` is Minbar's own digest, `base` that of all that every page depends on. `said` is what campaign.yml
    and the other files that all documents depend on say (`base_record.py`), and `words` are the site's own by
    language, both under the digest `named`. `searched` is where the pages of each language's search stand.
    """

    code: bytes
    base: bytes = b""
    named: bytes = b""
    said: bytes = b""
    words: dict[str, dict[str, Words]] = field(default_factory=dict)
    segment: int = 0
    entries: list[Entry] = field(default_factory=list)
    rolls: dict[str, Enrolment] = field(default_factory=dict)
    posts: list[Posted] = field(default_factory=list)
    house: Enrolment | None = None
    questions: list[str] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    pack_sizes: dict[str, int] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    head: str = ""
    note: str = ""
    seen: dict[str, Looked] = field(default_factory=dict)
    searched: dict[str, Ref] = field(default_factory=dict)


_DECODER = msgspec.msgpack.Decoder(State)


def read_state(folder: Path, code: bytes) -> tuple[State, str]:
    """Read what the last build left.

    Returns:
        An empty state where there is none that can be used, and then the reason, if it should be said.
    """
    try:
        payload = read_checked(folder / NAME)
        if payload is None:
            return State(code), ""
        if payload[: len(code)] != code:
            return State(code), "what was remembered is another version's"
        return _join(payload[len(code) :]), ""
    except (DamagedError, msgspec.DecodeError):
        return State(code), "what was remembered is damaged"


def write_state(folder: Path, state: State) -> None:
    """Keep it for the next build."""
    write_checked(folder / NAME, chain([state.code], map(_frame, _cut(state))))


def _cut(state: State) -> Iterator[State]:
    """All but what there is much of, and then that bit by bit: to write it all at once takes as much again."""
    yield replace(state, entries=[], units={})
    for start in range(0, len(state.entries), ENTRIES_A_PART):
        yield State(b"", entries=state.entries[start : start + ENTRIES_A_PART])
    units = iter(state.units.items())
    while part := dict(islice(units, UNITS_A_PART)):
        yield State(b"", units=part)


def _frame(part: State) -> bytes:
    encoded = msgspec.msgpack.encode(part)
    return len(encoded).to_bytes(FRAME_BYTES, "little") + encoded


def _join(payload: memoryview) -> State:
    """Put together what `_cut` has cut."""
    parts = _unframe(payload)
    state = next(parts, None)
    if state is None:
        raise msgspec.DecodeError
    for part in parts:
        state.entries += part.entries
        state.units |= part.units
    return state


def _unframe(payload: memoryview) -> Iterator[State]:
    while payload:
        end = FRAME_BYTES + int.from_bytes(payload[:FRAME_BYTES], "little")
        yield _DECODER.decode(payload[FRAME_BYTES:end])
        payload = payload[end:]


def code_digest() -> bytes:
    """A digest of Minbar's own code and of the releases that it makes pages with."""
    made = sha256(sys.version.encode())
    for name in sorted(path.name for path in Path(sysconfig.get_paths()["purelib"]).iterdir()):
        if name.endswith(".dist-info") and name.lower().replace("_", "-").startswith(PACKAGES):
            made.update(name.encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        made.update(path.relative_to(package).as_posix().encode() + b"\0")
        made.update(path.read_bytes())
    return made.digest()
