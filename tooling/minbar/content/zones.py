"""Time zones from the tzdata package, never from the system.

Python prefers the system's data, which may be years old; Morocco's rules change with them.
"""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


@cache
def read_zone(name: str) -> ZoneInfo:
    """Read a zone of the IANA database.

    Raises:
        ValueError: there is no zone of that name.
    """
    parts = name.split("/")
    if not all(
        part and part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in parts
    ):
        raise ValueError(f"«{name}» is not the name of a time zone")
    try:
        with files("tzdata").joinpath("zoneinfo", *parts).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (OSError, ValueError) as error:
        raise ValueError(
            f"there is no time zone «{name}»; write for instance Africa/Casablanca"
        ) from error
