"""What was public before a silence, by what can be proved: not by the date that a commit gives itself.

A commit stands before an instant if a clock that no committer sets has seen it by then: that of the
publisher who published it, or GitHub's, which wrote down when the main branch was moved to it. What it
says itself counts only where that instant is yet to come: in a rehearsal.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from minbar.model.setup import SetupError
from minbar.model.team import Home
from minbar.publish.objects import Commit

Arrivals = Callable[[Home | None], Mapping[str, float]]
"""When the main branch of a repository was moved to commits, in seconds since 1970, by its host's clock."""


def no_arrivals(_home: Home | None) -> Mapping[str, float]:
    """Where no host is asked."""
    return {}


class UnprovenError(SetupError):
    """Nothing proves what was public before a silence."""

    def __init__(self, instant: datetime) -> None:
        """Say since when nothing is known."""
        super().__init__(
            f"since {instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} nothing new may appear, and nothing here proves what was "
            "published before: dates in commits prove nothing; right: put the ledger of this place back "
            "(.git/minbar-published), or --github, or wait until the silence ends"
        )


def find_last_before(
    line: Sequence[Commit], instant: datetime, now: float, seen: Mapping[str, float]
) -> str:
    """The last commit of a line that stood there before an instant.

    Args:
        line: the commits of the main line, the anchor first.
        instant: when it had to be there.
        now: what is on the line now was there by then; seconds since 1970.
        seen: by commit, when it was seen on the line at the latest; seconds since 1970.

    Returns:
        Its name; empty where by their own dates all came later.

    Raises:
        UnprovenError: one gives itself a date before the instant, and none is proved.
    """
    limit = instant.timestamp()
    dated = next((place for place, each in enumerate(line) if each.at >= limit), len(line))
    proved = [each.name for each in line if seen.get(each.name, limit) < limit]
    if now >= limit and proved:
        return proved[-1]
    if now >= limit and dated:
        raise UnprovenError(instant)
    return line[dated - 1].name if dated else ""
