"""A share of a site: what one of several machines builds."""

from msgspec import Struct


class Share(Struct, frozen=True):
    """The `number`-th of `of` shares, from 1 on."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"
