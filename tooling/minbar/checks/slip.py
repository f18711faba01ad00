"""A slip of typography: a piece of a text that is set wrongly."""

from collections.abc import Callable, Iterator

from msgspec import Struct


class Slip(Struct, frozen=True):
    """A piece of a text that is set wrongly, why, and what stands there when it is right.

    `right` is None where only a person can tell; `either` is then what could stand there.
    """

    start: int
    end: int
    message: str
    right: str | None = None
    either: tuple[str, ...] = ()


TextRule = Callable[[str, str], Iterator[Slip]]
"""Takes prose and the code of its language."""
