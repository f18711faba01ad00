"""What the last build of a site knew: one file, and the segments that it refers to."""

import sys
import sysconfig
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct, field

from minbar.build.steps import Posted
from minbar.content.entry import Entry
from minbar.content.tree import Stamp
from minbar.store import DamagedError, Ref, read_checked, write_checked

NAME = "state"
PACKAGES = (
    "babel",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "nh3",
    "pymdown-extensions",
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

    `code` is Minbar's own digest, `base` that of all that every page depends on; `since` and
    `until` bound the instants for which the same is shown, in seconds since 1970.
    """

    code: bytes
    base: bytes = b""
    segment: int = 0
    since: float = 0
    until: float = 0
    timeless: bool = True
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
        return _DECODER.decode(memoryview(payload)[len(code) :]), ""
    except (DamagedError, msgspec.DecodeError):
        return State(code), "what was remembered is damaged"


def write_state(folder: Path, state: State) -> None:
    """Keep it for the next build."""
    write_checked(folder / NAME, state.code + msgspec.msgpack.encode(state))


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
