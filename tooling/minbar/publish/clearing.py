"""What is cleared of a commit, and of what was public before an instant."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from msgspec.structs import replace

from minbar.approvals.clearance import Clearance
from minbar.edition.gate import Gate
from minbar.model.campaign import Campaign
from minbar.model.setup import SetupError
from minbar.model.team import Home
from minbar.publish.folder import PARTS
from minbar.publish.ledger import Ledger
from minbar.publish.objects import Commit, Objects
from minbar.publish.outcome import Cleared
from minbar.publish.past import Arrivals, UnprovenError, find_last_before
from minbar.publish.plan import Plan
from minbar.publish.proof import tell_approval
from minbar.publish.source import Source

Verify = Callable[[str], Cleared]
"""Gives the verdict on the line from the anchor to a commit."""


class Clearing:
    """Asks for verdicts, and keeps whose yes each file has."""

    def __init__(
        self,
        objects: Objects,
        ends: tuple[str, str],
        verify: Verify,
        ledger: Ledger,
        clock: Callable[[], float],
        arrivals: Arrivals,
    ) -> None:
        """Take the line from the anchor to the head, and what proves when its commits were there."""
        self._objects, self._ends = objects, ends
        self._ledger, self._clock, self._arrivals = ledger, clock, arrivals
        self.verify = verify
        self._past: dict[str, Source] = {}
        self._clearances: dict[tuple[str, str], Clearance] = {}

    def refuse_older(self, commit: str) -> None:
        """See that a commit does not turn back what readers have seen: a withdrawn text would be there again.

        Raises:
            SetupError: it was published before, and the last publication stands on it.
        """
        last = self._ledger.last
        if commit == last or commit not in self._ledger.first:
            return
        if any(each.name == last for each in self._objects.line(commit, last)):
            raise SetupError(
                f"{commit[:12]} is older than {last[:12]}, which was published here: what has been withdrawn since would be public again; "
                f"right: git revert what shall go, or --ref {last[:12]}"
            )

    def take(self, commit: str, cleared: Cleared) -> Source:
        """The files of a commit that are cleared as they are there.

        Raises:
            SetupError: one that all pages depend on is not.
        """
        self._clearances |= {(one.path, one.blob): one for one in cleared.clearances.values()}
        tree = self._objects.tree(commit, *PARTS)
        left = {path for path, blob in tree.items() if cleared.blobs.get(path) != blob}
        needed = sorted(path for path in left if not path.endswith(".md"))
        if needed:
            raise SetupError(
                f"{needed[0]} is not cleared as it is in {commit[:12]}, and all pages depend on it; right: minbar approve {commit[:12]}"
            )
        files = {path: blob for path, blob in tree.items() if path not in left}
        return Source(commit, files, tuple(sorted(left)))

    @cached_property
    def line(self) -> list[Commit]:
        """The commits of the main line, the anchor first."""
        return self._objects.line(*self._ends)

    def place(self, commit: str) -> int:
        """Where on the line a commit stands; -1 where it does not."""
        names = [each.name for each in self.line]
        return names.index(commit) if commit in names else -1

    def before(self, instant: datetime, home: Home | None) -> Source | None:
        """What was cleared of the last commit before an instant; None where there was none.

        Args:
            instant: when it had to be public.
            home: the repository whose host may be asked when its commits came.

        Raises:
            UnprovenError: nothing proves which one that was.
        """
        name = self._last_before(instant, home)
        if name and name not in self._past:
            cleared = self.verify(name)
            if cleared.refusals:  # it was not published either: what was is the last that was clean
                name = cleared.good
                cleared = self.verify(name)
            if cleared.refusals:
                raise UnprovenError(instant)
            self._past[name] = self.take(name, cleared)
        return self._past.get(name)

    def _last_before(self, instant: datetime, home: Home | None) -> str:
        now = self._clock()
        try:
            return find_last_before(self.line, instant, now, self._ledger.first)
        except UnprovenError:
            return find_last_before(self.line, instant, now, self._arrivals(home))

    def prove(self, plan: Plan, base: Campaign) -> Gate:
        """Give the gate of a plan what can be said of the yes to exactly the bytes that are shown."""
        named = ((path, self._clearances.get((path, blob))) for path, blob in plan.files.items())
        approvals = {path: tell_approval(one, base) for path, one in named if one}
        return replace(plan.gate, approvals=approvals)
