"""The time of a run."""

from collections.abc import Callable


class Clock:
    """Seconds since 1970, and what they were when somebody looked last."""

    def __init__(self, read: Callable[[], float]) -> None:
        """Take what gives them."""
        self._read, self._last = read, 0.0

    def read(self) -> float:
        """Look."""
        self._last = self._read()
        return self._last

    @property
    def last(self) -> float:
        """What was read last."""
        return self._last or self.read()
