"""A candidate, as far as finding one needs."""

from msgspec import Struct

from minbar.model.names import unpack_names


class Person(Struct, frozen=True, gc=False):
    """Somebody to be found: the name as on the ballot, by language and packed, and where they stand."""

    slug: str
    called: bytes
    place: str
    contest: str
    position: int

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return unpack_names(self.called)
