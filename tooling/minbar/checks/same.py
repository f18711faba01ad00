"""A key that is a thing itself, and not what it holds: to remember what was worked out of it."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Equal to itself alone. It keeps what it names alive, so that no other thing takes its place."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        """Take the thing."""
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value
