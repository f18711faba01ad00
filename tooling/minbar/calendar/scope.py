"""Whom and what a window concerns."""

from collections.abc import Collection

from msgspec import Struct

from minbar.model.document import Facts
from minbar.model.election import Audience, Election, Window
from minbar.model.settings import Settings
from minbar.model.territory import TerritoryTree


class Scope(Struct, frozen=True):
    """Contests, places and voters; empty stands for all."""

    contests: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    audience: Audience = "everyone"

    def covers(self, other: "Scope") -> bool:
        """Tell whether all that concerns the other one concerns this one."""
        return (
            (not self.contests or (bool(other.contests) and other.contests <= self.contests))
            and (
                not self.territories
                or (bool(other.territories) and other.territories <= self.territories)
            )
            and self.audience in {"everyone", other.audience}
        )


EVERYTHING = Scope()


def scope_of(settings: Settings, election: Election, window: Window | None = None) -> Scope:
    """Whom a window concerns, or an election without one; all contests of the campaign are written as none."""
    contests = frozenset((window.contests if window else ()) or election.contests)
    return Scope(
        EVERYTHING.contests if contests >= settings.contests.keys() else contests,
        frozenset(window.territories if window else ()),
        window.audience if window else "everyone",
    )


class Subject(Struct, frozen=True):
    """What a text says of itself: the contests that it is about, its voters, and its place with all that this lies in.

    `contests` is empty for what is about all of them; `lineage` ends with the place itself.
    """

    contests: Collection[str] = ()
    voters: Audience = "everyone"
    lineage: Collection[str] = ()


def subject_of(facts: Facts, tree: TerritoryTree) -> Subject:
    """What the facts of a document say; a candidate is about the contest that she stands in."""
    place = getattr(facts, "territory", None) or ""
    contest = getattr(facts, "contest", None)
    return Subject(
        facts.contests or ((contest,) if contest else ()),
        facts.voters or "everyone",
        tree.lineage(place) if place in tree else (),
    )


def concerns(scope: Scope, subject: Subject) -> bool:
    """Tell whether a window of this scope is about a text.

    What does not say which contest or which voters it is for is for each of them, and bound by the
    windows of each. What is for the whole country is bound by no window of one of its places.
    """
    if scope.contests and subject.contests and scope.contests.isdisjoint(subject.contests):
        return False
    if scope.territories and scope.territories.isdisjoint(subject.lineage):
        return False
    return "everyone" in {scope.audience, subject.voters} or scope.audience == subject.voters
