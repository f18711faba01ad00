"""A candidate, as far as finding one needs."""

from msgspec import Struct


class Person(Struct, frozen=True):
    """Somebody to be found: the names as on the ballot, by language, and where they stand."""

    slug: str
    names: dict[str, str]
    place: str
    contest: str
    position: int
