"""Time zones from the tzdata package, never from the system.

Python prefers the system's data, which may be years old; Morocco's rules change with them.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from minbar.model.setup import SetupError

NEEDED = "2026.6"
"""The first release that knows Morocco's clocks from 20 September 2026."""

Zones = Callable[[str], ZoneInfo]
"""Name to zone; a ValueError says that there is none of that name."""


@cache
def read_zone(name: str) -> ZoneInfo:
    """Read a zone of the IANA database.

    Raises:
        ValueError: there is no zone of that name.
        SetupError: the database is too old to be trusted.
    """
    refuse_old(read_release())
    return read_zone_of(Path(import_module("tzdata").__path__[0]), name)


def read_release() -> str:
    """The release of the tzdata package that is installed."""
    return str(import_module("tzdata").__version__)


def is_recent(release: str) -> bool:
    """Tell whether a release of tzdata knows what it has to know."""
    return _numbers(release) >= _numbers(NEEDED)


def refuse_old(release: str) -> None:
    """Let nothing be computed from old data.

    Raises:
        SetupError: a silence would begin or end at another moment than the law's.
    """
    if not is_recent(release):
        raise SetupError(
            f"tzdata {release} is older than {NEEDED}: a silence could begin or end an hour off; right: pip install 'tzdata>={NEEDED}'"
        )


def read_zone_of(package: Path, name: str) -> ZoneInfo:
    """Read a zone from the folder of a package such as tzdata.

    Raises:
        ValueError: there is no zone of that name.
    """
    parts = name.split("/")
    if not all(
        part and part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in parts
    ):
        raise ValueError(f"«{name}» is not the name of a time zone")
    try:
        with package.joinpath("zoneinfo", *parts).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (OSError, ValueError) as error:
        raise ValueError(
            f"there is no time zone «{name}»; write for instance Africa/Casablanca"
        ) from error


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdecimal())
