"""The tree of places: a country, its regions, provinces, communes and so on."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct


class Territory(Struct, frozen=True):
    """One place. `type` is what it is called by (a province may be a prefecture)."""

    code: str
    parent: str
    level: str
    type: str
    names: dict[str, str]


class TerritoryTree:
    """All places by code, in the order of territory.csv; the first is the root."""

    def __init__(self, territories: tuple[Territory, ...]) -> None:
        """Keep the places; their parents must come before them."""
        self._by_code = {territory.code: territory for territory in territories}

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Territory:
        return self._by_code[code]

    def __iter__(self) -> Iterator[Territory]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    @cached_property
    def root(self) -> str:
        """The code of the whole country."""
        return next(iter(self._by_code), "")

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for territory in self:
            children.setdefault(territory.parent, []).append(territory.code)
        return children

    def children(self, code: str) -> list[str]:
        """Codes one level down, in file order."""
        return self._children.get(code, [])

    def lineage(self, code: str) -> tuple[str, ...]:
        """Codes from the root down to the place itself."""
        line: list[str] = []
        while code:
            line.append(code)
            code = self._by_code[code].parent
        return tuple(reversed(line))
